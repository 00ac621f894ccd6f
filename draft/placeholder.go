package draft

import (
	"slices"
	"strings"
)

// The namespaces of placeholders; anything else before the last dot is a finding's id.
const (
	nsFollowUp = "followup" // {{followup.<key>.title}}, {{followup.<key>.due}}
	nsMedicine = "medicine" // {{medicine.<id>}}
	nsProblem  = "problem"  // {{problem.<id>}}
	nsCount    = "count"    // {{count.all}}, {{count.others}}: of the sentence's findings
	nsPerson   = "person"   // {{person.age}}
	nsReport   = "report"   // {{report.why}}: why the report as a whole must be read
	nsFinding  = "finding"  // {{<id>.value}}

	nsDose    = "dose"    // {{dose.<id of a medicine>}}
	nsAllergy = "allergy" // {{allergy.<id>}}
	nsNotice  = "notice"  // {{notice.<key>}}
	nsScore   = "score"   // {{score.<key>.value}}
	nsDue     = "due"     // {{due.<key>.title}}, {{due.<key>.when}}
	nsTarget  = "target"  // {{target.<key>.goal}}
	nsPlan    = "plan"    // {{plan.<key>.text}}, {{plan.<key>.by}}; the key "title" is the plan's own
)

// chartFields are the namespaces of what is no finding, with what may be asked of each; none: the thing itself.
var chartFields = map[string][]string{
	nsMedicine: nil, nsProblem: nil, nsDose: nil, nsAllergy: nil, nsNotice: nil,
	nsFollowUp: {"title", "due"},
	nsScore:    {"name", "value", "horizon", "category", "note"},
	nsDue:      {"title", "when"},
	nsTarget:   {"name", "value", "goal"},
	nsPlan:     {"text", "by"},
}

// findingFields are what may be asked of a finding.
var findingFields = map[string]bool{
	"name": true, "plain": true, "about": true, "value": true, "interval": true, "origin": true, "previous": true,
	"comparable": true, "change": true, "date": true, "ago": true, "why": true,
	"slope": true, "points": true, "since": true, // of a series
	"for": true, "against": true, "settle": true, "next": true, "due": true, // of a pattern
}

// placeholder is one {{...}} of a text.
type placeholder struct {
	space string // one of the namespaces
	ref   string // id, key, or "" for count and person
	field string
}

// piece is a stretch of a sentence: either plain text, or a placeholder.
type piece struct {
	text   string
	holder *placeholder
}

// split cuts a text at its placeholders; ok is false when braces do not match or a placeholder has no known form.
func split(text string) (pieces []piece, ok bool) {
	ok = true
	pieces = make([]piece, 0, 2*strings.Count(text, "{{")+1)
	for text != "" {
		open := strings.Index(text, "{{")
		if open < 0 {
			return append(pieces, piece{text: text}), ok && !strings.Contains(text, "}}")
		}
		if open > 0 {
			if strings.Contains(text[:open], "}}") {
				ok = false
			}
			pieces = append(pieces, piece{text: text[:open]})
		}
		end := strings.Index(text[open:], "}}")
		if end < 0 {
			return append(pieces, piece{text: text[open:]}), false
		}
		h, good := parsePlaceholder(text[open+2 : open+end])
		if !good {
			ok = false
			pieces = append(pieces, piece{text: text[open : open+end+2]})
		} else {
			pieces = append(pieces, piece{holder: &h})
		}
		text = text[open+end+2:]
	}
	return pieces, ok
}

func parsePlaceholder(s string) (placeholder, bool) {
	first, last := strings.IndexByte(s, '.'), strings.LastIndexByte(s, '.')
	if first <= 0 || last == len(s)-1 || strings.ContainsAny(s, "{} \n\t") {
		return placeholder{}, false
	}
	if fields, is := chartFields[s[:first]]; is {
		if fields == nil {
			return placeholder{space: s[:first], ref: s[first+1:]}, true
		}
		if first == last {
			return placeholder{}, false
		}
		field := s[last+1:]
		return placeholder{space: s[:first], ref: s[first+1 : last], field: field}, slices.Contains(fields, field)
	}
	switch s[:first] {
	case nsCount:
		field := s[first+1:]
		return placeholder{space: nsCount, field: field}, field == "all" || field == "others"
	case nsReport:
		return placeholder{space: nsReport, field: s[first+1:]}, s[first+1:] == "why"
	case nsPerson:
		return placeholder{space: nsPerson, field: s[first+1:]}, s[first+1:] == "age"
	}
	field := s[last+1:]
	return placeholder{space: nsFinding, ref: s[:last], field: field}, findingFields[field]
}

// String is the placeholder as written in a text.
func (p placeholder) String() string {
	switch fields, is := chartFields[p.space]; {
	case p.space == nsFinding:
		return "{{" + p.ref + "." + p.field + "}}"
	case is && fields == nil:
		return "{{" + p.space + "." + p.ref + "}}"
	case is:
		return "{{" + p.space + "." + p.ref + "." + p.field + "}}"
	}
	return "{{" + p.space + "." + p.field + "}}"
}

// ground is what a sentence must rest on to hold the placeholder, as Sentence.Grounds names it.
func (p placeholder) ground() string {
	if p.space == nsDose {
		return nsMedicine + "." + p.ref
	}
	return p.space + "." + p.ref
}

// names says that the placeholder shows what something is called; the others of its namespace tell of what was named last.
func (p placeholder) names() bool {
	switch p.space {
	case nsMedicine, nsProblem, nsAllergy:
		return true
	case nsFinding:
		return p.field == "name" || p.field == "plain" || p.field == "about"
	}
	return p.field == "name" || p.field == "title" || p.field == "text"
}
