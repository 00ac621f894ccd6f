package risk

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// TestLoadRefuses: what would fail in front of a patient is refused when the data is read, and the message names the place.
func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ file, old, changed, want string }{
		{"scores.yaml", "needs: [age, systolic, bp_medicine", "needs: [age, sistolic, bp_medicine", `prevent_cvd_10y: no input is called "sistolic"`},
		{"scores.yaml", "sources: [khan-2024,", "sources: [kahn-2024,", `source "kahn-2024" is not in sources.yaml`},
		{"scores.yaml", "outcome: ascvd\n        horizon: 10", "outcome: ascvd\n        horizon: 20", "prevent_ascvd_10y: no coefficients base_female_ascvd_20"},
		{"scores.yaml", "equation: score2", "equation: score3", `no equation is called "score3"`},
		{"scores.yaml", "key: score2_op\n", "key: score2\n", "score2: given twice"},
		{"scores.yaml", ", {name: 7.5 % or more, zh: 7.5%及以上}]", "]", "prevent_cvd_10y: the last category must hold for everybody else"},
		{"scores.yaml", "low: 90, high: 200, unit", "low: 90, unit", "the limits of systolic need a unit, and either high or below"},
		{"inputs.yaml", "zh: 收缩压, analyte: systolic, days: 731", "analyte: systolic", "systolic: needs days"},
		{"inputs.yaml", "computed: egfr", "computed: gfr", `egfr: nothing computes "gfr"`},
		{"prevent-base.csv", "age2,", "age3,", "age3: no such variable"},
		{"prevent-base.csv", "0.7939329", "0,7939329", "wrong number of fields"},
		{"score2.csv", "0.4648", "0.4648x", "age, score2_female"},
		{"sources.yaml", "licence: MIT; facts cited", "place: nowhere", "place"},
	} {
		dir := fstest.MapFS{}
		files, err := fs.Glob(embedded, "data/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, err := fs.ReadFile(embedded, f)
			if err != nil {
				t.Fatal(err)
			}
			name := strings.TrimPrefix(f, "data/")
			if name == tc.file {
				changed := strings.Replace(string(text), tc.old, tc.changed, 1)
				if changed == string(text) {
					t.Fatalf("%q does not stand in %s", tc.old, tc.file)
				}
				text = []byte(changed)
			}
			dir[name] = &fstest.MapFile{Data: text}
		}
		if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %q: %v, expected %q", tc.file, tc.changed, err, tc.want)
		}
	}
}
