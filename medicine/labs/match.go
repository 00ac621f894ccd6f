package labs

import (
	"slices"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// isLOINC knows the ways that messages name LOINC.
func isLOINC(system string) bool {
	return system == "http://loinc.org" || system == "LN" || system == "urn:oid:2.16.840.1.113883.6.1" ||
		system == "https://loinc.org" || system == "LOINC"
}

// Match finds the analyte that an observation is about: by LOINC code, else by its name, exactly (but for case and
// spaces). Never by likeness: a result that is almost a sodium is read by a person.
func (c *Catalogue) Match(o medicine.Observation, reportLabel string) (*Analyte, bool) {
	a := c.match(&o, specimenOf(reportLabel))
	return a, a != nil
}

func (c *Catalogue) match(o *medicine.Observation, specimen string) *Analyte {
	stranger := false
	for i := range o.Codings {
		if isLOINC(o.Codings[i].System) {
			if a := c.byLOINC[loincNumber(o.Codings[i].Code)]; a != nil {
				return c.sibling(a, o)
			}
			stranger = stranger || validLOINC(o.Codings[i].Code)
		}
	}
	if stranger { // LOINC says that it is another test, whatever its name: "Sodium" with the code of urine sodium
		return nil
	}
	a := c.matchName(o)
	if a == nil || (specimen != "" && a.Specimen != specimen) {
		return nil
	}
	return c.sibling(a, o)
}

// matchName trusts the label. A code counts only where there is no label, or the label repeats it: "NA" may be sodium or
// "not applicable". A local code that names another test than the label makes both worthless.
func (c *Catalogue) matchName(o *medicine.Observation) *Analyte {
	var buf [foldLimit]byte
	label := string(fold(&buf, o.Label))
	byLabel := c.byName[label]
	for i := range o.Codings {
		if isLOINC(o.Codings[i].System) || o.Codings[i].Code == "" {
			continue
		}
		var codeBuf [foldLimit]byte
		code := fold(&codeBuf, o.Codings[i].Code)
		byCode := c.byName[string(code)]
		switch {
		case byCode == nil || byCode == byLabel:
		case byLabel != nil:
			if !related(byLabel, byCode) {
				return nil
			}
		case label == "" || label == string(code):
			return byCode
		}
	}
	return byLabel
}

func related(a, b *Analyte) bool {
	return slices.Contains(a.AlsoAs, b.Key) || slices.Contains(b.AlsoAs, a.Key)
}

// sibling picks, by its unit, the analyte among those told under one name: neutrophils as a count or in percent.
func (c *Catalogue) sibling(a *Analyte, o *medicine.Observation) *Analyte {
	if len(a.AlsoAs) == 0 || o.Value.Unit == "" {
		return a
	}
	if _, ok := c.accepts(a, o.Value.Unit); ok {
		return a
	}
	for _, k := range a.AlsoAs {
		b := c.byKey[k]
		if _, ok := c.accepts(b, o.Value.Unit); ok {
			return b
		}
	}
	return a
}

// specimenWords tell from a report's title that its results are not of blood, so that "Glucose" in it is not matched
// by name to blood glucose.
var specimenWords = []struct{ word, specimen string }{
	{"urin", "urine"}, {"urine", "urine"}, {"尿", "urine"}, {"stool", "stool"}, {"faec", "stool"}, {"fec", "stool"},
	{"粪", "stool"}, {"便", "stool"}, {"csf", "other"}, {"cerebrospinal", "other"}, {"脑脊液", "other"},
	{"fluid", "other"}, {"aspirate", "other"}, {"semen", "other"}, {"sputum", "other"}, {"sweat", "other"},
	{"dialys", "other"}, {"saliva", "other"}, {"ascit", "other"}, {"pleural", "other"}, {"synovial", "other"},
}

func specimenOf(label string) string {
	if label == "" {
		return ""
	}
	label = strings.ToLower(label)
	for _, w := range specimenWords {
		if i := strings.Index(label, w.word); i >= 0 && (i == 0 || !letter(label[i-1])) {
			return w.specimen
		}
	}
	return ""
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' }
