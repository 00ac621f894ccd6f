package labs

import (
	"slices"

	"github.com/famulus-health/famulus/medicine"
)

// index fills the lookups, and finds codes and names that two analytes claim.
func (l *loader) index() {
	for i, a := range l.c.analytes {
		file := l.raw[i].file
		if a.Key == "" || a.Name == "" || a.NameZH == "" {
			l.fault(file, a.Key, "key", "an analyte needs key, name and zh")
		}
		if l.c.byKey[a.Key] != nil {
			l.fault(file, a.Key, "key", "given twice")
		}
		l.c.byKey[a.Key] = a
		for _, code := range a.LOINC {
			if other := l.c.byLOINC[loincNumber(code)]; other != nil {
				l.fault(file, a.Key, "loinc", "%s is also %s", code, other.Key)
			}
			if !validLOINC(code) {
				l.fault(file, a.Key, "loinc", "%s is mistyped: its check digit does not fit", code)
			}
			l.c.byLOINC[loincNumber(code)] = a
		}
		for _, name := range append([]string{a.Name, a.NameZH}, a.Aliases...) {
			var buf [foldLimit]byte
			k := string(fold(&buf, name))
			if k == "" {
				l.fault(file, a.Key, "aliases", "%q is empty or too long", name)
				continue
			}
			if other := l.c.byName[k]; other != nil && other != a {
				l.fault(file, a.Key, "aliases", "%q is also %s", name, other.Key)
			}
			l.c.byName[k] = a
		}
	}
}

// loincNumber is a code of LOINC as a number, 28233 for 2823-3, which is found faster than its text; 0 is what no code has, for
// anything that is not digits, a hyphen and a digit. It does not check the check digit, which is part of the number.
func loincNumber(code string) uint32 {
	n := len(code)
	if n < 4 || n > 9 || code[n-2] != '-' || code[0] == '0' {
		return 0
	}
	number := uint32(0)
	for i := range n {
		if b := code[i]; b >= '0' && b <= '9' {
			number = number*10 + uint32(b-'0')
		} else if i != n-2 {
			return 0
		}
	}
	return number
}

