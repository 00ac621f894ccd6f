package workers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/jobs"
)

// Slow jobs.
const (
	slowPlaces = 4
	slowLimit  = 5 * time.Minute
	putBackFor = 2 * time.Second
)

// Handler does one kind of job. It must do the effect and call done in one transaction; run again by another worker,
// it must change nothing.
type Handler func(ctx context.Context, p *practice.Practice, payload []byte, done func(context.Context, *practice.Tx) error) error

// Worker takes ids from the stream, claims their rows, and does the work as the role worker of the job's clinic.
type Worker struct {
	p        *practice.Practice
	redis    *Redis
	log      *slog.Logger
	handlers map[string]Handler
	name     string
	parallel int
	waiting  chan struct{} // places for slow jobs
	aside    sync.WaitGroup
	// Done is told of each job that ended, for the metrics: "done", "retry", "dead" or "late".
	Done func(kind, how string, took time.Duration)
	// BeforeAck is called between a job's commit and the acknowledgement to Redis. Only a test sets it, to die there.
	BeforeAck func(kind string)
}

// NewWorker makes a worker that does so many jobs at once.
func NewWorker(p *practice.Practice, r *Redis, log *slog.Logger, parallel int) *Worker {
	host, _ := os.Hostname()
	return &Worker{
		p: p, redis: r, log: log, handlers: Handlers(), parallel: max(parallel, 1), waiting: make(chan struct{}, slowPlaces),
		name: fmt.Sprintf("%s-%d-%d", host, os.Getpid(), time.Now().UnixNano()), Done: func(string, string, time.Duration) {},
	}
}

// Run works until the context ends; it returns when what it holds is finished.
func (w *Worker) Run(ctx context.Context) {
	ids := make(chan redis.XMessage)
	var all sync.WaitGroup
	for range w.parallel {
		all.Go(func() {
			for m := range ids {
				w.one(context.WithoutCancel(ctx), m) // what was begun is finished; the lease bounds it
			}
		})
	}
	w.read(ctx, ids)
	close(ids)
	all.Wait()
	w.aside.Wait()
	gone, stop := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer stop()
	_ = w.redis.XGroupDelConsumer(gone, w.redis.stream(), group, w.name).Err()
}

// read takes messages until the context ends: new ones, and from time to time those that another worker took and
// never acknowledged.
func (w *Worker) read(ctx context.Context, ids chan<- redis.XMessage) {
	var adopted time.Time
	for ctx.Err() == nil {
		var got []redis.XMessage
		var err error
		if time.Since(adopted) > jobs.Lease/2 {
			adopted = time.Now()
			got, _, err = w.redis.XAutoClaim(ctx, &redis.XAutoClaimArgs{
				Stream: w.redis.stream(), Group: group, Consumer: w.name, MinIdle: jobs.Lease, Start: "0", Count: 100,
			}).Result()
		} else {
			got, err = w.next(ctx)
		}
		if err != nil && !errors.Is(err, redis.Nil) {
			w.mend(ctx, err)
			continue
		}
		for _, m := range got {
			select {
			case ids <- m:
			case <-ctx.Done():
				return // not acknowledged: the row is still queued, and is handed out again
			}
		}
	}
}

func (w *Worker) next(ctx context.Context) ([]redis.XMessage, error) {
	streams, err := w.redis.XReadGroup(ctx, &redis.XReadGroupArgs{
		Group: group, Consumer: w.name, Streams: []string{w.redis.stream(), ">"}, Count: int64(w.parallel), Block: time.Second,
	}).Result()
	if err != nil || len(streams) == 0 {
		return nil, err
	}
	return streams[0].Messages, nil
}

// mend makes the consumer group when it is not there, as on a new or emptied server, and waits otherwise.
func (w *Worker) mend(ctx context.Context, err error) {
	if strings.Contains(err.Error(), "NOGROUP") {
		err = w.redis.XGroupCreateMkStream(ctx, w.redis.stream(), group, "0").Err()
		if err == nil || strings.Contains(err.Error(), "BUSYGROUP") {
			return
		}
	}
	pause(ctx, 500*time.Millisecond)
}

