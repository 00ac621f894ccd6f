package server

import (
	"bufio"
	"database/sql"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are what /metrics shows. No label ever holds an id, a name or a path with one.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	jobs     *prometheus.HistogramVec
	hl7      *prometheus.CounterVec
	drafts   *prometheus.HistogramVec
	rules    *prometheus.CounterVec
	signed   *prometheus.CounterVec
}

// NewMetrics makes the metrics of one process.
func NewMetrics(pool *sql.DB) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "famulus_http_request_seconds", Help: "Time to answer a request.", Buckets: prometheus.ExponentialBuckets(0.001, 2, 14),
		}, []string{"door", "status"}),
		jobs: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "famulus_job_seconds", Help: "Time a job took, by what came of it: done, retry, dead or late.",
			Buckets: prometheus.ExponentialBuckets(0.001, 2, 14),
		}, []string{"kind", "how"}),
		hl7: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "famulus_hl7_messages_total",
			Help: "HL7 v2 messages by what came of them: accepted, error, rejected; cut off on the way; connections refused when full; panic.",
		}, []string{"answer"}),
	}
	m.drafts = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "famulus_draft_seconds", Help: "Time a writer took for a draft, by what came of it: used, refused, failed (and why), late.",
		Buckets: prometheus.ExponentialBuckets(0.001, 4, 10),
	}, []string{"writer", "verdict", "why"})
	m.rules = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "famulus_draft_refusals_total", Help: "Drafts that the check withheld, by the rule they broke.",
	}, []string{"writer", "rule"})
	m.signed = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "famulus_drafts_signed_total", Help: "Drafts that were signed: as they stood, or changed by the signer.",
	}, []string{"writer", "how"})
	m.registry.MustRegister(m.requests, m.jobs, m.hl7, m.drafts, m.rules, m.signed, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), collectors.NewDBStatsCollector(pool, "famulus"))
	return m
}

// Job records that a job ended.
func (m *Metrics) Job(kind, how string, took time.Duration) {
	m.jobs.WithLabelValues(kind, how).Observe(took.Seconds())
}

// HL7 counts a message by its answer.
func (m *Metrics) HL7(answer string) { m.hl7.WithLabelValues(answer).Inc() }

// Draft records an attempt of a writer.
func (m *Metrics) Draft(writer, verdict, why string, rules []string, took time.Duration) {
	m.drafts.WithLabelValues(writer, strings.ToLower(verdict), why).Observe(took.Seconds())
	for _, r := range rules {
		m.rules.WithLabelValues(writer, r).Inc()
	}
}

// Signed counts a draft that was signed.
func (m *Metrics) Signed(writer string, edited bool) {
	how := "as it stood"
	if edited {
		how = "changed"
	}
	m.signed.WithLabelValues(writer, how).Inc()
}

// Handler shows the metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// measured times each request by the door it came through. A line that stays open says nothing of how fast answers
// are: it has a door of its own.
func (m *Metrics) measured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		door := "web"
		switch r.URL.Path {
		case "/graphql", "/healthz", "/readyz", "/metrics":
			door = r.URL.Path[1:]
		}
		if r.URL.Path == "/fhir" || strings.HasPrefix(r.URL.Path, "/fhir/") {
			door = "fhir"
		}
		start, s := time.Now(), &statusWriter{ResponseWriter: w}
		defer func() {
			if s.status == http.StatusSwitchingProtocols || strings.HasPrefix(s.Header().Get("Content-Type"), asEvents) {
				door = "live"
			}
			if s.status == 0 {
				s.status = http.StatusOK
			}
			m.requests.WithLabelValues(door, strconv.Itoa(s.status)).Observe(time.Since(start).Seconds())
		}()
		next.ServeHTTP(s, r)
	})
}

// statusWriter remembers the status; 0 while nothing was written.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (s *statusWriter) WriteHeader(status int) {
	if s.status == 0 {
		s.status = status
	}
	s.ResponseWriter.WriteHeader(status)
}

func (s *statusWriter) Write(b []byte) (int, error) {
	if s.status == 0 {
		s.status = http.StatusOK
	}
	return s.ResponseWriter.Write(b)
}

// Flush lets server-sent events through.
func (s *statusWriter) Flush() {
	_ = http.NewResponseController(s.ResponseWriter).Flush()
}

// Hijack lets a WebSocket through.
func (s *statusWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(s.ResponseWriter).Hijack()
}

// Unwrap gives the writer beneath.
func (s *statusWriter) Unwrap() http.ResponseWriter { return s.ResponseWriter }
