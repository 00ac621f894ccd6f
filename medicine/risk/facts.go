package risk

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
)

// fact is one input as this chart answers it: known with a value (1 and 0 for yes and no), or unknown and why.
type fact struct {
	rule    *inputData
	known   bool
	value   float64
	at      time.Time
	id      string // the observation
	chart   string // the problem or medicine
	assumed phrase
	why     phrase
}

func (x *fact) yes() bool { return x.known && x.value == 1 }

// facts are all inputs of one chart.
type facts struct {
	s        *Scores
	cat      *labs.Catalogue
	chart    *medicine.Chart
	age      float64 // whole years
	ageKnown bool
	all      []fact // by input
	inrs     []inr
}

// inr is one INR result.
type inr struct {
	at    time.Time
	value float64
}

func (f *facts) get(key string) *fact { return &f.all[f.s.byKey[key]] }

// gather reads a chart once.
func (s *Scores) gather(chart *medicine.Chart, cat *labs.Catalogue) *facts {
	f := &facts{s: s, cat: cat, chart: chart, all: make([]fact, len(s.inputs))}
	f.age, f.ageKnown = chart.Person.AgeAt(chart.Now)
	for i := range f.all {
		f.all[i].rule = &s.inputs[i]
	}
	f.readProblems()
	f.readMedicines()
	f.readHistory()
	f.settle()
	for i := range f.all {
		if name := f.all[i].rule.Computed; name != "" {
			computed[name](f, &f.all[i])
		}
	}
	return f
}

// readProblems answers what is asked of the problem list. The earliest of several problems is the one that counts.
func (f *facts) readProblems() {
	for i := range f.chart.Problems {
		p := &f.chart.Problems[i]
		label := spaced(p.Label)
		if containsAny(label, f.s.notTheirs) {
			continue
		}
		classes := f.cat.ProblemClasses(p)
		for j := range f.all {
			in := f.all[j].rule
			if !p.Active && !in.Ever {
				continue
			}
			if in.AsProblem {
				f.problemAnswer(&f.all[j], p)
			}
			if hasAny(classes, in.Problems) && !containsAny(label, in.ButNot) {
				f.all[j].set(1, p.Onset, p.ID)
			}
		}
	}
}

// set notes a problem or a medicine, and keeps the one that began first.
func (x *fact) set(value float64, began time.Time, id string) {
	if x.known && (began.IsZero() || !x.at.IsZero() && !began.Before(x.at)) {
		return
	}
	x.known, x.value, x.at, x.chart = true, value, began, id
}

func (f *facts) readMedicines() {
	for i := range f.chart.Medications {
		m := &f.chart.Medications[i]
		classes := f.cat.MedicineClasses(m)
		for j := range f.all {
			if in := f.all[j].rule; (m.Active || in.Ever) && hasAny(classes, in.Medicines) {
				f.all[j].set(1, m.Started, m.ID)
			}
		}
	}
}

// readHistory finds the latest result of each analyte and the latest answer to each question, in one pass. Of results at the same
// time the one with the smaller id counts, so that the order of the history does not matter.
func (f *facts) readHistory() {
	for i := range f.chart.History {
		o := &f.chart.History[i]
		if o.Effective.IsZero() || o.Effective.After(f.chart.Now) || o.Status != medicine.Final && o.Status != medicine.Corrected {
			continue
		}
		if j, ok := f.s.asked(o); ok {
			if x := &f.all[j]; x.newer(o) {
				if v, ok := x.rule.answer(&o.Value); ok {
					x.observed(v, o)
				}
			}
			continue
		}
		a, ok := f.cat.Match(*o, "")
		if !ok {
			continue
		}
		if j, ok := f.s.byAnalyte[a.Key]; ok && f.all[j].newer(o) {
			if _, v, ok := f.cat.Unrounded(o); ok {
				f.all[j].observed(v, o)
			}
		} else if a.Key == "inr" {
			if _, v, ok := f.cat.Number(o); ok {
				f.inrs = append(f.inrs, inr{o.Effective, v})
			}
		}
	}
}

// newer says that a result is later than what was found so far. A result replaces what the problem list says.
func (x *fact) newer(o *medicine.Observation) bool {
	return x.id == "" || o.Effective.After(x.at) || o.Effective.Equal(x.at) && o.ID < x.id
}

func (x *fact) observed(v float64, o *medicine.Observation) {
	x.known, x.value, x.at, x.id, x.chart = true, v, o.Effective, o.ID, ""
}

// settle makes values that are too old missing, and takes problems and medicines as absent where the data allows it.
func (f *facts) settle() {
	midnight := f.chart.Now.Truncate(24 * time.Hour) // a value stands for whole days
	for i := range f.all {
		x := &f.all[i]
		in := x.rule
		switch {
		case x.known && x.id != "" && x.at.Before(midnight.AddDate(0, 0, -in.Days)):
			x.known, x.why = false, tooOld(x.at, in.Days)
		case x.known || in.Computed != "":
		case in.listed() && in.Absent:
			x.known, x.assumed = true, notListed(in)
		default:
			x.why = noneRecorded
		}
	}
}

func hasAny(c labs.Classes, names []string) bool {
	return slices.ContainsFunc(names, c.Has)
}

// spaced is a label in small letters, with a space for everything that is no letter and no digit, and one at either end.
func spaced(label string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(label), func(r rune) bool {
		return r < unicode.MaxASCII && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ") + " "
}

// containsAny says that a spaced label holds one of the words: whole words in Latin letters, and anywhere in Chinese.
func containsAny(label string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		if w[0] < unicode.MaxASCII {
			w = " " + w + " "
		}
		return strings.Contains(label, w)
	})
}