// one does one message's job, and acknowledges the message whatever came of it: what must be tried again is in SQL.
func (w *Worker) one(ctx context.Context, m redis.XMessage) {
	id, _ := m.Values["id"].(string)
	if err := w.begin(ctx, id); err != nil {
		w.log.ErrorContext(ctx, "a job could not be claimed", "job", id, "error", err)
	}
	pipe := w.redis.Pipeline()
	pipe.XAck(ctx, w.redis.stream(), group, m.ID)
	pipe.XDel(ctx, w.redis.stream(), m.ID)
	_, _ = pipe.Exec(ctx) // redis is away: the message comes again, and its row says that it is done
}

// begin claims a job and does it; a slow one aside, so that the next can begin. One that finds no place is put back.
func (w *Worker) begin(ctx context.Context, id string) error {
	j, err := jobs.Claim(ctx, w.p, id)
	if err != nil || j == nil {
		return err
	}
	if !slow[j.Kind] {
		w.finish(ctx, j)
		return nil
	}
	select {
	case w.waiting <- struct{}{}:
		w.aside.Go(func() {
			defer func() { <-w.waiting }()
			w.finish(ctx, j)
		})
		return nil
	default:
		return jobs.PutBack(ctx, w.p, j, putBackFor)
	}
}

// Take claims a job and does it. It says how the job ended: done, retry, dead, late, or nothing when there was nothing
// to do.
func (w *Worker) Take(ctx context.Context, id string) (string, error) {
	j, err := jobs.Claim(ctx, w.p, id)
	if err != nil || j == nil {
		return "", err
	}
	return w.finish(ctx, j), nil
}

// finish does a claimed job, and says how it ended.
func (w *Worker) finish(ctx context.Context, j *jobs.Job) string {
	start := time.Now()
	how := w.do(ctx, j)
	w.Done(j.Kind, how, time.Since(start))
	if w.BeforeAck != nil {
		w.BeforeAck(j.Kind)
	}
	return how
}

func (w *Worker) do(ctx context.Context, j *jobs.Job) string {
	limit := jobs.Lease - 5*time.Second
	if slow[j.Kind] {
		limit = slowLimit
	}
	ctx, stop := context.WithTimeout(authz.AsWorker(ctx, j.ClinicID), limit)
	defer stop()
	if slow[j.Kind] {
		go w.hold(ctx, j, stop)
	}
	err := w.run(ctx, j)
	if err == nil {
		return "done"
	}
	if errors.Is(err, jobs.ErrLate) {
		w.log.WarnContext(ctx, "a job was taken over by another worker", "job", j.ID, "kind", j.Kind)
		return "late"
	}
	dead, ferr := jobs.Fail(context.WithoutCancel(ctx), w.p, j, err)
	w.log.ErrorContext(ctx, "a job failed", "job", j.ID, "kind", j.Kind, "dead", dead, "error", errors.Join(err, ferr))
	if dead {
		return "dead"
	}
	return "retry"
}

// hold renews the lease of a slow job until its work ends, or another worker has it.
func (w *Worker) hold(ctx context.Context, j *jobs.Job, stop func()) {
	tick := time.NewTicker(jobs.Lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := jobs.Renew(ctx, w.p, j); errors.Is(err, jobs.ErrLate) {
				stop()
				return
			}
		}
	}
}

// run calls the handler. A panic is a failure of that job, not of the worker.
func (w *Worker) run(ctx context.Context, j *jobs.Job) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	h, ok := w.handlers[j.Kind]
	if !ok {
		return fmt.Errorf("no handler for jobs of kind %q: a newer binary's job", j.Kind)
	}
	return h(ctx, w.p, j.Payload, func(ctx context.Context, tx *practice.Tx) error { return jobs.Complete(ctx, tx, j) })
}
