package patterns

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"cel.dev/cel-go/common/types"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
)

// template is a text with places that the chart fills.
type template struct {
	parts   []part
	chinese bool
}

// part is plain text, or a placeholder.
type part struct {
	plain   string
	analyte *labs.Analyte
	of      string        // "", date, times, before, before.date, slope; or medicines, problems
	within  time.Duration // how old the value may be: as old as the conditions around it allow
	moved   *call         // the call that says against which earlier value
	classes labs.Classes  // of {medicines} and {problems}
}

// shown: what may be said of a test.
var shown = []string{"", "date", "times", "before", "before.date", "slope"}

// template splits a text at its braces. The calls are those of its own condition and of the pattern's: what they do not
// ask about, the text may not show.
func (k *compiler) template(text string, chinese bool, own, calls []int) (template, error) {
	t := template{chinese: chinese}
	for text != "" {
		plain, rest, braced := strings.Cut(text, "{")
		if plain != "" {
			t.parts = append(t.parts, part{plain: plain})
		}
		if !braced {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return t, fmt.Errorf("{%s is not closed", name)
		}
		p, err := k.placeholder(name, own, calls)
		if err != nil {
			return t, err
		}
		t.parts, text = append(t.parts, p), after
	}
	return t, nil
}

func (k *compiler) placeholder(name string, own, calls []int) (part, error) {
	p := part{of: name}
	if name == "medicines" || name == "problems" {
		asks := map[string]string{"medicines": "on", "problems": "has"}[name]
		classes := k.classesOf(asks, own)
		if len(classes) == 0 {
			classes = k.classesOf(asks, calls)
		}
		if len(classes) == 0 {
			return p, fmt.Errorf("{%s} needs %s(...) in its condition", name, asks)
		}
		p.classes = k.classSet(asks, classes)
		return p, nil
	}
	key, of, _ := strings.Cut(name, ".")
	a, ok := k.labs.Analyte(key)
	if !ok || !slices.Contains(shown, of) {
		return p, fmt.Errorf("{%s} is neither a test, nor one with .date, .times, .before, .before.date or .slope", name)
	}
	p.analyte, p.of = a, of
	asked := false
	for _, i := range slices.Concat(own, calls) {
		c := &k.calls[i]
		if c.analyte != a {
			continue
		}
		asked = true
		switch {
		case !windowIsCourse[c.word]:
			p.within = max(p.within, c.within)
		case p.moved == nil && c.within > 0 && (strings.HasPrefix(c.word, "rose") || strings.HasPrefix(c.word, "fell") || c.word == "highest" || c.word == "lowest"):
			p.moved = c
		}
	}
	if !asked {
		return p, fmt.Errorf("{%s} is not asked about in the conditions around it", name)
	}
	return p, nil
}

// classesOf are the classes that calls of a word (on, has) ask for.
func (k *compiler) classesOf(word string, calls []int) []string {
	var out []string
	for _, i := range calls {
		if c := &k.calls[i]; c.word == word {
			out = append(out, c.names...)
		}
	}
	return out
}

// classSet is the set of classes that a word (on, has) asks for.
func (k *compiler) classSet(word string, classes []string) labs.Classes {
	if word == "on" {
		return k.labs.MedicineClassSet(classes)
	}
	return k.labs.ProblemClassSet(classes)
}

// basis is what a text rests on.
type basis struct {
	findings, observations, chart []string
	results                       bool // it showed a result
}

func (b *basis) addFact(f labs.Fact) {
	b.results = true
	if f.InReport {
		b.findings = appendNew(b.findings, f.Finding.ID)
		return
	}
	for _, id := range f.Finding.Observations {
		b.observations = appendNew(b.observations, id)
	}
}

func appendNew(to []string, id string) []string {
	if id == "" || slices.Contains(to, id) {
		return to
	}
	return append(to, id)
}

// fill writes the text. ok is false when a place stays empty: a text with a hole is not shown.
func (f *facts) fill(t *template, b *basis) (text string, ok bool) {
	var out strings.Builder
	for i := range t.parts {
		p := &t.parts[i]
		s := p.plain
		if s == "" {
			s = f.fillPart(p, t.chinese, b)
		}
		if s == "" {
			return "", false
		}
		out.WriteString(s)
	}
	return out.String(), true
}

func (f *facts) fillPart(p *part, chinese bool, b *basis) string {
	switch p.of {
	case "medicines":
		return f.names(f.reading.Medicines(p.classes), func(i int) (string, string) { m := &f.chart.Medications[i]; return m.Label, m.ID }, chinese, b)
	case "problems":
		return f.names(f.reading.Problems(p.classes), func(i int) (string, string) { m := &f.chart.Problems[i]; return m.Label, m.ID }, chinese, b)
	}
	fact, ok := f.reading.Latest(p.analyte, p.within)
	if !ok {
		return ""
	}
	b.addFact(fact)
	switch p.of {
	case "date":
		return dateText(fact.At, chinese)
	case "times":
		if n, ok := fact.TimesUpper(); ok {
			return trimNumber(n)
		}
		return ""
	case "slope":
		if s := fact.Finding.Slope; s != nil {
			return f.reading.Show(p.analyte, math.Abs(s.PerYear))
		}
		return ""
	case "before", "before.date":
		return f.before(p, fact, chinese, b)
	}
	return f.reading.Text(fact)
}

// before is the earlier value that a change was measured against.
func (f *facts) before(p *part, fact labs.Fact, chinese bool, b *basis) string {
	var then medicine.Point
	if p.moved != nil {
		var ok bool
		if then, ok = f.extreme(p.moved, fact.At, p.moved.word[0] == 'r' || p.moved.word == "lowest"); !ok {
			return ""
		}
	} else {
		ch := fact.Finding.Change
		if ch == nil {
			return ""
		}
		then = medicine.Point{At: ch.At, Value: ch.Previous.Value, Observation: ch.Observation}
	}
	b.observations = appendNew(b.observations, then.Observation)
	if p.of == "before.date" {
		return dateText(then.At, chinese)
	}
	return f.reading.Show(p.analyte, then.Value)
}

// names lists medicines or problems as the chart calls them.
func (f *facts) names(places []int, at func(int) (label, id string), chinese bool, b *basis) string {
	var labels []string
	for _, i := range places {
		label, id := at(i)
		labels, b.chart = appendNew(labels, label), appendNew(b.chart, id)
	}
	if chinese {
		return strings.Join(labels, "、")
	}
	return strings.Join(labels, ", ")
}

// restOn adds what the evidence's own condition asked: the medicines and problems it found and, when the text showed no
// result, the results.
func (f *facts) restOn(calls []int, b *basis) {
	showed := b.results
	for _, i := range calls {
		c, said := &f.set.calls[i], f.answer(i)
		if said == types.False || types.IsError(said) {
			continue
		}
		switch c.word {
		case "on":
			for _, k := range f.reading.Medicines(c.classes) {
				b.chart = appendNew(b.chart, f.chart.Medications[k].ID)
			}
		case "has":
			for _, k := range f.reading.Problems(c.classes) {
				b.chart = appendNew(b.chart, f.chart.Problems[k].ID)
			}
		default:
			if fact, ok := f.fact(c); ok && !showed {
				b.addFact(fact)
			}
		}
	}
}

// dateText is a date as readers of the language write it.
func dateText(t time.Time, chinese bool) string {
	if chinese {
		return t.Format("2006年1月2日")
	}
	return t.Format("2 Jan 2006")
}

// trimNumber is a multiple with one decimal.
func trimNumber(v float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
}
