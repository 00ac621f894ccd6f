package patterns

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/internal/plainyaml"
	"github.com/famulus-health/famulus/medicine/labs"
)

// fileData is all that a file of data may hold. What a file is called matters only to readers.
type fileData struct {
	Sources  []labs.Source `yaml:"sources"`
	Patterns []patternData `yaml:"patterns"`
}

// patternData is a pattern as its file writes it.
type patternData struct {
	Key        string         `yaml:"key"`
	Tests      []string       `yaml:"tests"`
	When       []string       `yaml:"when"` // all must hold
	Unless     []string       `yaml:"unless"`
	Supports   string         `yaml:"supports"`
	SupportsZH string         `yaml:"supports_zh"`
	For        []evidenceData `yaml:"for"`
	Against    []evidenceData `yaml:"against"`
	Settle     string         `yaml:"settle"`
	SettleZH   string         `yaml:"settle_zh"`
	Awaits     []string       `yaml:"awaits"`  // the result of the first closes the task
	Settles    []string       `yaml:"settles"` // would settle it, and closes nothing
	Task       bool           `yaml:"task"`    // a reassuring pattern whose next step must be done all the same
	Next       string         `yaml:"next"`
	NextZH     string         `yaml:"next_zh"`
	Due        string         `yaml:"due"`
	Triage     string         `yaml:"triage"`
	Sources    []string       `yaml:"sources"`
}

type evidenceData struct {
	When   string `yaml:"when"`
	Text   string `yaml:"text"`
	TextZH string `yaml:"text_zh"`
}

// loader gathers every fault before it gives up, so that a clinician corrects a file in one go.
type loader struct {
	set    *Set
	k      *compiler
	file   string
	key    string
	places map[string]int
	faults []error
}

func (l *loader) fault(field, format string, args ...any) {
	l.faults = append(l.faults, fmt.Errorf("%s: %s: %s: %s", l.file, l.key, field, fmt.Sprintf(format, args...)))
}

