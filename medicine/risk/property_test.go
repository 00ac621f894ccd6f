package risk

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
)

// person is a chart with everything that the equations need; cholesterol in mmol/L.
type person struct {
	sex                  medicine.Sex
	age                  int
	systolic, tc, hdl    float64
	bmi, creatinine      float64
	smokes, treated, afs bool
	massUnits            bool
}

func (p person) chart() medicine.Chart {
	c := medicine.Chart{Now: today, Person: medicine.Person{Sex: p.sex, BirthDate: today.AddDate(-p.age, 0, -40)}}
	add := func(label string, v float64, unit string) {
		c.History = append(c.History, medicine.Observation{
			ID: label, Label: label, Status: medicine.Final, Effective: today.AddDate(0, -1, 0),
			Value: medicine.Value{Kind: medicine.QuantityValue, Number: strconv.FormatFloat(v, 'f', 6, 64), Unit: unit},
		})
	}
	add("Systolic blood pressure", p.systolic, "mm[Hg]")
	add("Body mass index", p.bmi, "kg/m2")
	if p.massUnits {
		add("Total cholesterol", p.tc*38.665, "mg/dL")
		add("HDL cholesterol", p.hdl*38.665, "mg/dL")
		add("Creatinine", p.creatinine*113.12/10000, "mg/dL")
	} else {
		add("Total cholesterol", p.tc, "mmol/L")
		add("HDL cholesterol", p.hdl, "mmol/L")
		add("Creatinine", p.creatinine, "umol/L")
	}
	word := "Never smoker"
	if p.smokes {
		word = "Current every day smoker"
	}
	c.History = append(c.History, medicine.Observation{
		ID: "s", Label: "Smoking status", Status: medicine.Final, Effective: today.AddDate(0, -1, 0), Value: medicine.Value{Kind: medicine.CodedValue, Text: word},
	})
	if p.treated {
		c.Medications = append(c.Medications, medicine.Medication{ID: "m", Label: "Amlodipine", Active: true})
	}
	if p.afs {
		c.Problems = append(c.Problems, medicine.Problem{ID: "af", Label: "Atrial fibrillation", Active: true})
	}
	return c
}

func (p person) values() map[string]float64 {
	out := map[string]float64{}
	for _, s := range Default().For(p.chart(), labs.Default(), HighRegion) {
		if s.Value != nil {
			out[s.Key] = *s.Value
		}
	}
	return out
}

func anyone(t *rapid.T) person {
	return person{
		sex: rapid.SampledFrom([]medicine.Sex{medicine.Female, medicine.Male}).Draw(t, "sex"), age: rapid.IntRange(30, 85).Draw(t, "age"),
		systolic: float64(rapid.IntRange(110, 190).Draw(t, "systolic")), tc: rapid.Float64Range(3.5, 8).Draw(t, "tc"), hdl: rapid.Float64Range(0.6, 2.4).Draw(t, "hdl"),
		bmi: rapid.Float64Range(19, 39).Draw(t, "bmi"), creatinine: rapid.Float64Range(60, 120).Draw(t, "creatinine"),
		smokes: rapid.Bool().Draw(t, "smokes"), treated: rapid.Bool().Draw(t, "treated"), afs: rapid.Bool().Draw(t, "af"),
	}
}

// TestRiskRises: age, systolic pressure from 110 mmHg on and smoking raise every risk that both persons have. Below 110 PREVENT rises
// again by design. Its 30-year equations bend down with age, as other causes of death come first, so that age is not asked of them.
// In SCORE2-OP smoking no longer raises the risk of men of 88 and over, by its printed interaction with age: ages end at 86 here.
func TestRiskRises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := anyone(t)
		older, harder, smoker := p, p, p
		older.age++
		harder.systolic += 10
		p.smokes, smoker.smokes = false, true
		older.smokes, harder.smokes = false, false
		base := p.values()
		for what, more := range map[string]map[string]float64{"age": older.values(), "pressure": harder.values(), "smoking": smoker.values()} {
			for key, v := range base {
				w, ok := more[key]
				if !ok || what == "age" && strings.HasSuffix(key, "30y") {
					continue
				}
				if w < v {
					t.Errorf("%s lowers %s from %v to %v", what, key, v, w)
				}
			}
		}
	})
}

