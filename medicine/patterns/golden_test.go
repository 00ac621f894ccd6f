package patterns

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs/labstest"
)

// readAll reads every file of golden cases: labs' README.txt says how to write one.
func readAll(t *testing.T) map[string][]labstest.Case {
	t.Helper()
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	all := map[string][]labstest.Case{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if all[f], err = labstest.Read(string(text)); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
	return all
}

func TestGoldenCases(t *testing.T) {
	t.Parallel()
	for file, cases := range readAll(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			for _, c := range cases {
				t.Run(c.Name, func(t *testing.T) { c.Check(t, file, Default().Interpret(c.Chart, c.Report)) })
			}
		})
	}
}

// TestEveryPatternBothWays: each pattern has a case that it fits, and one that it does not.
func TestEveryPatternBothWays(t *testing.T) {
	t.Parallel()
	fits, not := map[string]bool{}, map[string]bool{}
	for file, cases := range readAll(t) {
		for _, c := range cases {
			for _, key := range slices.Concat(c.Patterns, c.NoPatterns) {
				if !slices.ContainsFunc(Default().Patterns(), func(p *Pattern) bool { return p.Key == key }) {
					t.Errorf("%s:%d: there is no pattern %q", file, c.Line, key)
				}
			}
			for _, key := range c.Patterns {
				fits[key] = true
			}
			for _, key := range c.NoPatterns {
				not[key] = true
			}
		}
	}
	for _, p := range Default().Patterns() {
		if !fits[p.Key] || !not[p.Key] {
			t.Errorf("%s: has a case that fits: %v; one that does not: %v", p.Key, fits[p.Key], not[p.Key])
		}
	}
}

// TestEveryEvidenceIsTold: each line of evidence, for and against, is told in some case: its placeholders can be filled.
func TestEveryEvidenceIsTold(t *testing.T) {
	t.Parallel()
	told := map[string][]string{}
	for _, cases := range readAll(t) {
		for _, c := range cases {
			for _, f := range Default().Interpret(c.Chart, c.Report).Findings {
				if f.Pattern == nil {
					continue
				}
				checkTold(t, &f)
				for _, e := range slices.Concat(f.Pattern.For, f.Pattern.Against) {
					told[f.ID] = append(told[f.ID], e.Text)
				}
			}
		}
	}
	for _, p := range Default().Patterns() {
		for _, e := range slices.Concat(p.pro, p.con) {
			if !slices.ContainsFunc(told["pattern-"+p.Key], func(text string) bool { return e.text.wrote(text) }) {
				t.Errorf("%s: no case tells %q", p.Key, e.text.source())
			}
		}
	}
}

// checkTold: what is told has words in both languages, without holes, and rests on something.
func checkTold(t *testing.T, f *medicine.Finding) {
	t.Helper()
	if len(f.Observations) == 0 || len(f.Pattern.Sources) == 0 {
		t.Errorf("%s rests on nothing: %+v", f.ID, f)
	}
	for _, e := range slices.Concat(f.Pattern.For, f.Pattern.Against) {
		if e.Text == "" || e.TextZH == "" || strings.ContainsAny(e.Text+e.TextZH, "{}") {
			t.Errorf("%s: %q %q", f.ID, e.Text, e.TextZH)
		}
		if len(e.Findings)+len(e.Observations)+len(e.Chart) == 0 && !strings.Contains(e.Text, "age") {
			t.Errorf("%s: %q rests on nothing", f.ID, e.Text)
		}
	}
}

// source is a template as its file wrote it, nearly.
func (t *template) source() string {
	var out strings.Builder
	for _, p := range t.parts {
		if out.WriteString(p.plain); p.plain == "" {
			out.WriteString("{}")
		}
	}
	return out.String()
}

// wrote says that a text may have come from the template: its plain parts stand in it in their order.
func (t *template) wrote(text string) bool {
	for _, p := range t.parts {
		if p.plain == "" {
			continue
		}
		_, after, ok := strings.Cut(text, p.plain)
		if !ok {
			return false
		}
		text = after
	}
	return true
}
