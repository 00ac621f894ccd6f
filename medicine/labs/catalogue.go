package labs

import (
	"embed"
	"io/fs"
	"sync"

	"github.com/famulus-health/famulus/medicine"
)

// Kind says how values of an analyte are compared.
type Kind string

// Kinds of analyte. An ordinal's levels are counted in plus signs: negative 0, trace 0.5, 1+ 1 ... 4+ 4.
const (
	Quantity Kind = "quantity"
	Ordinal  Kind = "ordinal"
)

// Analyte is a test that the catalogue knows. All its numbers are in Unit.
type Analyte struct {
	Key              string
	Name             string
	NameZH           string
	Aliases          []string
	LOINC            []string
	Kind             Kind
	Unit             string // canonical UCUM code
	Decimals         int    // to show, and what a value converted between mass and amount is rounded to
	Specimen         string // serum, blood, urine, stool or person (vital signs)
	Units            []Accepted
	Bands            []Band     // reference intervals; none: never judged without the report's or the clinic's
	Critical         []AgeLimit // outside is critical
	Urgent           []AgeLimit // outside is urgent
	Impossible       Limits     // outside cannot be, in this unit, in a living person
	ImpossibleSource string
	Variation        *Variation
	Retest           *Retest
	AlsoAs           []string // keys of the same test told in another unit (neutrophils in %): chosen by unit
	PregnancySame    bool     // intervals hold in pregnancy too
	TargetRange      bool     // a report's range may be a treatment target (INR), so it need not resemble ours

	HighUrgent string // a value above the reference range is urgent: the citation for it, "" it is not

	notOn    classSet // on these medicines the catalogue's interval does not apply
	index    int
	envelope Limits // the widest of Bands: what a sensible reference range must overlap
}

// Accepted is a unit that results may come in: canonical = value*Multiply + Add.
type Accepted struct {
	Unit     string
	Multiply float64
	Add      float64
	Rounds   bool // not a plain power of ten: the result is rounded to Decimals, as a laboratory would report it
	Rare     bool // accepted when stated, but not guessed at when no unit is
	Source   string
}

// Bound is one end of an interval. At says whether the value itself is still inside.
type Bound struct {
	Value float64
	Set   bool
	At    bool
}

// Limits is an interval; an unset side is open.
type Limits struct{ Low, High Bound }

// Band is a reference interval and for whom it holds.
type Band struct {
	From, To float64      // age in years, From <= age < To
	Sex      medicine.Sex // "" both
	Pregnant bool
	When     string // a state the report does not tell (fasting, trimester): all such bands must agree
	Limits   Limits
	Note     string
	Text     string // for whom it holds, in words
	Source   string
	None     string // why there is deliberately no interval for these ages; then Limits is empty
}

// AgeLimit is a critical or urgent limit and the ages it holds for.
type AgeLimit struct {
	From, To float64
	Pregnant bool // holds in pregnancy, in place of the others
	Limits   Limits
	Text     string // "at or below 2.5, at or above 6.5"
	Source   string
}

// Variation is the biological and analytic variation, as coefficients of variation in percent.
type Variation struct {
	Within, Analytic float64
	Source           string
}

// Retest is the shortest useful interval before the test is repeated, in days.
type Retest struct {
	Days   int
	Why    string
	Source string
}

// Source is a citation.
type Source struct {
	Key     string `yaml:"key"`
	Cite    string `yaml:"cite"` // authors, title, publisher
	Year    int    `yaml:"year"`
	Where   string `yaml:"where"`   // URL or DOI
	Licence string `yaml:"licence"` // what may be done with it; facts alone are not protected
	Note    string `yaml:"note"`
}

// Catalogue is a checked, immutable set of analytes and rules. It may be shared between goroutines.
type Catalogue struct {
	// RuleSet names the version of code and data together.
	RuleSet string

	analytes  []*Analyte
	byKey     map[string]*Analyte
	byLOINC   map[uint32]*Analyte // by loincNumber
	byName    map[string]*Analyte // folded name or alias
	sources   map[string]Source
	units     unitTable
	words     map[string]level // ordinal words, folded
	codedWord map[string]level // ordinal SNOMED codes
	drugs     classTable
	problems  classTable
	relevance []relevanceRule
	followups []followupRule
	profiles  [][]string
}

//go:embed catalogue
var embedded embed.FS

// Default is the catalogue that Famulus ships with. It is parsed once; an error in it is a fault of the build, and
// the tests of this package exclude it.
var Default = sync.OnceValue(func() *Catalogue {
	dir, err := fs.Sub(embedded, "catalogue")
	if err != nil {
		panic(err)
	}
	c, err := Load(dir)
	if err != nil {
		panic("labs: the embedded catalogue does not load:\n" + err.Error())
	}
	return c
})

// Analyte is the analyte with that key.
func (c *Catalogue) Analyte(key string) (*Analyte, bool) {
	a, ok := c.byKey[key]
	return a, ok
}

// Analytes lists all, in the order of the files.
func (c *Catalogue) Analytes() []*Analyte { return c.analytes }

// Source is the full citation behind a key.
func (c *Catalogue) Source(key string) (Source, bool) {
	s, ok := c.sources[key]
	return s, ok
}

// Sources counts the citations.
func (c *Catalogue) Sources() int { return len(c.sources) }
