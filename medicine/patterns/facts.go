package patterns

import (
	"errors"
	"reflect"
	"slices"
	"time"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
)

// facts is a chart and a report, as conditions see them. Each call is answered once and remembered.
//
// A fact that is not there (a test that was not done, a unit that must be read, an unknown birth date) is answered with
// absent, which is CEL's error value: it is neither true nor false. "absent || true" is true and "absent && false" is false, as
// in plain speech; everything else that holds it, its negation too, is absent, and a condition that is absent does not hold.
type facts struct {
	set     *Set
	chart   *medicine.Chart
	reading *labs.Reading
	answers []ref.Val                   // by call; nil not asked yet
	held    []verdict                   // by condition
	frame   *interpreter.ExecutionFrame // of programs; nil until one is asked
}

type verdict uint8

const (
	notTried verdict = iota
	holds
	holdsNot
)

// absent carries a node number, so that CEL, which numbers errors that have none, never writes to it.
var absent = types.NewErrWithNodeID(1, "not known")

func (s *Set) factsOf(chart *medicine.Chart, reading *labs.Reading) *facts {
	return &facts{set: s, chart: chart, reading: reading, answers: make([]ref.Val, len(s.calls)), held: make([]verdict, len(s.conditions))}
}

// ResolveName and Parent make facts the place where CEL finds the variables of the language.
func (f *facts) ResolveName(name string) (any, bool) {
	person := &f.chart.Person
	switch name {
	case "chart":
		return f, true
	case "age":
		if years, ok := person.AgeAt(f.reading.At()); ok {
			return types.Double(years), true
		}
		return absent, true
	case "pregnant":
		return types.Bool(person.Pregnant), true
	case "female", "male":
		if person.Sex != medicine.Female && person.Sex != medicine.Male {
			return absent, true
		}
		return types.Bool(person.Sex == medicine.Female == (name == "female")), true
	}
	return nil, false
}

// Parent says that there are no other variables.
func (f *facts) Parent() interpreter.Activation { return nil }

// holds says that a condition is true, and not merely not false.
func (f *facts) holds(place int) bool {
	if f.held[place] == notTried {
		f.held[place] = holdsNot
		if f.eval(&f.set.conditions[place]) {
			f.held[place] = holds
		}
	}
	return f.held[place] == holds
}

func (f *facts) eval(c *condition) bool {
	if c.program == nil {
		return f.logic(&c.logic) == yes
	}
	out, _, err := c.program.Eval(f.execution())
	return err == nil && out == types.True
}

// answer answers a call of the table.
func (f *facts) answer(place int) ref.Val {
	if v := f.answers[place]; v != nil {
		return v
	}
	v := f.ask(&f.set.calls[place])
	f.answers[place] = v
	return v
}

func (f *facts) ask(c *call) ref.Val {
	switch c.word {
	case "on":
		return types.Bool(f.reading.OnAny(c.classes))
	case "has":
		return types.Bool(f.reading.HasAny(c.classes))
	case "rose", "fell", "rose_percent", "fell_percent":
		return f.moved(c)
	case "held":
		return f.lasted(c)
	case "count":
		return f.count(c)
	case "earlier", "highest", "lowest":
		return f.earlier(c)
	}
	fact, ok := f.fact(c)
	if c.word == "known" {
		return types.Bool(ok)
	}
	if !ok {
		return absent
	}
	return f.askOf(c, fact)
}

// fact is the result that a call is about: the report's own, or with a window the latest.
func (f *facts) fact(c *call) (labs.Fact, bool) {
	if c.analyte == nil {
		return labs.Fact{}, false
	}
	if c.within > 0 && !windowIsCourse[c.word] {
		return f.reading.Latest(c.analyte, c.within)
	}
	fact, _, ok := f.reading.Now(c.analyte)
	return fact, ok
}

// windowIsCourse: words whose time is not how old a result may be, but how far back its course is followed.
var windowIsCourse = map[string]bool{"rose": true, "fell": true, "rose_percent": true, "fell_percent": true, "held": true, "count": true,
	"earlier": true, "highest": true, "lowest": true}

// askOf answers the words that are about one result.
func (f *facts) askOf(c *call, fact labs.Fact) ref.Val {
	switch c.word {
	case "value", "latest":
		if v, ok := fact.Number(); ok {
			return types.Double(v)
		}
		return bound{fact}
	case "times":
		if v, ok := fact.TimesUpper(); ok {
			return types.Double(v)
		}
		return absent
	case "slope":
		if s := fact.Finding.Slope; s != nil {
			return types.Double(s.PerYear)
		}
		return absent
	case "first":
		return types.Bool(fact.Finding.First)
	case "reason":
		return types.Bool(slices.ContainsFunc(fact.Finding.Reasons, func(r medicine.Reason) bool { return slices.Contains(c.names, r.Code) }))
	case "noted":
		return types.Bool(f.reading.Noted(fact, c.names))
	}
	return flagged(c.word, fact.Finding.Flag)
}

// flagged compares a flag with a word for it. A result that nobody judged is neither high nor low nor normal.
func flagged(word string, flag medicine.Flag) ref.Val {
	var low, high, critical bool
	switch flag {
	case medicine.FlagNormal, medicine.FlagAbnormal:
	case medicine.FlagLow:
		low = true
	case medicine.FlagHigh:
		high = true
	case medicine.FlagCriticalLow:
		low, critical = true, true
	case medicine.FlagCriticalHigh:
		high, critical = true, true
	case medicine.FlagCritical:
		critical = true
	default:
		return absent
	}
	switch word {
	case "low":
		return types.Bool(low)
	case "high":
		return types.Bool(high)
	case "critical":
		return types.Bool(critical)
	case "abnormal":
		return types.Bool(flag != medicine.FlagNormal)
	}
	return types.Bool(flag == medicine.FlagNormal)
}

