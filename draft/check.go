package draft

import (
	"fmt"
	"slices"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// Check refuses what the facts do not hold, whoever wrote it; empty: the draft passes. The rules are in
// docs/clinical/drafts.md. When in doubt it refuses: a refused draft costs the template's wording, a passed lie more.
func Check(f Facts, d Draft) []Refusal {
	x := lexicons[d.Lang]
	if x == nil {
		return []Refusal{{-1, "form", fmt.Sprintf("no lexicon for language %q", d.Lang)}}
	}
	if len(SectionsOf(f.Kind, d.Audience)) == 0 {
		return []Refusal{{-1, "form", fmt.Sprintf("no text of kind %q for audience %q", f.Kind, d.Audience)}}
	}
	if len(d.Sentences) > maxSentences {
		return []Refusal{{-1, "form", fmt.Sprintf("more than %d sentences", maxSentences)}}
	}
	c := newCheck(&f, &d, x)
	for i := range d.Sentences {
		c.sentence(i)
	}
	c.cover()
	return c.refusals
}

// check is one draft being checked.
type check struct {
	f        *Facts
	d        *Draft
	x        *lexicon
	keys     []string // of the follow-ups
	byID     map[string]int
	known    names   // names that the facts give their findings
	lines    [][]int // of each finding: the lines of tests.<lang>.txt that hold its name
	told     []told  // of each finding: what the draft says of it
	promised map[string]bool
	shown    map[string]bool // of a person: the grounds that a text names
	refusals []Refusal
}

// told is where a finding is named, for the rules on what may not be left out.
type told struct {
	named, inFirst, critical, now bool
}

func newCheck(f *Facts, d *Draft, x *lexicon) *check {
	findings := f.Interpretation.Findings
	c := &check{f: f, d: d, x: x, keys: FollowUpKeys(f.Interpretation), byID: make(map[string]int, len(findings)),
		lines: make([][]int, len(findings)), told: make([]told, len(findings)), promised: map[string]bool{}, shown: map[string]bool{}}
	c.known = make(names, 2*len(findings))
	for i := range findings {
		fd := &findings[i]
		c.byID[fd.ID] = i
		if p := fd.Pattern; p != nil {
			c.named(i, tokenTexts(either(p.Supports, p.SupportsZH, d.Lang)))
		}
		name := nameText(fd, d.Lang)
		c.named(i, tokenTexts(name))
		if fd.Label != name {
			c.named(i, tokenTexts(fd.Label))
		}
		for _, tokens := range books[d.Lang].analytes[fd.Analyte].tokens {
			c.named(i, tokens)
		}
	}
	return c
}

// named keeps a name of a finding, and the lines of tests.<lang>.txt that hold it.
func (c *check) named(i int, tokens []string) {
	if len(tokens) == 0 {
		return
	}
	c.known[tokens[0]] = append(c.known[tokens[0]], name{tokens, i})
	for _, line := range c.x.synonyms[strings.Join(tokens, " ")] {
		if !slices.Contains(c.lines[i], line) {
			c.lines[i] = append(c.lines[i], line)
		}
	}
}

func (c *check) index(id string) int {
	if i, ok := c.byID[id]; ok {
		return i
	}
	return -1
}

// sentenceCheck is one sentence being checked.
type sentenceCheck struct {
	c      *check
	n      int
	s      *Sentence
	pieces []piece
	ground []int // indexes of the findings it rests on
	bound  bound
	words  string // all that its ground says in words, for names that are allowed
}

func (c *check) sentence(n int) {
	s := &sentenceCheck{c: c, n: n, s: &c.d.Sentences[n]}
	if !s.form() || !s.grounds() {
		return
	}
	s.bound.items = c.x.scan(s.pieces, c.known)
	s.bind()
	s.tokens()
	s.tested()
	s.holders()
	s.claims()
	s.persons()
	s.actions()
	s.record()
}

func (s *sentenceCheck) refuse(rule, format string, args ...any) {
	s.c.refusals = append(s.c.refusals, Refusal{s.n, rule, fmt.Sprintf(format, args...)})
}

// Limits of a draft: no writer may stall the check. maxRunes is of a sentence with its placeholders not filled.
const (
	maxSentences = 300
	maxRunes     = 1500
)

func (s *sentenceCheck) form() bool {
	before := len(s.c.refusals)
	if !slices.Contains(SectionsOf(s.c.f.Kind, s.c.d.Audience), s.s.Section) {
		s.refuse("form", "no section %q for this audience", s.s.Section)
	}
	if strings.TrimSpace(s.s.Text) == "" {
		s.refuse("form", "no text")
	}
	if len([]rune(s.s.Text)) > maxRunes {
		s.refuse("form", "longer than %d characters", maxRunes)
	}
	pieces, ok := split(s.s.Text)
	if !ok {
		s.refuse("placeholder", "malformed placeholder")
	}
	s.pieces = pieces
	return len(s.c.refusals) == before
}

// grounds looks up what the sentence rests on. Only where the facts hold nothing may a sentence rest on nothing.
func (s *sentenceCheck) grounds() bool {
	before := len(s.c.refusals)
	in := &s.c.f.Interpretation
	if len(s.s.Findings)+len(s.s.FollowUps)+len(s.s.Grounds) == 0 && len(in.Findings)+len(in.FollowUps)+len(s.c.f.named()) > 0 {
		s.refuse("ground", "rests on nothing")
	}
	s.personGrounds()
	for _, id := range s.s.Findings {
		i := s.c.index(id)
		switch {
		case i < 0:
			s.refuse("ground", "no finding %q", id)
		case slices.Contains(s.ground, i):
			s.refuse("ground", "finding %q stands twice", id)
		default:
			s.ground = append(s.ground, i)
		}
	}
	for _, key := range s.s.FollowUps {
		if !slices.Contains(s.c.keys, key) {
			s.refuse("ground", "no follow-up %q", key)
		}
	}
	return len(s.c.refusals) == before
}

func (s *sentenceCheck) finding(i int) *medicine.Finding { return &s.c.f.Interpretation.Findings[i] }

// says is, in lower case, all words that the sentence's ground holds: names of tests, of the medicines and problems
// they touch, titles of its follow-ups.
func (s *sentenceCheck) says() string {
	if s.words != "" {
		return s.words
	}
	var out strings.Builder
	add := func(text string) {
		out.WriteByte(' ')
		for _, t := range tokenTexts(text) {
			out.WriteString(t)
			if !isHan(rune0(t)) {
				out.WriteByte(' ')
			}
		}
	}
	for _, i := range s.ground {
		fd := s.finding(i)
		if fd.Kind == medicine.PatternFinding && s.c.d.Audience == Patient {
			continue // a patient's text names no consideration, not even a word of it
		}
		add(fd.Label)
		add(fd.LabelZH)
		add(books[s.c.d.Lang].analytes[fd.Analyte].plain)
		for _, id := range fd.Relevant {
			if m := s.c.f.medication(id); m != nil {
				add(m.Label)
			} else if p := s.c.f.problem(id); p != nil {
				add(p.Label)
			}
		}
	}
	for _, h := range s.c.f.named() {
		if s.restsOn(&h) && h.space != nsPlan && h.space != nsNotice {
			add(fillPerson(s.c.f, &h, books[s.c.d.Lang]))
			add(fillChartName(s.c.f, &h))
		}
	}
	for _, key := range s.s.FollowUps {
		u := s.c.f.followUp(key)
		add(u.Title)
		add(u.TitleZH)
	}
	s.words = out.String() + " "
	return s.words
}

// grounded says that the ground holds a word or phrase.
func (s *sentenceCheck) grounded(text string) bool {
	if isHan(rune0(text)) {
		return strings.Contains(s.says(), text)
	}
	return strings.Contains(s.says(), " "+text+" ")
}
