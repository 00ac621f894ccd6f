package draft_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
)

// TestScrub: what looks like an identifier goes, what is medicine stays.
func TestScrub(t *testing.T) {
	t.Parallel()
	for text, gone := range map[string]string{
		"Gout, call 020 7946 0958":        "7946",
		"Asthma +49 (30) 901820-11":       "901820",
		"mail jo.bloggs@example.org":      "bloggs",
		"NHS 943 476 5919":                "476",
		"born 23 Nov 1954":                "1954",
		"DOB: 1954-11-23":                 "11-23",
		"seen 23/11/2024":                 "23/11",
		"on 23/11/54":                     "/54",
		"on 23.11.54":                     ".54",
		"Nov 23, 1954":                    "1954",
		"as Mrs Smith said":               "Smith",
		"Dr. House advised":               "House",
		"14 Acacia Avenue":                "Acacia",
		"张伟先生":                            "张伟",
		"电话：13800138000":                  "138",
		"1954年11月23日出生":                   "1954",
		"上海市南京路 100 号":                    "南京路",
		"see https://example.org/chart/7": "example",
		"Patient name Jane":               "Jane",
		"身份证：110101195411230000":          "110101",
		"Chronic kidney disease stage 3, MRN 00-12-34-56-78": "34",
	} {
		if got := draft.Scrub(text); strings.Contains(got, gone) {
			t.Errorf("%q: %q still holds %q", text, got, gone)
		}
	}
	for _, text := range []string{"Chronic kidney disease stage 3", "Metformin 1000 mg tablet", "one tablet at 8 and 20 o'clock", "below 130/80 mmHg",
		"Vitamin B12", "Type 2 diabetes mellitus (disorder)", "insulin 10-12-14 units", "1-0-1", "1-0-0-1", "2.5-5 mg", "3.5-5.1 mmol/L", "2 型糖尿病", "每日两次，每次 1 片", "10*9/L", "mL/min/{1.73_m2}"} {
		if got := draft.Scrub(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// leaky is a chart whose every text has something of the person in it.
func leaky() (medicine.Chart, medicine.Report, medicine.Interpretation, draft.About) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	stain := " Jane Roe-Müller, 张小美, 14 Acacia Avenue, +44 20 7946 0958, NHS 943 476 5919, jane@example.org, born 1954-11-23 "
	chart := medicine.Chart{Now: now, Person: medicine.Person{Sex: medicine.Female, BirthDate: time.Date(1954, 11, 23, 0, 0, 0, 0, time.UTC)},
		Problems:    []medicine.Problem{{ID: "p1", Label: "Gout" + stain, Active: true}},
		Medications: []medicine.Medication{{ID: "m1", Label: "Allopurinol" + stain, Dose: "one a day" + stain, Active: true}},
		Allergies:   []medicine.Allergy{{ID: "a1", Label: "Penicillin" + stain, Reaction: stain, Active: true}}}
	report := medicine.Report{ID: "r1", Label: "Bloods" + stain, Conclusion: "Seen by" + stain, Results: []medicine.Observation{{ID: "o1", Note: stain}}}
	in := medicine.Interpretation{RuleSet: "test", Triage: medicine.TriageAbnormal, Why: []medicine.Reason{{Code: "x", Text: stain}},
		FollowUps: []medicine.FollowUp{{Code: "repeat_test", Title: "Repeat" + stain, TitleZH: stain}},
		Findings: []medicine.Finding{{ID: "urate", Kind: medicine.ResultFinding, Observations: []string{"obs-1"}, Label: "Urate" + stain, LabelZH: stain,
			Value: medicine.Value{Kind: medicine.TextValue, Text: "high" + stain}, Flag: medicine.FlagHigh, ReportedFlag: "H" + stain, Relevant: []string{"m1", "p1"},
			Reasons: []medicine.Reason{{Code: "y", Text: stain}}, Interval: &medicine.Interval{Text: stain},
			Pattern: &medicine.Pattern{Supports: "Gout", For: []medicine.Evidence{{Text: stain, Observations: []string{"obs-1"}, Chart: []string{"p1"}}}}}}}
	about := draft.About{Scores: []draft.Score{{Key: "s", Name: "Score" + stain, Note: stain}}, Due: []draft.DueItem{{Key: "d", Title: stain}},
		Targets: []draft.Target{{Key: "t", Name: stain, Goal: stain}}, Notices: []draft.Notice{{Key: "n", Text: stain}},
		Plan: &draft.Plan{Title: stain, Items: []draft.PlanItem{{Key: "i", Text: stain}}}}
	return chart, report, in, about
}

var secrets = []string{"jane", "roe", "müller", "小美", "acacia", "7946", "943", "5919", "example.org", "1954", "11-23", "obs-1"}

// TestWithout: after it, no text of the facts holds a name, an address, a telephone number, an identifier or a birth date,
// of a report and of every kind of draft on a person; and the facts it was called on are as they were.
func TestWithout(t *testing.T) {
	t.Parallel()
	chart, report, in, about := leaky()
	all := []draft.Facts{draft.NewFacts(chart, report, in)}
	for _, kind := range draft.Kinds[1:] {
		all = append(all, draft.NewPersonFacts(kind, chart, in, about))
	}
	for _, facts := range all {
		before, err := json.Marshal(facts)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(facts.Without("Jane", "Roe-Müller", "张小美", "14 Acacia Avenue"))
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range secrets {
			if strings.Contains(strings.ToLower(string(data)), secret) {
				t.Errorf("%s: the facts still hold %q", facts.Kind, secret)
			}
		}
		after, err := json.Marshal(facts)
		if err != nil {
			t.Fatal(err)
		}
		if string(before) != string(after) {
			t.Errorf("%s: the facts themselves were changed", facts.Kind)
		}
	}
}

// TestShortText: what people wrote is quoted when it is short and holds no identifier.
func TestShortText(t *testing.T) {
	t.Parallel()
	chart := medicine.Chart{Now: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}
	plan := &draft.Plan{Title: "Walking", Items: []draft.PlanItem{{Key: "a", Text: "Walk to the market"}, {Key: "b", Text: "Call Mrs Smith on 020 7946 0958"},
		{Key: "c", Text: strings.Repeat("long ", 20)}, {Key: "d", Text: "{{potassium.value}}"}}}
	facts := draft.NewPersonFacts(draft.CarePlan, chart, medicine.Interpretation{}, draft.About{Plan: plan})
	for i, want := range []string{"Walk to the market", "", "", ""} {
		if got := facts.About.Plan.Items[i].Text; got != want {
			t.Errorf("item %d: %q, want %q", i, got, want)
		}
	}
	if plan.Items[1].Text == "" {
		t.Error("the plan itself was changed")
	}
}
