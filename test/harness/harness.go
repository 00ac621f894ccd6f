// Package harness starts a whole Famulus for a test: its own database, its own keys in Redis, its own clock, and an
// HTTP server. SQLite and an in-process Redis by default; the servers in FAMULUS_TEST_DATABASE_URL and
// FAMULUS_TEST_REDIS_URL when they are set.
package harness

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent"
	"github.com/famulus-health/famulus/ent/db/membership"
	"github.com/famulus-health/famulus/medicine/patterns"
	"github.com/famulus-health/famulus/migrations"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/jobs"
	"github.com/famulus-health/famulus/practice/staff"
	"github.com/famulus-health/famulus/server"
	"github.com/famulus-health/famulus/workers"
)

// Famulus is one installation, all of it in the test's process.
type Famulus struct {
	*practice.Practice
	Redis      *workers.Redis
	News       *workers.News
	Relay      *workers.Relay
	Worker     *workers.Worker
	HTTP       *httptest.Server
	URL        string // of the database
	Statements atomic.Int64
	Log        *Buffer
	clock      *clock
	t          testing.TB
}

// Start is the moment at which every test's clock stands: a Monday morning.
var Start = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

type clock struct{ offset atomic.Int64 }

func (c *clock) now() time.Time { return Start.Add(time.Duration(c.offset.Load())) }

// New starts an installation with no clinic in it. It ends with the test.
func New(t testing.TB) *Famulus {
	t.Helper()
	f := &Famulus{clock: &clock{}, t: t, Log: &Buffer{}}
	log := slog.New(slog.NewJSONHandler(f.Log, nil))
	policy := authz.Default()
	f.URL = database(t)
	db, err := ent.Open(t.Context(), ent.Options{
		URL: f.URL, Policy: policy, Now: f.clock.now, MaxConns: 6, Count: func(string) { f.Statements.Add(1) },
	})
	must(t, err)
	_, err = migrations.Up(t.Context(), db.SQL, db.Dialect)
	must(t, err)
	f.Redis, err = workers.OpenRedis(os.Getenv("FAMULUS_TEST_REDIS_URL"))
	must(t, err)
	f.Redis.Namespace = "test:" + random() + ":"
	f.Practice = &practice.Practice{DB: db, Policy: policy, Patterns: patterns.Default(), Labs: patterns.Default().Labs(), Clock: f.clock.now, Log: log}
	f.News = workers.NewNews(f.Redis, log)
	f.Relay = workers.NewRelay(f.Practice, f.Redis, log, 20*time.Millisecond)
	f.Worker = workers.NewWorker(f.Practice, f.Redis, log, 2)
	f.Bus, f.Poke = f.News, f.Relay.Poke
	metrics := server.NewMetrics(db.SQL)
	f.Meter = metrics
	f.HTTP = httptest.NewServer(server.New(server.Options{
		Practice: f.Practice, Feed: f.News, Log: log, Metrics: metrics, Version: "test", Introspection: true,
		Ready:        map[string]func(context.Context) error{"database": db.SQL.PingContext, "redis": f.Redis.Ready},
		ReadyWithout: map[string]bool{"redis": true},
	}))
	t.Cleanup(func() {
		f.HTTP.Close()
		_ = f.Redis.Close()
		_ = db.Close()
	})
	return f
}

// Advance moves the clock.
func (f *Famulus) Advance(d time.Duration) { f.clock.offset.Add(int64(d)) }

// Live runs relay, news and worker as a server does, until the test ends.
func (f *Famulus) Live() {
	ctx, stop := context.WithCancel(context.WithoutCancel(f.t.Context()))
	done := make(chan struct{}, 3)
	for _, run := range []func(context.Context){f.Relay.Run, f.News.Run, f.Worker.Run} {
		go func() { run(ctx); done <- struct{}{} }()
	}
	f.t.Cleanup(func() {
		stop()
		for range 3 {
			<-done
		}
	})
}

// Work does every job that is due, one after another, without Redis: what a test wants that is not about the carrying.
func (f *Famulus) Work() {
	f.t.Helper()
	for {
		ids, err := jobs.Due(f.t.Context(), f.Practice, 1000)
		must(f.t, err)
		if len(ids) == 0 {
			return
		}
		for _, id := range ids {
			how, err := f.Worker.Take(f.t.Context(), id)
			must(f.t, err)
			if how != "done" && how != "" {
				f.t.Fatalf("job %s: %s\n%s", id, how, f.Log.String())
			}
		}
	}
}

