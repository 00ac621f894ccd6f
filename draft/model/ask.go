package model

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/packages/param"
	"github.com/openai/openai-go/v3/shared"

	"github.com/famulus-health/famulus/draft"
)

// question is one draft to ask for.
type question struct {
	system, data string
	schema       map[string]any
}

func schemaFor(f *draft.Facts, a draft.Audience, names *aliases, example draft.Draft) map[string]any {
	var findings, grounds []string
	for i := range f.Interpretation.Findings {
		findings = append(findings, names.id(f.Interpretation.Findings[i].ID))
	}
	seen := map[string]bool{}
	for _, s := range example.Sentences {
		for _, g := range s.Grounds {
			if !seen[g] {
				seen[g] = true
				grounds = append(grounds, dotted(g, names.out))
			}
		}
	}
	return schemaOf(draft.SectionsOf(f.Kind, a), findings, draft.FollowUpKeys(f.Interpretation), grounds)
}

// ask tries until there is an answer, the tries are used up, or the time is.
func (w *Writer) ask(ctx context.Context, q question, used *Usage) ([]draft.Sentence, error) {
	pause := firstPause
	for {
		used.Attempts++
		sentences, err := w.once(ctx, q, used)
		if err == nil {
			return sentences, nil
		}
		e, ok := errors.AsType[*Error](err)
		if !ok || !e.again() || used.Attempts >= attempts || e.Detail == breakerOpen {
			return nil, err
		}
		wait := max(time.Duration(float64(pause)*(1-w.machine.Jitter()/2)), e.RetryAfter)
		if w.machine.Sleep(ctx, wait) != nil {
			return nil, &Error{Kind: ErrTimeout}
		}
		pause *= 2
	}
}

// once asks once. A request that the endpoint does not understand is asked again in a simpler shape, which is remembered.
func (w *Writer) once(ctx context.Context, q question, used *Usage) ([]draft.Sentence, error) {
	for {
		s := w.shapeNow()
		completion, err := w.breaker.Execute(func() (*openai.ChatCompletion, error) { return w.chat.New(ctx, w.params(q, s)) })
		if api, ok := errors.AsType[*openai.Error](err); ok {
			if simpler, found := s.simpler(api); found {
				w.remember(s, simpler)
				continue
			}
		}
		if err != nil {
			return nil, explain(ctx, err)
		}
		used.PromptTokens += completion.Usage.PromptTokens
		used.CompletionTokens += completion.Usage.CompletionTokens
		if len(completion.Choices) == 0 {
			return nil, &Error{Kind: ErrBroken, Detail: "no choices"}
		}
		choice := completion.Choices[0]
		if choice.FinishReason == "length" {
			return nil, &Error{Kind: ErrBroken, Detail: "cut off at the limit of tokens"}
		}
		sentences, err := parse(choice.Message.Content)
		if err != nil {
			return nil, &Error{Kind: ErrBroken, Detail: err.Error()}
		}
		return sentences, nil
	}
}

func (w *Writer) params(q question, s shape) openai.ChatCompletionNewParams {
	p := openai.ChatCompletionNewParams{
		Model:    w.cfg.Model,
		Messages: []openai.ChatCompletionMessageParamUnion{openai.SystemMessage(q.system), openai.UserMessage(q.data)},
	}
	if s.temperature {
		p.Temperature = param.NewOpt(0.0)
	}
	if s.completionTokens {
		p.MaxCompletionTokens = param.NewOpt(w.cfg.MaxTokens)
	} else {
		p.MaxTokens = param.NewOpt(w.cfg.MaxTokens)
	}
	switch s.mode {
	case JSONSchema:
		p.ResponseFormat.OfJSONSchema = &shared.ResponseFormatJSONSchemaParam{JSONSchema: shared.ResponseFormatJSONSchemaJSONSchemaParam{
			Name: "draft", Strict: param.NewOpt(true), Schema: q.schema,
		}}
	case JSONObject:
		p.ResponseFormat.OfJSONObject = &shared.ResponseFormatJSONObjectParam{}
	case JSONNone:
	}
	return p
}

// shape is which fields of the protocol an endpoint understands.
type shape struct {
	mode             JSONMode
	temperature      bool // some models take none but their own
	completionTokens bool // the limit goes by its newer name
}

// simpler is the next shape to try after a refusal; found is false when none is left, or the refusal is about something
// else.
func (s shape) simpler(api *openai.Error) (next shape, found bool) {
	switch api.StatusCode {
	case http.StatusBadRequest, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusNotImplemented:
	default:
		return s, false
	}
	text := strings.ToLower(api.Message + " " + api.Param)
	switch {
	case strings.Contains(text, "max_completion_tokens") && !s.completionTokens:
		s.completionTokens = true
	case strings.Contains(text, "temperature") && s.temperature:
		s.temperature = false
	case s.mode == JSONSchema:
		s.mode = JSONObject
	case s.mode == JSONObject:
		s.mode = JSONNone
	default:
		return s, false
	}
	return s, true
}

func (w *Writer) shapeNow() shape {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.shape
}

// remember keeps a simpler shape, unless somebody else has changed it meanwhile.
func (w *Writer) remember(from, to shape) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.shape == from {
		w.shape = to
	}
}

// isAway says that an error of the client means that nobody answers: the network, a 5xx, silence. A caller who gave up is
// no sign of it.
func isAway(err error) bool {
	if errors.Is(err, context.Canceled) {
		return false
	}
	if api, ok := errors.AsType[*openai.Error](err); ok {
		e, is := errors.AsType[*Error](explainStatus(api))
		return is && (errors.Is(e, ErrDown) || errors.Is(e, ErrTimeout))
	}
	return true
}

// limited refuses to read more of a response than a draft can be.
type limited struct{ next http.RoundTripper }

// RoundTrip sends the request.
func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	next := l.next
	if next == nil {
		next = http.DefaultTransport
	}
	resp, err := next.RoundTrip(r)
	if err == nil {
		resp.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(resp.Body, answerLimit), resp.Body}
	}
	return resp, err
}
