package practice

import (
	"context"
	"strconv"
	"time"

	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/task"
)

// Promise is a follow-up that must not get lost.
type Promise struct {
	Key       string // the same promise made twice is one task
	PatientID *string
	ReportID  *string
	Code      string
	Title     string
	TitleZH   string
	Priority  task.Priority
	Owner     *string
	Due       time.Time
	Awaits    string // catalogue key of the test whose next result closes it
	Note      string
}

// grace is how long past its due time an open task waits before everyone is shown it.
var grace = map[task.Priority]time.Duration{
	task.PriorityCRITICAL: 0,
	task.PriorityURGENT:   4 * time.Hour,
	task.PriorityROUTINE:  3 * 24 * time.Hour,
}

// Keep makes the promise a task with its escalation, in the verb's transaction. A promise that was made and then
// cancelled, as by taking a signature back, is opened again; one that is open or done stays as it is.
func (tx *Tx) Keep(ctx context.Context, p Promise) (*db.Task, error) {
	due := p.Due.UTC().Truncate(time.Microsecond)
	escalate := due.Add(grace[p.Priority])
	known, err := tx.Task.Query().Where(task.Key(p.Key)).Only(ctx)
	switch {
	case err == nil && known.State != task.StateCANCELLED:
		return known, nil
	case err == nil:
		known, err = known.Update().SetState(task.StateOPEN).SetDueAt(due).SetEscalateAt(escalate).ClearEscalatedAt().
			SetNillableOwnerID(p.Owner).AddVersion(1).Save(ctx)
	case db.IsNotFound(err):
		q := tx.Task.Create().SetKey(p.Key).SetNillablePatientID(p.PatientID).SetNillableReportID(p.ReportID).
			SetCode(p.Code).SetTitle(p.Title).SetTitleZh(p.TitleZH).SetPriority(p.Priority).SetNillableOwnerID(p.Owner).
			SetDueAt(due).SetEscalateAt(escalate).SetAwaits(p.Awaits).SetNote(p.Note)
		if tx.Viewer.Person() {
			q.SetCreatedByID(tx.Viewer.MembershipID)
		}
		known, err = q.Save(ctx)
	}
	if err != nil {
		return nil, err
	}
	return known, tx.Enqueue(ctx, Work{
		Kind: EscalateJob, Key: known.ID + ":" + escalate.Format(time.RFC3339Nano), Payload: EscalatePayload{TaskID: known.ID}, At: escalate,
	})
}

// Reopen makes a task that was answered wrongly a promise again. One whose escalation is past is escalated an hour from now.
func (tx *Tx) Reopen(ctx context.Context, t *db.Task) error {
	escalate := tx.Now.Add(time.Hour)
	if t.EscalateAt != nil && t.EscalateAt.After(escalate) {
		escalate = t.EscalateAt.UTC()
	}
	err := t.Update().SetState(task.StateOPEN).ClearAnsweredByID().ClearCompletedAt().ClearCompletedByID().ClearEscalatedAt().
		SetEscalateAt(escalate).AddVersion(1).Exec(ctx)
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, Work{
		Kind: EscalateJob, Key: t.ID + ":" + strconv.Itoa(t.Version+1) + ":" + escalate.Format(time.RFC3339Nano),
		Payload: EscalatePayload{TaskID: t.ID}, At: escalate,
	})
}
