// Package server is the HTTP door: it knows who asks, bounds what they may ask, and lets them in to the GraphQL API
// and the web app.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/go-chi/chi/v5"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	"github.com/famulus-health/famulus/graph"
	"github.com/famulus-health/famulus/practice"
)

// Options of New.
type Options struct {
	Practice *practice.Practice
	Feed     graph.Feed
	Log      *slog.Logger
	Metrics  *Metrics
	Version  string
	// Secure marks the session cookie so that browsers send it over TLS only.
	Secure bool
	// Introspection answers questions about the schema.
	Introspection bool
	// Demo are the sign-ins that the sign-in page shows; nil for a real clinic.
	Demo *Demo
	// Ready are asked by /readyz, by name.
	Ready map[string]func(context.Context) error
	// ReadyWithout names those whose absence /readyz reports but forgives.
	ReadyWithout map[string]bool
}

// Limits of the door.
const (
	maxBody        = 1 << 20          // of a GraphQL request, in bytes
	requestTimeout = 30 * time.Second // to send a request, and to execute it
	writeTimeout   = 2 * time.Minute  // to take an answer, for the web app's files over a slow line
	shutdownGrace  = 20 * time.Second
)

const (
	tooLargeText = "The request is larger than 1 MiB."
	wentWrong    = "Something went wrong inside Famulus."
)

// New makes the whole handler.
func New(o Options) http.Handler {
	r := chi.NewRouter()
	r.Use(secured(o.Secure), o.Metrics.measured, recovered(o.Log))
	r.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	r.Get("/readyz", ready(o))
	r.Handle("/metrics", o.Metrics.Handler())
	r.Get("/api/hello", hello(o))
	r.Handle("/graphql", overHTTP(bounded(identified(o, graphql(o)))))
	r.Mount("/fhir", fhirDoor(o))
	r.Method(http.MethodPost, "/api/uploads", identified(o, receiveUpload(o)))
	r.Method(http.MethodGet, "/api/uploads/{id}", identified(o, giveUpload(o)))
	r.NotFound(webApp().ServeHTTP)
	return otelhttp.NewHandler(r, "http")
}

// Serve answers on the listener until the context ends, then finishes what was begun. Lines that have no end of their
// own (WebSockets, event streams) are cut, and their clients come again.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{
		// WriteTimeout is lifted by what streams, and by net/http itself for a WebSocket.
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: requestTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
		BaseContext: func(net.Listener) context.Context {
			return context.WithValue(context.WithoutCancel(ctx), stoppingKey{}, ctx)
		},
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, stop := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
		defer stop()
		err := s.Shutdown(grace)
		if err != nil {
			err = errors.Join(fmt.Errorf("some requests did not end within %s: %w", shutdownGrace, err), s.Close())
		}
		stopped <- err
	}()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

type stoppingKey struct{}

// untilStopped is a context that ends with the request, or when the server begins to stop.
func untilStopped(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	stopping, ok := ctx.Value(stoppingKey{}).(context.Context)
	if !ok {
		return ctx, cancel
	}
	unhook := context.AfterFunc(stopping, cancel)
	return ctx, func() { unhook(); cancel() }
}

// secured sets the headers that every answer carries.
func secured(tls bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "+
				"connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Referrer-Policy", "no-referrer")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
			if tls { // a browser that came by TLS once never again asks without
				h.Set("Strict-Transport-Security", "max-age=31536000")
			}
			next.ServeHTTP(w, r)
		})
	}
}

// recovered turns a panic into a plain 500; the stack goes to the log, and nowhere else.
func recovered(log *slog.Logger) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			s := &statusWriter{ResponseWriter: w}
			defer func() {
				p := recover()
				if p == nil {
					return
				}
				if p == http.ErrAbortHandler { //nolint:errorlint // recover gives a value, not a wrapped error
					panic(p)
				}
				log.ErrorContext(r.Context(), "panic", "panic", p, "stack", string(debug.Stack()))
				if s.status != 0 { // half an answer is out: cut the connection, so that nobody takes it for a whole one
					panic(http.ErrAbortHandler)
				}
				plain(s, http.StatusInternalServerError, wentWrong)
			}()
			next.ServeHTTP(s, r)
		})
	}
}

// bounded limits the size of a body. A WebSocket has none.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > maxBody {
			refuse(w, http.StatusRequestEntityTooLarge, practice.Invalid, tooLargeText)
			return
		}
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		}
		next.ServeHTTP(w, r)
	})
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n"))
}
