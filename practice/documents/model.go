package documents

import (
	"context"
	"errors"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/document"
	"github.com/famulus-health/famulus/ent/db/draftrun"
	"github.com/famulus-health/famulus/practice"
)

var redraft = practice.Verb{Name: "draftByModel", Noun: authz.Report, Act: authz.Write}

// Redraft asks the model for the texts of a document, outside of any transaction, and puts them in the template's place if
// all of them pass the check, the facts are as they were, and nobody has begun to edit or sign. Whatever comes of it is
// kept as a run. A model that fails is no failure of the job: the template's draft stands.
func Redraft(ctx context.Context, p *practice.Practice, in practice.DraftPayload, also func(context.Context, *practice.Tx) error) error {
	facts, who, err := asWritten(ctx, p, in)
	if err != nil {
		return err
	}
	var a practice.Attempt
	if who != nil {
		if a, err = p.AskModel(ctx, in.AboutID, facts, who); err != nil {
			return err
		}
	}
	_, err = p.Do(ctx, practice.Call{Verb: redraft}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		if who == nil {
			tx.Silent()
			return in.AboutID, also(ctx, tx)
		}
		run := a.Run // the transaction may be repeated
		if err := settle(ctx, tx, &a, &run, in.InputHash); err != nil {
			return "", err
		}
		return in.AboutID, errors.Join(tx.NoteRun(ctx, run), also(ctx, tx))
	})
	return err
}

// asWritten gathers the facts as they were for the template's draft. There is nobody to ask about, nil, when the document
// was signed, or the chart is another one by now.
func asWritten(ctx context.Context, p *practice.Practice, job practice.DraftPayload) (draft.Facts, *db.Patient, error) {
	var none draft.Facts
	if p.Model == nil {
		return none, nil, nil
	}
	d, err := p.DB.Document.Query().Where(document.ID(job.AboutID), document.StateEQ(document.StateDRAFT), document.InputHash(job.InputHash)).Only(ctx)
	if db.IsNotFound(err) || err == nil && d.WrittenAt == nil {
		return none, nil, nil
	}
	if err != nil {
		return none, nil, err
	}
	rows, facts, err := subjectOf(d).gather(ctx, p, p.DB.Client, d.WrittenAt.UTC())
	if err != nil {
		return none, nil, err
	}
	hash, err := hashOf(facts)
	if err != nil || hash != job.InputHash {
		return none, nil, err
	}
	return facts, rows.Patient, nil
}

// settle puts the model's texts in the template's place, or keeps why not.
func settle(ctx context.Context, tx *practice.Tx, a *practice.Attempt, run *practice.Run, hash string) error {
	d, err := tx.Document.Get(ctx, run.About)
	if err != nil {
		return err
	}
	tx.About(&d.PatientID, map[string]any{"writer": run.Writer, "verdict": run.Verdict, "rules": run.Rules})
	untouched := d.State == document.StateDRAFT && d.InputHash == hash && d.EditingByID == nil
	switch {
	case run.Verdict == draftrun.VerdictUSED && !untouched:
		run.Verdict = draftrun.VerdictLATE
	case run.Verdict == draftrun.VerdictUSED:
		return change(ctx, d, d.Update().SetTexts(a.Texts).SetRefusals(nil).SetWriter(run.Writer).SetWriterVersion(a.Version).
			SetPromptVersion(run.PromptVersion).SetWrittenAt(tx.Now).SetWriteMillis(int(run.Took.Milliseconds())).
			SetPromptTokens(run.PromptTokens).SetCompletionTokens(run.AnswerTokens))
	case run.Verdict == draftrun.VerdictREFUSED:
		return d.Update().SetRefused(a.Kept(d.Refused, tx.Now)).Exec(ctx)
	}
	return nil
}
