package patterns

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"cel.dev/cel-go/common/types"
	"pgregory.net/rapid"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
	"github.com/famulus-health/famulus/medicine/labs/labstest"
)

func patternsOf(out medicine.Interpretation) map[string]*medicine.Pattern {
	told := map[string]*medicine.Pattern{}
	for i := range out.Findings {
		if p := out.Findings[i].Pattern; p != nil {
			told[out.Findings[i].ID] = p
		}
	}
	return told
}

// mapResults is a case with every result, of the report and of the chart, changed.
func mapResults(c labstest.Case, change func(*medicine.Observation)) labstest.Case {
	c.Report.Results, c.Chart.History = slices.Clone(c.Report.Results), slices.Clone(c.Chart.History)
	for i := range c.Report.Results {
		change(&c.Report.Results[i])
	}
	for i := range c.Chart.History {
		change(&c.Chart.History[i])
	}
	return c
}

// inAnotherUnit writes a number in another unit of its test that only moves the decimal point; false where there is none.
func inAnotherUnit(o *medicine.Observation) bool {
	a, ok := labs.Default().Match(*o, "")
	v, err := strconv.ParseFloat(o.Value.Number, 64)
	if !ok || err != nil || o.Range.Text != "" || o.Value.Kind != medicine.QuantityValue {
		return false
	}
	for _, u := range a.Units {
		if u.Unit == a.Unit || u.Rounds || u.Rare || u.Add != 0 {
			continue
		}
		canonical, ok := labs.Default().Convert(a.Key, v, o.Value.Unit)
		if !ok {
			return false
		}
		number := strconv.FormatFloat(canonical/u.Multiply, 'f', -1, 64)
		if back, ok := labs.Default().Convert(a.Key, canonical/u.Multiply, u.Unit); ok && back == canonical && len(number) < 12 {
			o.Value.Number, o.Value.Unit = number, u.Unit
			return true
		}
	}
	return false
}

// TestPatternsInAnotherUnit: the same facts in another unit fit the same patterns, told in the same words.
func TestPatternsInAnotherUnit(t *testing.T) {
	t.Parallel()
	changed := 0
	for file, cases := range readAll(t) {
		for _, c := range cases {
			moved := mapResults(c, func(o *medicine.Observation) {
				if inAnotherUnit(o) {
					changed++
				}
			})
			was, is := patternsOf(Default().Interpret(c.Chart, c.Report)), patternsOf(Default().Interpret(moved.Chart, moved.Report))
			if !reflect.DeepEqual(was, is) {
				t.Errorf("%s:%d: %s: %v in one unit, %v in another", file, c.Line, c.Name, was, is)
			}
		}
	}
	if changed < 100 {
		t.Errorf("only %d values were told in another unit", changed)
	}
}

// TestNothingUnreadIsEvidence: a number whose unit makes no sense, and one that is not final, fit no pattern.
func TestNothingUnreadIsEvidence(t *testing.T) {
	t.Parallel()
	for what, spoil := range map[string]func(*medicine.Observation){
		"unit":        func(o *medicine.Observation) { o.Value.Unit = "bananas" },
		"preliminary": func(o *medicine.Observation) { o.Status = medicine.Preliminary },
		"withdrawn":   func(o *medicine.Observation) { o.Status = medicine.EnteredInError },
		"absent":      func(o *medicine.Observation) { o.Value = medicine.Value{Kind: medicine.NoValue, Absent: "PENDING"} },
	} {
		for file, cases := range readAll(t) {
			for _, c := range cases {
				spoilt := mapResults(c, spoil)
				for id, p := range patternsOf(Default().Interpret(spoilt.Chart, spoilt.Report)) {
					if what != "unit" || !slices.ContainsFunc(spoilt.Report.Results, graded) {
						t.Errorf("%s:%d: %s: %s fits with every %s: %+v", file, c.Line, c.Name, id, what, p.For)
					}
				}
			}
		}
	}
}

// graded results are words: they have no unit to spoil.
func graded(o medicine.Observation) bool { return o.Value.Kind != medicine.QuantityValue }