// moved answers rose and fell: without a number, by the reference change value; with one, against the lowest, or highest,
// value within the time before.
func (f *facts) moved(c *call) ref.Val {
	now, _, ok := f.reading.Now(c.analyte)
	if !ok {
		return absent
	}
	up := c.word[0] == 'r'
	if c.within == 0 {
		change := now.Finding.Change
		if change == nil || change.Limit == 0 {
			return absent
		}
		return types.Bool(change.Significant && (change.Direction == medicine.Rising) == up)
	}
	value, exact := now.Number()
	if !exact {
		return absent
	}
	extreme, found := f.extreme(c, now.At, up)
	if !found {
		return absent
	}
	by := value - extreme.Value
	if !up {
		by = -by
	}
	if c.word == "rose_percent" || c.word == "fell_percent" {
		if extreme.Value <= 0 {
			return absent
		}
		by = by / extreme.Value * 100
	}
	return types.Bool(by >= c.number-slack)
}

// slack keeps 4.6-4.1 >= 0.5 true in binary fractions.
const slack = 1e-9

// extreme is the lowest (to have risen from) or highest earlier value within the call's time.
func (f *facts) extreme(c *call, now time.Time, lowest bool) (best medicine.Point, found bool) {
	for p := range f.reading.Points(c.analyte) {
		switch {
		case !p.At.Before(now):
			continue
		case now.Sub(p.At) > c.within:
			return best, found
		case !found, lowest == (p.Value < best.Value) && p.Value != best.Value:
			best, found = p, true
		}
	}
	return best, found
}

// sameDay is how much earlier in the day a sample may be taken for ninety days later still to be ninety days.
const sameDay = 12 * time.Hour

// lasted answers held: all values, back to one at least that long ago, meet the comparison. A course that is not known that far
// back has not been shown to hold: the answer is no.
func (f *facts) lasted(c *call) ref.Val {
	now, _, ok := f.reading.Now(c.analyte)
	if !ok {
		return absent
	}
	for p := range f.reading.Points(c.analyte) {
		switch {
		case !compare(p.Value, c.op, c.number):
			return types.False
		case now.At.Sub(p.At)+sameDay >= c.within:
			return types.True
		}
	}
	return types.False
}

func compare(v float64, op string, with float64) bool {
	switch op {
	case "<":
		return v < with
	case "<=":
		return v <= with
	case ">":
		return v > with
	}
	return v >= with
}

// count is how many comparable values there are within the time, the report's own among them.
func (f *facts) count(c *call) ref.Val {
	n := 0
	for p := range f.reading.Points(c.analyte) {
		if f.reading.At().Sub(p.At) > c.within {
			break
		}
		n++
	}
	return types.Double(n)
}

// earlier is the last comparable value before the report's own, or the highest or lowest, not older than the time.
func (f *facts) earlier(c *call) ref.Val {
	now, _, ok := f.reading.Now(c.analyte)
	if !ok {
		return absent
	}
	if c.word != "earlier" {
		if p, found := f.extreme(c, now.At, c.word == "lowest"); found {
			return types.Double(p.Value)
		}
		return absent
	}
	for p := range f.reading.Points(c.analyte) {
		if p.At.Before(now.At) {
			if now.At.Sub(p.At) <= c.within {
				return types.Double(p.Value)
			}
			break
		}
	}
	return absent
}

// bound is a value of which only a bound is known ("<5"). It can be compared where the bound decides, and is absent
// elsewhere; there is no arithmetic with it.
type bound struct{ fact labs.Fact }

// Compare implements the comparisons of CEL.
func (b bound) Compare(other ref.Val) ref.Val {
	var x float64
	switch o := other.(type) {
	case types.Double:
		x = float64(o)
	case types.Int:
		x = float64(o)
	default:
		return absent
	}
	sign, ok := b.fact.Compare(x)
	if !ok {
		return absent
	}
	return types.Int(sign)
}

// Add, Subtract, Multiply, Divide and Negate: there is no arithmetic with a bound.
func (b bound) Add(ref.Val) ref.Val      { return absent }
func (b bound) Subtract(ref.Val) ref.Val { return absent }
func (b bound) Multiply(ref.Val) ref.Val { return absent }
func (b bound) Divide(ref.Val) ref.Val   { return absent }
func (b bound) Negate() ref.Val          { return absent }

// Equal, with the rest, makes bound a value of CEL: whether a bound equals a number is not known.
func (b bound) Equal(ref.Val) ref.Val { return absent }

// ConvertToNative refuses.
func (b bound) ConvertToNative(reflect.Type) (any, error) { return nil, errNoConversion }

// ConvertToType gives nothing.
func (b bound) ConvertToType(ref.Type) ref.Val { return absent }

// Type is a number's, which is what the language takes it for.
func (b bound) Type() ref.Type { return types.DoubleType }

// Value is the fact.
func (b bound) Value() any { return b.fact }

var errNoConversion = errors.New("has no other form")

// ConvertToNative, with the rest, makes facts a value of CEL: the chart, to which nothing can be done but ask it.
func (f *facts) ConvertToNative(reflect.Type) (any, error) { return nil, errNoConversion }

// ConvertToType gives nothing.
func (f *facts) ConvertToType(ref.Type) ref.Val { return absent }

// Equal compares charts by identity.
func (f *facts) Equal(other ref.Val) ref.Val { return types.Bool(other == ref.Val(f)) }

// Type is the type of the variable chart.
func (f *facts) Type() ref.Type { return typeOfChart }

var typeOfChart = types.NewObjectType(chartType)

// Value is the chart itself.
func (f *facts) Value() any { return f }