// TestUnits: the same person has the same risks whichever units the laboratory writes.
func TestUnits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := anyone(t)
		q := p
		q.massUnits = true
		a, b := p.values(), q.values()
		for key, v := range a {
			if w, ok := b[key]; !ok || math.Abs(v-w) > 0.1001 { // a value on the edge of a tenth may be rounded either way
				t.Errorf("%s is %v in mmol/L and %v in mg/dL", key, v, w)
			}
		}
	})
}

// TestLimits holds every limit of a range: at it there is a number, beyond it none, and the reason.
func TestLimits(t *testing.T) {
	t.Parallel()
	well := person{sex: medicine.Male, age: 50, systolic: 130, tc: 5, hdl: 1.3, bmi: 25, creatinine: 80}
	for _, tc := range []struct {
		name, key string
		change    func(p *person)
		holds     bool
	}{
		{"29 years", "prevent_cvd_10y", func(p *person) { p.age = 29 }, false}, {"30 years", "prevent_cvd_10y", func(p *person) { p.age = 30 }, true},
		{"79 years", "prevent_cvd_10y", func(p *person) { p.age = 79 }, true}, {"80 years", "prevent_cvd_10y", func(p *person) { p.age = 80 }, false},
		{"59 years", "prevent_cvd_30y", func(p *person) { p.age = 59 }, true}, {"60 years", "prevent_cvd_30y", func(p *person) { p.age = 60 }, false},
		{"39 years", "score2", func(p *person) { p.age = 39 }, false}, {"40 years", "score2", func(p *person) { p.age = 40 }, true},
		{"69 years", "score2", func(p *person) { p.age = 69 }, true}, {"70 years", "score2_op", func(p *person) { p.age = 70 }, true},
		{"89 years", "score2_op", func(p *person) { p.age = 89 }, true}, {"90 years", "score2_op", func(p *person) { p.age = 90 }, false},
		{"89 mmHg", "prevent_hf_10y", func(p *person) { p.systolic = 89 }, false}, {"90 mmHg", "prevent_hf_10y", func(p *person) { p.systolic = 90 }, true},
		{"200 mmHg", "prevent_hf_10y", func(p *person) { p.systolic = 200 }, true}, {"201 mmHg", "prevent_hf_10y", func(p *person) { p.systolic = 201 }, false},
		{"cholesterol 129", "prevent_cvd_10y", func(p *person) { p.tc = 129 / 38.665 }, false}, {"cholesterol 130", "prevent_cvd_10y", func(p *person) { p.tc = 130 / 38.665 }, true},
		{"cholesterol 320", "prevent_cvd_10y", func(p *person) { p.tc = 320 / 38.665 }, true}, {"cholesterol 321", "prevent_cvd_10y", func(p *person) { p.tc = 321 / 38.665 }, false},
		{"HDL 19", "prevent_cvd_10y", func(p *person) { p.hdl = 19 / 38.665 }, false}, {"HDL 20", "prevent_cvd_10y", func(p *person) { p.hdl = 20 / 38.665 }, true},
		{"HDL 100", "prevent_cvd_10y", func(p *person) { p.hdl = 100 / 38.665 }, true}, {"HDL 101", "prevent_cvd_10y", func(p *person) { p.hdl = 101 / 38.665 }, false},
		{"BMI 18.4", "prevent_hf_10y", func(p *person) { p.bmi = 18.4 }, false}, {"BMI 18.5", "prevent_hf_10y", func(p *person) { p.bmi = 18.5 }, true},
		{"BMI 39.9", "prevent_hf_10y", func(p *person) { p.bmi = 39.9 }, true}, {"BMI 40", "prevent_hf_10y", func(p *person) { p.bmi = 40 }, false},
		{"BMI 40 is no matter", "prevent_cvd_10y", func(p *person) { p.bmi = 40 }, true},
		{"eGFR 14", "prevent_hf_10y", func(p *person) { p.creatinine = 430 }, false}, {"eGFR 16", "prevent_hf_10y", func(p *person) { p.creatinine = 370 }, true},
	} {
		p := well
		tc.change(&p)
		scores := Default().For(p.chart(), labs.Default(), LowRegion)
		i := slices.IndexFunc(scores, func(s Score) bool { return s.Key == tc.key })
		if i < 0 {
			t.Errorf("%s: %s is not there", tc.name, tc.key)
			continue
		}
		if s := scores[i]; (s.Value != nil) != tc.holds || tc.holds == (len(s.NotValid) > 0) {
			t.Errorf("%s: %s %q, refused %v", tc.name, tc.key, s.Text, s.NotValid)
		}
	}
}

