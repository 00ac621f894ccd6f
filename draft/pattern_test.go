package draft_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
	"github.com/famulus-health/famulus/medicine/patterns"
)

// TestRealPatterns drafts what the patterns really say of random reports: every text passes, a doctor reads of each
// pattern, and a patient's text rests on none of its words.
func TestRealPatterns(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 6))
	seen := map[string]bool{}
	for n := range 300 {
		chart, report := randomReport(rng, labs.Default().Analytes())
		facts := draft.NewFacts(chart, report, patterns.Default().Interpret(chart, report))
		for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
			for _, l := range draft.Langs {
				sound(t, n, facts, a, l)
			}
		}
		for _, fd := range facts.Interpretation.Findings {
			if fd.Kind == medicine.PatternFinding {
				seen[fd.ID] = true
			}
		}
	}
	if len(seen) < 10 {
		t.Errorf("only %d kinds of pattern came up", len(seen))
	}
}

// TestGravePattern: what several results mean may be graver than each of them. The doctor reads it first, the patient is
// told that it cannot wait, and not why; a draft without that is refused.
func TestGravePattern(t *testing.T) {
	t.Parallel()
	facts := golden(t, "pattern_iron")
	for i := range facts.Interpretation.Findings {
		if facts.Interpretation.Findings[i].ID == "pattern-iron_deficiency_anaemia" {
			facts.Interpretation.Findings[i].Triage = medicine.TriageUrgent
		}
	}
	facts.Interpretation.Triage = medicine.TriageUrgent
	for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
		for _, l := range draft.Langs {
			d, err := draft.Template{}.Write(context.Background(), facts, a, l)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, 0, facts, a, l)
			d.Sentences = slices.DeleteFunc(d.Sentences, func(s draft.Sentence) bool {
				return s.Section == draft.Next || s.Section == draft.Headline && strings.Contains(s.Text, "pattern-")
			})
			if !slices.ContainsFunc(draft.Check(facts, d), func(r draft.Refusal) bool { return r.Rule == "omission" }) {
				t.Errorf("%s %s: passed without it", a, l)
			}
		}
	}
}
