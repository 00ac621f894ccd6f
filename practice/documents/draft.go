// Package documents writes the texts that are about a person and not about one report: the health review, the letter of
// a medication review, a care plan as the patient reads it. They go the way of a report's summary: facts, a writer, the
// check, a draft until a person signs, and a release of its own.
package documents

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/document"
	"github.com/famulus-health/famulus/ent/db/draftrun"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/practice"
)

var draftDocument = practice.Verb{Name: "draftDocument", Noun: authz.Report, Act: authz.Write}

// DraftInput of Draft.
type DraftInput struct {
	PatientID      string
	Kind           document.Kind
	CarePlanID     *string // of a CARE_PLAN, and of no other kind
	IdempotencyKey string
}

// nothing says that no sentence can be written.
var nothing = practice.Conflictf("The chart holds nothing to write this document from.")

// Draft writes a document by the template, and asks the model for its own where the clinic lets one write. Asked for again
// on the same day it is the same draft, written anew when the facts have changed and nobody has begun to edit it.
func Draft(ctx context.Context, p *practice.Practice, in DraftInput) (string, error) {
	if (in.CarePlanID != nil) != (in.Kind == document.KindCARE_PLAN) {
		return "", practice.Invalidf([]string{"input", "carePlanId"}, "The text of a care plan names its care plan, and no other document does.")
	}
	call := practice.Call{Verb: draftDocument, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		return write(ctx, p, tx, subject{in.PatientID, in.Kind, in.CarePlanID})
	})
}

// write is Draft in its transaction.
func write(ctx context.Context, p *practice.Practice, tx *practice.Tx, of subject) (string, error) {
	rows, facts, err := of.gather(ctx, p, tx.Client, tx.Now)
	if err != nil {
		return "", err
	}
	tx.About(&of.patientID, map[string]any{"kind": of.kind})
	hash, err := hashOf(facts)
	if err != nil {
		return "", err
	}
	key, open, err := of.today(ctx, tx)
	if err != nil || open != nil && (open.EditingByID != nil || open.InputHash == hash) {
		return key, err
	}
	made, err := byTemplate(ctx, facts)
	if err != nil {
		return "", err
	}
	made.hash, made.ruleSet = hash, facts.Interpretation.RuleSet
	d, err := made.store(ctx, tx, of, key, open)
	if err != nil {
		return "", err
	}
	made.run.About = d.ID
	if err := tx.NoteRun(ctx, made.run); err != nil {
		return "", err
	}
	return d.ID, askModel(ctx, p, tx, rows.Clinic, d)
}

// today finds the draft of this day that is still open, and gives its id; else the key of the next one.
func (s subject) today(ctx context.Context, tx *practice.Tx) (string, *db.Document, error) {
	plan := ""
	if s.carePlanID != nil {
		plan = *s.carePlanID
	}
	key := fmt.Sprintf("%s:%s:%s:%s:", s.kind, s.patientID, plan, tx.Now.Format(time.DateOnly))
	all, err := tx.Document.Query().Where(document.PatientID(s.patientID), document.KeyHasPrefix(key)).All(ctx)
	if err != nil {
		return "", nil, err
	}
	if i := slices.IndexFunc(all, func(d *db.Document) bool { return d.State == document.StateDRAFT }); i >= 0 {
		return all[i].ID, all[i], nil
	}
	return key + strconv.Itoa(len(all)+1), nil, nil
}

// made is what the template wrote.
type made struct {
	texts    []schema.SummaryText
	refusals []schema.Refusal
	run      practice.Run
	version  string
	hash     string
	ruleSet  string
}

func byTemplate(ctx context.Context, facts draft.Facts) (*made, error) {
	var writer draft.Template
	elapsed := practice.Stopwatch()
	first, err := writer.Write(ctx, facts, Reader(document.Kind(facts.Kind)), draft.English)
	if err != nil {
		return nil, err
	}
	if len(first.Sentences) == 0 {
		return nil, nothing
	}
	texts, refusals, err := practice.Write(ctx, facts, writer)
	if err != nil {
		return nil, err
	}
	run := practice.Run{Kind: facts.Kind, Writer: writer.Name(), Verdict: draftrun.VerdictUSED, Took: elapsed()}
	if len(refusals) > 0 {
		run.Verdict, run.Rules = draftrun.VerdictREFUSED, practice.Rules(refusals)
	}
	return &made{texts: texts, refusals: refusals, run: run, version: writer.Version()}, nil
}

// store keeps the draft: in the place of an open one, or as a new document under the key.
func (m *made) store(ctx context.Context, tx *practice.Tx, of subject, key string, open *db.Document) (*db.Document, error) {
	millis := int(m.run.Took.Milliseconds())
	if open != nil {
		err := change(ctx, open, open.Update().Where(document.EditingByIDIsNil()).SetTexts(m.texts).SetRefusals(m.refusals).
			SetWriter(m.run.Writer).SetWriterVersion(m.version).SetPromptVersion("").SetRuleSet(m.ruleSet).SetInputHash(m.hash).
			SetWrittenAt(tx.Now).SetWriteMillis(millis).SetPromptTokens(0).SetCompletionTokens(0))
		if err != nil {
			return nil, err
		}
		return tx.Document.Get(ctx, open.ID)
	}
	q := tx.Document.Create().SetPatientID(of.patientID).SetKind(of.kind).SetNillableCarePlanID(of.carePlanID).SetKey(key).
		SetTexts(m.texts).SetRefusals(m.refusals).SetWriter(m.run.Writer).SetWriterVersion(m.version).SetRuleSet(m.ruleSet).
		SetInputHash(m.hash).SetWrittenAt(tx.Now).SetWriteMillis(millis)
	if tx.Viewer.Person() {
		q.SetAskedByID(tx.Viewer.MembershipID)
	}
	return q.Save(ctx)
}

// askModel asks the configured model for its draft, when the clinic lets one write. It comes later, and never instead.
func askModel(ctx context.Context, p *practice.Practice, tx *practice.Tx, clinic *db.Clinic, d *db.Document) error {
	if p.Model == nil || !clinic.Settings.Drafts.Model {
		return nil
	}
	return tx.Enqueue(ctx, practice.Work{
		Kind: practice.DraftJob, Key: d.ID + ":" + strconv.Itoa(d.Version),
		Payload: practice.DraftPayload{AboutID: d.ID, InputHash: d.InputHash},
	})
}
