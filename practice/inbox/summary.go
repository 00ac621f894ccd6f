package inbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

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
	input, err := json.Marshal(facts)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	sum := sha256.Sum256(input)
	var writer draft.Template
	began := time.Now()
	texts, refusals, err := write(ctx, facts, writer)
	if err != nil {
		return err
	}
	millis := int(time.Since(began).Milliseconds())
	version := in.report.ContentVersion
	known, err := in.tx.Summary.Query().Where(summary.ReportID(in.report.ID)).Only(ctx)
	switch {
	case db.IsNotFound(err):
		err = in.tx.Summary.Create().SetReportID(in.report.ID).SetTexts(texts).SetRefusals(refusals).SetWriter(writer.Name()).
			SetWriterVersion(writer.Version()).SetRuleSet(in.said.RuleSet).SetInputHash(hex.EncodeToString(sum[:])).
			SetWrittenAt(in.tx.Now).SetWriteMillis(millis).SetContentVersion(version).Exec(ctx)
	case err == nil:
		err = known.Update().SetSigned(kept(known)).SetState(summary.StateDRAFT).SetTexts(texts).SetRefusals(refusals).SetWriter(writer.Name()).
			SetWriterVersion(writer.Version()).SetPromptVersion("").SetRuleSet(in.said.RuleSet).SetInputHash(hex.EncodeToString(sum[:])).
			SetWrittenAt(in.tx.Now).SetWriteMillis(millis).SetPromptTokens(0).SetCompletionTokens(0).
			SetContentVersion(version).SetEditedText("").ClearEditDistance().ClearEditingByID().ClearEditingAt().
			ClearSignedAt().ClearSignedByID().Exec(ctx)
	}
	if err != nil || in.report.History {
		return err
	}
	return noteRun(ctx, in.tx, in.report.ID, writer.Name(), millis, refusals)
}

// noteRun keeps that the template wrote a draft, and which rules of the check it broke.
func noteRun(ctx context.Context, tx *practice.Tx, about, writer string, millis int, refusals []schema.Refusal) error {
	verdict := draftrun.VerdictUSED
	if len(refusals) > 0 {
		verdict = draftrun.VerdictREFUSED
	}
	return tx.DraftRun.Create().SetAboutID(about).SetWriter(writer).SetVerdict(verdict).SetMillis(millis).
		SetRules(rules(refusals)).Exec(ctx)
}

// rules names each rule once.
func rules(refusals []schema.Refusal) []string {
	var out []string
	for _, r := range refusals {
		if !slices.Contains(out, r.Rule) {
			out = append(out, r.Rule)
		}
	}
	return out
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

// write makes a text for each audience and language, checked.
func write(ctx context.Context, facts draft.Facts, w draft.Writer) ([]schema.SummaryText, []schema.Refusal, error) {
	var texts []schema.SummaryText
	var refusals []schema.Refusal
	for _, audience := range []draft.Audience{draft.Doctor, draft.Patient} {
		for _, lang := range []draft.Lang{draft.English, draft.Chinese} {
			d, err := w.Write(ctx, facts, audience, lang)
			if err != nil {
				return nil, nil, fmt.Errorf("draft: %w", err)
			}
			text := schema.SummaryText{Audience: string(audience), Lang: string(lang), Sentences: []schema.Sentence{}}
			refused := draft.Check(facts, d)
			for _, r := range refused {
				refusals = append(refusals, schema.Refusal{Audience: string(audience), Lang: string(lang), Rule: r.Rule, Detail: r.Detail})
			}
			if text.Withheld = len(refused) > 0; !text.Withheld {
				if err := fill(&text, facts, d); err != nil {
					return nil, nil, err
				}
			}
			texts = append(texts, text)
		}
	}
	return texts, refusals, nil
}

func fill(text *schema.SummaryText, facts draft.Facts, d draft.Draft) error {
	sentences, err := draft.Render(facts, d)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	var all strings.Builder
	for _, s := range sentences {
		text.Sentences = append(text.Sentences, schema.Sentence{Section: string(s.Section), Text: s.Text, Findings: s.Findings})
		all.WriteString(s.Text + " ")
	}
	if d.Lang == draft.English && d.Audience == draft.Patient {
		text.Grade = draft.Grade(all.String())
	}
	return nil
}
