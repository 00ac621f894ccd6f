package eval

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/famulus-health/famulus/draft"
)

//go:embed cases/set/*.txt
var builtIn embed.FS

// BuiltIn are the cases that come with Famulus: reports of every triage, and drafts of every kind on a person.
func BuiltIn() ([]Case, error) {
	sub, err := fs.Sub(builtIn, "cases/set")
	if err != nil {
		return nil, err
	}
	return ReadCases(sub)
}

// ReadCases reads a folder of cases: each .txt or .golden file is one set of facts in short form (see Parse), up to the
// first line that begins with "---".
func ReadCases(folder fs.FS) ([]Case, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, e := range entries {
		ext := path.Ext(e.Name())
		if e.IsDir() || ext != ".txt" && ext != ".golden" {
			continue
		}
		data, err := fs.ReadFile(folder, e.Name())
		if err != nil {
			return nil, err
		}
		text, _, _ := strings.Cut("\n"+string(data), "\n---")
		facts, err := Parse(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		cases = append(cases, Case{Name: strings.TrimSuffix(e.Name(), ext), Facts: facts})
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("no .txt or .golden file among the cases")
	}
	return cases, nil
}

// text is one of the texts that a case asks for.
type text struct {
	audience draft.Audience
	lang     draft.Lang
}

// texts are all that a case asks for: for both readers where the kind has them, in every language.
func (c *Case) texts() []text {
	var all []text
	for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
		if len(draft.SectionsOf(c.Facts.Kind, a)) == 0 {
			continue
		}
		for _, l := range draft.Langs {
			all = append(all, text{a, l})
		}
	}
	return all
}
