package labs

import (
	"math"
	"strconv"

	"github.com/famulus-health/famulus/medicine"
)

// reading is what a value says about the true quantity: a single number, or everything between two ends.
type reading struct {
	lo, hi         float64 // equal for a plain number; "<15" begins at 0, ">15" ends at +Inf
	loOpen, hiOpen bool    // the end itself is excluded
	upTo           bool    // written as "<" or "<=": only hi was stated
}

func exactly(v float64) reading { return reading{lo: v, hi: v} }

func (r reading) exact() bool { return r.lo == r.hi }

// relation of a reading to an interval.
type relation uint8

const (
	inside relation = iota
	below
	above
	uncertain // "<15" against 10-20: nobody can tell
)

// relate says where r lies. It answers below, inside or above only when that is certain for all of r.
func (l Limits) relate(r reading) relation {
	notBelow, notAbove := true, true
	if l.Low.Set {
		if surelyUnder(r, l.Low) {
			return below
		}
		notBelow = !maybeUnder(r, l.Low)
	}
	if l.High.Set {
		if surelyOver(r, l.High) {
			return above
		}
		notAbove = !maybeOver(r, l.High)
	}
	if notBelow && notAbove {
		return inside
	}
	return uncertain
}

func surelyUnder(r reading, b Bound) bool {
	return r.hi < b.Value || (r.hi == b.Value && (r.hiOpen || !b.At))
}

func maybeUnder(r reading, b Bound) bool {
	return r.lo < b.Value || (r.lo == b.Value && !r.loOpen && !b.At)
}

func surelyOver(r reading, b Bound) bool {
	return r.lo > b.Value || (r.lo == b.Value && (r.loOpen || !b.At))
}

func maybeOver(r reading, b Bound) bool {
	return r.hi > b.Value || (r.hi == b.Value && !r.hiOpen && !b.At)
}

func (l Limits) empty() bool { return !l.Low.Set && !l.High.Set }

// overlaps says that two intervals share some value; touching ends count.
func (l Limits) overlaps(o Limits) bool {
	return lowOf(l) <= highOf(o) && lowOf(o) <= highOf(l)
}

func lowOf(l Limits) float64 {
	if l.Low.Set {
		return l.Low.Value
	}
	return math.Inf(-1)
}

func highOf(l Limits) float64 {
	if l.High.Set {
		return l.High.Value
	}
	return math.Inf(1)
}

// intervalBox is an interval with the ends that it points to.
type intervalBox struct {
	iv        medicine.Interval
	low, high float64
}

// interval is l in the shape that findings carry, written into a box that the finding keeps.
func (l Limits) interval(box *intervalBox, unit string, origin medicine.Origin, text, source string) *medicine.Interval {
	box.low, box.high = l.Low.Value, l.High.Value
	box.iv = medicine.Interval{Unit: unit, Origin: origin, Text: text, Source: source}
	if l.Low.Set {
		box.iv.Low = &box.low
	}
	if l.High.Set {
		box.iv.High = &box.high
	}
	return &box.iv
}

func fromInterval(iv medicine.Interval) Limits {
	var l Limits
	if iv.Low != nil {
		l.Low = Bound{Value: *iv.Low, Set: true, At: true}
	}
	if iv.High != nil {
		l.High = Bound{Value: *iv.High, Set: true, At: true}
	}
	return l
}

// scaled is l in another unit: every bound times m plus a.
func (l Limits) scaled(m, a float64) Limits {
	l.Low.Value, l.High.Value = tidy(l.Low.Value*m+a), tidy(l.High.Value*m+a)
	return l
}

// tidy removes the noise of binary fractions (13.2 * 10), keeping 12 significant digits.
func tidy(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return v
	}
	e := 11 - int(math.Floor(math.Log10(math.Abs(v))))
	if e < -300 || e > 300 {
		return v
	}
	if e < 0 {
		p := math.Pow10(-e)
		return math.Round(v/p) * p
	}
	p := math.Pow10(e)
	return math.Round(v*p) / p
}

func roundTo(v float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return math.Round(tidy(v*p)) / p
}

func show(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
