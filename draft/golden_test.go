package draft_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/draft/eval"
)

var update = flag.Bool("update", false, "rewrite the texts in testdata/*.golden")

// TestGolden writes the four texts of each testdata/*.golden from the facts at its top. Anyone may add a file: write
// the facts (eval.Parse tells the form), run with -update, and read the texts as the doctor and as the patient.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.golden")
	if err != nil || len(files) < 12 {
		t.Fatalf("want at least 12 golden files, have %d (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".golden"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			source, _, _ := strings.Cut(string(data), "\n--- ")
			facts, err := eval.Parse(source)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.TrimSpace(source) + "\n" + texts(t, facts)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != string(data) {
				t.Errorf("%s is not what the template writes now; run with -update and read the difference:\n%s", file, got)
			}
		})
	}
}

// sectionWidth keeps the reports' files as they are; the sections of a person have longer names.
func sectionWidth(facts draft.Facts) int {
	if facts.Kind == draft.ReportSummary {
		return 8
	}
	return 10
}

func texts(t *testing.T, facts draft.Facts) string {
	t.Helper()
	var out strings.Builder
	for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
		for _, l := range draft.Langs {
			if len(draft.SectionsOf(facts.Kind, a)) == 0 {
				continue
			}
			d, err := draft.Template{}.Write(context.Background(), facts, a, l)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range draft.Check(facts, d) {
				text := ""
				if r.Sentence >= 0 {
					text = d.Sentences[r.Sentence].Text
				}
				t.Errorf("%s %s refused: %s: %s: %q", a, l, r.Rule, r.Detail, text)
			}
			rendered, err := draft.Render(facts, d)
			if err != nil {
				t.Fatalf("%s %s: %v", a, l, err)
			}
			fmt.Fprintf(&out, "\n--- %s %s\n", a, l)
			whole := ""
			for _, r := range rendered {
				fmt.Fprintf(&out, "%-*s %s\n", sectionWidth(facts), r.Section, r.Text)
				whole += r.Text + " "
			}
			if a == draft.Patient && l == draft.English {
				if grade := draft.Grade(whole); grade > 8 {
					t.Errorf("the patient's text has reading grade %.1f", grade)
				}
			}
		}
	}
	return out.String()
}
