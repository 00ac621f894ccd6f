package plainyaml

import (
	"reflect"
	"testing"

	"github.com/goccy/go-yaml"
)

// shape is a little of everything that the data files use.
type shape struct {
	A     string   `yaml:"a"`
	Words []string `yaml:"words"`
	Many  []inner  `yaml:"many"`
	One   *inner   `yaml:"one"`
}

type inner struct {
	B string  `yaml:"b"`
	C float64 `yaml:"c"`
	D bool    `yaml:"d"`
}

// TestPlainReadsAsTheFullParser: what the quick reader takes, it reads as YAML says.
func TestPlainReadsAsTheFullParser(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"a: b c\n", "a: \"b: c\"\n", "a: f(\"x\", 3) && [g]\n",
		"words:\n  - low(\"x\", days(3)) || high(\"y\")\n  - b, c\n",
		"words: [b, \"c, d\"]\n", "many:\n  - b: c {d}\n    c: 1.5\n  - {b: e, d: true}\n", "one: {b: f, c: -2}\n",
		"words:\n- a # a remark\n- \"b # no remark\"\n",
	} {
		var quick, full shape
		if err := Plain([]byte(s), &quick); err != nil {
			t.Errorf("%q is outside of the plain subset", s)
		}
		if err := yaml.UnmarshalWithOptions([]byte(s), &full, yaml.Strict()); err != nil {
			t.Errorf("%q: %v", s, err)
		}
		if !reflect.DeepEqual(quick, full) {
			t.Errorf("%q: %+v, and by the full parser %+v", s, quick, full)
		}
	}
}

// TestDecodeExplains: a misspelt field, and one that stands twice, are errors.
func TestDecodeExplains(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"aa: b\n", "a: b\na: c\n", "many: [{x: 1}]\n"} {
		if err := Decode([]byte(s), &shape{}); err == nil {
			t.Errorf("%q is read", s)
		}
	}
}

// TestPlainYAMLRefuses what is beyond it, so that the full parser decides.
func TestPlainYAMLRefuses(t *testing.T) {
	for _, s := range []string{"", "a: |\n  b", "a: 'b'", "a: b: c", "a: [b", "a: *b", "\ta: b", "a: \"b\\n\"", "a:\n", "a: {b c}", "a: [b, {c]", "a: b\n   c: d"} {
		if n, err := readPlain(s); err == nil {
			t.Errorf("%q is read as %+v", s, n)
		}
	}
}

// FuzzPlainYAML: nothing makes the quick reader panic.
func FuzzPlainYAML(f *testing.F) {
	for _, s := range []string{"analytes:\n  - key: a\n    units: [b, \"c\"]\n    intervals: [{from: 0d, low: 1}]\n", "- a", "a: [", "a:\n- b: c\n  d: e", "sources: []"} {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, s string) {
		n, err := readPlain(s)
		if err == nil {
			var d shape
			_ = assign(n, reflect.ValueOf(&d).Elem(), map[reflect.Type]map[string][]int{})
		}
	})
}