// validLOINC checks the Luhn check digit behind the hyphen.
func validLOINC(code string) bool {
	n := len(code)
	if n < 4 || code[n-2] != '-' {
		return false
	}
	sum, double := 0, true
	for i := n - 3; i >= 0; i-- {
		d := int(code[i] - '0')
		if d < 0 || d > 9 {
			return false
		}
		if double {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		double = !double
		sum += d
	}
	return int(code[n-1]-'0') == (10-sum%10)%10
}

var specimens = []string{"serum", "blood", "urine", "stool", "person"}

func (l *loader) check() {
	for i, a := range l.c.analytes {
		file := l.raw[i].file
		if a.Kind != Quantity && a.Kind != Ordinal {
			l.fault(file, a.Key, "kind", "%q is neither quantity nor ordinal", a.Kind)
		}
		if !slices.Contains(specimens, a.Specimen) {
			l.fault(file, a.Key, "specimen", "%q is none of %v", a.Specimen, specimens)
		}
		if p := l.raw[i].data.Pregnancy; p != "" && p != "same" {
			l.fault(file, a.Key, "pregnancy", "%q: only 'same' can be said; otherwise give intervals with pregnant: true", p)
		}
		for _, k := range a.AlsoAs {
			if l.c.byKey[k] == nil {
				l.fault(file, a.Key, "also_as", "%q is no analyte", k)
			}
		}
		if a.Kind == Quantity && a.Impossible.empty() {
			l.fault(file, a.Key, "impossible", "is missing: without it a wrong unit cannot be noticed")
		}
		l.checkBands(file, a)
		l.checkOrder(file, a)
	}
	l.checkRelevance()
	l.checkFollowUps()
}

// checkBands refuses age bands that overlap, or leave a gap between the first and the last, for any one person.
func (l *loader) checkBands(file string, a *Analyte) {
	for _, pregnant := range []bool{false, true} {
		for _, sex := range []medicine.Sex{medicine.Female, medicine.Male} {
			for _, when := range states(a.Bands, pregnant) {
				var spans []span
				for _, b := range a.Bands {
					if b.Pregnant == pregnant && b.When == when && (b.Sex == "" || b.Sex == sex) {
						spans = append(spans, span{b.From, b.To})
					}
				}
				l.checkSpans(file, a.Key, "intervals", spans)
			}
		}
	}
	for field, limits := range map[string][]AgeLimit{"critical": a.Critical, "urgent": a.Urgent} {
		var spans, pregnant []span
		for _, c := range limits {
			if c.Pregnant {
				pregnant = append(pregnant, span{c.From, c.To})
			} else {
				spans = append(spans, span{c.From, c.To})
			}
			if c.Limits.empty() {
				l.fault(file, a.Key, field, "states no limit")
			}
		}
		l.checkSpans(file, a.Key, field, spans)
		l.checkSpans(file, a.Key, field, pregnant)
	}
}

func states(bands []Band, pregnant bool) []string {
	var out []string
	for _, b := range bands {
		if b.Pregnant == pregnant && !slices.Contains(out, b.When) {
			out = append(out, b.When)
		}
	}
	return out
}

type span struct{ from, to float64 }

func (l *loader) checkSpans(file, key, field string, spans []span) {
	slices.SortFunc(spans, func(x, y span) int {
		if x.from < y.from {
			return -1
		}
		return 1
	})
	for i, s := range spans {
		if s.from >= s.to {
			l.fault(file, key, field, "an age band ends (%s y) before it begins (%s y)", show(s.to), show(s.from))
		}
		if i == 0 {
			continue
		}
		switch prev := spans[i-1]; {
		case s.from < prev.to:
			l.fault(file, key, field, "age bands overlap at %s y", show(s.from))
		case s.from > prev.to:
			l.fault(file, key, field, "no age band from %s y to %s y", show(prev.to), show(s.from))
		}
	}
}

// checkOrder refuses critical limits inside a reference interval, urgent ones outside the critical, and impossible
// limits that a critical or normal value could lie beyond.
func (l *loader) checkOrder(file string, a *Analyte) {
	for _, b := range a.Bands {
		if b.None != "" {
			continue
		}
		if b.Limits.empty() {
			l.fault(file, a.Key, "intervals", "a band states no limit")
		}
		if lowOf(b.Limits) >= highOf(b.Limits) {
			l.fault(file, a.Key, "intervals", "low is not below high")
		}
		l.nested(file, a, "critical", a.Critical, b)
		l.nested(file, a, "urgent", a.Urgent, b)
		if !a.Impossible.empty() && !sides(b.Limits, a.Impossible) {
			l.fault(file, a.Key, "impossible", "a normal value would be impossible")
		}
	}
	for _, c := range a.Critical {
		for _, u := range a.Urgent {
			if agesMeet(c.From, c.To, u.From, u.To) && !sides(u.Limits, c.Limits) {
				l.fault(file, a.Key, "urgent", "lies beyond the critical limits, where it could never apply")
			}
		}
		if !a.Impossible.empty() && !sides(c.Limits, a.Impossible) {
			l.fault(file, a.Key, "critical", "lies beyond what is possible, where it could never apply")
		}
	}
	if lowOf(a.Impossible) >= highOf(a.Impossible) {
		l.fault(file, a.Key, "impossible", "low is not below high")
	}
}

func (l *loader) nested(file string, a *Analyte, field string, limits []AgeLimit, b Band) {
	for _, c := range limits {
		if c.Pregnant != b.Pregnant || !agesMeet(c.From, c.To, b.From, b.To) {
			continue
		}
		if low, normal := c.Limits.Low, b.Limits.Low; low.Set && normal.Set &&
			(low.Value > normal.Value || low.Value == normal.Value && !low.At && normal.At) {
			l.fault(file, a.Key, field, "low limit lies inside the reference interval")
		}
		if high, normal := c.Limits.High, b.Limits.High; high.Set && normal.Set &&
			(high.Value < normal.Value || high.Value == normal.Value && !high.At && normal.At) {
			l.fault(file, a.Key, field, "high limit lies inside the reference interval")
		}
	}
}

func agesMeet(a, b, c, d float64) bool { return a < d && c < b }

// sides says that every number that in states lies within out.
func sides(in, out Limits) bool {
	for _, b := range []Bound{in.Low, in.High} {
		if b.Set && (b.Value < lowOf(out) || b.Value > highOf(out)) {
			return false
		}
	}
	return true
}
