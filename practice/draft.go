package practice

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/draftrun"
	"github.com/famulus-health/famulus/ent/schema"
)

// Write makes the texts of a draft, one for each audience of its kind and each language, checked: a text that the check
// refuses is withheld, with the rules it broke.
func Write(ctx context.Context, facts draft.Facts, w draft.Writer) ([]schema.SummaryText, []schema.Refusal, error) {
	var texts []schema.SummaryText
	var refusals []schema.Refusal
	for _, a := range Audiences(facts) {
		for _, lang := range draft.Langs {
			d, err := w.Write(ctx, facts, a, lang)
			if err != nil {
				return nil, nil, fmt.Errorf("draft: %w", err)
			}
			text, refused, err := Checked(facts, d)
			if err != nil {
				return nil, nil, err
			}
			texts, refusals = append(texts, text), append(refusals, refused...)
		}
	}
	return texts, refusals, nil
}

// Audiences lists for whom a draft of these facts is written.
func Audiences(facts draft.Facts) []draft.Audience {
	var out []draft.Audience
	for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
		if len(draft.SectionsOf(facts.Kind, a)) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// Checked is a draft as it is stored: its sentences filled in, or withheld with the rules it broke.
func Checked(facts draft.Facts, d draft.Draft) (schema.SummaryText, []schema.Refusal, error) {
	text := schema.SummaryText{Audience: string(d.Audience), Lang: string(d.Lang), Sentences: []schema.Sentence{}}
	var refusals []schema.Refusal
	for _, r := range draft.Check(facts, d) {
		refusals = append(refusals, schema.Refusal{Audience: text.Audience, Lang: text.Lang, Rule: r.Rule, Detail: r.Detail})
	}
	if text.Withheld = len(refusals) > 0; text.Withheld {
		return text, refusals, nil
	}
	sentences, err := draft.Render(facts, d)
	if err != nil {
		return text, nil, fmt.Errorf("draft: %w", err)
	}
	var all strings.Builder
	for i, s := range sentences {
		text.Sentences = append(text.Sentences, schema.Sentence{
			Section: string(s.Section), Text: s.Text, Findings: s.Findings, Grounds: d.Sentences[i].Grounds,
		})
		all.WriteString(s.Text + " ")
	}
	if d.Lang == draft.English && d.Audience == draft.Patient {
		text.Grade = draft.Grade(all.String())
	}
	return text, nil, nil
}

// FactsHash is the hash of what a writer was given.
func FactsHash(facts draft.Facts) (string, error) {
	input, err := json.Marshal(facts)
	if err != nil {
		return "", fmt.Errorf("draft: %w", err)
	}
	sum := sha256.Sum256(input)
	return hex.EncodeToString(sum[:]), nil
}

// Rules names each rule that was broken, once.
func Rules(refusals []schema.Refusal) []string {
	var out []string
	for _, r := range refusals {
		if !slices.Contains(out, r.Rule) {
			out = append(out, r.Rule)
		}
	}
	return out
}

// Run is one attempt of a writer at a draft.
type Run struct {
	About         string // the report or document
	Kind          draft.Kind
	Writer        string
	PromptVersion string
	Verdict       draftrun.Verdict
	Why           string   // of FAILED
	Rules         []string // of REFUSED
	Took          time.Duration
	PromptTokens  int
	AnswerTokens  int
}

// NoteRun keeps what became of an attempt, and counts it once the verb is committed.
func (tx *Tx) NoteRun(ctx context.Context, r Run) error {
	tx.after = append(tx.after, func(m Meter) { m.Draft(r.Writer, string(r.Verdict), r.Why, r.Rules, r.Took) })
	return tx.DraftRun.Create().SetAboutID(r.About).SetKind(string(r.Kind)).SetWriter(r.Writer).SetPromptVersion(r.PromptVersion).
		SetVerdict(r.Verdict).SetWhy(r.Why).SetRules(r.Rules).SetMillis(int(r.Took.Milliseconds())).
		SetPromptTokens(r.PromptTokens).SetCompletionTokens(r.AnswerTokens).Exec(ctx)
}

// NoteEdit keeps with the run whose text was signed, the writer's latest, how many of its characters the signer changed; 0 for one that was
// signed as it stood.
func (tx *Tx) NoteEdit(ctx context.Context, about, writer string, changed, of int) error {
	tx.after = append(tx.after, func(m Meter) { m.Signed(writer, changed > 0) })
	// Runs are the machine's, and the signer may not read them. A corrected report has one for each version.
	latest, err := tx.DraftRun.Query().Where(draftrun.AboutID(about), draftrun.Writer(writer), draftrun.VerdictEQ(draftrun.VerdictUSED)).
		Order(draftrun.ByCreatedAt(sql.OrderDesc()), draftrun.ByID(sql.OrderDesc())).FirstID(authz.AsWorker(ctx, tx.Viewer.ClinicID))
	if db.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return tx.DraftRun.UpdateOneID(latest).SetEditDistance(changed).SetLength(of).Exec(ctx)
}

// Meter counts what the drafts of this process come to. No method is told of whom.
type Meter interface {
	// Draft is one attempt: its verdict, why it failed, the rules it broke, how long it took.
	Draft(writer, verdict, why string, rules []string, took time.Duration)
	// Signed is a draft that was signed, changed or as it stood.
	Signed(writer string, edited bool)
}
