package labs

import (
	"regexp"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs/labstest"
)

func interpretLines(t *testing.T, text string) medicine.Interpretation {
	t.Helper()
	cases, err := labstest.Read(text)
	if err != nil || len(cases) != 1 {
		t.Fatalf("%v, %d cases", err, len(cases))
	}
	return Default().Interpret(cases[0].Chart, cases[0].Report)
}

// TestReadableWords: what a doctor reads holds no UCUM code, and no name in capitals in the middle of a sentence.
func TestReadableWords(t *testing.T) {
	out := interpretLines(t, `case: words
person: male 60y
report: Profile
  Platelets | 40 10*9/L
  Creatinine | 400 umol/L
  Potassium | 6.8 mmol/L
  INR | 7.0
  Temperature | 34.0 Cel
expect: CRITICAL`)
	want := map[string]string{
		"creatinine": "Creatinine is critically high (at or above 354 µmol/L).",
		"platelets":  "Platelets need action today (below 50 ×10⁹/L).",
		"egfr":       "eGFR is below 60 mL/min/1.73 m².",
		"inr":        "INR is critically high (above 6.5).",
	}
	for id, text := range want {
		if f := findingByID(out.Findings, id); f == nil || f.Reasons[0].Text != text {
			t.Errorf("%s: %+v, expected %q", id, f, text)
		}
	}
	if f := out.FollowUps[0]; f.Title != "Call the patient about the critical potassium, creatinine and INR" && f.Title != "Call the patient about the critical creatinine, potassium and INR" {
		t.Errorf("title %q", f.Title)
	}
	// Why: gravest first, then the order of the catalogue, whatever the order of the message.
	var order []string
	for _, w := range out.Why {
		order = append(order, w.Finding)
	}
	if got := strings.Join(order, " "); got != "potassium creatinine inr platelets temperature egfr" {
		t.Errorf("why: %s", got)
	}
}

// TestTitlesCarryNoTime: when a follow-up is due stands in Due alone.
func TestTitlesCarryNoTime(t *testing.T) {
	timed := regexp.MustCompile(`(?i)\b(hours?|days?|weeks?|months?|today|now|within)\b|[小时天日周月]内|立即|今日|[0-9]+(天|周|个月)`)
	for _, r := range Default().followups {
		if timed.MatchString(r.Title) || timed.MatchString(r.TitleZH) {
			t.Errorf("%q, %q", r.Title, r.TitleZH)
		}
	}
}

func TestInSentence(t *testing.T) {
	for name, want := range map[string]string{"Creatinine": "creatinine", "ALT": "ALT", "HbA1c": "HbA1c", "eGFR": "eGFR", "D-dimer": "D-dimer", "Free T4": "free T4",
		"C-reactive protein": "C-reactive protein", "High-sensitivity troponin I": "high-sensitivity troponin I", "NT-proBNP": "NT-proBNP", "H. pylori stool antigen": "H. pylori stool antigen", "钾": "钾", "": ""} {
		if got := inSentence(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name, want := range map[string]string{"Platelets": "are", "Potassium": "is", "Urine ketones (dipstick)": "are", "Urine protein, 24 hours": "is", "TSH": "is"} {
		if got := verb(name, "is", "are"); got != want {
			t.Errorf("%s %s", name, got)
		}
	}
}
