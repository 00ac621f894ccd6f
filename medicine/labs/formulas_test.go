package labs

import (
	"math"
	"testing"

	"github.com/famulus-health/famulus/medicine"
)

// TestAverageGlucose holds the table that the American Diabetes Association prints (Standards of Care 2025, section 6,
// "Estimated average glucose", from Nathan 2008): HbA1c in % against mmol/L.
func TestAverageGlucose(t *testing.T) {
	for percent, want := range map[float64]float64{5: 5.4, 6: 7.0, 7: 8.6, 8: 10.2, 9: 11.8, 10: 13.4, 11: 14.9, 12: 16.5} {
		ifcc := (percent - 2.152) / 0.09148
		if got := roundTo(AverageGlucose(ifcc), 1); got != want {
			t.Errorf("HbA1c %v %%: %v mmol/L, expected %v", percent, got, want)
		}
	}
}

// TestSampsonLDL: no worked example with numbers was found in print, so these are worked by hand from the printed equation
// (Sampson 2020), in mg/dL, and the last is at its limit of 800 mg/dL of triglycerides.
func TestSampsonLDL(t *testing.T) {
	for _, tc := range []struct{ tc, hdl, tg, want float64 }{
		{200, 50, 150, 123.4}, // 210.97 - 51.49 - (17.52 + 10.51 - 1.40) - 9.44
		{200, 50, 100, 132.0}, // 210.97 - 51.49 - (11.68 + 7.01 - 0.62) - 9.44
		{300, 40, 800, 114.9}, // 316.46 - 41.19 - (93.46 + 97.20 - 39.75) - 9.44
		{150, 60, 50, 79.2},   // 158.23 - 61.79 - (5.84 + 2.10 - 0.16) - 9.44
	} {
		got := SampsonLDL(tc.tc/mgPerMmolCholesterol, tc.hdl/mgPerMmolCholesterol, tc.tg/mgPerMmolTriglycerides) * mgPerMmolCholesterol
		if roundTo(got, 1) != tc.want {
			t.Errorf("%+v: %v", tc, got)
		}
	}
}

// TestBedsideSchwartz holds published worked examples: 100 cm and 0.5 mg/dL are 82.6 (calculatorlib.com), 100 cm and 0.4 mg/dL are 103
// (doctaverse.pages.dev).
func TestBedsideSchwartz(t *testing.T) {
	for mgdl, want := range map[float64]float64{0.5: 82.6, 0.4: 103.3} {
		if got := roundTo(BedsideSchwartz(100, mgdl*umolPerMg), 1); got != want {
			t.Errorf("100 cm, %v mg/dL: %v, expected %v", mgdl, got, want)
		}
	}
}

// TestAlveolarArterial: on air with a carbon dioxide of 40 mmHg the alveolar oxygen is 99.7 mmHg (roboculator.com, worked example), so
// that the gradient to an arterial oxygen of 80 mmHg is 19.7. The teaching case of Loyola University (meddean.luc.edu, mdl/emb10)
// has 80 and 30 mmHg and, with a factor of 1.2 in place of 1/0.8, 34: with 1/0.8 it is 32.2.
func TestAlveolarArterial(t *testing.T) {
	for _, tc := range []struct{ oxygen, carbon, want float64 }{{80, 40, 19.7}, {80, 30, 32.2}} {
		if got := roundTo(AlveolarArterial(tc.oxygen*kPaPerMmHg, tc.carbon*kPaPerMmHg, 21)/kPaPerMmHg, 1); got != tc.want {
			t.Errorf("%+v: %v", tc, got)
		}
	}
}

