package risk

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
)

// today is the day of all cases.
var today = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// goldenCase is one case of testdata/cases; README.txt there shows the form.
type goldenCase struct {
	name   string
	chart  medicine.Chart
	region Region
	expect []string
}

func day(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// fields splits "a | b | over"; over says that the word stood there.
func fields(rest string) (list []string, over bool) {
	for f := range strings.SplitSeq(rest, "|") {
		list = append(list, strings.TrimSpace(f))
	}
	if n := len(list); list[n-1] == "over" {
		return list[:n-1], true
	}
	return list, false
}

func (c *goldenCase) line(t *testing.T, line string) {
	t.Helper()
	word, rest, _ := strings.Cut(line, " ")
	list, over := fields(rest)
	id := fmt.Sprintf("%s%d", strings.TrimSuffix(word, ":"), len(c.chart.Problems)+len(c.chart.Medications)+len(c.chart.History))
	switch word {
	case "woman", "man", "other":
		var years int
		if _, err := fmt.Sscan(rest, &years); err != nil {
			t.Fatal(line)
		}
		c.chart.Person.Sex = map[string]medicine.Sex{"woman": medicine.Female, "man": medicine.Male, "other": medicine.OtherSex}[word]
		c.chart.Person.BirthDate = today.AddDate(-years, 0, -40)
	case "pregnant":
		c.chart.Person.Pregnant = true
	case "region:":
		c.region = Region(rest)
	case "problem:":
		p := medicine.Problem{ID: id, Label: list[0], Active: !over}
		if len(list) > 1 {
			p.Onset = day(t, list[1])
		}
		c.chart.Problems = append(c.chart.Problems, p)
	case "medicine:":
		c.chart.Medications = append(c.chart.Medications, medicine.Medication{ID: id, Label: list[0], Active: !over})
	case "result:", "answer:":
		c.chart.History = append(c.chart.History, observation(t, id, list))
	default:
		c.expect = append(c.expect, line)
	}
}

// observation is "label | number | unit | date" or "label | words | date".
func observation(t *testing.T, id string, list []string) medicine.Observation {
	t.Helper()
	o := medicine.Observation{ID: id, Label: list[0], Status: medicine.Final, Effective: day(t, list[len(list)-1])}
	if len(list) == 4 {
		o.Value = medicine.Value{Kind: medicine.QuantityValue, Number: list[1], Unit: list[2]}
	} else {
		o.Value = medicine.Value{Kind: medicine.CodedValue, Text: list[1]}
	}
	return o
}

func goldenCases(t *testing.T) []goldenCase {
	t.Helper()
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []goldenCase
	for _, file := range files {
		if strings.HasSuffix(file, "README.txt") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			if name, ok := strings.CutPrefix(line, "case: "); ok {
				out = append(out, goldenCase{name: filepath.Base(file) + ": " + name, chart: medicine.Chart{Now: today}})
			} else if line != "" && line[0] != '#' {
				out[len(out)-1].line(t, line)
			}
		}
	}
	return out
}

// TestGolden runs the cases, each forwards and with its history in another order.
func TestGolden(t *testing.T) {
	t.Parallel()
	cases := goldenCases(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			scores := Default().For(c.chart, labs.Default(), c.region)
			for _, e := range c.expect {
				expect(t, scores, e)
			}
			slices.Reverse(c.chart.History)
			slices.Reverse(c.chart.Problems)
			for i, again := range Default().For(c.chart, labs.Default(), c.region) {
				if again.Text != scores[i].Text {
					t.Errorf("another order of the chart: %q, before %q", again.Text, scores[i].Text)
				}
			}
		})
	}
	if len(cases) < 38 {
		t.Errorf("only %d cases were read", len(cases))
	}
}

func expect(t *testing.T, scores []Score, line string) {
	t.Helper()
	key, rest, _ := strings.Cut(line, " ")
	verb, rest, _ := strings.Cut(rest, " ")
	i := slices.IndexFunc(scores, func(s Score) bool { return s.Key == key })
	if !slices.Contains(Default().Keys(), key) {
		t.Fatalf("no score is called %q", key)
	}
	if verb == "left" || i < 0 {
		if verb != "left" || i >= 0 {
			t.Errorf("%s: there: %v", line, i >= 0)
		}
		return
	}
	s := scores[i]
	var missing, refused, assumed []string
	for _, m := range s.Missing {
		missing = append(missing, m.Key)
	}
	for _, r := range s.NotValid {
		refused = append(refused, r.Code)
	}
	for _, in := range s.Inputs {
		if in.Assumed != "" {
			assumed = append(assumed, in.Key)
		}
	}
	got := ""
	switch verb {
	case "=":
		if s.Value != nil {
			got = strings.TrimSpace(number(*s.Value) + " " + s.Category)
		}
	case "missing":
		got = strings.Join(missing, ", ")
	case "refused":
		got = strings.Join(refused, ", ")
	case "says", "assumes":
		if verb == "says" && strings.Contains(s.Text, rest) || slices.Contains(assumed, rest) {
			return
		}
	}
	if got != rest || verb != "=" && s.Value != nil {
		t.Errorf("%s\n  got %q, missing %v, refused %v, assumed %v, %q", line, got, missing, refused, assumed, s.Text)
	}
}
