package model

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/sony/gobreaker/v2"
)

// What may go wrong. Each error of a Writer is one of these (errors.Is) and an *Error (errors.As).
var (
	ErrBusy    = errors.New("model: busy")                // the endpoint's rate limit, or all of the clinic's places taken
	ErrDown    = errors.New("model: down")                // network, 5xx, or the circuit breaker is open
	ErrTimeout = errors.New("model: timeout")             // no whole answer in time
	ErrBroken  = errors.New("model: broken answer")       // an answer that holds no draft
	ErrBudget  = errors.New("model: out of tokens today") // the clinic's
	ErrRefused = errors.New("model: refused")             // the endpoint will not do it: key, model name, request
)

const breakerOpen = "circuit breaker open"

// Error is what went wrong, for a log, and when to try again.
type Error struct {
	Kind       error         // one of the above
	Detail     string        // for a log; it holds nothing of the facts
	RetryAfter time.Duration // 0 when nobody said
}

func (e *Error) Error() string {
	if e.Detail == "" {
		return e.Kind.Error()
	}
	return e.Kind.Error() + ": " + e.Detail
}

// Unwrap makes errors.Is see the kind.
func (e *Error) Unwrap() error { return e.Kind }

// again says that the same request may well do better a moment later.
func (e *Error) again() bool {
	return errors.Is(e, ErrDown) || errors.Is(e, ErrBroken) || errors.Is(e, ErrBusy) && e.RetryAfter <= longestPause
}

// explain turns what the client says into an Error. An answer's body is not repeated: it may quote the request.
func explain(ctx context.Context, err error) error {
	if api, ok := errors.AsType[*openai.Error](err); ok {
		return explainStatus(api)
	}
	switch {
	case errors.Is(err, gobreaker.ErrOpenState), errors.Is(err, gobreaker.ErrTooManyRequests):
		return &Error{Kind: ErrDown, Detail: breakerOpen, RetryAfter: breakerRest}
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{Kind: ErrTimeout}
	case ctx.Err() != nil:
		return ctx.Err()
	}
	if own, ok := errors.AsType[*Error](err); ok {
		return own
	}
	return &Error{Kind: ErrDown, Detail: "connection failed or cut"}
}

func explainStatus(api *openai.Error) error {
	e := &Error{Kind: ErrRefused, Detail: "status " + strconv.Itoa(api.StatusCode)}
	switch {
	case api.StatusCode == http.StatusTooManyRequests:
		e.Kind = ErrBusy
		e.RetryAfter = time.Second
		if api.Response != nil {
			if s, err := strconv.Atoi(api.Response.Header.Get("Retry-After")); err == nil && s >= 0 {
				e.RetryAfter = time.Duration(s) * time.Second
			}
		}
	case api.StatusCode == http.StatusRequestTimeout || api.StatusCode == http.StatusGatewayTimeout:
		e.Kind = ErrTimeout
	case api.StatusCode >= 500 && api.StatusCode != http.StatusNotImplemented:
		e.Kind = ErrDown
	}
	return e
}
