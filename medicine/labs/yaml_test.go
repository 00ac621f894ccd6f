package labs

import (
	"io/fs"
	"reflect"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/famulus-health/famulus/medicine/internal/plainyaml"
)

// TestPlainYAML holds the quick reader against the full parser on every file of the catalogue: both understand it, and read
// the same.
func TestPlainYAML(t *testing.T) {
	dir, _ := fs.Sub(embedded, "catalogue")
	files, _ := fs.Glob(dir, "*.yaml")
	for _, f := range files {
		text, err := fs.ReadFile(dir, f)
		if err != nil {
			t.Fatal(err)
		}
		var full, quick fileData
		if err := yaml.UnmarshalWithOptions(text, &full, yaml.Strict()); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		if err := plainyaml.Plain(text, &quick); err != nil {
			t.Errorf("%s is outside of the plain subset", f)
			continue
		}
		if !reflect.DeepEqual(full, quick) {
			t.Errorf("%s is read differently", f)
			for i := range full.Analytes {
				if i < len(quick.Analytes) && !reflect.DeepEqual(full.Analytes[i], quick.Analytes[i]) {
					t.Errorf("%s:\n%+v\n%+v", full.Analytes[i].Key, full.Analytes[i], quick.Analytes[i])
				}
			}
		}
	}
}
