package model

import (
	"strings"
	"testing"

	"github.com/famulus-health/famulus/draft"
)

// FuzzAnswer: no answer of a model makes the reader, the translation of ids, the check or the renderer panic, and what
// passes the check renders.
func FuzzAnswer(f *testing.F) {
	facts := golden(f, "health_review")
	table := newAliases(&facts).back()
	for _, seed := range []string{`{"sentences":[{"section":"PROBLEMS","text":"The problem list has {{problem.p1}}.","grounds":["problem.p1"]}]}`,
		`{"sentences":[{"text":"{{plan.g1.text}} {{dose.m1}} {{.}} {{a.}} {{x"}]}`, "<think>{</think>{}", "```json\n{\"sentences\":null}\n```", "{", "}{", "[]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		sentences, err := parse(content)
		if err != nil {
			return
		}
		d := draft.Draft{Audience: draft.Doctor, Lang: draft.English}
		for _, s := range sentences {
			d.Sentences = append(d.Sentences, sentence(s, table))
		}
		if len(draft.Check(facts, d)) == 0 {
			if _, err := draft.Render(facts, d); err != nil {
				t.Errorf("passed, and does not render: %v", err)
			}
		}
	})
}

// TestAliases: ids go out as short names, and come back; what is no id stays as it is.
func TestAliases(t *testing.T) {
	t.Parallel()
	facts := golden(t, "medication_review")
	facts.Medications[0].ID, facts.Problems = "med_01H.X", nil
	names := newAliases(&facts)
	text := "{{medicine.med_01H.X}} ({{dose.med_01H.X}}) {{potassium.value}} {{count.all}} {{score.a.b}} {{ {{followup.x.due}}"
	out := translate(text, names.out)
	if strings.Contains(out, "med_01H") || !strings.Contains(out, "{{medicine.m1}} ({{dose.m1}}) {{potassium.value}} {{count.all}}") {
		t.Errorf("out: %s", out)
	}
	if back := translate(out, names.back()); back != text {
		t.Errorf("back: %s", back)
	}
}
