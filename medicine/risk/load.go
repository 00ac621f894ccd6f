package risk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/famulus-health/famulus/medicine/internal/plainyaml"
	"github.com/famulus-health/famulus/medicine/labs"
)

// codeVersion is raised whenever a change of Go code changes what the same data means.
const codeVersion = "risk-1"

// loader gathers every fault before it gives up, so that a clinician corrects the files in one go.
type loader struct {
	s      *Scores
	faults []error
}

func (l *loader) fault(key, format string, args ...any) {
	l.faults = append(l.faults, fmt.Errorf("%s: %s", key, fmt.Sprintf(format, args...)))
}

// Load reads and checks the data. The error lists every fault as "file or key: what is wrong".
func Load(dir fs.FS) (*Scores, error) {
	l := &loader{s: &Scores{
		byKey: map[string]int{}, byAnalyte: map[string]int{}, byLOINC: map[string]int{}, byLabel: map[string]int{},
		prevent: map[string]equation{}, sources: map[string]labs.Source{},
	}}
	files, err := fs.Glob(dir, "*")
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	for _, f := range files { // Glob sorts by name
		text, err := fs.ReadFile(dir, f)
		if err != nil {
			return nil, err
		}
		sum.Write([]byte(f))
		sum.Write(text)
		l.take(f, text)
	}
	l.index()
	l.check()
	if len(l.faults) > 0 {
		return nil, errors.Join(l.faults...)
	}
	l.s.RuleSet = codeVersion + "+" + hex.EncodeToString(sum.Sum(nil))[:12]
	return l.s, nil
}

// take reads one file: YAML, or a table of coefficients.
func (l *loader) take(file string, text []byte) {
	name, kind, _ := strings.Cut(file, ".")
	if kind == "csv" {
		l.table(name, text)
		return
	}
	var d fileData
	if err := plainyaml.Decode(text, &d); err != nil {
		l.fault(file, "%v", err)
		return
	}
	for _, c := range d.Sources {
		if c.Cite == "" || c.Year == 0 || c.Where == "" || c.Licence == "" {
			l.fault(c.Key, "a source needs cite, year, where and licence")
		}
		l.s.sources[c.Key] = c
	}
	l.s.inputs = append(l.s.inputs, d.Inputs...)
	l.s.yesNo = append(l.s.yesNo, d.YesNo...)
	l.s.notTheirs = append(l.s.notTheirs, d.NotTheirs...)
	l.s.families = append(l.s.families, d.Families...)
}

func (l *loader) table(name string, text []byte) {
	model, isPrevent := strings.CutPrefix(name, "prevent-")
	variables, params := score2Variables, score2Params
	if isPrevent {
		variables, params = preventVariables, nil
	}
	table, err := readTable(text, variables, params)
	if err != nil {
		l.fault(name, "%v", err)
	}
	if !isPrevent {
		l.s.score2 = table
		return
	}
	for column, e := range table {
		l.s.prevent[model+"_"+column] = e
	}
}

func (l *loader) index() {
	s := l.s
	for i := range s.inputs {
		d := &s.inputs[i]
		if _, twice := s.byKey[d.Key]; twice {
			l.fault(d.Key, "given twice")
		}
		s.byKey[d.Key] = i
		if d.Analyte != "" {
			s.byAnalyte[d.Analyte] = i
		}
		for _, code := range d.LOINC {
			s.byLOINC[code] = i
		}
		for _, label := range d.Labels {
			s.byLabel[strings.ToLower(label)] = i
		}
		if d.YesNo {
			d.Answers = s.yesNo
		}
	}
}