// TestCategories holds the limits of the categories that depend on age and sex.
func TestCategories(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		key   string
		sex   medicine.Sex
		age   float64
		value float64
		want  string
	}{
		{"score2", medicine.Male, 49, 2.4, "low to moderate"}, {"score2", medicine.Male, 49, 2.5, "high"}, {"score2", medicine.Male, 49, 7.5, "very high"},
		{"score2", medicine.Male, 50, 4.9, "low to moderate"}, {"score2", medicine.Male, 50, 5, "high"}, {"score2", medicine.Male, 50, 10, "very high"},
		{"score2_op", medicine.Male, 70, 7.4, "low to moderate"}, {"score2_op", medicine.Male, 70, 7.5, "high"}, {"score2_op", medicine.Male, 70, 15, "very high"},
		{"score2_diabetes", medicine.Male, 50, 4.9, "low"}, {"score2_diabetes", medicine.Male, 50, 5, "moderate"}, {"score2_diabetes", medicine.Male, 50, 10, "high"}, {"score2_diabetes", medicine.Male, 50, 20, "very high"},
		{"prevent_ascvd_10y", medicine.Male, 50, 2.9, "low"}, {"prevent_ascvd_10y", medicine.Male, 50, 3, "borderline"}, {"prevent_ascvd_10y", medicine.Male, 50, 5, "intermediate"}, {"prevent_ascvd_10y", medicine.Male, 50, 10, "high"},
		{"prevent_cvd_10y", medicine.Male, 50, 7.4, "below 7.5 %"}, {"prevent_cvd_10y", medicine.Male, 50, 7.5, "7.5 % or more"},
		{"cha2ds2_vasc", medicine.Female, 50, 1, "low"}, {"cha2ds2_vasc", medicine.Female, 50, 2, "intermediate"}, {"cha2ds2_vasc", medicine.Female, 50, 3, "high"},
		{"cha2ds2_vasc", medicine.Male, 50, 0, "low"}, {"cha2ds2_vasc", medicine.Male, 50, 1, "intermediate"}, {"cha2ds2_vasc", medicine.Male, 50, 2, "high"},
		{"has_bled", medicine.Male, 50, 2, "not high"}, {"has_bled", medicine.Male, 50, 3, "high"},
		{"findrisc", medicine.Male, 50, 6, "low"}, {"findrisc", medicine.Male, 50, 7, "slightly elevated"}, {"findrisc", medicine.Male, 50, 12, "moderate"}, {"findrisc", medicine.Male, 50, 15, "high"}, {"findrisc", medicine.Male, 50, 20, "high"}, {"findrisc", medicine.Male, 50, 21, "very high"},
	} {
		for i := range Default().families {
			for j := range Default().families[i].Scores {
				if rule := &Default().families[i].Scores[j]; rule.Key == tc.key {
					chart := medicine.Chart{Person: medicine.Person{Sex: tc.sex}}
					x := trial{facts: &facts{chart: &chart, age: tc.age}, rule: rule}
					if x.categorise(tc.value); x.out.Category != tc.want {
						t.Errorf("%s of %v at %v years: %s, expected %s", tc.key, tc.value, tc.age, x.out.Category, tc.want)
					}
				}
			}
		}
	}
}

