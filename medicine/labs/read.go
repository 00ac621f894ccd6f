package labs

import (
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// Number is an observation's exact number in the canonical unit of its analyte. It is for readers of a chart's history
// (scores, patterns, series); ok is false for words, comparators, ranges, results that are not final, and numbers whose
// unit is unknown or makes no sense.
func (c *Catalogue) Number(o *medicine.Observation) (a *Analyte, value float64, ok bool) {
	if !settled(o) {
		return nil, 0, false
	}
	if a = c.match(o, ""); a == nil {
		return nil, 0, false
	}
	value, ok = c.exactNumber(a, &o.Value)
	return a, value, ok
}

// exactNumber reads a value that is one plain number, and places it in the canonical unit.
func (c *Catalogue) exactNumber(a *Analyte, v *medicine.Value) (float64, bool) {
	_, m, ok := c.plain(a, v)
	return m.reading.lo, ok
}

// plain reads one plain number as sent, and places it; ok is false for anything else.
func (c *Catalogue) plain(a *Analyte, v *medicine.Value) (sent reading, m measured, ok bool) {
	if a.Kind != Quantity {
		return sent, m, false
	}
	p := c.parse(v)
	if p.form != formNumber || !p.reading.exact() {
		return sent, m, false
	}
	m, fault := c.resolve(a, p.reading, p.unit, Limits{}, nil)
	return p.reading, m, fault == unitFine
}

// Classes is a set of classes of medicines, or of problems, as catalogue/classes.yaml names them.
type Classes struct {
	set   classSet
	table *classTable
}

// Has says that the set holds the class; false for a class that does not exist.
func (c Classes) Has(class string) bool { return c.table != nil && c.set.meets(c.table.named(class)) }

// MedicineClasses are the classes of one medicine, by its codes and by the words of its label.
func (c *Catalogue) MedicineClasses(m *medicine.Medication) Classes {
	return Classes{c.drugs.of(m.Label, m.Codings), &c.drugs}
}

// ProblemClasses are the classes of one problem, by its codes and by the words of its label.
func (c *Catalogue) ProblemClasses(p *medicine.Problem) Classes {
	return Classes{c.problems.of(p.Label, p.Codings), &c.problems}
}

// MedicineClassSet is the set of these classes of medicines; one that does not exist is not in it.
func (c *Catalogue) MedicineClassSet(names []string) Classes { return c.drugs.set(names) }

// ProblemClassSet is MedicineClassSet for problems.
func (c *Catalogue) ProblemClassSet(names []string) Classes { return c.problems.set(names) }

func (t *classTable) set(names []string) Classes {
	c := Classes{table: t}
	for _, n := range names {
		c.set.join(t.named(n))
	}
	return c
}

// MedicineClass and ProblemClass say whether the catalogue has a class of that name, for other data to be checked against.
func (c *Catalogue) MedicineClass(name string) bool { _, ok := c.drugs.index[name]; return ok }

// ProblemClass is MedicineClass for problems.
func (c *Catalogue) ProblemClass(name string) bool { _, ok := c.problems.index[name]; return ok }

// Due reads a time as data files write it: 1h, 14d, 12w.
func Due(s string) (time.Duration, bool) { return duration(s) }

// Unrounded is Number before it is rounded to the analyte's decimals. It is for equations, where 200 mg/dL of cholesterol is
// 5.17 mmol/L and not 5.2, so that a risk is the same whichever unit the laboratory writes.
func (c *Catalogue) Unrounded(o *medicine.Observation) (a *Analyte, value float64, ok bool) {
	if !settled(o) {
		return nil, 0, false
	}
	if a = c.match(o, ""); a == nil {
		return nil, 0, false
	}
	sent, m, ok := c.plain(a, &o.Value)
	if !ok {
		return a, 0, false
	}
	return a, sent.lo*m.by.Multiply + m.by.Add, true
}

// UpperLimit is the upper end of the catalogue's reference interval for this person, in the canonical unit; ok is false when
// it has none. Age is in years.
func (a *Analyte) UpperLimit(p *medicine.Person, age float64) (limit float64, ok bool) {
	bands, _ := a.bandsFor(p, age, true)
	for _, b := range bands {
		if b.Limits.High.Set && (!ok || b.Limits.High.Value > limit) {
			limit, ok = b.Limits.High.Value, true
		}
	}
	return limit, ok
}
