package draft_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
)

// TestCheckPerson has one sentence for each rule on a draft that is of a person: what it refuses, and the rule that must
// say so. "" must pass. Grounds with a dot are grounds, others are findings.
func TestCheckPerson(t *testing.T) {
	t.Parallel()
	cases := []struct {
		rule, file, lang, audience, grounds, text string
	}{
		{"", "health_review", "en", "DOCTOR", "problem.p1", "The problem list has {{problem.p1}}."},
		{"", "health_review", "en", "DOCTOR", "target.bp", "{{target.bp.name}} is at target ({{target.bp.value}})."},
		{"", "health_review", "en", "DOCTOR", "target.hba1c", "{{target.hba1c.name}} is not at target."},
		{"", "health_review", "zh", "DOCTOR", "target.hba1c", "{{target.hba1c.name}}未达标。"},
		{"", "health_review", "en", "DOCTOR", "due.eye", "Overdue: {{due.eye.title}}."},
		{"", "health_review", "en", "DOCTOR", "creatinine", "{{creatinine.name}} remains high."},
		{"", "health_review", "zh", "DOCTOR", "creatinine", "{{creatinine.name}}仍偏高。"},
		{"ground", "health_review", "en", "DOCTOR", "problem.p1", "The problem list has {{problem.p2}}."},
		{"ground", "health_review", "en", "DOCTOR", "problem.nobody", "The problem list has {{problem.p1}}."},
		{"ground", "critical_potassium", "en", "DOCTOR", "problem.p1", "The problem list has {{problem.p1}}."},
		{"ground", "health_review", "en", "DOCTOR", "score.cvd score.cvd", "{{score.cvd.name}}: {{score.cvd.value}}."},
		{"direction", "health_review", "en", "DOCTOR", "target.hba1c", "{{target.hba1c.name}} is at target."},
		{"direction", "health_review", "en", "DOCTOR", "target.bp", "{{target.bp.name}} is not at target."},
		{"direction", "health_review", "en", "DOCTOR", "target.bp", "To be measured: {{target.bp.name}}."},
		{"direction", "health_review", "en", "DOCTOR", "target.ldl", "{{target.ldl.name}} is at target."},
		{"direction", "health_review", "zh", "PATIENT", "target.hba1c", "您的{{target.hba1c.name}}达标。"},
		{"direction", "health_review", "en", "DOCTOR", "score.cvd", "{{score.cvd.name}} is high."},
		{"direction", "health_review", "en", "DOCTOR", "score.cvd creatinine", "{{score.cvd.name}}: {{score.cvd.value}}, which is high."},
		{"direction", "health_review", "en", "DOCTOR", "problem.p2", "{{problem.p2}} has worsened."},
		{"direction", "health_review", "en", "DOCTOR", "problem.p2", "The problem list has {{problem.p2}}, which is stable."},
		{"direction", "health_review", "zh", "DOCTOR", "problem.p2", "问题列表中有 {{problem.p2}}，已加重。"},
		{"direction", "health_review", "en", "DOCTOR", "creatinine", "{{creatinine.name}}: trend down by {{creatinine.slope}}."},
		{"history", "health_review", "en", "DOCTOR", "potassium", "{{potassium.name}} remains within range."},
		{"role", "health_review", "en", "DOCTOR", "creatinine", "{{creatinine.name}} is high at {{creatinine.slope}}."},
		{"reassurance", "health_review", "en", "PATIENT", "problem.p2", "There is nothing to worry about."},
		{"date", "health_review", "en", "DOCTOR", "due.flu", "Overdue: {{due.flu.title}}."},
		{"date", "health_review", "zh", "PATIENT", "due.flu", "已逾期：{{due.flu.title}}。"},
		{"date", "health_review", "en", "DOCTOR", "problem.p1", "The problem list is overdue."},
		{"binding", "health_review", "en", "DOCTOR", "due.flu due.eye", "Due: {{due.flu.title}} ({{due.eye.when}})."},
		{"binding", "health_review", "en", "DOCTOR", "target.bp target.hba1c", "{{target.bp.name}}: {{target.hba1c.value}}."},
		{"binding", "health_review", "en", "DOCTOR", "medicine.m1 medicine.m2", "The patient takes {{medicine.m1}} ({{dose.m2}})."},
		{"binding", "medication_review", "en", "DOCTOR", "notice.n1 medicine.m1", "Note on {{medicine.m1}}: {{notice.n1}}."},
		{"binding", "medication_review", "en", "DOCTOR", "notice.n2 medicine.m5 medicine.m3", "Note on {{medicine.m5}} and {{medicine.m3}}: {{notice.n2}}."},
		{"role", "health_review", "en", "DOCTOR", "medicine.m1", "The problem list has {{medicine.m1}}."},
		{"role", "health_review", "en", "DOCTOR", "allergy.a1", "The problem list has {{allergy.a1}}."},
		{"role", "health_review", "en", "DOCTOR", "target.bp", "{{target.bp.name}}: {{target.bp.goal}}."},
		{"drug", "health_review", "en", "DOCTOR", "medicine.m3 hba1c", "Bearing on {{hba1c.name}}: the patient takes {{medicine.m3}}."},
		{"drug", "medication_review", "en", "DOCTOR", "medicine.m1", "The patient takes digoxin."},
		{"advice", "medication_review", "en", "PATIENT", "notice.n1 medicine.m1 medicine.m2", "Note on {{medicine.m1}} and {{medicine.m2}}: {{notice.n1}}."},
		{"advice", "medication_review", "en", "PATIENT", "medicine.m1", "Please stop {{medicine.m1}}."},
		{"advice", "health_review", "en", "PATIENT", "score.cvd", "Note on {{score.cvd.name}}: {{score.cvd.note}}."},
		{"digit", "care_plan", "en", "PATIENT", "plan.s1", "Step: walk 30 minutes."},
		{"diagnosis", "pattern_iron", "en", "PATIENT", "pattern-iron_deficiency_anaemia", "Your doctor will talk with you about anaemia."},
		{"diagnosis", "pattern_iron", "en", "PATIENT", "pattern-iron_deficiency_anaemia", "This shows {{pattern-iron_deficiency_anaemia.for}}."},
		{"diagnosis", "pattern_iron", "zh", "PATIENT", "pattern-iron_deficiency_anaemia", "您有缺铁性贫血。"},
		{"diagnosis", "pattern_iron", "en", "DOCTOR", "pattern-iron_deficiency_anaemia", "The patient has {{pattern-iron_deficiency_anaemia.name}}."},
		{"role", "pattern_iron", "en", "DOCTOR", "pattern-iron_deficiency_anaemia", "Consider {{pattern-iron_deficiency_anaemia.name}}. Against: {{pattern-iron_deficiency_anaemia.for}}."},
	}
	for _, c := range cases {
		facts := golden(t, c.file)
		var s draft.Sentence
		for ground := range strings.FieldsSeq(c.grounds) {
			if strings.Contains(ground, ".") {
				s.Grounds = append(s.Grounds, ground)
			} else {
				s.Findings = append(s.Findings, ground)
			}
		}
		s.Text, s.Section = c.text, draft.SectionsOf(facts.Kind, draft.Audience(c.audience))[1]
		d, err := draft.Template{}.Write(context.Background(), facts, draft.Audience(c.audience), draft.Lang(c.lang))
		if err != nil {
			t.Fatal(err)
		}
		d.Sentences = append(d.Sentences, s)
		refusals := draft.Check(facts, d)
		found := slices.ContainsFunc(refusals, func(r draft.Refusal) bool { return r.Rule == c.rule })
		if c.rule == "" && len(refusals) > 0 || c.rule != "" && !found {
			t.Errorf("%s: %q: want rule %q, have %v", c.file, c.text, c.rule, refusals)
		}
	}
}

