package patterns

import (
	"embed"
	"io/fs"
	"sync"
	"time"

	"cel.dev/cel-go/cel"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
)

// Pattern is what several facts are consistent with, when it is looked for, and what is said of it.
type Pattern struct {
	Key        string
	Supports   string // what is to be considered, English
	SupportsZH string
	Tests      []string // analyte keys: looked for when the report brings one of these
	Awaits     []string // analyte keys of the tests that the next step takes; the result of the first closes its task
	Settles    []string // analyte keys of further tests that would settle it; their results close no task
	Unless     []string // keys of the patterns that silence this one
	Sources    []string // keys for Set.Source
	Triage     medicine.Triage

	file             string
	when             []int // places in Set.conditions: all must hold
	pro, con         []evidence
	settle, settleZH string
	next, nextZH     string
	due              time.Duration
	toSettle         []string // Awaits and Settles
	task             bool     // the next step is proposed as a task
	unless           []int    // places in Set.patterns
}

// condition is one line of the language, compiled. The same line in several patterns is one condition.
type condition struct {
	logic   logic       // the line, when it can be said so
	program cel.Program // else; nil
	calls   []int       // places in Set.calls of what it asks
}

// evidence is a fact that speaks for or against a pattern. Without a condition of its own it stands whenever the pattern does.
type evidence struct {
	when     int   // place in Set.conditions, -1 none
	calls    []int // what its condition asks
	text, zh template
}

// Set is a checked, immutable set of patterns over a catalogue. It may be shared between goroutines.
type Set struct {
	// RuleSet names the version of the catalogue and of the patterns together.
	RuleSet string

	labs       *labs.Catalogue
	patterns   []*Pattern
	byTest     map[string][]int // places in patterns, by analyte key
	sources    map[string]labs.Source
	conditions []condition
	lines      map[string]int // of conditions, by their text
	calls      []call
}

//go:embed data
var embedded embed.FS

// Default is the set that Famulus ships with, over labs.Default. It is read once; an error in it is a fault of the build,
// and the tests of this package exclude it.
var Default = sync.OnceValue(func() *Set {
	dir, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err)
	}
	s, err := Load(dir, labs.Default())
	if err != nil {
		panic("patterns: the embedded patterns do not load:\n" + err.Error())
	}
	return s
})

// Labs is the catalogue that the patterns stand on.
func (s *Set) Labs() *labs.Catalogue { return s.labs }

// Patterns lists all, in the order of the files.
func (s *Set) Patterns() []*Pattern { return s.patterns }

// Source is the full citation behind a key, of the patterns or of the catalogue.
func (s *Set) Source(key string) (labs.Source, bool) {
	if src, ok := s.sources[key]; ok {
		return src, true
	}
	return s.labs.Source(key)
}
