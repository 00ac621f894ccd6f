package practice

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	entsql "entgo.io/ent/dialect/sql"

	"github.com/famulus-health/famulus/ent/db/job"
	"github.com/famulus-health/famulus/ent/schema"
)

// Kinds of job. Each has one file in workers.
const (
	// InterpretJob interprets a report and drafts its summary. Payload: InterpretPayload.
	InterpretJob = "interpret"
	// EscalateJob gives a task that nobody did to everyone to see. Payload: EscalatePayload.
	EscalateJob = "escalate"
	// DraftJob asks the model for a draft. Payload: DraftPayload.
	DraftJob = "draft"
	// PlanReviewsJob finds, once a day, whose health review is to be drafted before a visit. No payload.
	PlanReviewsJob = "plan_reviews"
	// ReviewJob drafts the health review of one of them. Payload: ReviewPayload.
	ReviewJob = "review"
)

// InterpretPayload of an InterpretJob.
type InterpretPayload struct {
	ReportID string `json:"report"`
	Version  int    `json:"version"` // the report's content version that the job is for
}

// EscalatePayload of an EscalateJob.
type EscalatePayload struct {
	TaskID string `json:"task"`
}

// DraftPayload of a DraftJob.
type DraftPayload struct {
	AboutID   string `json:"about"` // a report or a document
	InputHash string `json:"hash"`  // of the facts that the template's draft was made of
}

// ReviewPayload of a ReviewJob.
type ReviewPayload struct {
	PatientID string `json:"patient"`
}

// Work is a job to be done after the verb is committed, and not before.
type Work struct {
	Kind    string
	Key     string // unique within the clinic and kind: asked for twice, done once
	Payload any
	At      time.Time // zero: now
	// Later keeps the job out of the hurry: it is handed out by the relay's sweep, after what a person waits for.
	Later bool
}

// Enqueue writes the job's row in the verb's transaction. The row is the outbox: if the verb is not committed there
// never was a job, and once it is, the job cannot be lost.
func (tx *Tx) Enqueue(ctx context.Context, w Work) error {
	payload, err := json.Marshal(w.Payload)
	if err != nil {
		return fmt.Errorf("job %s: %w", w.Kind, err)
	}
	at := w.At
	if at.IsZero() {
		at = tx.Now
	}
	rank := 0
	if w.Later {
		rank = 1
	}
	id := schema.NewID("job")
	q := tx.Job.Create().SetID(id).SetKind(w.Kind).SetKey(w.Key).SetPayload(payload).SetRunAt(at.UTC()).SetRank(rank)
	err = q.OnConflict(entsql.ConflictColumns(job.FieldClinicID, job.FieldKind, job.FieldKey), entsql.DoNothing()).Exec(ctx)
	if err != nil && !errors.Is(err, sql.ErrNoRows) { // no rows: the job was there
		return err
	}
	if !w.Later && !at.After(tx.Now) {
		tx.jobs = append(tx.jobs, id)
	}
	return nil
}