// TestPersonOmission: a text on a person that leaves out what it is for is refused.
func TestPersonOmission(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"health_review", "medication_review", "care_plan"} {
		facts := golden(t, file)
		for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
			for _, l := range draft.Langs {
				if len(draft.SectionsOf(facts.Kind, a)) == 0 {
					continue
				}
				whole, err := draft.Template{}.Write(context.Background(), facts, a, l)
				if err != nil {
					t.Fatal(err)
				}
				for i, s := range whole.Sentences {
					if len(s.Grounds) == 0 || s.Section == draft.Next || strings.Contains(s.Text, ".note}}") {
						continue
					}
					d := whole
					d.Sentences = slices.Delete(slices.Clone(whole.Sentences), i, i+1)
					if len(draft.Check(facts, d)) == 0 {
						t.Errorf("%s %s %s: passed without %q", file, a, l, s.Text)
					}
				}
			}
		}
	}
}

// TestNoSuchText: a care plan is written for the patient, and not for the doctor.
func TestNoSuchText(t *testing.T) {
	t.Parallel()
	facts := golden(t, "care_plan")
	if _, err := (draft.Template{}).Write(context.Background(), facts, draft.Doctor, draft.English); err == nil {
		t.Error("wrote a care plan for the doctor")
	}
	if len(draft.Check(facts, draft.Draft{Audience: draft.Doctor, Lang: draft.English})) == 0 {
		t.Error("passed a care plan for the doctor")
	}
}

// TestUnreadInReview: a result that the machine could not judge, and that touches a medicine, is told in every text.
func TestUnreadInReview(t *testing.T) {
	t.Parallel()
	for _, flag := range []medicine.Flag{medicine.FlagNeedsReading, medicine.FlagNotJudged, medicine.FlagHigh, medicine.FlagCriticalHigh, medicine.FlagNormal} {
		facts := golden(t, "medication_review")
		fd := &facts.Interpretation.Findings[0]
		fd.Flag, fd.Triage = flag, medicine.TriageNeedsReading
		switch flag {
		case medicine.FlagHigh:
			fd.Triage = medicine.TriageUrgent
		case medicine.FlagCriticalHigh:
			fd.Triage = medicine.TriageCritical
		case medicine.FlagNormal:
			fd.Triage = medicine.TriageNormal
		}
		facts.Interpretation.Triage = fd.Triage
		for _, kind := range []draft.Kind{draft.MedicationReview, draft.HealthReview} {
			facts.Kind = kind
			for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
				for _, l := range draft.Langs {
					sound(t, 0, facts, a, l)
				}
			}
		}
	}
}
