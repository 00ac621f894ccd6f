package jobs

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/job"
	"github.com/famulus-health/famulus/practice"
)

var (
	handOut    = practice.Verb{Name: "handOutJobs", Noun: authz.Job, Act: authz.Write}
	claimJob   = practice.Verb{Name: "claimJob", Noun: authz.Job, Act: authz.Write}
	renewJob   = practice.Verb{Name: "renewJob", Noun: authz.Job, Act: authz.Write}
	putBackJob = practice.Verb{Name: "putBackJob", Noun: authz.Job, Act: authz.Write}
	failedJob  = practice.Verb{Name: "failJob", Noun: authz.Job, Act: authz.Write}
)

// Lease is how long a worker has a job before another may take it.
const Lease = 30 * time.Second

// again is how long a job that was handed out may lie before it is handed out again: redis may have lost it.
const again = 15 * time.Second

// tooManyClaims is how often a job may be taken up without ever finishing or failing: it kills its workers.
const tooManyClaims = 25

// ErrLate says that the lease was lost: another worker has the job, and what this one did is rolled back.
var ErrLate = errors.New("the job's lease was lost")

// Due gives the ids of jobs that should be handed out now, those first that somebody waits for, and marks them as
// handed out: queued ones whose time has come, and running ones whose worker is gone.
func Due(ctx context.Context, p *practice.Practice, limit int) ([]string, error) {
	ctx = authz.AsRelay(ctx)
	now := p.Now()
	due := job.And(
		job.Or(
			job.And(job.StateEQ(job.StateQUEUED), job.RunAtLTE(now)),
			job.And(job.StateEQ(job.StateRUNNING), job.LeaseUntilLT(now)),
		),
		job.Or(job.HandedAtIsNil(), job.HandedAtLT(now.Add(-again))),
	)
	ids, err := p.DB.Job.Query().Where(due).Order(job.ByRank(), job.ByRunAt()).Limit(limit).IDs(ctx)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	_, err = p.Do(ctx, practice.Call{Verb: handOut}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		return "", tx.Job.Update().Where(job.IDIn(ids...)).SetHandedAt(now).Exec(ctx)
	})
	return ids, err
}

// Claim takes a job up: nil when there is nothing to do, because it is done, or somebody else has it, or it is not time.
func Claim(ctx context.Context, p *practice.Practice, id string) (*db.Job, error) {
	var mine *db.Job
	_, err := p.Do(authz.AsRelay(ctx), practice.Call{Verb: claimJob}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		j, err := tx.Job.UpdateOneID(id).Where(job.RunAtLTE(tx.Now), job.Or(
			job.StateEQ(job.StateQUEUED),
			job.And(job.StateEQ(job.StateRUNNING), job.LeaseUntilLT(tx.Now)),
		)).SetState(job.StateRUNNING).AddFence(1).AddClaims(1).SetLeaseUntil(tx.Now.Add(Lease)).Save(ctx)
		if db.IsNotFound(err) {
			return "", nil
		}
		mine = j
		return id, err
	})
	return mine, err
}

// Renew prolongs the lease of a claimed job. ErrLate when it was lost.
func Renew(ctx context.Context, p *practice.Practice, j *db.Job) error {
	_, err := p.Do(authz.AsRelay(ctx), practice.Call{Verb: renewJob}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		n, err := tx.Job.Update().Where(job.ID(j.ID), job.Fence(j.Fence), job.StateEQ(job.StateRUNNING)).
			SetLeaseUntil(tx.Now.Add(Lease)).Save(ctx)
		if err == nil && n == 0 {
			err = ErrLate
		}
		return "", err
	})
	return err
}

// PutBack gives a claimed job back, to be handed out again after a while: it was not begun, and no run of it failed.
func PutBack(ctx context.Context, p *practice.Practice, j *db.Job, after time.Duration) error {
	_, err := p.Do(authz.AsRelay(ctx), practice.Call{Verb: putBackJob}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		return "", tx.Job.Update().Where(job.ID(j.ID), job.Fence(j.Fence), job.StateEQ(job.StateRUNNING)).SetState(job.StateQUEUED).
			SetRunAt(tx.Now.Add(after)).AddClaims(-1).ClearLeaseUntil().ClearHandedAt().Exec(ctx)
	})
	return err
}

// Complete marks a claimed job as done. It is called in the transaction of the job's effect: when the lease was lost,
// both are rolled back.
func Complete(ctx context.Context, tx *practice.Tx, j *db.Job) error {
	n, err := tx.Job.Update().Where(job.ID(j.ID), job.Fence(j.Fence), job.StateEQ(job.StateRUNNING)).
		SetState(job.StateDONE).SetFinishedAt(tx.Now).ClearLeaseUntil().Save(ctx)
	if err == nil && n == 0 {
		return ErrLate
	}
	return err
}

// Fail says that a claimed job's run failed: it is tried again later, or is dead when it was tried often enough.
func Fail(ctx context.Context, p *practice.Practice, j *db.Job, cause error) (dead bool, err error) {
	attempts := j.Attempts + 1
	dead = attempts >= j.MaxAttempts || j.Claims >= tooManyClaims
	_, err = p.Do(authz.AsRelay(ctx), practice.Call{Verb: failedJob}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		q := tx.Job.Update().Where(job.ID(j.ID), job.Fence(j.Fence), job.StateEQ(job.StateRUNNING)).
			SetAttempts(attempts).SetLastError(cause.Error()).ClearLeaseUntil().ClearHandedAt()
		if dead {
			q.SetState(job.StateDEAD).SetFinishedAt(tx.Now)
		} else {
			q.SetState(job.StateQUEUED).SetRunAt(tx.Now.Add(backoff(attempts)))
		}
		return "", q.Exec(ctx)
	})
	return dead, err
}

// backoff doubles from one second to ten minutes, less up to a half, so that what failed together does not come back together.
func backoff(attempts int) time.Duration {
	d := min(time.Second<<min(attempts-1, 20), 10*time.Minute)
	return d/2 + rand.N(d/2) // #nosec G404 -- jitter
}
