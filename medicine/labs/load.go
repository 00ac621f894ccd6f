package labs

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/famulus-health/famulus/medicine/internal/plainyaml"
)

// The files that messages about rules name.
const (
	fileSources   = "sources.yaml"
	fileUnits     = "units.yaml"
	fileClasses   = "classes.yaml"
	fileRelevance = "relevance.yaml"
	fileFollowUps = "followups.yaml"
)

// located is something that was read, with the file it came from, for messages.
type located struct {
	file string
	data analyteData
}

// loader gathers every fault before it gives up, so that a clinician corrects a file in one go.
type loader struct {
	c      *Catalogue
	faults []error
	raw    []located
	hash   []byte
}

func (l *loader) fault(file, key, field, format string, args ...any) {
	l.faults = append(l.faults, fmt.Errorf("%s: %s: %s: %s", file, key, field, fmt.Sprintf(format, args...)))
}

// Load reads and checks a catalogue. The error lists every fault as "file: key: field: what is wrong".
func Load(dir fs.FS) (*Catalogue, error) {
	l := &loader{c: &Catalogue{
		byKey: map[string]*Analyte{}, byLOINC: map[uint32]*Analyte{}, byName: map[string]*Analyte{},
		sources: map[string]Source{}, words: map[string]level{}, codedWord: map[string]level{},
	}}
	if err := l.readAll(dir); err != nil {
		return nil, err
	}
	l.build()
	l.index()
	l.check()
	if len(l.faults) > 0 {
		return nil, errors.Join(l.faults...)
	}
	l.c.RuleSet = ruleSetName(l.hash)
	return l.c, nil
}

// readAll decodes the files side by side, since decoding is nearly all the work, and takes them in by name.
func (l *loader) readAll(dir fs.FS) error {
	files, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return err
	}
	slices.Sort(files)
	sum := sha256.New()
	decoded, failed := make([]fileData, len(files)), make([]error, len(files))
	var work sync.WaitGroup
	for i, f := range files {
		text, err := fs.ReadFile(dir, f)
		if err != nil {
			return err
		}
		sum.Write([]byte(f))
		sum.Write(text)
		work.Go(func() {
			if err := plainyaml.Decode(text, &decoded[i]); err != nil {
				failed[i] = fmt.Errorf("%s: %w", f, err)
			}
		})
	}
	work.Wait()
	if err := errors.Join(failed...); err != nil {
		return err
	}
	l.hash = sum.Sum(nil)
	l.c.units = unitTable{byCode: map[string]*unit{}, bySpell: map[string][]*unit{}}
	var medicines, problems []classData
	for i, f := range files {
		d := &decoded[i]
		l.addSources(f, d.Sources)
		l.addUnits(f, d.Units)
		l.addLevels(f, d.Levels)
		medicines, problems = append(medicines, d.Medicines...), append(problems, d.Problems...)
		l.c.relevance = append(l.c.relevance, d.Relevance...)
		for _, r := range d.FollowUps {
			l.c.followups = append(l.c.followups, followupRule{followUpData: r})
		}
		l.c.profiles = append(l.c.profiles, d.Profiles...)
		for _, a := range d.Analytes {
			l.raw = append(l.raw, located{f, a})
		}
	}
	l.c.drugs, l.c.problems = l.classTable(medicines), l.classTable(problems)
	return nil
}

func (l *loader) addSources(file string, sources []Source) {
	for _, s := range sources {
		if _, twice := l.c.sources[s.Key]; twice {
			l.fault(file, s.Key, "key", "given twice")
		}
		undated := s.Year == 0 && strings.Contains(s.Note, "undated")
		if s.Key == "" || s.Cite == "" || s.Year == 0 && !undated || s.Where == "" || s.Licence == "" {
			l.fault(file, s.Key, "cite", "a source needs key, cite, year (or a note that it is undated), where and licence")
		}
		l.c.sources[s.Key] = s
	}
}

func (l *loader) addUnits(file string, units []unitData) {
	t := l.c.units
	for _, u := range units {
		if u.Size <= 0 || u.Of == "" {
			l.fault(file, u.Code, "size", "a unit needs a measure (of) and a size above zero")
		}
		if t.byCode[u.Code] != nil {
			l.fault(file, u.Code, "code", "given twice")
		}
		one := &unit{code: u.Code, shown: u.Code, measure: u.Of, size: u.Size, zero: u.Zero}
		if u.Show != nil {
			one.shown = *u.Show
		}
		t.byCode[u.Code] = one
		for _, s := range append([]string{u.Code}, u.Spell...) {
			var buf [foldLimit]byte
			k := string(fold(&buf, s))
			if !slices.Contains(t.bySpell[k], one) {
				t.bySpell[k] = append(t.bySpell[k], one)
			}
		}
	}
}

// sourceOf checks that every key of a source field ("a", or "a b") is cited.
func (l *loader) sourceOf(file, key, field, source string) string {
	if strings.TrimSpace(source) == "" {
		l.fault(file, key, field, "has no source")
		return ""
	}
	for s := range strings.FieldsSeq(source) {
		if _, ok := l.c.sources[s]; !ok {
			l.fault(file, key, field, "source %q is not in %s", s, fileSources)
		}
	}
	return source
}