// Load reads and checks patterns over a catalogue. The error lists every fault as "file: pattern: field: what is wrong"; of
// a condition it holds CEL's message with the place in the line.
func Load(dir fs.FS, catalogue *labs.Catalogue) (*Set, error) {
	k, err := newCompiler(catalogue)
	if err != nil {
		return nil, err
	}
	l := &loader{k: k, places: map[string]int{}, set: &Set{labs: catalogue, byTest: map[string][]int{}, sources: map[string]labs.Source{}}}
	files, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	data := make([]fileData, len(files))
	for i, name := range files {
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		sum.Write([]byte(name))
		sum.Write(text)
		if err := plainyaml.Decode(text, &data[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		l.file = name
		l.addSources(data[i].Sources)
	}
	for i, name := range files {
		l.file = name
		for k := range data[i].Patterns {
			l.add(&data[i].Patterns[k])
		}
	}
	l.link()
	if len(l.faults) > 0 {
		return nil, errors.Join(l.faults...)
	}
	l.set.calls, l.set.conditions, l.set.lines = k.calls, k.conditions, k.lines
	l.set.RuleSet = catalogue.RuleSet + "," + ruleSetName(sum.Sum(nil))
	return l.set, nil
}

func (l *loader) addSources(sources []labs.Source) {
	for _, s := range sources {
		l.key = s.Key
		if _, twice := l.set.Source(s.Key); twice {
			l.fault("key", "given twice, here or in the catalogue")
		}
		if s.Key == "" || s.Cite == "" || s.Year == 0 || s.Where == "" || s.Licence == "" {
			l.fault("cite", "a source needs key, cite, year, where and licence")
		}
		l.set.sources[s.Key] = s
	}
}

// add checks one pattern and takes it in.
func (l *loader) add(d *patternData) {
	l.key = d.Key
	p := &Pattern{Key: d.Key, Supports: d.Supports, SupportsZH: d.SupportsZH, Tests: d.Tests, Awaits: d.Awaits, Settles: d.Settles, Unless: d.Unless,
		Sources: d.Sources, Triage: medicine.TriageAbnormal, file: l.file, settle: d.Settle, settleZH: d.SettleZH, next: d.Next, nextZH: d.NextZH}
	if _, twice := l.places[d.Key]; twice || strings.Trim(d.Key, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" || d.Key == "" {
		l.fault("key", "a key is small letters, digits and underscores, and stands once")
	}
	l.places[d.Key] = len(l.set.patterns)
	if d.Triage != "" {
		if p.Triage = medicine.Triage(d.Triage); !slices.Contains(medicine.Triages, p.Triage) || p.Triage == medicine.TriageNeedsReading {
			l.fault("triage", "%q is none of NORMAL, ABNORMAL, URGENT and CRITICAL", d.Triage)
		}
	}
	p.toSettle = slices.Concat(d.Awaits, d.Settles)
	p.task = p.Triage != medicine.TriageNormal || d.Task || len(d.Awaits) > 0
	l.checkWords(d)
	if d.Due != "" {
		var ok bool
		if p.due, ok = labs.Due(d.Due); !ok {
			l.fault("due", "%q is no time: write 1h, 14d or 12w", d.Due)
		}
	}
	for _, key := range slices.Concat(d.Tests, d.Awaits, d.Settles) {
		if _, ok := l.set.labs.Analyte(key); !ok {
			l.fault("tests", "there is no test %q in the catalogue", key)
		}
	}
	for _, s := range d.Sources {
		if _, ok := l.set.Source(s); !ok {
			l.fault("sources", "source %q is not cited", s)
		}
	}
	l.conditions(d, p)
	for _, key := range d.Tests {
		l.set.byTest[key] = append(l.set.byTest[key], len(l.set.patterns))
	}
	l.set.patterns = append(l.set.patterns, p)
}

// checkWords refuses a pattern that would leave its reader without words, in either language, or without a source.
func (l *loader) checkWords(d *patternData) {
	switch {
	case d.Supports == "" || d.SupportsZH == "":
		l.fault("supports", "needs supports and supports_zh")
	case (d.Settle == "") != (d.SettleZH == ""):
		l.fault("settle", "needs settle_zh, and the other way round")
	case d.Settle == "" && len(d.Awaits)+len(d.Settles) > 0:
		l.fault("awaits", "tests are awaited, and settle does not say what for")
	case d.Task && (d.Triage != string(medicine.TriageNormal) || len(d.Awaits) > 0):
		l.fault("task", "only a pattern with triage NORMAL that awaits nothing needs it")
	case d.Next == "" || d.NextZH == "" || d.Due == "":
		l.fault("next", "needs next, next_zh and due")
	case len(d.Tests) == 0 || len(d.When) == 0 || len(d.For) == 0 || len(d.Sources) == 0:
		l.fault("when", "needs tests, when, for and sources")
	}
}

// conditions compiles what the pattern asks, and its evidence.
func (l *loader) conditions(d *patternData, p *Pattern) {
	var calls []int
	for i, text := range d.When {
		c, err := l.k.compile(text)
		if err != nil {
			l.fault(fmt.Sprintf("when, line %d", i+1), "%v", err)
			continue
		}
		p.when, calls = append(p.when, c), append(calls, l.k.conditions[c].calls...)
	}
	slices.SortStableFunc(p.when, func(a, b int) int { return l.cost(a) - l.cost(b) })
	p.pro = l.evidence("for", d.For, calls)
	p.con = l.evidence("against", d.Against, calls)
}

// cost puts the lines that need no program first; that all must hold does not depend on their order.
func (l *loader) cost(condition int) int {
	if l.k.conditions[condition].program == nil {
		return 0
	}
	return 1
}

func (l *loader) evidence(field string, data []evidenceData, calls []int) []evidence {
	var out []evidence
	for i, d := range data {
		at := fmt.Sprintf("%s, entry %d", field, i+1)
		e := evidence{when: -1}
		if d.When != "" {
			c, err := l.k.compile(d.When)
			if err != nil {
				l.fault(at, "%v", err)
				continue
			}
			e.when, e.calls = c, l.k.conditions[c].calls
		}
		var err, errZH error
		e.text, err = l.k.template(d.Text, false, e.calls, calls)
		e.zh, errZH = l.k.template(d.TextZH, true, e.calls, calls)
		if err := errors.Join(err, errZH); err != nil {
			l.fault(at, "%v", err)
		}
		switch {
		case d.Text == "" || d.TextZH == "":
			l.fault(at, "needs text and text_zh")
		case d.When == "" && len(e.text.parts) == 1 && e.text.parts[0].plain != "":
			l.fault(at, "rests on nothing: it needs a condition of its own, or a placeholder")
		case field == "against" && d.When == "":
			l.fault(at, "speaks against the pattern whenever it fits: it needs a condition of its own")
		}
		out = append(out, e)
	}
	return out
}

// link finds the patterns that silence others.
func (l *loader) link() {
	for _, p := range l.set.patterns {
		l.file, l.key = p.file, p.Key
		for _, key := range p.Unless {
			place, ok := l.places[key]
			if !ok || key == p.Key {
				l.fault("unless", "%q is no other pattern", key)
			}
			p.unless = append(p.unless, place)
		}
	}
}
