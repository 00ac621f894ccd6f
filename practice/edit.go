package practice

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/schema"
)

// Prose is a stored text as one piece; "" when it was withheld or never written.
func Prose(texts []schema.SummaryText, audience draft.Audience, lang draft.Lang) string {
	for _, t := range texts {
		if t.Audience != string(audience) || t.Lang != string(lang) {
			continue
		}
		words := make([]string, len(t.Sentences))
		for i, s := range t.Sentences {
			words[i] = s.Text
		}
		if lang == draft.Chinese {
			return strings.Join(words, "")
		}
		return strings.Join(words, " ")
	}
	return ""
}

// LangOf reads a language, in capitals or not; English when it is another one or none.
func LangOf(s string) draft.Lang {
	if strings.EqualFold(s, string(draft.Chinese)) {
		return draft.Chinese
	}
	return draft.English
}

// Edit is a piece of what was signed, against the draft.
type Edit struct {
	Kind EditKind
	Text string
}

// EditKind of an Edit.
type EditKind string

// Kinds of edit.
const (
	Kept     EditKind = "KEPT"
	Inserted EditKind = "INSERTED"
	Deleted  EditKind = "DELETED"
)

// Edits is what a person changed of a draft, in pieces that a reader can follow: the draft is what is kept and deleted, the
// signed text what is kept and inserted. None when nothing was changed: edited is empty then.
func Edits(written, edited string) []Edit {
	if edited == "" {
		return nil
	}
	var out []Edit
	for _, d := range difference(written, edited) {
		kind := Kept
		switch d.Type {
		case diffmatchpatch.DiffInsert:
			kind = Inserted
		case diffmatchpatch.DiffDelete:
			kind = Deleted
		case diffmatchpatch.DiffEqual:
		}
		out = append(out, Edit{kind, d.Text})
	}
	return out
}

// Distance is how many characters of a draft were inserted, deleted or replaced; 0 when edited is empty.
func Distance(written, edited string) int {
	if edited == "" {
		return 0
	}
	return diffmatchpatch.New().DiffLevenshtein(difference(written, edited))
}

func difference(before, after string) []diffmatchpatch.Diff {
	d := diffmatchpatch.New()
	return d.DiffCleanupSemantic(d.DiffMain(before, after, false))
}
