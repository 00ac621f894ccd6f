package eval

import (
	"context"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/draft"
)

// TestPlanted is the promise of the check: of the errors planted in true drafts at least 99 in 100 are stopped, and of
// true drafts at most 1 in 100 is refused.
func TestPlanted(t *testing.T) {
	cases, err := Cases(2026, 80)
	if err != nil {
		t.Fatal(err)
	}
	people, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	cases = append(cases, people...)
	rep, err := Planted(context.Background(), cases, draft.Template{}, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	rep.Print(&table)
	t.Log("\n" + table.String())
	for i, miss := range rep.Missed {
		if i < 60 {
			t.Log("missed: " + miss)
		}
	}
	for i, r := range rep.FalseRefusals {
		if i < 30 {
			t.Log("refused though true: " + r)
		}
	}
	planted, stopped := rep.Totals()
	if planted < 1000 || stopped*100 < planted*99 {
		t.Errorf("%d of %d mutants stopped, want 99%% of at least 1000", stopped, planted)
	}
	if rep.Refused*100 > rep.Drafts {
		t.Errorf("%d of %d true drafts refused, want at most 1%%", rep.Refused, rep.Drafts)
	}
	grades(t, cases)
	for _, row := range rep.Rows {
		for _, l := range draft.Langs {
			if row.Planted[l] == 0 {
				t.Errorf("no mutant of kind %s in %s", row.Kind, l)
			}
			if row.Stopped[l]*100 < row.Planted[l]*97 {
				t.Errorf("%s in %s: %d of %d stopped, want 97%%", row.Kind, l, row.Stopped[l], row.Planted[l])
			}
		}
	}
}

// grades asserts that a patient's English text is for grade 8 or easier: on average by far, and nine in ten at least.
func grades(t *testing.T, cases []Case) {
	t.Helper()
	sum, hard, worst := 0.0, 0, 0.0
	for _, c := range cases {
		if len(draft.SectionsOf(c.Facts.Kind, draft.Patient)) == 0 {
			continue
		}
		d, err := draft.Template{}.Write(t.Context(), c.Facts, draft.Patient, draft.English)
		if err != nil {
			t.Fatal(err)
		}
		rendered, err := draft.Render(c.Facts, d)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, r := range rendered {
			text.WriteString(r.Text + " ")
		}
		grade := draft.Grade(text.String())
		sum, worst = sum+grade, max(worst, grade)
		if grade > 8 {
			hard++
		}
	}
	mean := sum / float64(len(cases))
	t.Logf("reading grade of the patient's text: mean %.1f, worst %.1f, %d of %d above 8", mean, worst, hard, len(cases))
	if mean > 7.5 || hard*10 > len(cases) {
		t.Errorf("the patient's text is too hard")
	}
}
