package draft

import (
	"math"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/famulus-health/famulus/medicine"
)

// TestPhrases: every language has every phrase, with the same slots, and no digit.
func TestPhrases(t *testing.T) {
	en := books[English]
	for l, book := range books {
		for key, text := range en.phrases {
			if strings.HasPrefix(key, "why.") {
				continue
			}
			other, ok := book.phrases[key]
			if !ok {
				t.Errorf("%s has no phrase %q", l, key)
			}
			for _, name := range []string{"value", "interval", "list", "previous", "date", "title", "clauses", "others", "all"} {
				if strings.Contains(text, "{"+name+"}") != strings.Contains(other, "{"+name+"}") {
					t.Errorf("%s: phrase %q differs in slot {%s}", l, key, name)
				}
			}
		}
		for key, text := range book.phrases {
			if strings.ContainsFunc(text, unicode.IsDigit) && !strings.HasPrefix(key, "month.") {
				t.Errorf("%s: phrase %q holds a digit", l, key)
			}
		}
		for key := range en.analytes {
			if book.analytes[key].plain == "" {
				t.Errorf("%s has no plain name for %q", l, key)
			}
		}
	}
}

// TestAbout: what is told of a test is simple enough, for it is most of a patient's message.
func TestAbout(t *testing.T) {
	for key, words := range books[English].analytes {
		if grade := Grade(words.about); grade > 9 {
			t.Errorf("%s: grade %.1f: %s", key, grade, words.about)
		}
	}
}

func TestGrade(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64
	}{
		{"", 0},
		{"The cat sat on the mat.", -1.45}, // 6 words, 1 sentence, 6 syllables
		{"The cat sat on the mat. The dog ran to the man.", -1.45}, // the same, twice
		{"This sentence, taken as a reading passage unto itself, is being used to prove a point.", 6.6},
		{"The result is 6.8 mmol/L today.", 3.67}, // numbers and units are not read: the result is today
	} {
		if got := Grade(c.text); math.Abs(got-c.want) > 0.9 {
			t.Errorf("%q: grade %.2f, want about %.2f", c.text, got, c.want)
		}
	}
	hard := "Hyperkalaemia necessitates immediate pharmacological intervention notwithstanding concomitant nephropathy."
	if Grade(hard) < 15 {
		t.Errorf("grade %.1f for %q", Grade(hard), hard)
	}
}

