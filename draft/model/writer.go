package model

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/sony/gobreaker/v2"

	"github.com/famulus-health/famulus/draft"
)

// JSONMode is how an endpoint is asked for JSON.
type JSONMode string

// Modes, from the strictest. An endpoint that refuses one is asked in the next, and it is remembered.
const (
	JSONSchema JSONMode = "schema" // response_format json_schema
	JSONObject JSONMode = "object" // response_format json_object
	JSONNone   JSONMode = "none"   // by the prompt alone
)

// Config is one model at one endpoint. Zero fields get the defaults named here.
type Config struct {
	Name         string        // of the writer, as a stored draft names it; default: Model
	BaseURL      string        // "http://localhost:8000/v1"
	APIKey       string        // sent as a bearer token; "" for none
	Model        string        // as the endpoint calls it
	Timeout      time.Duration // for one draft, retries and all; default 60 s
	MaxTokens    int64         // of an answer; default 4000
	Concurrency  int           // requests of one clinic at a time; default 2
	TokensPerDay int64         // of one clinic; 0: no limit
	JSONMode     JSONMode      // to begin with; default JSONSchema
}

// Machine is what the writer needs of the machine it runs on, so that a test can stand in for it.
type Machine struct {
	Now    func() time.Time
	Sleep  func(ctx context.Context, d time.Duration) error // returns early with ctx's error
	Jitter func() float64                                   // in [0, 1)
	HTTP   *http.Client                                     // nil: http.DefaultClient's transport, with no timeout of its own
}

// Retries. The pauses double from firstPause, and each is shortened by up to half at random.
const (
	attempts     = 3
	firstPause   = 500 * time.Millisecond
	longestPause = 5 * time.Second  // a Retry-After beyond it is the caller's to wait for
	breakerTrips = 5                // failures in a row
	breakerRest  = 30 * time.Second // before one request may try again
	answerLimit  = 2 << 20          // bytes of a response
)

// Writer asks a model for drafts. It is safe for concurrent use.
type Writer struct {
	cfg     Config
	machine Machine
	chat    openai.ChatCompletionService
	breaker *gobreaker.CircuitBreaker[*openai.ChatCompletion]
	quota   *quota

	mu    sync.Mutex
	shape shape // what the endpoint was found to understand
}

var _ draft.Writer = (*Writer)(nil)

// New makes a writer. It does not speak to the endpoint.
func New(cfg Config, m Machine) (*Writer, error) {
	if cfg.BaseURL == "" || cfg.Model == "" {
		return nil, fmt.Errorf("model: a base URL and a model's name are needed")
	}
	if m.Now == nil || m.Sleep == nil || m.Jitter == nil {
		return nil, fmt.Errorf("model: a clock, a sleep and a jitter are needed")
	}
	cfg = withDefaults(cfg)
	client := http.Client{}
	if m.HTTP != nil {
		client = *m.HTTP
	}
	client.Transport = limited{client.Transport}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // facts go where they were sent
	options := []option.RequestOption{option.WithBaseURL(cfg.BaseURL), option.WithMaxRetries(0), option.WithHTTPClient(&client)}
	if cfg.APIKey != "" {
		options = append(options, option.WithAPIKey(cfg.APIKey))
	}
	return &Writer{
		cfg: cfg, machine: m, shape: shape{mode: cfg.JSONMode, temperature: true},
		// The service by itself, and not openai.NewClient: that one reads keys and addresses from the environment.
		chat:    openai.NewChatCompletionService(options...),
		breaker: gobreaker.NewCircuitBreaker[*openai.ChatCompletion](breakerSettings(cfg.Name)),
		quota:   &quota{places: cfg.Concurrency, tokens: cfg.TokensPerDay, now: m.Now, clinics: map[string]*account{}},
	}, nil
}

func withDefaults(cfg Config) Config {
	if cfg.Name == "" {
		cfg.Name = cfg.Model
	}
	if cfg.Timeout <= 0 {
		cfg.Timeout = time.Minute
	}
	if cfg.MaxTokens <= 0 {
		cfg.MaxTokens = 4000
	}
	if cfg.Concurrency == 0 {
		cfg.Concurrency = 2
	}
	if cfg.JSONMode == "" {
		cfg.JSONMode = JSONSchema
	}
	return cfg
}

// Name of the writer.
func (w *Writer) Name() string { return w.cfg.Name }

// Version names the prompt and the model.
func (w *Writer) Version() string { return "prompt " + PromptVersion + ", " + w.cfg.Model }

// Usage is what a draft cost.
type Usage struct {
	PromptTokens     int64         `json:"promptTokens"`
	CompletionTokens int64         `json:"completionTokens"`
	Latency          time.Duration `json:"latency"` // with retries
	Attempts         int           `json:"attempts"`
}

// Result is a draft, and what it cost.
type Result struct {
	Draft draft.Draft
	Usage Usage
}

// Write asks for a draft. Facts must have gone through Facts.Without with the person's names and addresses; what only
// looks like an identifier is taken out here once more.
func (w *Writer) Write(ctx context.Context, f draft.Facts, a draft.Audience, l draft.Lang) (draft.Draft, error) {
	r, err := w.Ask(ctx, f, a, l)
	return r.Draft, err
}

// Ask is Write with what it cost, which it tells of a failure too.
func (w *Writer) Ask(ctx context.Context, f draft.Facts, a draft.Audience, l draft.Lang) (Result, error) {
	began := w.machine.Now()
	f = f.Without()
	example, err := draft.Template{}.Write(ctx, f, a, l)
	if err != nil {
		return Result{}, err
	}
	data, names, err := message(&f, a, l, example)
	if err != nil {
		return Result{}, fmt.Errorf("model: %w", err)
	}
	leave, err := w.quota.enter(clinicOf(ctx))
	if err != nil {
		return Result{}, err
	}
	r := Result{Draft: draft.Draft{Audience: a, Lang: l, Writer: w.Name(), Version: w.Version()}}
	defer func() { leave(r.Usage.PromptTokens + r.Usage.CompletionTokens) }()
	inner, cancel := context.WithTimeout(ctx, w.cfg.Timeout)
	defer cancel()
	q := question{system: instructions(a, l), data: string(data), schema: schemaFor(&f, a, names, example)}
	sentences, err := w.ask(inner, q, &r.Usage)
	r.Usage.Latency = w.machine.Now().Sub(began)
	if err != nil {
		if ctx.Err() != nil {
			return r, ctx.Err()
		}
		return r, err
	}
	table := names.back()
	for _, s := range sentences {
		r.Draft.Sentences = append(r.Draft.Sentences, sentence(s, table))
	}
	return r, nil
}

func breakerSettings(name string) gobreaker.Settings {
	return gobreaker.Settings{
		Name:        name,
		Timeout:     breakerRest,
		ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= breakerTrips },
		// Only an endpoint that is away or silent is down; one that is busy, or answers nonsense, is there.
		IsSuccessful: func(err error) bool { return err == nil || !isAway(err) },
	}
}
