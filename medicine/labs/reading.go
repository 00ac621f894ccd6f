package labs

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// Reading is a report whose results were judged, with the chart around it, for what looks at several facts at once. It is
// made for one interpretation and one goroutine.
type Reading struct {
	in    *interpreter
	where []int32           // by analyte index, as places
	older map[int32]*judged // earlier results that were judged, by entry
}

// Read judges the results of a report as Interpret does, and keeps them open for questions.
func (c *Catalogue) Read(chart *medicine.Chart, report *medicine.Report) *Reading {
	in := c.interpret(chart, report)
	return &Reading{in: in, where: in.places()}
}

// Interpretation is what the results say one by one. The slice of findings has room for a few more.
func (r *Reading) Interpretation() medicine.Interpretation { return r.in.result(roomForPatterns) }

const roomForPatterns = 12

// At is the time that windows ("within 90 days") are counted back from: when the report's samples were taken.
func (r *Reading) At() time.Time { return timeOr(r.in.report.Effective, r.in.chart.Now) }

// Fact is one result that may be reasoned from: final, read with certainty, of a known test.
type Fact struct {
	Finding  *medicine.Finding // of this interpretation, or the judgement of an earlier result
	Analyte  *Analyte
	At       time.Time
	InReport bool
	j        *judged
}

// Now is the report's own result of a test. It is no fact when it is not final, needs reading, or stands in the report more
// than once at its latest time; then told says that the report nevertheless brought something.
func (r *Reading) Now(a *Analyte) (f Fact, told, ok bool) {
	switch place := r.where[a.index]; place {
	case 0:
		return Fact{}, false, false
	case -1:
		return r.latestOfMany(a)
	default:
		return r.fact(int(place) - 1)
	}
}

func (r *Reading) latestOfMany(a *Analyte) (f Fact, told, ok bool) {
	best, tied := -1, false
	for i := range r.in.judged {
		j := &r.in.judged[i]
		if j.analyte != a {
			continue
		}
		switch {
		case best < 0 || j.at.After(r.in.judged[best].at):
			best, tied = i, false
		case j.at.Equal(r.in.judged[best].at):
			tied = true
		}
	}
	if tied {
		return Fact{}, true, false
	}
	return r.fact(best)
}

func (r *Reading) fact(i int) (f Fact, told, ok bool) {
	j := &r.in.judged[i]
	if j.parsed.form == formNothing && j.Kind == medicine.ResultFinding {
		return Fact{}, false, false
	}
	if !j.placed || j.Flag == medicine.FlagNeedsReading || !r.settled(i) {
		return Fact{}, true, false
	}
	return Fact{Finding: &j.Finding, Analyte: j.analyte, At: j.at, InReport: true, j: j}, true, true
}

// settled says that a result, or all that a computed value was computed from, is final.
func (r *Reading) settled(i int) bool {
	results := r.in.report.Results
	if i < len(results) {
		return settled(&results[i])
	}
	for k := range results {
		if !settled(&results[k]) && slices.Contains(r.in.judged[i].Observations, results[k].ID) {
			return false
		}
	}
	return true
}

// Latest is the report's own result of a test or, when the report did not bring one, the latest of the chart that is not
// older than within. A result of the report that is no fact is not replaced by an older one.
func (r *Reading) Latest(a *Analyte, within time.Duration) (Fact, bool) {
	f, told, ok := r.Now(a)
	if told {
		return f, ok
	}
	at := r.At()
	if at.IsZero() {
		return Fact{}, false
	}
	for i := r.in.past.first[a.index]; i >= 0; i = r.in.past.entries[i].next {
		e := &r.in.past.entries[i]
		if at.Sub(r.in.past.at(e)) > within {
			break
		}
		if r.in.past.at(e).After(at.Add(sameSample)) {
			continue
		}
		if j := r.judgeEarlier(i); j.placed && j.Flag != medicine.FlagNeedsReading {
			return Fact{Finding: &j.Finding, Analyte: a, At: r.in.past.at(e), j: j}, true
		}
	}
	return Fact{}, false
}

// judgeEarlier judges an earlier result as if it were new, once.
func (r *Reading) judgeEarlier(entry int32) *judged {
	if j := r.older[entry]; j != nil {
		return j
	}
	j := &judged{}
	o := &r.in.chart.History[r.in.past.entries[entry].obs]
	j.parts = &parts{}
	r.in.begin(o, j, "")
	r.in.judge(o, j)
	if r.older == nil {
		r.older = map[int32]*judged{}
	}
	r.older[entry] = j
	return j
}