func TestUnits(t *testing.T) {
	for sent, want := range map[string]string{"10*9/L": "×10⁹/L", "umol/L": "µmol/L", "UMOLL": "µmol/L", "m[IU]/L": "mIU/L",
		"mL/min/{1.73_m2}": "mL/min/1.73 m²", "mm[Hg]": "mmHg", "%": "%", "": "", "{INR}": "", "mg/g{creat}": "mg/g", "ug/L": "µg/L",
		"[IU]/L": "IU/L", "u[IU]/mL": "µIU/mL", "mmol/L": "mmol/L", "/[HPF]": "per high-power field", "U/L": "U/L"} {
		if got := unitText(sent); got != want {
			t.Errorf("%q: %q, want %q", sent, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{{5, 1, "5.0"}, {0.30000000000000004, -1, "0.3"}, {139.00000001, -1, "139"}, {12345, -1, "12345"}, {0.00123456, -1, "0.001235"}, {0, 2, "0.00"}, {-1.5, -1, "-1.5"}} {
		if got := formatFloat(c.x, c.decimals); got != c.want {
			t.Errorf("%v: %q, want %q", c.x, got, c.want)
		}
	}
	for sent, want := range map[string]string{".5": "0.5", "-.5": "-0.5", "5.": "5", "+3": "3", " 7.0 ": "7.0"} {
		if got := plainNumber(sent); got != want {
			t.Errorf("%q: %q, want %q", sent, got, want)
		}
	}
}

func TestTimes(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	en := books[English]
	for days, want := range map[int]string{0: "the same day", 1: "1 day ago", 13: "13 days ago", 14: "2 weeks ago", 60: "2 months ago",
		365: "12 months ago", 729: "24 months ago", 731: "2 years ago", 3653: "10 years ago"} {
		if got := agoText(now.AddDate(0, 0, -days), now, en); got != want {
			t.Errorf("%d days: %q, want %q", days, got, want)
		}
	}
	if agoText(now.AddDate(0, 0, 1), now, en) != "" || agoText(time.Time{}, now, en) != "" {
		t.Error("a time that is not in the past has no ago")
	}
	day := 24 * time.Hour
	for due, want := range map[time.Duration]string{0: "now", 20 * time.Minute: "within 1 hour", day: "within 24 hours", 3 * day: "within 3 days",
		7 * day: "within 1 week", 30 * day: "within 4 weeks", 84 * day: "within 3 months", 1000 * day: "within 3 years"} {
		if got := dueText(due, en); got != want {
			t.Errorf("%s: %q, want %q", due, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for sent, want := range map[string]string{"Potassium [Moles/volume] in Serum or Plasma": "Potassium", "GLUCOSE": "glucose", "ALT": "ALT",
		"Chronic kidney disease stage 3 (disorder)": "Chronic kidney disease stage 3", "HBA1C": "HBA1C"} {
		if got := cleanLabel(sent); got != want {
			t.Errorf("%q: %q, want %q", sent, got, want)
		}
	}
	for sent, want := range map[string]string{"Vitamin B12": "vitamin B12", "TSH": "TSH", "eGFR": "eGFR", "Crohn's disease": "Crohn's disease",
		"Helicobacter antigen": "Helicobacter antigen", "C-reactive protein": "C-reactive protein"} {
		if got := lowerFirst(sent); got != want {
			t.Errorf("%q: %q, want %q", sent, got, want)
		}
	}
	for sent, want := range map[string]string{"eGFR": "eGFR", "pH": "pH", "sodium": "Sodium", "10 things": "10 things"} {
		if got := upperFirst(sent); got != want {
			t.Errorf("%q: %q, want %q", sent, got, want)
		}
	}
	for name, want := range map[string]bool{"Platelets": true, "Triglycerides": true, "Mass": false, "Urine leukocytes (dipstick)": true, "Status": false, "Glucose": false} {
		if isPlural(name) != want {
			t.Errorf("%q plural: %v", name, !want)
		}
	}
}

// TestNewFacts: a writer gets no birth date, no ids of observations, no narrative, and only what findings touch.
func TestNewFacts(t *testing.T) {
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	chart := medicine.Chart{Now: now, Person: medicine.Person{Sex: medicine.Female, BirthDate: time.Date(1954, 11, 23, 0, 0, 0, 0, time.UTC)},
		Problems:    []medicine.Problem{{ID: "p1", Label: "Gout"}, {ID: "p2", Label: "Asthma"}},
		Medications: []medicine.Medication{{ID: "m1", Label: "Allopurinol"}}}
	in := medicine.Interpretation{Findings: []medicine.Finding{{ID: "urate", Observations: []string{"obs-1"}, Relevant: []string{"p1"},
		Value: medicine.Value{Text: strings.Repeat("Seen by Dr Smith. ", 10)}, Change: &medicine.Change{Observation: "obs-0"}}}}
	f := NewFacts(chart, medicine.Report{Label: "Bloods"}, in)
	if f.AgeYears != 71 || len(f.Problems) != 1 || f.Problems[0].ID != "p1" || len(f.Medications) != 0 {
		t.Errorf("facts: %+v", f)
	}
	if fd := f.Interpretation.Findings[0]; fd.Observations != nil || fd.Change.Observation != "" || fd.Value.Text != "" {
		t.Errorf("finding: %+v", fd)
	}
	if fd := in.Findings[0]; fd.Observations == nil || fd.Change.Observation == "" || fd.Value.Text == "" {
		t.Error("the interpretation itself was changed")
	}
	if f := NewFacts(medicine.Chart{Now: now}, medicine.Report{}, in); f.AgeYears != -1 || f.Sex != medicine.UnknownSex {
		t.Errorf("an unknown person: age %d, sex %s", f.AgeYears, f.Sex)
	}
}

// TestPhrasesAreKnown: every word of the template's own sentences is on a list of the check. A phrase that comes up once in
// a thousand reports is refused otherwise, and nobody sees it coming.
func TestPhrasesAreKnown(t *testing.T) {
	slot := regexp.MustCompile(`\{[^}]*\}`)
	for _, l := range Langs {
		for key, text := range books[l].phrases {
			group, _, _ := strings.Cut(key, ".")
			if group != "doctor" && group != "patient" && group != "plan" && group != "score" || key == "doctor.todo.time" {
				continue
			}
			for _, your := range []string{"patient.your", "patient.your.child"} {
				full := strings.ReplaceAll(strings.ReplaceAll(text, "{your}", books[l].phrases[your]), "{Your}", books[l].phrases[your])
				pieces, _ := split(slot.ReplaceAllString(full, "{{x.value}}"))
				for _, it := range lexicons[l].scan(pieces, nil) {
					if it.kind == tokBad || it.kind == tokDigit || it.kind == tokWord && it.class == 0 {
						t.Errorf("%s %s: %q is on no list", l, key, it.raw)
					}
				}
			}
		}
	}
}