// TestPatternNeedsItsEvidence: without the facts that speak for it, a pattern is gone.
func TestPatternNeedsItsEvidence(t *testing.T) {
	t.Parallel()
	for file, cases := range readAll(t) {
		for _, c := range cases {
			out := Default().Interpret(c.Chart, c.Report)
			for id := range patternsOf(out) {
				f := labstest.Finding(out.Findings, id)
				less := c
				less.Report.Results = slices.DeleteFunc(slices.Clone(c.Report.Results), func(o medicine.Observation) bool { return slices.Contains(f.Observations, o.ID) })
				less.Chart.History = slices.DeleteFunc(slices.Clone(c.Chart.History), func(o medicine.Observation) bool { return slices.Contains(f.Observations, o.ID) })
				if still := patternsOf(Default().Interpret(less.Chart, less.Report))[id]; still != nil {
					t.Errorf("%s:%d: %s: %s fits without %v: %+v", file, c.Line, c.Name, id, f.Observations, still.For)
				}
			}
		}
	}
}

// drawResult is a result of any test that any condition asks about, usual or extreme, in any of its units, sometimes broken.
func drawResult(t *rapid.T, id string, tests []*labs.Analyte) medicine.Observation {
	a := rapid.SampledFrom(tests).Draw(t, "test")
	o := medicine.Observation{ID: id, Label: a.Name, Status: medicine.Final, Effective: labstest.Now.Add(-time.Duration(rapid.IntRange(0, 800).Draw(t, "days ago")) * 24 * time.Hour)}
	if rapid.IntRange(0, 9).Draw(t, "broken") == 0 {
		o.Status = rapid.SampledFrom([]medicine.ResultStatus{medicine.Preliminary, medicine.Cancelled, medicine.UnknownStatus, medicine.EnteredInError}).Draw(t, "status")
	}
	if a.Kind == labs.Ordinal {
		o.Value = medicine.Value{Kind: medicine.TextValue, Text: rapid.SampledFrom([]string{"negative", "trace", "1+", "3+", "positive", "seen"}).Draw(t, "grade")}
		return o
	}
	lo, hi := 0.1, 500.0
	if a.Impossible.Low.Set && a.Impossible.High.Set {
		lo, hi = a.Impossible.Low.Value, a.Impossible.High.Value
	}
	u := rapid.SampledFrom(append([]labs.Accepted{{Unit: a.Unit, Multiply: 1}}, a.Units...)).Draw(t, "unit")
	power := rapid.Float64Range(0, 4).Draw(t, "power")
	v := (lo + (hi-lo)*rapid.Float64Range(0, 1).Draw(t, "value")/pow10(power) - u.Add) / u.Multiply
	o.Value = medicine.Value{Kind: medicine.QuantityValue, Number: strconv.FormatFloat(v, 'f', 3, 64), Unit: u.Unit,
		Comparator: rapid.SampledFrom([]string{"", "", "", "", "<", ">"}).Draw(t, "comparator")}
	return o
}

func pow10(p float64) float64 {
	v := 1.0
	for range int(p) {
		v *= 10
	}
	return v
}

// TestAnyChart: whatever the chart, nothing panics, no condition is at fault, and what is told holds together.
func TestAnyChart(t *testing.T) {
	t.Parallel()
	s := Default()
	var tests []*labs.Analyte
	for i := range s.calls {
		if a := s.calls[i].analyte; a != nil && !slices.Contains(tests, a) {
			tests = append(tests, a)
		}
	}
	medicines := []string{"Ramipril", "Methotrexate", "Apixaban", "Simvastatin", "Metformin", "Clozapine", "Furosemide", "Prednisolone", "Ibuprofen", "Enoxaparin"}
	problems := []string{"Chronic kidney disease", "Type 2 diabetes", "Hypertension", "Cirrhosis", "Alcohol dependence", "Heart failure"}
	rapid.Check(t, func(t *rapid.T) {
		chart := medicine.Chart{Now: labstest.Now, Person: medicine.Person{Sex: rapid.SampledFrom([]medicine.Sex{medicine.Female, medicine.Male, medicine.UnknownSex}).Draw(t, "sex")}}
		if rapid.Bool().Draw(t, "age known") {
			chart.Person.BirthDate = labstest.Now.AddDate(-rapid.IntRange(0, 95).Draw(t, "age"), 0, 0)
		}
		report := medicine.Report{ID: "r", Category: "LAB", Status: medicine.Final, Effective: labstest.Now}
		for i := range rapid.IntRange(0, 25).Draw(t, "results") {
			o := drawResult(t, fmt.Sprint("o", i), tests)
			o.Effective = labstest.Now
			report.Results = append(report.Results, o)
		}
		for i := range rapid.IntRange(0, 40).Draw(t, "history") {
			chart.History = append(chart.History, drawResult(t, fmt.Sprint("h", i), tests))
		}
		for i, m := range rapid.SliceOfNDistinct(rapid.SampledFrom(medicines), 0, 6, rapid.ID[string]).Draw(t, "medicines") {
			chart.Medications = append(chart.Medications, medicine.Medication{ID: fmt.Sprint("m", i), Label: m, Active: rapid.Bool().Draw(t, "active")})
		}
		for i, p := range rapid.SliceOfNDistinct(rapid.SampledFrom(problems), 0, 4, rapid.ID[string]).Draw(t, "problems") {
			chart.Problems = append(chart.Problems, medicine.Problem{ID: fmt.Sprint("p", i), Label: p, Active: rapid.Bool().Draw(t, "active")})
		}
		checkWhole(t, s, chart, report)
		checkConditions(t, s, chart, report)
	})
}