// Points are the comparable values of a test, the latest first: the report's own, when it is an exact number, and then the
// earlier ones. Units are canonical.
func (r *Reading) Points(a *Analyte) iter.Seq[medicine.Point] {
	return func(yield func(medicine.Point) bool) {
		before := r.At().Add(sameSample)
		f, told, ok := r.Now(a)
		if told && !ok {
			return
		}
		if ok {
			v, exact := f.Number()
			if !exact || !yield(medicine.Point{At: f.At, Value: v, Observation: f.Finding.Observations[0]}) {
				return
			}
			before = f.At
		}
		for i := r.in.past.first[a.index]; i >= 0; i = r.in.past.entries[i].next {
			e := &r.in.past.entries[i]
			if !r.in.past.at(e).Before(before) {
				continue
			}
			v, ok := r.in.pastValue(a, e)
			if ok && !yield(medicine.Point{At: r.in.past.at(e), Value: v, Observation: r.in.past.id(e)}) {
				return
			}
		}
	}
}

// Number is the value in the canonical unit (a grade in plus signs); ok is false for a bound like "<5".
func (f Fact) Number() (v float64, ok bool) { return f.j.value.lo, f.j.value.exact() }

// Compare says where the value lies against x: -1 below, 0 at it, 1 above. ok is false when a bound leaves it open.
// "<5" is below 5 and below 7, and nobody knows whether it is below 4.
func (f Fact) Compare(x float64) (sign int, ok bool) {
	v := f.j.value
	switch {
	case v.exact() && v.lo == x:
		return 0, true
	case v.hi < x || v.hi == x && v.hiOpen:
		return -1, true
	case v.lo > x || v.lo == x && v.loOpen:
		return 1, true
	}
	return 0, false
}

// TimesUpper is an exact value as a multiple of the upper limit of the interval it was judged by.
func (f Fact) TimesUpper() (times float64, ok bool) {
	iv := f.Finding.Interval
	if iv == nil || iv.High == nil || *iv.High <= 0 || !f.j.value.exact() {
		return 0, false
	}
	v := f.j.value.lo
	if iv.Unit != f.Analyte.Unit { // the report's own range is in the unit that was sent
		v = f.j.parsed.reading.lo
	}
	return tidy(v / *iv.High), true
}

// Text is the value as a reader sees it, in the canonical unit: "6.1 mmol/L", "<5 mg/L", "2+".
func (r *Reading) Text(f Fact) string {
	v := f.j.value
	switch {
	case f.Analyte.Kind == Ordinal && f.j.Value.Text != "":
		return f.j.Value.Text
	case f.Analyte.Kind == Ordinal:
		return show(v.lo) + "+"
	case v.exact():
		return r.Show(f.Analyte, v.lo)
	case v.upTo:
		return "<" + r.Show(f.Analyte, v.hi)
	case v.hi > 1e300:
		return ">" + r.Show(f.Analyte, v.lo)
	}
	return show(v.lo) + "-" + r.Show(f.Analyte, v.hi)
}

// Show is a number of an analyte with its unit, rounded to its decimals.
func (r *Reading) Show(a *Analyte, v float64) string {
	return r.in.c.withUnit(show(roundTo(v, a.Decimals)), a.Unit)
}

// Noted says that a fact's laboratory comment holds one of the words, whatever their case.
func (r *Reading) Noted(f Fact, words []string) bool {
	for i := range r.in.report.Results {
		o := &r.in.report.Results[i]
		if !f.InReport || !slices.Contains(f.Finding.Observations, o.ID) {
			continue
		}
		note := strings.ToLower(o.Note)
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(note, strings.ToLower(w)) }) {
			return true
		}
	}
	return false
}

// Medicines lists the places in the chart of the active medicines of any of these classes.
func (r *Reading) Medicines(classes Classes) []int {
	return meeting(r.in.chartClasses().drugs, classes.set)
}

// Problems lists the places in the chart of the active problems of any of these classes.
func (r *Reading) Problems(classes Classes) []int {
	return meeting(r.in.chartClasses().problems, classes.set)
}

// OnAny says that Medicines would list any.
func (r *Reading) OnAny(classes Classes) bool { return r.in.chartClasses().allDrugs.meets(classes.set) }

// HasAny says that Problems would list any.
func (r *Reading) HasAny(classes Classes) bool {
	return r.in.chartClasses().allProblems.meets(classes.set)
}

func meeting(sets []classSet, wanted classSet) []int {
	var out []int
	for i := range sets {
		if sets[i].meets(wanted) {
			out = append(out, i)
		}
	}
	return out
}

// ObservationsOf lists the results that a finding of this interpretation rests on.
func (r *Reading) ObservationsOf(finding string) []string {
	for i := range r.in.judged {
		if r.in.judged[i].ID == finding {
			return r.in.judged[i].Observations
		}
	}
	return nil
}
