package labs

import (
	"math"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// past is one earlier result. Most are never looked at, so its value is read only when it is asked for.
type past struct {
	obs  int32 // index in the chart's history
	next int32 // the next older entry of the same analyte, -1 none
}

// pastIndex holds the earlier results of each analyte, the latest first.
type pastIndex struct {
	history []medicine.Observation
	first   []int32 // by analyte index: an entry, -1 none
	last    []int32
	entries []past

	unitOf   *Analyte // what pastValue converted last, and how
	unit     string
	accepted *Accepted
}

// at is when an earlier result was true of the person.
func (x *pastIndex) at(e *past) time.Time { return x.history[e.obs].Effective }

// id is the observation's.
func (x *pastIndex) id(e *past) string { return x.history[e.obs].ID }

// readPast goes once through the history and keeps what is final and has a time.
func (in *interpreter) readPast() {
	n := len(in.c.analytes)
	both := make([]int32, 2*n)
	for i := range both {
		both[i] = -1
	}
	in.past.history = in.chart.History
	in.past.first, in.past.last = both[:n], both[n:]
	in.past.entries = make([]past, 0, len(in.chart.History))
	for i := range in.chart.History {
		o := &in.chart.History[i]
		if !settled(o) || o.Effective.IsZero() {
			continue
		}
		if a := in.c.match(o, ""); a != nil {
			in.past.add(a.index, past{obs: int32(i), next: -1})
		}
	}
}

// settled says that a result is final, and will not change any more.
func settled(o *medicine.Observation) bool {
	return o.Status == medicine.Final || o.Status == medicine.Corrected
}

// add keeps the order. A history that is sorted, either way, costs one comparison an entry.
func (x *pastIndex) add(analyte int, e past) {
	n := int32(len(x.entries))
	first, last := x.first[analyte], x.last[analyte]
	older := func(i int32) bool { return !x.at(&e).After(x.at(&x.entries[i])) }
	switch {
	case first < 0:
		x.first[analyte], x.last[analyte] = n, n
	case older(last):
		x.entries[last].next, x.last[analyte] = n, n
	case !older(first):
		e.next, x.first[analyte] = first, n
	default:
		i := first
		for next := x.entries[i].next; older(next); next = x.entries[i].next {
			i = next
		}
		e.next, x.entries[i].next = x.entries[i].next, n
	}
	x.entries = append(x.entries, e)
}

// pastValue reads an earlier result in the canonical unit: a plain number, in a unit that makes sense. It is exactNumber, which
// is asked for a dozen values of a test at a time: digits in the unit of the value before them need no more than the digits to
// be read.
func (in *interpreter) pastValue(a *Analyte, e *past) (float64, bool) {
	v := &in.chart.History[e.obs].Value
	if v.Kind != medicine.QuantityValue || v.Comparator != "" || v.Unit == "" || a.Kind != Quantity {
		return in.c.exactNumber(a, v)
	}
	if in.past.unitOf != a || in.past.unit != v.Unit {
		u, ok := in.c.accepts(a, v.Unit)
		if !ok {
			return 0, false
		}
		in.past.unitOf, in.past.unit, in.past.accepted = a, v.Unit, u
	}
	x, ok := number(v.Number)
	if !ok {
		return in.c.exactNumber(a, v)
	}
	x = in.past.accepted.convert(x, a.Decimals)
	return x, a.Impossible.relate(exactly(x)) == inside
}

// lastBefore is the latest comparable value before t.
func (in *interpreter) lastBefore(a *Analyte, t time.Time) (*past, float64) {
	for i := in.past.first[a.index]; i >= 0; i = in.past.entries[i].next {
		e := &in.past.entries[i]
		if !t.IsZero() && !in.past.at(e).Before(t) {
			continue
		}
		if v, ok := in.pastValue(a, e); ok {
			return e, v
		}
	}
	return nil, 0
}

// compareWithPast sets Change and First.
func (in *interpreter) compareWithPast(j *judged) {
	last, before := in.lastBefore(j.analyte, j.at)
	if last == nil {
		j.First = true
		return
	}
	if !j.value.exact() {
		return
	}
	ch := &j.parts.change
	*ch = change(j.value.lo, before, j.analyte.Variation)
	ch.Previous.Unit = j.analyte.Unit
	ch.At, ch.Observation = in.past.at(last), in.past.id(last)
	j.Change = ch
	in.series(j)
}

// change compares two values. The reference change value is the change that two results of an unchanged person exceed
// by chance once in twenty: 1.96 * sqrt(2) * sqrt(CVa^2 + CVi^2) percent (Harris and Yasaka 1983; Fraser 2001).
func change(now, before float64, v *Variation) medicine.Change {
	ch := medicine.Change{Previous: medicine.Quantity{Value: before}, Delta: tidy(now - before), Direction: medicine.Steady}
	if before != 0 {
		ch.Percent = math.Round((now-before)/math.Abs(before)*1000) / 10
	}
	if v != nil {
		ch.Limit = math.Round(v.ReferenceChange()*10) / 10
		ch.Significant = before != 0 && math.Abs(now-before)/math.Abs(before)*100 > v.ReferenceChange()
	}
	switch {
	case v != nil && !ch.Significant, now == before:
	case now > before:
		ch.Direction = medicine.Rising
	default:
		ch.Direction = medicine.Falling
	}
	return ch
}

// ReferenceChange is the reference change value in percent, two-sided at 95 %.
func (v Variation) ReferenceChange() float64 {
	return 1.96 * math.Sqrt2 * math.Sqrt(v.Analytic*v.Analytic+v.Within*v.Within)
}