// checkWhole: ordered, gravest first; every id that is named exists; triage never below that of the results alone.
func checkWhole(t *rapid.T, s *Set, chart medicine.Chart, report medicine.Report) {
	t.Helper()
	out, alone := s.Interpret(chart, report), s.Labs().Interpret(chart, report)
	known := map[string]bool{}
	for _, o := range slices.Concat(report.Results, chart.History) {
		known[o.ID] = true
	}
	findings, last := map[string]bool{}, 0
	for i := range out.Findings {
		f := &out.Findings[i]
		at := slices.Index(medicine.Triages, f.Triage)
		if at < last || findings[f.ID] {
			t.Fatalf("%s: %s after a milder one, or twice", f.ID, f.Triage)
		}
		findings[f.ID], last = true, at
		if f.Pattern != nil && (len(f.Pattern.For) == 0 || len(f.Observations) == 0 || len(f.Reasons) == 0) {
			t.Fatalf("%+v", f)
		}
		for _, id := range f.Observations {
			if !known[id] {
				t.Fatalf("%s rests on %s, which does not exist", f.ID, id)
			}
		}
	}
	if gravity(out.Triage) > gravity(alone.Triage) {
		t.Fatalf("%s, and %s without patterns", out.Triage, alone.Triage)
	}
	for _, fu := range out.FollowUps {
		for _, id := range fu.Findings {
			if !findings[id] {
				t.Fatalf("follow-up %s names %s, which does not exist", fu.Code, id)
			}
		}
	}
}

// checkConditions: a condition that cannot be answered is answered with absent, or with a bound that arithmetic refuses, and
// with no other error; and a line that is kept as a logic means what CEL says that it means.
func checkConditions(t rapid.TB, s *Set, chart medicine.Chart, report medicine.Report) {
	t.Helper()
	reading := s.labs.Read(&chart, &report)
	f := s.factsOf(&chart, reading)
	defer f.close()
	twin := programs()
	cel := twin.factsOf(&chart, reading)
	defer cel.close()
	for line, place := range s.lines {
		out, _, err := twin.conditions[twin.lines[line]].program.Eval(cel.execution())
		if err != nil && !strings.Contains(err.Error(), absent.(error).Error()) && !strings.Contains(err.Error(), "no such overload") {
			t.Fatalf("%s: %v", line, err)
		}
		want := unknown
		if said, ok := out.(types.Bool); err == nil && ok {
			want = truthOf(bool(said))
		}
		if got := f.logic(&s.conditions[place].logic); s.conditions[place].program == nil && got != want {
			t.Fatalf("%s: %v, and CEL says %v", line, got, want)
		}
		if f.holds(place) != (want == yes) {
			t.Fatalf("%s: holds is not what CEL says: %v", line, want)
		}
	}
}

// TestLogicIsCEL: the same over every case.
func TestLogicIsCEL(t *testing.T) {
	t.Parallel()
	for _, cases := range readAll(t) {
		for i := range cases {
			checkConditions(t, Default(), cases[i].Chart, cases[i].Report)
		}
	}
}

// programs are the lines of the shipped patterns, each as a program of CEL.
var programs = sync.OnceValue(func() *Set {
	k, err := newCompiler(labs.Default())
	if err != nil {
		panic(err)
	}
	twin := &Set{labs: labs.Default(), lines: map[string]int{}}
	for line := range Default().lines {
		tree, issues := k.env.Compile(line)
		if issues.Err() != nil {
			panic(issues.Err())
		}
		program, err := k.env.Program(tree)
		if err != nil {
			panic(err)
		}
		twin.lines[line] = len(twin.conditions)
		twin.conditions = append(twin.conditions, condition{program: program})
	}
	twin.calls = k.calls
	return twin
})
