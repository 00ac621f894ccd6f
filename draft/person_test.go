package draft_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
)

// TestRealPersons drafts every kind on a person from what the catalogue really says of random charts: every text passes the
// check, and renders without debris.
func TestRealPersons(t *testing.T) {
	t.Parallel()
	catalogue := labs.Default()
	rng := rand.New(rand.NewPCG(3, 4))
	for n := range 120 {
		chart, report := randomReport(rng, catalogue.Analytes())
		chart.Problems, chart.Medications = some(rng, chart.Problems), some(rng, chart.Medications)
		chart.Allergies = some(rng, []medicine.Allergy{{ID: "a1", Label: "Penicillin", Active: true}, {ID: "a2", Label: "Latex", Active: true}})
		for i := range chart.Medications {
			chart.Medications[i].Dose = some(rng, []string{"one tablet daily", "2 at night", "Take with food."})[0]
		}
		latest := catalogue.Interpret(chart, report)
		for _, kind := range draft.Kinds[1:] {
			facts := draft.NewPersonFacts(kind, chart, latest, randomAbout(rng, chart))
			for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
				for _, l := range draft.Langs {
					if len(draft.SectionsOf(kind, a)) > 0 {
						sound(t, n, facts, a, l)
					}
				}
			}
		}
	}
}

// some is at least one of a list, in its order.
func some[T any](rng *rand.Rand, list []T) []T {
	n := 1 + rng.IntN(len(list))
	return list[len(list)-n:]
}

func randomAbout(rng *rand.Rand, chart medicine.Chart) draft.About {
	days := func() int { return rng.IntN(800) - 400 }
	states := []draft.TargetState{draft.TargetMet, draft.TargetNotMet, draft.TargetUnknown}
	return draft.About{
		Scores: some(rng, []draft.Score{{Key: "frailty", Name: "Frailty index", Value: "0.21"},
			{Key: "cvd", Name: "Cardiovascular risk", NameZH: "心血管风险", Value: "12.4", Unit: "%", HorizonYears: 1 + rng.IntN(30), Category: "high", Note: "One note."}}),
		Due: some(rng, []draft.DueItem{{Key: "a", Title: "Tetanus booster.", Due: chart.Now.AddDate(0, 0, days())},
			{Key: "b", Title: "Bowel screening", TitleZH: "肠道筛查", Due: chart.Now.AddDate(0, 0, days())}}),
		Targets: some(rng, []draft.Target{{Key: "bp", Name: "Blood pressure", Value: "150/92 mmHg", Goal: "below 140/90 mmHg", State: states[rng.IntN(3)]},
			{Key: "ldl", Name: "LDL cholesterol", Goal: "below 1.8 mmol/L", State: states[rng.IntN(3)]}}),
		Notices: []draft.Notice{{Key: "n1", Text: "These may add up.", TextZH: "作用可能叠加。", About: []string{chart.Medications[0].ID}}, {Key: "n2", Text: "Two notices."}},
		Plan: &draft.Plan{Title: "Moving more", Items: some(rng, []draft.PlanItem{{Key: "1", Text: "Take the stairs"},
			{Key: "2", Goal: true, Text: "Walk 5 km", TextZH: "走 5 公里", By: chart.Now.AddDate(0, 3, 0)}})},
	}
}

func sound(t *testing.T, n int, facts draft.Facts, a draft.Audience, l draft.Lang) {
	t.Helper()
	d, err := draft.Template{}.Write(context.Background(), facts, a, l)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range draft.Check(facts, d) {
		text := ""
		if r.Sentence >= 0 {
			text = d.Sentences[r.Sentence].Text
		}
		t.Errorf("chart %d %s %s %s: %s: %s: %s", n, facts.Kind, a, l, r.Rule, r.Detail, text)
	}
	rendered, err := draft.Render(facts, d)
	if err != nil {
		t.Fatalf("chart %d %s %s %s: %v", n, facts.Kind, a, l, err)
	}
	for _, r := range rendered {
		if strings.ContainsAny(r.Text, "{}") || strings.Contains(r.Text, "  ") || strings.Contains(r.Text, "..") || strings.Contains(r.Text, " ,") || strings.Contains(r.Text, "()") {
			t.Errorf("debris: %q", r.Text)
		}
	}
}
