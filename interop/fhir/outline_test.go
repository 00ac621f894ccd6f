package fhir

import (
	"path/filepath"
	"testing"

	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/interop/internal/samples"
)

// TestOutlineNamesWhatIsDecoded: whoever answers for entries finds each report of the records among them, by its key.
func TestOutlineNamesWhatIsDecoded(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, path := range files {
		raw := samples.Read(t, path)
		outline, r := Describe(raw, Limits{})
		decoded, err := Decode(raw, Limits{})
		if r != nil {
			if err == nil {
				t.Errorf("%s: decoded, and yet no outline: %v", path, r)
			}
			continue
		}
		keys := map[interop.Key]bool{}
		for _, e := range outline.Entries {
			keys[e.Key] = true
		}
		for _, rec := range decoded.Records {
			for _, rep := range rec.Reports {
				found++
				if !keys[rep.Key] {
					t.Errorf("%s: no entry for %s", path, rep.Key)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no report was looked for")
	}
}

func FuzzDescribe(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.json")
	for _, path := range files {
		f.Add(samples.Read(f, path))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if _, err := Decode(raw, Limits{}); err != nil {
			return
		}
		if o, r := Describe(raw, Limits{}); r == nil && len(o.Entries) == 0 {
			t.Error("records without entries")
		}
	})
}
