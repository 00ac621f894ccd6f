package labs

import (
	"math"
	"unicode/utf8"
)

// unit is one unit of measure: value in the measure's first unit = value*size + zero.
type unit struct {
	code    string
	shown   string // as a reader sees it: "µmol/L" for umol/L, "" for {INR}
	measure string
	size    float64
	zero    float64
}

// unitTable finds units by any spelling met in messages.
type unitTable struct {
	byCode  map[string]*unit
	bySpell map[string][]*unit // folded spelling; two units may share one (G/L)
}

// foldLimit is long enough for the names and units that are worth folding; longer ones match nothing.
const foldLimit = 96

// fold writes s in the form that units and names are compared in: lower case, no spaces, u for both mu characters,
// full-width forms as plain ones. The buffer is the caller's, so that a look-up allocates nothing.
func fold(buf *[foldLimit]byte, s string) []byte {
	n := 0
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case r == ' ' || r == '\t' || r == '\u00a0' || r == '\u200b' || r == '\u3000':
			continue
		case r == 'µ' || r == 'μ':
			r = 'u'
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r >= '！' && r <= '～': // full-width forms
			r -= '！' - '!'
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
		}
		if n+utf8.UTFMax > foldLimit {
			return nil
		}
		n += utf8.EncodeRune(buf[n:n+utf8.UTFMax], r)
	}
	return buf[:n]
}

// find lists the units that a spelling may mean.
func (t unitTable) find(spelling string) []*unit {
	var buf [foldLimit]byte
	return t.bySpell[string(fold(&buf, spelling))]
}

// NormaliseUnit is the UCUM code for a unit as laboratories write it ("UMOLL", "K/uL"). Where a spelling is
// ambiguous without knowing the test, the first meaning in units.yaml is given.
func (c *Catalogue) NormaliseUnit(spelling string) (code string, ok bool) {
	us := c.units.find(spelling)
	if len(us) == 0 {
		return "", false
	}
	return us[0].code, true
}

// accepts finds how results of a in this unit are converted; ok is false when the unit is unknown or not one that
// this test is measured in.
func (c *Catalogue) accepts(a *Analyte, spelling string) (*Accepted, bool) {
	for i := range a.Units { // most messages say it in UCUM
		if a.Units[i].Unit == spelling {
			return &a.Units[i], true
		}
	}
	for _, u := range c.units.find(spelling) {
		for i := range a.Units {
			if a.Units[i].Unit == u.code {
				return &a.Units[i], true
			}
		}
	}
	return nil, false
}

// Convert gives a value of the analyte in its canonical unit, rounded to the analyte's decimals where the conversion
// is between mass and amount of substance (or another uneven factor), exact where it moves the decimal point.
func (c *Catalogue) Convert(key string, value float64, unit string) (float64, bool) {
	a, ok := c.byKey[key]
	if !ok {
		return 0, false
	}
	u, ok := c.accepts(a, unit)
	if !ok {
		return 0, false
	}
	return u.convert(value, a.Decimals), true
}

func (u *Accepted) convert(v float64, decimals int) float64 {
	if math.IsInf(v, 0) {
		return v
	}
	if u.Multiply == 1 && u.Add == 0 {
		return v
	}
	v = tidy(v*u.Multiply + u.Add)
	if u.Rounds {
		return roundTo(v, decimals)
	}
	return v
}

// conversion computes the factor from unit to canonical for an analyte, from the two units' sizes, and the molar
// mass or the valence where the measures differ. ok is false where physics gives none.
func conversion(from, to *unit, molarMass, valence, perMolarMass float64) (multiply, add float64, ok bool) {
	if from.measure == to.measure {
		return from.size / to.size, (from.zero - to.zero) / to.size, true
	}
	bridge := 0.0 // value in to's first unit per one of from's first unit
	switch [2]string{from.measure, to.measure} {
	case [2]string{"mass", "amount"}: // g/L -> mmol/L
		bridge = inverse(molarMass) * 1000
	case [2]string{"amount", "mass"}:
		bridge = molarMass / 1000
	case [2]string{"equivalent", "amount"}:
		bridge = inverse(valence)
	case [2]string{"masspermass", "massperamount"}: // mg/g creatinine -> mg/mmol
		bridge = perMolarMass / 1000
	case [2]string{"massperamount", "masspermass"}:
		bridge = inverse(perMolarMass) * 1000
	}
	if bridge == 0 {
		return 0, 0, false
	}
	return from.size * bridge / to.size, 0, true
}

func inverse(v float64) float64 {
	if v == 0 {
		return 0
	}
	return 1 / v
}

// powerOfTen says that multiplying by m only moves the decimal point.
func powerOfTen(m float64) bool {
	e := math.Log10(m)
	return math.Abs(e-math.Round(e)) < 1e-12
}

// shownUnit is a unit as a reader sees it: of a canonical code, or of any spelling that is known; else as it is.
func (c *Catalogue) shownUnit(unit string) string {
	if u := c.units.byCode[unit]; u != nil {
		return u.shown
	}
	if us := c.units.find(unit); len(us) > 0 {
		return us[0].shown
	}
	return unit
}

// withUnit puts a readable unit behind a number.
func (c *Catalogue) withUnit(number, unit string) string {
	if unit = c.shownUnit(unit); unit == "" {
		return number
	}
	return number + " " + unit
}
