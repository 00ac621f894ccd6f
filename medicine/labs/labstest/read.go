// Package labstest reads golden cases: clinical stories as text that anyone may add to. labs/testdata/cases/README.txt shows
// the form. It is shared by the tests of labs and of what builds on it.
package labstest

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// Now is when every case is interpreted.
var Now = time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)

// Case is one story, and what is expected of its interpretation.
type Case struct {
	Name       string
	Line       int
	Chart      medicine.Chart
	Report     medicine.Report
	Triage     string     // of the whole report; "" anything
	Expect     [][]string // fields of each expectation line; the first is a finding's id, "" the first finding
	Follow     [][]string // follow-ups that must appear: code, awaited test, due
	NoFollow   []string   // follow-up codes that must not appear
	Patterns   []string   // keys of patterns that must appear
	NoPatterns []string   // and that must not
	For        []string   // words that must stand in the evidence of one of Patterns
	Against    []string
}

// Read reads a file of cases: "case:" blocks with many results, and "table:" blocks with one case a line.
func Read(text string) ([]Case, error) {
	var cases []Case
	var g *Case
	table, section := false, ""
	for n, line := range strings.Split(text, "\n") {
		body := strings.TrimSpace(line)
		if body == "" || strings.HasPrefix(body, "#") {
			continue
		}
		key, rest, isKey := strings.Cut(body, ":")
		if line[0] == ' ' || line[0] == '\t' || table && strings.Contains(body, "=>") {
			isKey = false
		}
		rest = strings.TrimSpace(rest)
		var err error
		switch {
		case isKey && (key == "case" || key == "table"):
			if g != nil && !table {
				cases = append(cases, *g)
			}
			g, table, section = newCase(rest, n+1), key == "table", ""
		case g == nil:
			err = errors.New("expected a case or a table")
		case isKey:
			section, err = key, g.directive(key, rest)
		case table && strings.Contains(body, "=>"):
			var one Case
			one, err = g.tableLine(body, n+1)
			cases = append(cases, one)
		default:
			err = g.entry(section, body)
		}
		if err != nil {
			return cases, fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	if g != nil && !table {
		cases = append(cases, *g)
	}
	return cases, nil
}

func newCase(name string, line int) *Case {
	g := &Case{Name: name, Line: line}
	g.Chart.Now = Now
	g.Report = medicine.Report{ID: "r", Category: "LAB", Status: medicine.Final, Effective: Now.Add(-2 * time.Hour)}
	return g
}

func (g *Case) directive(key, rest string) error {
	switch key {
	case "person":
		return g.person(rest)
	case "problems", "old problems":
		for p := range strings.SplitSeq(rest, ";") {
			label, code := cutCode(p)
			g.Chart.Problems = append(g.Chart.Problems, medicine.Problem{ID: "p" + strconv.Itoa(len(g.Chart.Problems)), Label: label,
				Codings: code, Active: key == "problems"})
		}
	case "medicines", "old medicines":
		for m := range strings.SplitSeq(rest, ";") {
			label, code := cutCode(m)
			g.Chart.Medications = append(g.Chart.Medications, medicine.Medication{ID: "m" + strconv.Itoa(len(g.Chart.Medications)), Label: label,
				Codings: code, Active: key == "medicines"})
		}
	case "clinic interval", "clinic critical":
		return g.clinic(key, rest)
	case "report":
		g.Report.Label = rest
	case "category":
		g.Report.Category = rest
	case "status":
		g.Report.Status = medicine.ResultStatus(rest)
	case "conclusion":
		g.Report.Conclusion = rest
	case "expect":
		g.Triage = rest
	case "follow":
		g.Follow = append(g.Follow, strings.Fields(rest))
	case "no follow":
		g.NoFollow = append(g.NoFollow, rest)
	case "pattern":
		g.Patterns = append(g.Patterns, rest)
	case "no pattern":
		g.NoPatterns = append(g.NoPatterns, rest)
	case "for":
		g.For = append(g.For, rest)
	case "against":
		g.Against = append(g.Against, rest)
	case "history":
	default:
		return fmt.Errorf("unknown word %q", key)
	}
	return nil
}

// cutCode reads "Label {SYSTEM CODE}".
func cutCode(s string) (string, []medicine.Coding) {
	label, code, ok := strings.Cut(strings.TrimSpace(s), "{")
	if !ok {
		return strings.TrimSpace(s), nil
	}
	system, value, _ := strings.Cut(strings.TrimSuffix(code, "}"), " ")
	uris := map[string]string{"SNOMED": "http://snomed.info/sct", "ATC": "http://www.whocc.no/atc", "ICD10": "http://hl7.org/fhir/sid/icd-10-cm",
		"RXNORM": "http://www.nlm.nih.gov/research/umls/rxnorm", "LOINC": "http://loinc.org", "LOCAL": "local:lab"}
	return strings.TrimSpace(label), []medicine.Coding{{System: uris[system], Code: value}}
}

// person reads "female 30y pregnant", "male 8d", "unknown", "male no birth date".
func (g *Case) person(text string) error {
	words := strings.Fields(text)
	g.Chart.Person.Sex = medicine.Sex(strings.ToUpper(words[0]))
	for _, w := range words[1:] {
		switch {
		case w == "pregnant":
			g.Chart.Person.Pregnant = true
		case strings.HasSuffix(w, "y"):
			n, err := strconv.Atoi(strings.TrimSuffix(w, "y"))
			if err != nil {
				return err
			}
			g.Chart.Person.BirthDate = Now.AddDate(-n, 0, -1)
		case strings.HasSuffix(w, "m"):
			n, _ := strconv.Atoi(strings.TrimSuffix(w, "m"))
			g.Chart.Person.BirthDate = Now.AddDate(0, -n, -1)
		case strings.HasSuffix(w, "d"):
			n, _ := strconv.Atoi(strings.TrimSuffix(w, "d"))
			g.Chart.Person.BirthDate = Now.AddDate(0, 0, -n)
		default:
			return fmt.Errorf("cannot read person %q", text)
		}
	}
	return nil
}

// clinic reads "potassium 3.5 - 5.0 mmol/L".
func (g *Case) clinic(key, rest string) error {
	analyte, rng, _ := strings.Cut(rest, " ")
	words := strings.Fields(rng)
	if len(words) < 3 {
		return fmt.Errorf("write: analyte low - high unit")
	}
	var iv medicine.Interval
	if lo, err := strconv.ParseFloat(words[0], 64); err == nil {
		iv.Low = &lo
	}
	if hi, err := strconv.ParseFloat(words[2], 64); err == nil {
		iv.High = &hi
	}
	if len(words) > 3 {
		iv.Unit = words[3]
	}
	into := &g.Chart.Settings.Intervals
	if key == "clinic critical" {
		into = &g.Chart.Settings.Critical
	}
	if *into == nil {
		*into = map[string]medicine.Interval{}
	}
	(*into)[analyte] = iv
	return nil
}

func (g *Case) entry(section, body string) error {
	switch section {
	case "history":
		when, rest, _ := strings.Cut(body, "|")
		ago, ok := duration(strings.TrimSuffix(strings.TrimSpace(when), " ago"))
		if !ok {
			return fmt.Errorf("%q: write 7d ago", when)
		}
		o, err := readResult(rest, "h"+strconv.Itoa(len(g.Chart.History)))
		o.Effective = Now.Add(-ago)
		g.Chart.History = append(g.Chart.History, o)
		return err
	case "expect":
		words := strings.Fields(body)
		if len(words) < 3 {
			return fmt.Errorf("write: finding FLAG TRIAGE")
		}
		g.Expect = append(g.Expect, words)
		return nil
	}
	o, err := readResult(body, "o"+strconv.Itoa(len(g.Report.Results)))
	g.Report.Results = append(g.Report.Results, o)
	return err
}

// tableLine is "Name | value | range | flag => FLAG TRIAGE extras": a report of one result.
func (g *Case) tableLine(body string, line int) (Case, error) {
	left, right, _ := strings.Cut(body, "=>")
	one := *g
	one.Line, one.Name = line, g.Name+", "+strings.Join(strings.Fields(left), " ")
	o, err := readResult(left, "o0")
	if err != nil {
		return one, err
	}
	one.Report.Results = []medicine.Observation{o}
	words := strings.Fields(right)
	if len(words) < 2 {
		return one, fmt.Errorf("write: => FLAG TRIAGE")
	}
	one.Triage = words[1]
	one.Expect = [][]string{append([]string{""}, words...)} // of the report's only result
	one.Follow, one.NoFollow, one.Patterns, one.NoPatterns, one.For, one.Against = nil, nil, nil, nil, nil, nil
	return one, nil
}

// readResult reads "Name {LOINC 2823-3} | value unit | range | flag | STATUS | note: words".
func readResult(body, id string) (medicine.Observation, error) {
	fields := strings.Split(body, "|")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	if len(fields) < 2 {
		return medicine.Observation{}, fmt.Errorf("write: name | value")
	}
	label, codes := cutCode(fields[0])
	o := medicine.Observation{ID: id, Label: label, Codings: codes, Status: medicine.Final, Value: readValue(fields[1])}
	if len(fields) > 2 && fields[2] != "" {
		o.Range.Text = fields[2]
		if text, unit, ok := strings.Cut(fields[2], " in "); ok {
			o.Range.Text, o.Range.Unit = text, unit
		}
	}
	if len(fields) > 3 {
		o.Flag = fields[3]
	}
	for _, extra := range fields[min(4, len(fields)):] {
		if note, ok := strings.CutPrefix(extra, "note:"); ok {
			o.Note = strings.TrimSpace(note)
		} else if extra != "" {
			o.Status = medicine.ResultStatus(extra)
		}
	}
	return o, nil
}

// readValue reads `6.5 mmol/L`, `<0.01 mU/L`, `"text"`, `coded 260385009`, `none PENDING`, `3 to 4 mmol/L`, `1:160`.
func readValue(s string) medicine.Value {
	if text, ok := strings.CutPrefix(s, `"`); ok {
		text, unit, _ := strings.Cut(text, `"`)
		return medicine.Value{Kind: medicine.TextValue, Text: text, Unit: strings.TrimSpace(unit)}
	}
	if code, ok := strings.CutPrefix(s, "coded "); ok {
		code, text, _ := strings.Cut(code, " ")
		return medicine.Value{Kind: medicine.CodedValue, Text: text, Codings: []medicine.Coding{{System: "http://snomed.info/sct", Code: code}}}
	}
	if why, ok := strings.CutPrefix(s, "none"); ok {
		return medicine.Value{Kind: medicine.NoValue, Absent: strings.TrimSpace(why)}
	}
	num, unit, _ := strings.Cut(s, " ")
	if high, ok := strings.CutPrefix(strings.TrimSpace(unit), "to "); ok {
		h, u, _ := strings.Cut(high, " ")
		return medicine.Value{Kind: medicine.RangeValue, Number: num, Number2: h, Unit: u}
	}
	if a, b, ok := strings.Cut(num, ":"); ok {
		return medicine.Value{Kind: medicine.RatioValue, Number: a, Number2: b, Unit: unit}
	}
	digits := strings.TrimLeft(num, "<>=")
	comparator := num[:len(num)-len(digits)]
	return medicine.Value{Kind: medicine.QuantityValue, Number: digits, Comparator: comparator, Unit: strings.TrimSpace(unit)}
}
