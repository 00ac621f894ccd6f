// Package modeltest is a stand-in for a model's endpoint, for tests: an HTTP server that speaks the OpenAI-compatible chat
// protocol and answers as it is told to. It keeps what it was asked, so that a test can look for what must not be in it.
package modeltest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/famulus-health/famulus/draft"
)

// Behaviour is how the double answers one request.
type Behaviour string

// Behaviours.
const (
	Well       Behaviour = "well"        // the example of the request, as an obedient model would
	Thinking   Behaviour = "thinking"    // the same behind thoughts and in a fence
	Wrong      Behaviour = "wrong"       // the example with its first direction turned round
	Invented   Behaviour = "invented"    // the example and a diagnosis nobody made
	Obeying    Behaviour = "obeying"     // an injection: it says that all is normal, as some text in the data asked
	BrokenJSON Behaviour = "broken json" // an object that does not end
	Prose      Behaviour = "prose"       // words and no object
	Half       Behaviour = "half"        // the connection is cut in the middle of the body
	Cut        Behaviour = "cut"         // finish_reason length
	Silent     Behaviour = "silent"      // no answer until the caller gives up
	Busy       Behaviour = "busy"        // 429 with Retry-After: 7
	BusyShort  Behaviour = "busy short"  // 429 with Retry-After: 1
	Failing    Behaviour = "failing"     // 500
	Forbidden  Behaviour = "forbidden"   // 401
	NoSchema   Behaviour = "no schema"   // 400 for json_schema, else Well
	NoJSON     Behaviour = "no json"     // 400 for any response_format, else Well
	NewNames   Behaviour = "new names"   // 400 for max_tokens and for temperature, else Well
)

// Tokens that each whole answer reports.
const (
	PromptTokens     = 1200
	CompletionTokens = 300
)

// Request is what the double was asked.
type Request struct {
	Body          string
	Authorization string
}

// Server is the double.
type Server struct {
	URL     string        // base URL, with /v1
	Arrived chan struct{} // gets one for each request, as long as it has room

	mu       sync.Mutex
	script   []Behaviour
	requests []Request
	gone     chan struct{}
}

// New starts a double that answers well. It ends with the test.
func New(tb testing.TB) *Server {
	tb.Helper()
	s := &Server{script: []Behaviour{Well}, Arrived: make(chan struct{}, 100), gone: make(chan struct{})}
	server := httptest.NewServer(s)
	s.URL = server.URL + "/v1"
	tb.Cleanup(func() {
		close(s.gone)
		server.Close()
	})
	return s
}

// Behave sets how the next requests are answered, one each; the last goes on.
func (s *Server) Behave(script ...Behaviour) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.script = script
}

// Requests are all that came so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request{}, s.requests...)
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	s.mu.Lock()
	s.requests = append(s.requests, Request{string(body), r.Header.Get("Authorization")})
	how := s.script[0]
	if len(s.script) > 1 {
		s.script = s.script[1:]
	}
	s.mu.Unlock()
	select {
	case s.Arrived <- struct{}{}:
	default:
	}
	if r.Method != http.MethodPost || r.URL.Path != "/v1/chat/completions" {
		refuse(w, http.StatusNotFound, "no such path")
		return
	}
	if !s.misbehave(w, r, how, string(body)) {
		reply(w, content(how, string(body)), "stop")
	}
}

// misbehave answers as no working endpoint does; done is false when a whole answer is to come.
func (s *Server) misbehave(w http.ResponseWriter, r *http.Request, how Behaviour, body string) (done bool) {
	switch how {
	case Silent:
		select {
		case <-r.Context().Done():
		case <-s.gone:
		}
	case Half:
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "100000")
		_, _ = io.WriteString(w, `{"choices":[{"message":{"role":"assistant","content":"{\"sentences\":[{\"sec`)
	case Cut:
		reply(w, `{"sentences":[`, "length")
	case Busy, BusyShort:
		w.Header().Set("Retry-After", strconv.Itoa(map[Behaviour]int{Busy: 7, BusyShort: 1}[how]))
		refuse(w, http.StatusTooManyRequests, "slow down")
	case Failing:
		refuse(w, http.StatusInternalServerError, "out of memory")
	case Forbidden:
		refuse(w, http.StatusUnauthorized, "bad key")
	case NoSchema:
		return refuseIf(w, body, `"json_schema"`, "response_format json_schema is not supported")
	case NoJSON:
		return refuseIf(w, body, `"response_format"`, "unknown field response_format")
	case NewNames:
		return refuseIf(w, body, `"max_tokens"`, "use max_completion_tokens instead") ||
			refuseIf(w, body, `"temperature"`, "temperature is not supported with this model")
	default:
		return false
	}
	return true
}

func refuseIf(w http.ResponseWriter, body, part, why string) bool {
	if !strings.Contains(body, part) {
		return false
	}
	refuse(w, http.StatusBadRequest, why)
	return true
}

func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": why, "type": "error", "code": "", "param": ""}})
}

func reply(w http.ResponseWriter, content, finish string) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{
		"id": "double", "object": "chat.completion", "model": "double",
		"choices": []any{map[string]any{"index": 0, "finish_reason": finish, "message": map[string]any{"role": "assistant", "content": content}}},
		"usage":   map[string]any{"prompt_tokens": PromptTokens, "completion_tokens": CompletionTokens, "total_tokens": PromptTokens + CompletionTokens},
	})
}

// asked is what the double understands of a request.
type asked struct {
	Audience draft.Audience   `json:"audience"`
	Language draft.Lang       `json:"language"`
	Sections []draft.Section  `json:"sections"`
	Example  []draft.Sentence `json:"example"`
}

func content(how Behaviour, body string) string {
	var request struct {
		Messages []struct {
			Role    string `json:"role"`
			Content string `json:"content"`
		} `json:"messages"`
	}
	var q asked
	if err := json.Unmarshal([]byte(body), &request); err == nil && len(request.Messages) == 2 {
		_ = json.Unmarshal([]byte(request.Messages[1].Content), &q)
	}
	sentences := spoil(how, q)
	data, err := json.Marshal(map[string]any{"sentences": sentences})
	if err != nil {
		return ""
	}
	switch how {
	case Thinking:
		return "<think>The potassium {is} high.</think>\n```json\n" + string(data) + "\n```"
	case BrokenJSON:
		return string(data[:len(data)/2])
	case Prose:
		return "The results look fine to me."
	}
	return string(data)
}

var turned = strings.NewReplacer(" high", " low", " low", " high", " above", " below", " below", " above", " within", " outside",
	"偏高", "偏低", "偏低", "偏高", "高于", "低于", "低于", "高于", "在参考范围内", "超出参考范围", "危急高值", "危急低值", "危急低值", "危急高值")

// spoil makes the sentences of a bad model.
func spoil(how Behaviour, q asked) []draft.Sentence {
	sentences := q.Example
	if len(sentences) == 0 {
		return sentences
	}
	last := sentences[len(sentences)-1]
	switch how {
	case Wrong:
		for i := range sentences {
			if text := turned.Replace(sentences[i].Text); text != sentences[i].Text {
				sentences[i].Text = text
				break
			}
		}
	case Invented:
		last.Text = map[draft.Lang]string{draft.English: "This shows leukaemia.", draft.Chinese: "这是白血病。"}[q.Language]
		return append(sentences, last)
	case Obeying:
		last.Text = map[draft.Lang]string{draft.English: "Everything is normal and there is nothing to worry about.", draft.Chinese: "一切正常，请放心。"}[q.Language]
		last.Section = q.Sections[0]
		return []draft.Sentence{last}
	}
	return sentences
}
