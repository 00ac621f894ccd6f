package model

import (
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
)

// stain is what must never leave the house, as careless people write it into any field.
const stain = " Jane Roe-Müller, 张小美, 14 Acacia Avenue, +44 20 7946 0958, NHS 943 476 5919, jane@example.org, born 1954-11-23 "

var secrets = []string{"jane", "roe", "müller", "小美", "acacia", "7946", "943", "5919", "example.org", "1954", "11-23", "obs_", "prb_", "med_", "alg_",
	"act_", "rhubarb_", "rep_", "narrative of the report", "2026", "2025", "2024"}

// stained are facts of every kind, made of a chart that holds the stain in every field.
func stained() []draft.Facts {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	low := 60.0
	chart := medicine.Chart{Now: now, Person: medicine.Person{Sex: medicine.Female, BirthDate: time.Date(1954, 11, 23, 0, 0, 0, 0, time.UTC)},
		Problems:    []medicine.Problem{{ID: "prb_01", Label: "Gout" + stain, Active: true, Onset: now.AddDate(-2, 0, 0)}},
		Medications: []medicine.Medication{{ID: "med_01", Label: "Allopurinol" + stain, Dose: "one a day", Active: true, Started: now.AddDate(-1, 0, 0)}},
		Allergies:   []medicine.Allergy{{ID: "alg_01", Label: "Penicillin" + stain, Reaction: stain, Active: true}}}
	report := medicine.Report{ID: "rep_01", Label: "Bloods" + stain, Conclusion: "narrative of the report" + stain,
		Results: []medicine.Observation{{ID: "obs_01", Label: stain, Note: stain}}}
	urate := medicine.Finding{ID: "rhubarb_jane_roe", Kind: medicine.ResultFinding, Observations: []string{"obs_01"}, Label: "Rhubarb" + stain,
		Value: medicine.Value{Kind: medicine.TextValue, Text: "high" + stain}, Flag: medicine.FlagHigh, Triage: medicine.TriageAbnormal,
		Relevant: []string{"med_01", "prb_01"}, Reasons: []medicine.Reason{{Code: "y", Text: stain}}, Interval: &medicine.Interval{Text: stain}}
	egfr := medicine.Finding{ID: "egfr", Kind: medicine.DerivedFinding, Analyte: "egfr", Label: "eGFR", Flag: medicine.FlagLow, Triage: medicine.TriageAbnormal,
		Value: medicine.Value{Kind: medicine.QuantityValue, Number: "42", Unit: "mL/min"}, Canonical: &medicine.Quantity{Value: 42, Unit: "mL/min"},
		Interval: &medicine.Interval{Low: &low, Unit: "mL/min", Origin: medicine.OriginCatalogue},
		Change: &medicine.Change{Previous: medicine.Quantity{Value: 60, Unit: "mL/min"}, At: now.AddDate(-1, 0, 0), Observation: "obs_00", Delta: -18,
			Direction: medicine.Falling, Significant: true},
		Slope: &medicine.Slope{PerYear: -9, Points: 4, From: now.AddDate(-2, 0, 0), To: now}}
	in := medicine.Interpretation{RuleSet: "test", Triage: medicine.TriageAbnormal, Findings: []medicine.Finding{urate, egfr},
		Why:       []medicine.Reason{{Code: "x", Text: stain}},
		FollowUps: []medicine.FollowUp{{Code: "repeat_test", Title: "Repeat" + stain, TitleZH: "复查" + stain, Findings: []string{"egfr"}, Due: time.Hour * 240}}}
	about := draft.About{Scores: []draft.Score{{Key: "s", Name: "Score" + stain, Value: "3", Note: stain}},
		Due:     []draft.DueItem{{Key: "d", Title: "Check" + stain, Due: now.AddDate(0, 1, 0)}},
		Targets: []draft.Target{{Key: "t", Name: "Target" + stain, Value: "4", Goal: "5", State: draft.TargetMet}},
		Notices: []draft.Notice{{Key: "n", Text: stain, About: []string{"med_01"}}},
		Plan:    &draft.Plan{Title: "Walking" + stain, Items: []draft.PlanItem{{Key: "act_01", Text: "Walk", By: now.AddDate(0, 2, 0)}}}}
	all := []draft.Facts{draft.NewFacts(chart, report, in)}
	for _, kind := range draft.Kinds[1:] {
		all = append(all, draft.NewPersonFacts(kind, chart, in, about))
	}
	return all
}

// TestNothingPersonal: no request to a model holds a name, an address, a telephone number, an identifier, a date of birth,
// any date, or an id of the database, of any kind of draft, whatever field they were written into.
func TestNothingPersonal(t *testing.T) {
	t.Parallel()
	all := stained()
	b := newBench(t, func(cfg *Config) { cfg.APIKey = "" })
	for _, facts := range all {
		for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
			for _, l := range draft.Langs {
				if len(draft.SectionsOf(facts.Kind, a)) == 0 {
					continue
				}
				d, err := b.Write(t.Context(), facts.Without("Jane", "Roe-Müller", "张小美", "14 Acacia Avenue"), a, l)
				if err != nil {
					t.Fatalf("%s %s %s: %v", facts.Kind, a, l, err)
				}
				if _, err := draft.Render(facts, d); err != nil {
					t.Errorf("%s %s %s: ids did not come back: %v", facts.Kind, a, l, err)
				}
			}
		}
	}
	requests := b.server.Requests()
	if len(requests) != 14 {
		t.Errorf("%d requests", len(requests))
	}
	for _, r := range requests {
		for _, secret := range secrets {
			if at := strings.Index(strings.ToLower(r.Body), secret); at >= 0 {
				t.Errorf("a request holds %q: ...%s...", secret, r.Body[max(0, at-60):min(len(r.Body), at+60)])
			}
		}
		if !strings.Contains(r.Body, `\"ageYears\":71`) && !strings.Contains(r.Body, `\"ageYears\":72`) {
			t.Error("a request holds no age in years")
		}
		if r.Authorization != "" {
			t.Errorf("a key that nobody gave: %q", r.Authorization)
		}
	}
}
