package practice

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/draft/model"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/draftrun"
	"github.com/famulus-health/famulus/ent/db/patientidentifier"
	"github.com/famulus-health/famulus/ent/schema"
)

// Attempt is what a model wrote, and what the check says of it.
type Attempt struct {
	Run      Run
	Version  string // of the model
	Texts    []schema.SummaryText
	Refusals []schema.Refusal
}

// refusedKept is how many withheld drafts of one thing are kept with their reasons.
const refusedKept = 5

// Kept adds a withheld draft to those that are kept.
func (a *Attempt) Kept(before []schema.RefusedDraft, now time.Time) []schema.RefusedDraft {
	all := append(before, schema.RefusedDraft{Writer: a.Run.Writer, PromptVersion: a.Run.PromptVersion, At: now, Refusals: a.Refusals})
	return all[max(0, len(all)-refusedKept):]
}

// AskModel has the model write each text of a draft, and checks it. It opens no transaction, since a model takes its time.
// The model gets the facts without what names the person; what it writes is held against all of them. A model that fails
// is told by the run, and is no error.
func (p *Practice) AskModel(ctx context.Context, about string, facts draft.Facts, who *db.Patient) (Attempt, error) {
	a := Attempt{Version: p.Model.Version(), Run: Run{About: about, Kind: facts.Kind, Writer: p.Model.Name(), PromptVersion: model.PromptVersion}}
	words, err := p.identifying(ctx, who)
	if err != nil {
		return a, err
	}
	v, _ := authz.From(ctx)
	given, ctx := facts.Without(words...), model.WithClinic(ctx, v.ClinicID)
	for _, audience := range Audiences(facts) {
		for _, lang := range draft.Langs {
			r, err := p.Model.Ask(ctx, given, audience, lang)
			a.Run.Took += r.Usage.Latency
			a.Run.PromptTokens += int(r.Usage.PromptTokens)
			a.Run.AnswerTokens += int(r.Usage.CompletionTokens)
			if err != nil {
				a.Run.Verdict, a.Run.Why = draftrun.VerdictFAILED, reason(err)
				return a, nil
			}
			text, refused, err := Checked(facts, r.Draft)
			if err != nil {
				return a, err
			}
			a.Texts, a.Refusals = append(a.Texts, text), append(a.Refusals, refused...)
		}
	}
	a.Run.Verdict = draftrun.VerdictUSED
	if len(a.Refusals) > 0 {
		a.Run.Verdict, a.Run.Rules = draftrun.VerdictREFUSED, Rules(a.Refusals)
	}
	return a, nil
}

// reason is a model's failure in one word.
func reason(err error) string {
	for _, k := range []struct {
		kind error
		word string
	}{
		{model.ErrBusy, "busy"}, {model.ErrDown, "down"}, {model.ErrTimeout, "timeout"}, {model.ErrBroken, "broken"},
		{model.ErrBudget, "budget"}, {model.ErrRefused, "refused"}, {context.DeadlineExceeded, "timeout"},
	} {
		if errors.Is(err, k.kind) {
			return k.word
		}
	}
	return "broken"
}

// identifying are the words that say who a person is: names, parts of names, numbers, addresses, the birth date. They are
// taken out of whatever is sent to a model.
func (p *Practice) identifying(ctx context.Context, who *db.Patient) ([]string, error) {
	ids, err := p.DB.PatientIdentifier.Query().Where(patientidentifier.PatientID(who.ID)).All(ctx)
	if err != nil {
		return nil, err
	}
	words := []string{who.Family, who.Given, who.Family + who.Given, who.Phone, who.Email, who.Address}
	words = append(words, strings.Fields(who.Family+" "+who.Given)...)
	words = append(words, strings.FieldsFunc(who.Address, func(r rune) bool { return r == ',' || r == ';' })...)
	for _, id := range ids {
		words = append(words, id.Value)
	}
	if who.BirthDate != nil {
		for _, layout := range []string{time.DateOnly, "02.01.2006", "01/02/2006", "02/01/2006"} {
			words = append(words, who.BirthDate.UTC().Format(layout))
		}
	}
	for i, w := range words {
		words[i] = strings.TrimSpace(w)
	}
	return slices.DeleteFunc(words, func(w string) bool { return len([]rune(w)) < 2 }), nil
}
