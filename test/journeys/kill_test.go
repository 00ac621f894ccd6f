package journeys

import (
	"bufio"
	"context"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent"
	"github.com/famulus-health/famulus/ent/db/job"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/medicine/patterns"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/test/harness"
	"github.com/famulus-health/famulus/workers"
)

// The journey starts workers as processes of their own, so that they can be killed as a machine is: this test binary,
// told by its environment to be a worker.
const (
	workerDatabase  = "FAMULUS_JOURNEY_DATABASE"
	workerRedis     = "FAMULUS_JOURNEY_REDIS"
	workerNamespace = "FAMULUS_JOURNEY_NAMESPACE"
	workerDies      = "FAMULUS_JOURNEY_DIES" // "yes": it kills itself between the first effect and its acknowledgement
)

func TestMain(m *testing.M) {
	if url := os.Getenv(workerDatabase); url != "" {
		beWorker(url)
		return
	}
	os.Exit(m.Run())
}

// beWorker works until it is killed, or kills itself.
func beWorker(url string) {
	ctx := context.Background()
	fail := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	now := func() time.Time { return harness.Start.Add(time.Minute) }
	policy := authz.Default()
	db, err := ent.Open(ctx, ent.Options{URL: url, Policy: policy, Now: now})
	fail(err)
	r, err := workers.OpenRedis(os.Getenv(workerRedis))
	fail(err)
	r.Namespace = os.Getenv(workerNamespace)
	log := slog.New(slog.DiscardHandler)
	p := &practice.Practice{DB: db, Policy: policy, Patterns: patterns.Default(), Labs: patterns.Default().Labs(), Clock: now, Log: log}
	w := workers.NewWorker(p, r, log, 1)
	w.Done = func(string, string, time.Duration) { _, _ = os.Stdout.WriteString("done\n") }
	if os.Getenv(workerDies) == "yes" {
		w.BeforeAck = func(string) { _ = syscall.Kill(os.Getpid(), syscall.SIGKILL) }
	}
	w.Run(ctx)
}

// A worker is killed after its effect was committed and before Redis heard of it; Redis is emptied; the next worker
// starts. Each report has exactly one summary and one set of tasks, and every job was done once.
func TestWorkerKilledAndRedisEmptied(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	f.Member(clinic, authz.Physician)
	for i := range 8 {
		f.Receive(clinic, harness.Message{Person: i, Order: "A" + string(rune('1'+i)), At: f.Now().Add(-time.Hour), Results: []harness.Result{harness.Potassium("6.8")}})
	}
	f.Advance(time.Minute)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go f.Relay.Run(ctx)

	for range 3 { // three workers die in turn, each in the middle of its first job
		if got := runWorker(t, f, "yes", 1); got == 0 {
			t.Fatal("a worker was to die at its first job, and ended without one")
		}
		if err := f.Redis.FlushDB(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
		f.Advance(20 * time.Second) // past the time after which an id is handed out again
	}
	runWorker(t, f, "no", 5)

	worker := authz.AsWorker(t.Context(), clinic)
	reports, err := f.DB.Report.Query().WithSummary().WithTasks().WithFindings().All(worker)
	if err != nil || len(reports) != 8 {
		t.Fatalf("%d reports, %v", len(reports), err)
	}
	for _, r := range reports {
		if r.State != report.StateOPEN || r.Edges.Summary == nil || len(r.Edges.Tasks) != 1 || len(r.Edges.Findings) != 1 {
			t.Errorf("report %s is %s, with summary %v, %d tasks, %d findings", r.ID, r.State, r.Edges.Summary != nil, len(r.Edges.Tasks), len(r.Edges.Findings))
		}
	}
	jobs, err := f.DB.Job.Query().Where(job.Kind(practice.InterpretJob)).All(worker)
	if err != nil || len(jobs) != 8 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	for _, j := range jobs {
		if j.State != job.StateDONE || j.Attempts != 0 || j.Claims != 1 {
			t.Errorf("job %s is %s after %d failed runs and %d claims", j.ID, j.State, j.Attempts, j.Claims)
		}
	}
}

// runWorker runs a worker process until it did so many jobs or died, and gives how many it said were done.
func runWorker(t *testing.T, f *harness.Famulus, dies string, jobs int) int {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, self)
	redis := os.Getenv("FAMULUS_TEST_REDIS_URL")
	if redis == "" {
		redis = "redis://" + f.Redis.Addr()
	}
	cmd.Env = append(os.Environ(), workerDatabase+"="+f.URL, workerRedis+"="+redis, workerNamespace+"="+f.Redis.Namespace, workerDies+"="+dies)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if done += strings.Count(lines.Text(), "done"); done == jobs && dies == "no" {
			break
		}
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if ctx.Err() != nil {
		t.Fatalf("the worker did %d jobs of %d in a minute", done, jobs)
	}
	return done
}
