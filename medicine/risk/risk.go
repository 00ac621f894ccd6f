package risk

import (
	"embed"
	"io/fs"
	"sync"
	"time"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
)

// Region is the cardiovascular risk region of the European Society of Cardiology that a clinic lies in. It is a setting of the
// clinic. Without one, the scores of the SCORE2 family are left out.
type Region string

// Regions, by the country's cardiovascular mortality (ESC 2021).
const (
	NoRegion       Region = ""
	LowRegion      Region = "LOW"
	ModerateRegion Region = "MODERATE"
	HighRegion     Region = "HIGH"
	VeryHighRegion Region = "VERY_HIGH"
)

// Regions lists the four that SCORE2 is calibrated to.
var Regions = []Region{LowRegion, ModerateRegion, HighRegion, VeryHighRegion}

// Score is one score of one person. Value is nil when the score does not hold for this person, or an input is missing.
type Score struct {
	Key        string // "prevent_cvd_10y"
	Name       string
	NameZH     string
	Value      *float64 // rounded to one decimal for percentages; points are whole
	Unit       string   // "%" or "points"
	Horizon    int      // years that the risk is about; 0 for none
	Category   string   // "high"; "" without a value, or where no category is agreed
	CategoryZH string
	Text       string // one or two plain sentences for a doctor
	TextZH     string
	Note       string // what a guideline makes of it; "" for none
	NoteZH     string
	Inputs     []Input   // what it rests on, in the order asked
	Missing    []Missing // what it would need
	NotValid   []Reason  // why it does not hold for this person
	Sources    []string  // citation keys, never empty
}

// Input is one fact that a score rests on.
type Input struct {
	Key         string
	Name        string
	NameZH      string
	Value       *float64 // in Unit; nil for what is only yes or no
	Unit        string   // UCUM
	Text        string   // as a reader sees it: "148 mmHg", "yes"
	TextZH      string
	At          time.Time // when it was true, or began; zero when unknown
	Observation string    // id of the observation it was read from
	Chart       string    // id of the problem or medicine it was read from
	Assumed     string    // how it was taken without having been stated; "" when it was stated
	AssumedZH   string
}

// Missing is an input without which there is no number.
type Missing struct {
	Key    string
	Name   string
	NameZH string
	Text   string // why: "none is recorded", or that the last is too old
	TextZH string
}

// Reason is why a score does not hold for a person.
type Reason struct {
	Code   string // "age", "sex", "pregnancy", "range", or the code of an exclusion
	Text   string
	TextZH string
}

// Scores are the checked rules and coefficients. They may be shared between goroutines.
type Scores struct {
	// RuleSet names the version of the data and the code that reads it.
	RuleSet string

	inputs    []inputData
	byKey     map[string]int
	byAnalyte map[string]int
	byLOINC   map[string]int
	byLabel   map[string]int
	yesNo     []answerData
	notTheirs []string
	families  []familyData
	prevent   map[string]equation // by model, sex, outcome and horizon
	score2    map[string]equation // by model and sex
	sources   map[string]labs.Source
}

//go:embed data
var embedded embed.FS

// Default are the scores that Famulus ships with. They are read once; an error in them is a fault of the build, and the tests of
// this package exclude it.
var Default = sync.OnceValue(func() *Scores {
	dir, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err)
	}
	s, err := Load(dir)
	if err != nil {
		panic("risk: the embedded scores do not load:\n" + err.Error())
	}
	return s
})

// For are the scores that concern this person at chart.Now, in the order of the files. A score that does not concern the person is
// left out: CHA2DS2-VA without atrial fibrillation, SCORE2 without a region, all of them below 18 years.
func (s *Scores) For(chart medicine.Chart, cat *labs.Catalogue, region Region) []Score {
	f := s.gather(&chart, cat)
	var out []Score
	for i := range s.families {
		fam := &s.families[i]
		for j := range fam.Scores {
			if t := (trial{facts: f, family: fam, rule: &fam.Scores[j], region: region}); t.concerns() {
				out = append(out, t.run())
			}
		}
	}
	return out
}

// Source is the full citation behind a key of Score.Sources.
func (s *Scores) Source(key string) (labs.Source, bool) {
	c, ok := s.sources[key]
	return c, ok
}

// Keys lists the scores, in the order of the files.
func (s *Scores) Keys() []string {
	var out []string
	for i := range s.families {
		for j := range s.families[i].Scores {
			out = append(out, s.families[i].Scores[j].Key)
		}
	}
	return out
}