// TestIndices holds definitions and worked values.
func TestIndices(t *testing.T) {
	for _, tc := range []struct {
		name      string
		got, want float64
	}{
		// Matthews 1985 defines the index so that a person with insulin 5 mU/L and glucose 4.5 mmol/L has 1.
		{"HOMA-IR of the reference person (Matthews 1985)", HOMAIR(4.5, 5), 1},
		// In mg/dL the same index is glucose x insulin / 405: 100 mg/dL and 4 mU/L are 1.0.
		{"HOMA-IR, 100 mg/dL and 4 mU/L", roundTo(HOMAIR(100/18.0, 4), 1), 1.0},
		{"anion gap 140 - 100 - 24", AnionGap(140, 100, 24), 16},
		{"osmolality 2 x 140 + 5 + 5", CalculatedOsmolality(140, 5, 5), 290},
		{"Mentzer 65 / 5", Mentzer(65, 5), 13},
		// Sterling 2006, by the equation: root of 81 is 9, 55 x 50 / (200 x 9) = 1.53.
		{"FIB-4 of 55 years, AST 50, ALT 81, platelets 200", roundTo(FIB4(55, 50, 81, 200), 2), 1.53},
		// Wai 2003, by the equation: 80/40 x 100 / 100 = 2.
		{"APRI of AST 80, platelets 100", APRI(80, 100), 2},
	} {
		if math.Abs(tc.got-tc.want) > 1e-9 {
			t.Errorf("%s: %v, expected %v", tc.name, tc.got, tc.want)
		}
	}
}

// TestKDIGOGrid holds the category boundaries and the whole risk grid of KDIGO 2024, figure 1.
func TestKDIGOGrid(t *testing.T) {
	for v, want := range map[float64]string{90: "G1", 89: "G2", 60: "G2", 59: "G3a", 45: "G3a", 44: "G3b", 30: "G3b", 29: "G4", 15: "G4", 14: "G5"} {
		if got := KDIGOGFR(v); got != want {
			t.Errorf("eGFR %v: %s, expected %s", v, got, want)
		}
	}
	for v, want := range map[float64]string{2.9: "A1", 3: "A2", 30: "A2", 30.1: "A3"} {
		if got := KDIGOAlbumin(v); got != want {
			t.Errorf("albumin/creatinine %v: %s, expected %s", v, got, want)
		}
	}
	low, mod, high, very := "low", "moderately increased", "high", "very high"
	for g, row := range map[string][3]string{"G1": {low, mod, high}, "G2": {low, mod, high}, "G3a": {mod, high, very},
		"G3b": {high, very, very}, "G4": {very, very, very}, "G5": {very, very, very}} {
		for i, a := range []string{"A1", "A2", "A3"} {
			if got := KDIGORisk(g, a); got != row[i] {
				t.Errorf("%s %s: %s, expected %s", g, a, got, row[i])
			}
		}
	}
}

// TestOneSample: results more than 15 minutes apart are not of one sample, and are not computed with.
func TestOneSample(t *testing.T) {
	r := medicine.Report{Status: medicine.Final, Effective: caseNow}
	for _, v := range []struct{ name, number, unit string }{{"Cholesterol", "5.2", "mmol/L"}, {"HDL cholesterol", "1.3", "mmol/L"}, {"Triglycerides", "1.5", "mmol/L"}} {
		r.Results = append(r.Results, medicine.Observation{ID: v.name, Label: v.name, Status: medicine.Final, Effective: caseNow,
			Value: medicine.Value{Kind: medicine.QuantityValue, Number: v.number, Unit: v.unit}})
	}
	chart := medicine.Chart{Now: caseNow, Person: medicine.Person{Sex: medicine.Male, BirthDate: birth(50)}}
	if f := findingByID(Default().Interpret(chart, r).Findings, "ldl_cholesterol"); f == nil || len(f.Observations) != 3 {
		t.Errorf("one sample: %+v", f)
	}
	r.Results[2].Effective = caseNow.Add(-sameSample)
	if f := findingByID(Default().Interpret(chart, r).Findings, "ldl_cholesterol"); f == nil {
		t.Error("15 minutes apart is one sample")
	}
	r.Results[2].Effective = caseNow.Add(-sameSample - 1)
	if f := findingByID(Default().Interpret(chart, r).Findings, "ldl_cholesterol"); f != nil {
		t.Errorf("two samples: %+v", f)
	}
}