// TestTimeInRange is worked by hand: 1.0 to 3.0 over 20 days is in range for the upper half, 10 days; 3.0 to 4.0 never; a gap of 57 days
// is left out, of 56 counted.
func TestTimeInRange(t *testing.T) {
	t.Parallel()
	at := func(days int, v float64) inr { return inr{today.AddDate(0, 0, days), v} }
	inside, covered := timeInRange([]inr{at(0, 1), at(20, 3), at(30, 4)})
	if inside.Hours() != 240 || covered.Hours() != 720 {
		t.Errorf("%v of %v", inside, covered)
	}
	if _, covered = timeInRange([]inr{at(0, 2.5), at(57, 2.5)}); covered != 0 {
		t.Errorf("57 days: %v", covered)
	}
	if inside, covered = timeInRange([]inr{at(0, 2.5), at(56, 2.5)}); inside != covered || covered.Hours() != 56*24 {
		t.Errorf("56 days: %v of %v", inside, covered)
	}
}

// TestDataFits: what the data names exists in the catalogue, and every sentence is there in both languages with the same numbers.
func TestDataFits(t *testing.T) {
	t.Parallel()
	s, cat := Default(), labs.Default()
	for i := range s.inputs {
		in := &s.inputs[i]
		if _, ok := cat.Analyte(in.Analyte); in.Analyte != "" && !ok {
			t.Errorf("%s: no analyte %q", in.Key, in.Analyte)
		}
		for _, c := range in.Problems {
			if !cat.ProblemClass(c) {
				t.Errorf("%s: no class of problems %q", in.Key, c)
			}
		}
		for _, c := range in.Medicines {
			if !cat.MedicineClass(c) {
				t.Errorf("%s: no class of medicines %q", in.Key, c)
			}
		}
	}
	same := func(what, en, zh string) {
		if en == "" && zh == "" {
			return
		}
		if !strings.ContainsFunc(zh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || fmt.Sprint(digits(en)) != fmt.Sprint(digits(zh)) {
			t.Errorf("%s: %q and %q", what, en, zh)
		}
	}
	for _, c := range goldenCases(t) {
		for _, x := range s.For(c.chart, cat, c.region) {
			same(x.Key, x.Text, x.TextZH)
			for _, in := range x.Inputs {
				same(in.Key, in.Assumed, in.AssumedZH)
			}
			for _, m := range x.Missing {
				same(m.Key, m.Text, m.TextZH)
			}
			for _, r := range x.NotValid {
				same(r.Code, r.Text, r.TextZH)
			}
			for _, key := range x.Sources {
				if _, ok := s.Source(key); !ok {
					t.Errorf("%s: no source %s", x.Key, key)
				}
			}
		}
	}
}

// digits are the numbers of a sentence, in order of size, since languages put them in different places.
func digits(s string) []string {
	out := strings.FieldsFunc(strings.ReplaceAll(s, "HbA1c", ""), func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	out = slices.DeleteFunc(out, func(w string) bool { return strings.Trim(w, ".") == "" })
	for i := range out {
		out[i] = strings.Trim(out[i], ".")
	}
	slices.Sort(out)
	return out
}

func BenchmarkFor(b *testing.B) {
	chart := person{sex: medicine.Male, age: 60, systolic: 140, tc: 5, hdl: 1.2, bmi: 27, creatinine: 90, afs: true, treated: true}.chart()
	for i := range 1000 {
		o := chart.History[i%6]
		o.ID, o.Effective = fmt.Sprint(i), today.AddDate(0, 0, -i)
		chart.History = append(chart.History, o)
	}
	cat := labs.Default()
	b.ReportAllocs()
	for b.Loop() {
		Default().For(chart, cat, HighRegion)
	}
}
