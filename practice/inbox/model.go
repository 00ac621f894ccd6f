package inbox

import (
	"context"
	"errors"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/draftrun"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/ent/db/summary"
	"github.com/famulus-health/famulus/practice"
)

var redraft = practice.Verb{Name: "draftByModel", Noun: authz.Report, Act: authz.Write}

// Redraft asks the model for the texts of a report, outside of any transaction, and puts them in the template's place if
// all of them pass the check, the report is as it was, and nobody has begun to edit or sign. Whatever comes of it is kept
// as a run. A model that fails is no failure of the job: the template's draft stands.
func Redraft(ctx context.Context, p *practice.Practice, in practice.DraftPayload, also func(context.Context, *practice.Tx) error) error {
	facts, who, current, err := factsOf(ctx, p, in)
	if err != nil {
		return err
	}
	var a practice.Attempt
	if current {
		if a, err = p.AskModel(ctx, in.AboutID, facts, who); err != nil {
			return err
		}
	}
	_, err = p.Do(ctx, practice.Call{Verb: redraft}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		if !current {
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

// factsOf gathers the facts as they were for the template's draft. They are not current when the report has moved on, its
// draft was signed, or the chart is another one by now: then there is nothing to ask.
func factsOf(ctx context.Context, p *practice.Practice, job practice.DraftPayload) (facts draft.Facts, who *db.Patient, current bool, err error) {
	if p.Model == nil {
		return facts, nil, false, nil
	}
	s, err := p.DB.Summary.Query().Where(summary.ReportID(job.AboutID), summary.StateEQ(summary.StateDRAFT), summary.InputHash(job.InputHash)).Only(ctx)
	if db.IsNotFound(err) || err == nil && s.WrittenAt == nil {
		return facts, nil, false, nil
	}
	if err != nil {
		return facts, nil, false, err
	}
	in := &interpretation{p: p, tx: &practice.Tx{Client: p.DB.Client, Now: s.WrittenAt.UTC()}}
	if err := in.load(ctx, job.AboutID); err != nil {
		return facts, nil, false, err
	}
	facts = draft.NewFacts(in.chart, in.facts, in.said)
	hash, err := practice.FactsHash(facts)
	return facts, in.report.Edges.Patient, hash == job.InputHash, err
}

// settle puts the model's texts in the template's place, or keeps why not.
func settle(ctx context.Context, tx *practice.Tx, a *practice.Attempt, run *practice.Run, hash string) error {
	r, err := tx.Report.Query().Where(report.ID(run.About)).WithSummary().Only(ctx)
	if err != nil {
		return err
	}
	tx.About(r.PatientID, map[string]any{"writer": run.Writer, "verdict": run.Verdict, "rules": run.Rules})
	s := r.Edges.Summary
	untouched := r.State == report.StateOPEN && s != nil && s.State == summary.StateDRAFT && s.InputHash == hash && s.EditingByID == nil
	switch {
	case run.Verdict == draftrun.VerdictUSED && !untouched:
		run.Verdict = draftrun.VerdictLATE
	case run.Verdict == draftrun.VerdictUSED:
		// Asked again in the statement itself: somebody may begin to edit between the reading above and this.
		err := s.Update().Where(summary.EditingByIDIsNil(), summary.StateEQ(summary.StateDRAFT), summary.InputHash(hash)).SetTexts(a.Texts).SetRefusals(nil).SetWriter(run.Writer).SetWriterVersion(a.Version).
			SetPromptVersion(run.PromptVersion).SetWrittenAt(tx.Now).SetWriteMillis(int(run.Took.Milliseconds())).
			SetPromptTokens(run.PromptTokens).SetCompletionTokens(run.AnswerTokens).Exec(ctx)
		if db.IsNotFound(err) {
			run.Verdict = draftrun.VerdictLATE
			return nil
		}
		if err != nil {
			return err
		}
		return change(ctx, tx, r, "DRAFTED", r.Update())
	case run.Verdict == draftrun.VerdictREFUSED && s != nil:
		return s.Update().SetRefused(a.Kept(s.Refused, tx.Now)).Exec(ctx)
	}
	return nil
}
