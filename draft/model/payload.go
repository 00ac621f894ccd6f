package model

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
)

// payload is the user's message: all that a model is told of the facts.
type payload struct {
	Kind         draft.Kind          `json:"kind"`
	Audience     draft.Audience      `json:"audience"`
	Language     draft.Lang          `json:"language"`
	Sections     []draft.Section     `json:"sections"`
	AgeYears     int                 `json:"ageYears"` // -1 unknown
	Sex          medicine.Sex        `json:"sex"`
	Triage       medicine.Triage     `json:"triage"`
	Findings     []finding           `json:"findings"`
	FollowUps    []followUp          `json:"followUps"`
	Grounds      []string            `json:"grounds"`
	Placeholders map[string]string   `json:"placeholders"`
	Words        []string            `json:"words"`
	Claims       map[string][]string `json:"claims"`
	Example      []draft.Sentence    `json:"example"`
}

type finding struct {
	ID          string               `json:"id"`
	Kind        medicine.FindingKind `json:"kind"`
	Flag        medicine.Flag        `json:"flag"`
	Triage      medicine.Triage      `json:"triage"`
	Change      medicine.Direction   `json:"change,omitempty"`
	Significant bool                 `json:"significant,omitempty"`
	First       bool                 `json:"first,omitempty"`
	Slope       string               `json:"slope,omitempty"` // UP or DOWN
	Touches     []string             `json:"touches,omitempty"`
}

type followUp struct {
	Key      string   `json:"key"`
	Findings []string `json:"findings,omitempty"`
	Critical bool     `json:"critical,omitempty"`
}

// aliases stand for ids that came from outside or from the database, so that none of them leaves the house, and a model
// has short ones to copy.
type aliases struct {
	out map[string]string // id -> alias
}

// newAliases names problems p1, p2 ..., medicines m1 ..., allergies a1 ..., the items of a plan g1 ..., and findings whose
// id was made of a label f1 .... Ids from the catalogue of tests and patterns stay.
func newAliases(f *draft.Facts) *aliases {
	a := &aliases{out: map[string]string{}}
	name := func(prefix string, n int, id string) { a.out[id] = prefix + strconv.Itoa(n+1) }
	for i, fd := range f.Interpretation.Findings {
		if fd.Analyte == "" && fd.Kind != medicine.PatternFinding {
			name("f", i, fd.ID)
		}
	}
	for i := range f.Problems {
		name("p", i, f.Problems[i].ID)
	}
	for i := range f.Medications {
		name("m", i, f.Medications[i].ID)
	}
	for i := range f.Allergies {
		name("a", i, f.Allergies[i].ID)
	}
	if f.About.Plan != nil {
		for i, item := range f.About.Plan.Items {
			name("g", i, item.Key)
		}
	}
	return a
}

// id is what a model is told instead of an id.
func (a *aliases) id(id string) string {
	if alias, ok := a.out[id]; ok {
		return alias
	}
	return id
}

// ids translates a list.
func (a *aliases) ids(list []string) []string {
	out := make([]string, 0, len(list))
	for _, id := range list {
		out = append(out, a.id(id))
	}
	return out
}

// names are the first parts of placeholders and grounds that an id of the chart follows.
var names = map[string]bool{"problem": true, "medicine": true, "dose": true, "allergy": true, "plan": true}

// dotted translates the inside of a placeholder, or a ground, by a table: "medicine.prd_01H" to "medicine.m1",
// "serum_rhubarb.value" to "f1.value".
func dotted(s string, table map[string]string) string {
	first, rest, found := strings.Cut(s, ".")
	if !found {
		return s
	}
	if names[first] {
		id, field := rest, ""
		if first == "plan" {
			if at := strings.LastIndexByte(rest, '.'); at >= 0 {
				id, field = rest[:at], rest[at:]
			}
		}
		if to, ok := table[id]; ok {
			return first + "." + to + field
		}
		return s
	}
	at := strings.LastIndexByte(s, '.')
	if to, ok := table[s[:at]]; ok {
		return to + s[at:]
	}
	return s
}

// translate translates every placeholder of a text.
func translate(text string, table map[string]string) string {
	var out strings.Builder
	for {
		open := strings.Index(text, "{{")
		if open < 0 {
			break
		}
		end := strings.Index(text[open:], "}}")
		if end < 0 {
			break
		}
		out.WriteString(text[:open+2])
		out.WriteString(dotted(text[open+2:open+end], table))
		out.WriteString("}}")
		text = text[open+end+2:]
	}
	out.WriteString(text)
	return out.String()
}

// back is the table from aliases to ids.
func (a *aliases) back() map[string]string {
	table := map[string]string{}
	for id, alias := range a.out {
		table[alias] = id
	}
	return table
}

// sentence translates a sentence by a table.
func sentence(s draft.Sentence, table map[string]string) draft.Sentence {
	each := func(list []string, to func(string) string) []string {
		var out []string
		for _, x := range list {
			out = append(out, to(x))
		}
		return out
	}
	s.Text = translate(s.Text, table)
	s.Findings = each(s.Findings, func(id string) string {
		if to, ok := table[id]; ok {
			return to
		}
		return id
	})
	s.Grounds = each(s.Grounds, func(g string) string { return dotted(g, table) })
	return s
}

// message is the payload of facts that went through Facts.Without, as JSON. No date is in it: where a placeholder shows
// one, a model is told that it does.
func message(f *draft.Facts, a draft.Audience, l draft.Lang, example draft.Draft) ([]byte, *aliases, error) {
	names := newAliases(f)
	p := payload{Kind: f.Kind, Audience: a, Language: l, Sections: draft.SectionsOf(f.Kind, a), AgeYears: f.AgeYears, Sex: f.Sex,
		Triage: f.Interpretation.Triage, Findings: []finding{}, FollowUps: []followUp{}, Placeholders: map[string]string{},
		Words: draft.Vocabulary(l), Claims: draft.ClaimWords(l)}
	for i := range f.Interpretation.Findings {
		p.Findings = append(p.Findings, findingOf(&f.Interpretation.Findings[i], names))
	}
	keys := draft.FollowUpKeys(f.Interpretation)
	for i, u := range f.Interpretation.FollowUps {
		p.FollowUps = append(p.FollowUps, followUp{keys[i], names.ids(u.Findings), u.Critical})
	}
	for _, s := range draft.Placeholders(*f, a, l) {
		text := s.Text
		if s.Day {
			text = "(a date)"
		}
		p.Placeholders[translate(s.Holder, names.out)] = draft.Scrub(text)
	}
	grounds := map[string]bool{}
	for _, s := range example.Sentences {
		p.Example = append(p.Example, sentence(s, names.out))
		for _, g := range s.Grounds {
			grounds[dotted(g, names.out)] = true
		}
	}
	p.Grounds = slices.Sorted(maps.Keys(grounds))
	data, err := json.Marshal(p)
	return data, names, err
}

func findingOf(fd *medicine.Finding, names *aliases) finding {
	out := finding{ID: names.id(fd.ID), Kind: fd.Kind, Flag: fd.Flag, Triage: fd.Triage, First: fd.First, Touches: names.ids(fd.Relevant)}
	if fd.Change != nil {
		out.Change, out.Significant = fd.Change.Direction, fd.Change.Significant
	}
	if fd.Slope != nil && fd.Slope.PerYear > 0 {
		out.Slope = "UP"
	} else if fd.Slope != nil && fd.Slope.PerYear < 0 {
		out.Slope = "DOWN"
	}
	return out
}