// Clinic makes a clinic and gives its id.
func (f *Famulus) Clinic(name string) string {
	f.t.Helper()
	id, err := staff.CreateClinic(f.t.Context(), f.Practice, name, false)
	must(f.t, err)
	return id
}

// Member is somebody who works at a clinic, and their way in.
type Member struct {
	ID    string
	Email string
	Token string
	Ctx   context.Context // of what they do in the test's process
	f     *Famulus
}

// Member makes somebody of a role in a clinic.
func (f *Famulus) Member(clinicID string, role authz.Role) *Member {
	f.t.Helper()
	return f.member(clinicID, role, "")
}

// PatientMember makes the account of a patient.
func (f *Famulus) PatientMember(clinicID, patientID string) *Member {
	f.t.Helper()
	return f.member(clinicID, authz.PatientSelf, patientID)
}

func (f *Famulus) member(clinicID string, role authz.Role, patientID string) *Member {
	f.t.Helper()
	m := &Member{Email: string(role) + "." + random() + "@clinic.example", f: f}
	var err error
	m.ID, err = staff.CreateMember(authz.AsOperator(f.t.Context(), clinicID), f.Practice,
		staff.Member{Email: m.Email, Name: "Dr " + string(role), Role: membership.Role(role), Password: "correct horse", Patient: patientID})
	must(f.t, err)
	secret, err := staff.Token(f.t.Context(), f.Practice, clinicID, m.Email, "test")
	must(f.t, err)
	m.Token = string(secret)
	v, err := staff.Resolve(f.t.Context(), f.Practice, secret)
	must(f.t, err)
	m.Ctx = authz.With(f.t.Context(), v)
	return m
}

// Answer of a GraphQL request.
type Answer struct {
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string         `json:"message"`
		Path       []any          `json:"path"`
		Extensions map[string]any `json:"extensions"`
	} `json:"errors"`
}

// Ask sends a GraphQL request as this member, and reads data into out. Any error of the answer ends the test.
func (m *Member) Ask(query string, vars map[string]any, out any) {
	m.f.t.Helper()
	a := m.Try(query, vars)
	if len(a.Errors) > 0 {
		m.f.t.Fatalf("%s\n%+v", query, a.Errors)
	}
	if out != nil {
		must(m.f.t, json.Unmarshal(a.Data, out))
	}
}

// Try sends a GraphQL request as this member and gives whatever comes back.
func (m *Member) Try(query string, vars map[string]any) Answer {
	m.f.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	must(m.f.t, err)
	req, err := http.NewRequestWithContext(m.f.t.Context(), http.MethodPost, m.f.HTTP.URL+"/graphql", bytes.NewReader(body))
	must(m.f.t, err)
	req.Header.Set("Content-Type", "application/json")
	if m.Token != "" {
		req.Header.Set("Authorization", "Bearer "+m.Token)
	}
	res, err := http.DefaultClient.Do(req)
	must(m.f.t, err)
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	must(m.f.t, err)
	var a Answer
	if err := json.Unmarshal(raw, &a); err != nil {
		m.f.t.Fatalf("%d %s", res.StatusCode, raw)
	}
	return a
}

// database makes an empty one for this test alone: a file, or a schema of the PostgreSQL server.
func database(t testing.TB) string {
	t.Helper()
	server := os.Getenv("FAMULUS_TEST_DATABASE_URL")
	if server == "" {
		return "sqlite:" + filepath.Join(t.TempDir(), "famulus.db")
	}
	name := "t_" + random()
	pool, err := sql.Open("pgx", server)
	must(t, err)
	_, err = pool.ExecContext(t.Context(), "CREATE SCHEMA "+name)
	must(t, err)
	t.Cleanup(func() {
		_, _ = pool.Exec("BEGIN; SELECT pg_advisory_xact_lock(hashtext('famulus migrations')); DROP SCHEMA " + name + " CASCADE; COMMIT")
		_ = pool.Close()
	})
	u, err := url.Parse(server)
	must(t, err)
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func random() string {
	var b [6]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
