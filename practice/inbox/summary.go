package inbox

import (
	"context"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/draftrun"
	"github.com/famulus-health/famulus/ent/db/summary"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/practice"
)

// writeSummary drafts all four texts, doctor's and patient's in both languages. A text that the check refuses is
// withheld, with the rule it broke.
func (in *interpretation) writeSummary(ctx context.Context) error {
	facts := draft.NewFacts(in.chart, in.facts, in.said)
	hash, err := practice.FactsHash(facts)
	if err != nil {
		return err
	}
	var writer draft.Template
	elapsed := practice.Stopwatch()
	texts, refusals, err := practice.Write(ctx, facts, writer)
	if err != nil {
		return err
	}
	took := elapsed()
	version := in.report.ContentVersion
	known, err := in.tx.Summary.Query().Where(summary.ReportID(in.report.ID)).Only(ctx)
	switch {
	case db.IsNotFound(err):
		err = in.tx.Summary.Create().SetReportID(in.report.ID).SetTexts(texts).SetRefusals(refusals).SetWriter(writer.Name()).
			SetWriterVersion(writer.Version()).SetRuleSet(in.said.RuleSet).SetInputHash(hash).
			SetWrittenAt(in.tx.Now).SetWriteMillis(int(took.Milliseconds())).SetContentVersion(version).Exec(ctx)
	case err == nil:
		err = known.Update().SetSigned(kept(known)).SetState(summary.StateDRAFT).SetTexts(texts).SetRefusals(refusals).SetWriter(writer.Name()).
			SetWriterVersion(writer.Version()).SetPromptVersion("").SetRuleSet(in.said.RuleSet).SetInputHash(hash).
			SetWrittenAt(in.tx.Now).SetWriteMillis(int(took.Milliseconds())).SetPromptTokens(0).SetCompletionTokens(0).
			SetContentVersion(version).SetEditedText("").ClearEditDistance().ClearEditingByID().ClearEditingAt().
			ClearSignedAt().ClearSignedByID().Exec(ctx)
	}
	if err != nil || in.report.History {
		return err
	}
	run := practice.Run{About: in.report.ID, Kind: draft.ReportSummary, Writer: writer.Name(), Verdict: draftrun.VerdictUSED, Took: took}
	if len(refusals) > 0 {
		run.Verdict, run.Rules = draftrun.VerdictREFUSED, practice.Rules(refusals)
	}
	if err := in.tx.NoteRun(ctx, run); err != nil {
		return err
	}
	return in.askModel(ctx, hash)
}

// askModel asks the configured model for its draft, when the clinic lets one write. It comes later, and never instead.
func (in *interpretation) askModel(ctx context.Context, hash string) error {
	if in.p.Model == nil || !in.clinic.Settings.Drafts.Model {
		return nil
	}
	return in.tx.Enqueue(ctx, practice.Work{
		Kind: practice.DraftJob, Key: in.report.ID + ":" + hash,
		Payload: practice.DraftPayload{AboutID: in.report.ID, InputHash: hash},
	})
}

// kept is what was signed of this report so far: a correction makes a new draft, and what a doctor put a name to stays
// on record as it was read.
func kept(s *db.Summary) []schema.SignedText {
	if s.SignedAt == nil || s.SignedByID == nil {
		return s.Signed
	}
	return append(s.Signed, schema.SignedText{
		Texts: s.Texts, EditedText: s.EditedText, SignedBy: *s.SignedByID, SignedAt: *s.SignedAt, ContentVersion: s.ContentVersion, RuleSet: s.RuleSet,
	})
}
