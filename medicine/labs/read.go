package labs

import "github.com/famulus-health/famulus/medicine"

// Number is an observation's exact number in the canonical unit of its analyte. It is for readers of a chart's history
// (scores, patterns, series); ok is false for words, comparators, ranges, results that are not final, and numbers whose
// unit is unknown or makes no sense.
func (c *Catalogue) Number(o *medicine.Observation) (a *Analyte, value float64, ok bool) {
	if o.Status != medicine.Final && o.Status != medicine.Corrected {
		return nil, 0, false
	}
	if a = c.match(o, ""); a == nil || a.Kind != Quantity {
		return a, 0, false
	}
	p := c.parse(&o.Value)
	if p.form != formNumber || !p.reading.exact() {
		return a, 0, false
	}
	m, fault := c.resolve(a, p.reading, p.unit, Limits{}, nil)
	return a, m.reading.lo, fault == unitFine
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

// MedicineClass and ProblemClass say whether the catalogue has a class of that name, for other data to be checked against.
func (c *Catalogue) MedicineClass(name string) bool { _, ok := c.drugs.index[name]; return ok }

// ProblemClass is MedicineClass for problems.
func (c *Catalogue) ProblemClass(name string) bool { _, ok := c.problems.index[name]; return ok }
