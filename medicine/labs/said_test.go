package labs

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs/labstest"
)

var numberInText = regexp.MustCompile(`[0-9]+(\.[0-9]+)?`)

// numbers of a sentence, in order of size, since languages put them in different places. HbA1c, whose Chinese name has no digit, is
// no number.
func numbers(s string) string {
	list := numberInText.FindAllString(strings.ReplaceAll(s, "HbA1c", ""), -1)
	slices.Sort(list)
	return strings.Join(list, " ")
}

// checkReason leaves the name of the test out: "Arterial pCO2" has another name in Chinese.
func checkReason(t *testing.T, where string, r medicine.Reason, findings []medicine.Finding) {
	t.Helper()
	if fd := findingByID(findings, r.Finding); fd != nil {
		r.Text = strings.ReplaceAll(strings.ReplaceAll(r.Text, fd.Label, ""), inSentence(fd.Label), "")
		r.TextZH = strings.ReplaceAll(r.TextZH, fd.LabelZH, "")
	}
	han := strings.ContainsFunc(r.TextZH, func(c rune) bool { return unicode.Is(unicode.Han, c) })
	if !han || numbers(r.Text) != numbers(r.TextZH) {
		t.Errorf("%s: %s: %q and %q", where, r.Code, r.Text, r.TextZH)
	}
}

// TestReasonsInChinese: every reason of every golden case is told in Chinese too, with the numbers that the English has.
func TestReasonsInChinese(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := labstest.Read(string(text))
		if err != nil && filepath.Base(f) != "README.txt" {
			t.Fatal(err)
		}
		for _, c := range cases {
			out := Default().Interpret(c.Chart, c.Report)
			for _, fd := range out.Findings {
				for _, r := range fd.Reasons {
					checkReason(t, c.Name, r, out.Findings)
					codes[r.Code] = true
				}
			}
			for _, r := range out.Why {
				checkReason(t, c.Name, r, out.Findings)
				codes[r.Code] = true
			}
		}
	}
	if len(codes) < 40 {
		t.Errorf("only %d kinds of reason were met", len(codes))
	}
}

// TestStatesInChinese: every state that an interval of the catalogue depends on has a Chinese name.
func TestStatesInChinese(t *testing.T) {
	t.Parallel()
	for _, a := range Default().Analytes() {
		for _, b := range a.Bands {
			if b.When != "" && whenZH[b.When] == "" {
				t.Errorf("%s: %q has no Chinese name", a.Key, b.When)
			}
		}
	}
}
