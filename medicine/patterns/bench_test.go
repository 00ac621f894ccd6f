package patterns

import (
	"fmt"
	"io/fs"
	"testing"
	"time"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
	"github.com/famulus-health/famulus/medicine/labs/labstest"
)

// benchTests are 40 tests as a practice orders them together: blood count, kidney, liver, lipids, iron, vitamins, thyroid.
var benchTests = []struct {
	key        string
	usual, now float64
}{
	{key: "haemoglobin", usual: 142, now: 104}, {key: "haematocrit", usual: 0.43, now: 0.33}, {key: "red_cells", usual: 4.8, now: 4.1},
	{key: "mcv", usual: 90, now: 76}, {key: "mch", usual: 30, now: 25}, {key: "mchc", usual: 330, now: 318}, {key: "rdw", usual: 13, now: 17},
	{key: "platelets", usual: 250, now: 420}, {key: "white_cells", usual: 6.5, now: 7.1}, {key: "neutrophils", usual: 3.9, now: 4.4},
	{key: "lymphocytes", usual: 1.9, now: 1.8}, {key: "monocytes", usual: 0.5, now: 0.6}, {key: "eosinophils", usual: 0.2, now: 0.3},
	{key: "basophils", usual: 0.03, now: 0.04}, {key: "sodium", usual: 140, now: 131}, {key: "potassium", usual: 4.4, now: 5.6},
	{key: "chloride", usual: 103, now: 99}, {key: "bicarbonate", usual: 26, now: 24}, {key: "urea", usual: 7, now: 11},
	{key: "creatinine", usual: 118, now: 128}, {key: "calcium", usual: 2.35, now: 2.3}, {key: "phosphate", usual: 1.1, now: 1.2},
	{key: "magnesium", usual: 0.85, now: 0.8}, {key: "urate", usual: 380, now: 420}, {key: "alt", usual: 30, now: 88}, {key: "ast", usual: 28, now: 60},
	{key: "alp", usual: 80, now: 92}, {key: "ggt", usual: 60, now: 140}, {key: "bilirubin", usual: 11, now: 12}, {key: "albumin", usual: 42, now: 38},
	{key: "total_protein", usual: 72, now: 70}, {key: "cholesterol", usual: 4.9, now: 5.2}, {key: "hdl_cholesterol", usual: 1.2, now: 1.1},
	{key: "triglycerides", usual: 1.8, now: 2.2}, {key: "glucose", usual: 6.4, now: 7.7}, {key: "hba1c", usual: 50, now: 58}, {key: "ferritin", usual: 60, now: 12},
	{key: "tsh", usual: 2.1, now: 3}, {key: "vitamin_b12", usual: 300, now: 260}, {key: "crp", usual: 3, now: 9},
}

// benchReport is the 40 tests of a man of 72 with ten medicines and ten problems, and 1,000 earlier results. In a sick report
// every test has moved, and patterns fit; in a routine one, every tenth.
func benchReport(tb testing.TB, sick bool) (medicine.Chart, medicine.Report) {
	tb.Helper()
	chart := medicine.Chart{Now: labstest.Now, Person: medicine.Person{Sex: medicine.Male, BirthDate: labstest.Now.AddDate(-72, 0, 0)}}
	report := medicine.Report{ID: "r", Label: "Profile", Category: "LAB", Status: medicine.Final, Effective: labstest.Now}
	result := func(id string, i int, v float64, at time.Time) medicine.Observation {
		a, ok := labs.Default().Analyte(benchTests[i].key)
		if !ok {
			tb.Fatal(benchTests[i].key)
		}
		return medicine.Observation{ID: id, Label: a.Name, Status: medicine.Final, Effective: at,
			Codings: []medicine.Coding{{System: "http://loinc.org", Code: a.LOINC[0]}},
			Value:   medicine.Value{Kind: medicine.QuantityValue, Number: fmt.Sprint(v), Unit: a.Unit}}
	}
	for i := range benchTests {
		v := benchTests[i].usual
		if sick || i%10 == 0 {
			v = benchTests[i].now
		}
		report.Results = append(report.Results, result(fmt.Sprint("o", i), i, v, labstest.Now))
	}
	for i := range 1000 {
		at := labstest.Now.AddDate(0, 0, -i-1)
		chart.History = append(chart.History, result(fmt.Sprint("h", i), i%len(benchTests), benchTests[i%len(benchTests)].usual, at))
	}
	for i, m := range []string{"Lisinopril 10 mg", "Simvastatin 20 mg", "Metformin hydrochloride 500 mg", "Apixaban 5 mg", "Furosemide 40 mg",
		"Naproxen 250 mg", "Paracetamol 500 mg", "Amlodipine 5 mg", "Omeprazole 20 mg", "Levothyroxine 75 micrograms"} {
		chart.Medications = append(chart.Medications, medicine.Medication{ID: fmt.Sprint("m", i), Label: m, Active: true})
	}
	for i, p := range []string{"Hypertension", "Type 2 diabetes", "Atrial fibrillation", "Chronic kidney disease stage 3", "Hyperlipidaemia", "Gout", "Anaemia",
		"Osteoporosis", "Obesity", "Hypothyroidism"} {
		chart.Problems = append(chart.Problems, medicine.Problem{ID: fmt.Sprint("p", i), Label: p, Active: true})
	}
	return chart, report
}

// BenchmarkInterpret is the whole, results and patterns, of a routine report.
func BenchmarkInterpret(b *testing.B) {
	chart, report := benchReport(b, false)
	s := Default()
	b.ReportAllocs()
	stop := reportCPU(b)
	for b.Loop() {
		s.Interpret(chart, report)
	}
	stop()
}

// BenchmarkSick is the same of a report in which everything has moved.
func BenchmarkSick(b *testing.B) {
	chart, report := benchReport(b, true)
	s := Default()
	b.ReportAllocs()
	stop := reportCPU(b)
	for b.Loop() {
		s.Interpret(chart, report)
	}
	stop()
}

// BenchmarkLabsOnly is the same without the patterns, to see what they cost.
func BenchmarkLabsOnly(b *testing.B) {
	chart, report := benchReport(b, false)
	b.ReportAllocs()
	stop := reportCPU(b)
	for b.Loop() {
		labs.Default().Interpret(chart, report)
	}
	stop()
}

// BenchmarkLoad is what a process pays once.
func BenchmarkLoad(b *testing.B) {
	dir, err := fs.Sub(embedded, "data")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Load(dir, labs.Default()); err != nil {
			b.Fatal(err)
		}
	}
}

// TestInterpretAllocations holds the target of 1,500 allocations for a 40-test report against 1,000 observations.
func TestInterpretAllocations(t *testing.T) {
	for name, sick := range map[string]bool{"routine": false, "sick": true} {
		chart, report := benchReport(t, sick)
		s := Default()
		out := s.Interpret(chart, report)
		n := 0
		for _, f := range out.Findings {
			if f.Kind == medicine.PatternFinding {
				n++
			}
		}
		if n < 3 || sick && n < 5 {
			t.Errorf("%s: %d patterns; the benchmark must do real work", name, n)
		}
		got := testing.AllocsPerRun(20, func() { s.Interpret(chart, report) })
		if t.Logf("%s: %v allocations, %d patterns", name, got, n); got > 1500 {
			t.Errorf("%s: %v allocations, at most 1,500 are allowed", name, got)
		}
	}
}
