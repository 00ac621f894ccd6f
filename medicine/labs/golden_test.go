package labs

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs/labstest"
)

// caseNow is when every case is interpreted.
var caseNow = labstest.Now

func findingByID(fs []medicine.Finding, id string) *medicine.Finding { return labstest.Finding(fs, id) }

// TestGoldenCases runs every case of testdata/cases. testdata/cases/README.txt says how to write one.
func TestGoldenCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, f := range files {
		if filepath.Base(f) == "README.txt" {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := labstest.Read(string(text))
		if err != nil {
			t.Errorf("%s: %v", f, err)
		}
		total += len(cases)
		t.Run(filepath.Base(f), func(t *testing.T) {
			for _, c := range cases {
				t.Run(c.Name, func(t *testing.T) { c.Check(t, f, Default().Interpret(c.Chart, c.Report)) })
			}
		})
	}
	if total < 600 {
		t.Errorf("%d cases; at least 600 are expected", total)
	}
	t.Logf("%d cases in %d files", total, len(files))
}
