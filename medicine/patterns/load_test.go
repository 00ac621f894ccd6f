package patterns

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/famulus-health/famulus/medicine/internal/plainyaml"
	"github.com/famulus-health/famulus/medicine/labs"
)

// whole is a pattern without fault; each refusal below breaks one line of it.
const whole = `patterns:
  - key: iron
    tests: [ferritin]
    when:
      - value("ferritin") < 30
    supports: Iron deficiency
    supports_zh: 缺铁
    for:
      - text: Ferritin {ferritin}
        text_zh: 铁蛋白 {ferritin}
    next: Ask about diet
    next_zh: 询问饮食
    due: 2w
    sources: [nice-cks-ida]
`

func load(text string) error {
	_, err := Load(fstest.MapFS{"iron.yaml": {Data: []byte(text)}}, labs.Default())
	return err
}

// TestLoadRefuses: what is wrong is told with file, pattern and field; of a condition, with CEL's words and the place.
func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	if err := load(whole); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ line, instead, says string }{
		{`value("ferritin") < 30`, `value("feritin") < 30`, `iron.yaml: iron: when, line 1: ERROR: <input>:1:7: value: there is no test "feritin"`},
		{`value("ferritin") < 30`, `value("ferritin") + 30.0`, "a yes or no is needed"},
		{`value("ferritin") < 30`, `value("ferritin" < 30`, "Syntax error"},
		{`value("ferritin") < 30`, `vlaue("ferritin") < 30`, "undeclared reference to 'vlaue'"},
		{`value("ferritin") < 30`, `value("ferritin") < "30"`, "no matching overload"},
		{`value("ferritin") < 30`, `30 > value("ferritin")`, "the test stands on the left"},
		{`value("ferritin") < 30`, `latest("ferritin", 90) < 30`, "a time is written days(n)"},
		{`value("ferritin") < 30`, `latest("ferritin") < 30`, `another number of arguments: latest("test", days(n))`},
		{`value("ferritin") < 30`, `latest("ferritin", days(0)) < 30`, "days needs a whole number"},
		{`value("ferritin") < 30`, `held("ferritin", "=", 30, months(3))`, `one of "<", "<=", ">", ">="`},
		{`value("ferritin") < 30`, `value("ferritin") < 30 && on("statins")`, `no class of medicines "statins"`},
		{`value("ferritin") < 30`, `value("ferritin") < 30 && has("ironic")`, `no class of problems "ironic"`},
		{`value("ferritin") < 30`, `value("ferritin") < 30 && low(ferritin)`, "a name in double quotes"},
		{`tests: [ferritin]`, `tests: [feritin]`, `iron.yaml: iron: tests: there is no test "feritin"`},
		{`key: iron`, `key: Iron`, "a key is small letters"},
		{`    supports_zh: 缺铁` + "\n", ``, "needs supports and supports_zh"},
		{`due: 2w`, `due: soon`, `"soon" is no time`},
		{`due: 2w`, `due: 2w` + "\n    triage: BAD", `"BAD" is none of`},
		{`due: 2w`, `due: 2w` + "\n    triage: NEEDS_READING", "is none of"},
		{`due: 2w`, `due: 2w` + "\n    awaits: [ferritin]", "settle does not say what for"},
		{`due: 2w`, `due: 2w` + "\n    task: true", "only a pattern with triage NORMAL"},
		{`due: 2w`, `due: 2w` + "\n    unless: [gold]", `"gold" is no other pattern`},
		{`due: 2w`, `due: 2w` + "\n    hurry: 2w", "hurry"},
		{`[nice-cks-ida]`, `[my-aunt]`, `source "my-aunt" is not cited`},
		{`text: Ferritin {ferritin}`, `text: MCV {mcv}`, "{mcv} is not asked about"},
		{`text: Ferritin {ferritin}`, `text: Ferritin {ferritin.colour}`, "is neither a test"},
		{`text: Ferritin {ferritin}`, `text: "Ferritin {ferritin"`, "is not closed"},
		{`text: Ferritin {ferritin}`, `text: On {medicines}`, "{medicines} needs on(...)"},
		{`text: Ferritin {ferritin}`, `text: Ferritin is low`, "rests on nothing"},
		{`text_zh: 铁蛋白 {ferritin}`, `when: low("ferritin")`, "needs text and text_zh"},
		{`    next: Ask`, "    against:\n      - text: Ferritin {ferritin}\n        text_zh: 铁蛋白 {ferritin}\n    next: Ask", "it needs a condition of its own"},
	} {
		if !strings.Contains(whole, c.line) {
			t.Fatalf("%q is not in the pattern", c.line)
		}
		if err := load(strings.Replace(whole, c.line, c.instead, 1)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; expected %q", c.instead, err, c.says)
		}
	}
}

func files(t *testing.T) map[string][]byte {
	t.Helper()
	names, err := fs.Glob(embedded, "data/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, n := range names {
		if all[n], err = embedded.ReadFile(n); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestPlainYAML: the files stay in the plain part of YAML, which is read at once, and both readers read the same.
func TestPlainYAML(t *testing.T) {
	t.Parallel()
	for name, text := range files(t) {
		var quick, full fileData
		if err := plainyaml.Plain(text, &quick); err != nil {
			t.Errorf("%s is outside of the plain subset", name)
		}
		if err := plainyaml.Full(text, &full); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(quick, full) {
			t.Errorf("%s is read differently", name)
		}
	}
}

// TestRuleSet: stored interpretations keep the name of what they were made with, so changed data must have another name.
func TestRuleSet(t *testing.T) {
	t.Parallel()
	if want := labs.RuleSet + "," + RuleSet; Default().RuleSet != want {
		t.Errorf("the data changed: it is %q now; set RuleSet in version.go", Default().RuleSet)
	}
}

// TestDocumented: every pattern is listed in the clinicians' page, and every source is used.
func TestDocumented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "clinical", "patterns.md"))
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, p := range Default().Patterns() {
		if !strings.Contains(string(page), "`"+p.Key+"`") {
			t.Errorf("docs/clinical/patterns.md does not list `%s`: %s", p.Key, p.Supports)
		}
		for _, s := range p.Sources {
			used[s] = true
		}
	}
	for key := range Default().sources {
		if !used[key] {
			t.Errorf("source %s is used by no pattern", key)
		}
	}
	for word := range words {
		if !strings.Contains(string(page), "`"+word+"(") {
			t.Errorf("docs/clinical/patterns.md does not explain %s", word)
		}
	}
}
