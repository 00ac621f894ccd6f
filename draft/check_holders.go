package draft

import (
	"slices"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// holders tests each placeholder: that the facts fill it, that the sentence rests on it, that it belongs to what is
// spoken of at its place, and that the words before it fit what it is.
func (s *sentenceCheck) holders() {
	seen := map[string]bool{}
	book := books[s.c.d.Lang]
	for i := range s.bound.items {
		h := s.bound.items[i].holder
		if h == nil {
			continue
		}
		if fill(s.c.f, s.s, h, s.pieces, book) == "" {
			s.refuse("placeholder", "the facts have nothing for %s", h)
			continue
		}
		switch h.space {
		case nsFinding:
			s.findingHolder(i, h)
		case nsMedicine, nsProblem:
			s.chartHolder(i, h)
			if seen[h.String()] {
				s.refuse("placeholder", "%s stands twice", h)
			}
			seen[h.String()] = true
		case nsDose, nsAllergy, nsNotice, nsScore, nsDue, nsTarget, nsPlan:
			s.personHolder(i, h)
		case nsFollowUp:
			s.followUpHolder(i, h)
		case nsCount:
			s.countHolder(i, h)
		case nsReport:
			if s.c.d.Audience == Patient {
				s.refuse("advice", "%s is written for the doctor", h)
			}
			if !s.near(i, clUnread) {
				s.refuse("placeholder", "%s is why a report needs reading, and nothing else", h)
			}
		}
	}
}

func (s *sentenceCheck) findingHolder(i int, h *placeholder) {
	n := s.c.index(h.ref)
	if !slices.Contains(s.ground, n) {
		s.refuse("ground", "%s is not among what the sentence rests on", h)
		return
	}
	if s.c.d.Audience == Patient && s.finding(n).Kind == medicine.PatternFinding {
		s.refuse("diagnosis", "a patient's text names no consideration (%s)", h.ref)
	}
	if s.c.d.Audience == Patient && h.field == "why" {
		s.refuse("advice", "%s is written for the doctor", h)
	}
	b := &s.bound
	switch h.field {
	case "name", "plain", "about":
		if s.namedTwice(i, n) {
			s.refuse("placeholder", "%s stands twice in one list", h)
		}
		return
	case "date", "ago", "why":
		s.shared(i, n, h)
		if h.field != "why" && !s.comparesAt(i) {
			s.refuse("date", "%s: the facts know that day for a comparison, and none is told", h)
		}
	default:
		if b.latest[i] >= 0 && b.latest[i] != n || b.latest[i] < 0 && len(s.ground) > 1 {
			s.refuse("binding", "%s stands where another finding is spoken of", h)
		}
	}
	s.role(i, h)
}

// namedTwice says that item i names a finding that its list has already named.
func (s *sentenceCheck) namedTwice(i, n int) bool {
	b := &s.bound
	for j := i - 1; j >= 0 && b.group[j] == b.group[i]; j-- {
		if slices.Contains(b.named[j], n) {
			return len(b.groups[b.group[i]]) > 1 && b.clause[j] == b.clause[i] || j > 0 && i-j <= 2
		}
	}
	return false
}

// shared: a date or a reason may stand for a whole list, when it is the same for all.
func (s *sentenceCheck) shared(i, n int, h *placeholder) {
	about := s.ground
	if g := s.bound.group[i]; g >= 0 {
		about = s.bound.groups[g]
	}
	book := books[s.c.d.Lang]
	want := fillFinding(s.c.f, s.finding(n), h.field, book)
	if !slices.Contains(about, n) {
		s.refuse("binding", "%s stands where another finding is spoken of", h)
		return
	}
	for _, other := range about {
		if fillFinding(s.c.f, s.finding(other), h.field, book) != want {
			s.refuse("binding", "%s does not hold of %s", h, s.finding(other).ID)
		}
	}
}

// role refuses a placeholder where the words before it announce another: "from {{x.value}}", "range {{x.previous}}".
func (s *sentenceCheck) role(i int, h *placeholder) {
	before := s.before(i)
	announced := func(c class) bool { return before != nil && before.class&c != 0 }
	from := before != nil && strings.HasSuffix(before.text, " from")
	fits := true
	switch h.field {
	case "value", "comparable":
		fits = !announced(clPrevious|clRangeWord|clSince|clEarlier) && !from && !s.afterOrigin(i) && !s.afterDate(i)
		fits = fits && !s.directlyAfter(i, "range", "of")
		if announced(clPrevious) && (before.text == "was" || before.text == "were") && !s.dated(i) {
			fits = true
		}
	case "previous":
		fits = announced(clPrevious) || from
	case "interval":
		fits = announced(clRangeWord) || s.afterOrigin(i) || announced(clNormal|clHigh|clLow|clOut) && s.opens(i)
		fits = fits || before != nil && containsAny(before.text, "range", "范围")
		fits = fits && !s.directlyAfter(i, "", "at")
	case "origin":
		fits = s.opens(i) || announced(clRangeWord)
	case "date":
		fits = (announced(clSince) || announced(clPrevious)) && !s.dateOfValue(i)
	case "ago":
		fits = s.opens(i)
	case "change":
		fits = before != nil && (before.text == "by" || before.text == "了")
	case "slope":
		fits = announced(clSlopeUp | clSlopeDown)
	case "points", "due":
		fits = s.opens(i)
	case "since":
		fits = announced(clSince)
	case "for", "against":
		fits = s.afterColon(i) && i > 1 && (s.bound.items[i-2].text == h.field || s.bound.items[i-2].text == evidenceWords[h.field])
	case "settle", "next":
		fits = s.afterColon(i)
	case "why":
		fits = s.afterColon(i) || before != nil && (before.text == "because" || before.text == "原因")
	}
	if !fits {
		s.refuse("role", "the words before %s announce something else", h)
	}
}

// evidenceWords announce, in Chinese, what speaks for a pattern and against it; in English the field's own name does.
var evidenceWords = map[string]string{"for": "支持", "against": "不支持"}

// directlyAfter says that item i stands directly behind a word, and that one behind an item that ends with another.
func (s *sentenceCheck) directlyAfter(i int, before, word string) bool {
	return i > 0 && s.bound.items[i-1].text == word && (before == "" || i > 1 && strings.HasSuffix(s.bound.items[i-2].text, before))
}

// passable words may stand between a placeholder and the word that announces it.
var passable = map[string]bool{"of": true, "value": true, "result": true, "the": true, "a": true, "an": true, "it": true,
	"about": true, "为": true, "是": true, "(": true, "（": true, "“": true, "\"": true, "at": true, "usual": true, "结果": true}

// before is the item before item i that says what is to come; nil at the start, or after a placeholder.
func (s *sentenceCheck) before(i int) *item {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		it := &s.bound.items[j]
		if it.kind == tokHolder {
			return nil
		}
		if !passable[it.text] {
			return it
		}
	}
	return nil
}

func (s *sentenceCheck) afterOrigin(i int) bool {
	return i > 0 && s.bound.items[i-1].holder != nil && s.bound.items[i-1].holder.field == "origin"
}

// dateOfValue says that the date at item i is told of the present value: "{{x.value}} on {{x.date}}".
func (s *sentenceCheck) dateOfValue(i int) bool {
	if i < 2 || s.bound.items[i-2].holder == nil || s.bound.items[i-1].text == "since" || s.bound.items[i-1].text == "自" {
		return false
	}
	field := s.bound.items[i-2].holder.field
	return field == "value" || field == "comparable"
}

// comparesAt says that the full sentence of item i compares with an earlier value: it shows that value, or tells a change.
// A line through many values has a beginning of its own.
func (s *sentenceCheck) comparesAt(i int) bool {
	compares := false
	for j := range s.bound.items {
		if s.bound.stop[j] != s.bound.stop[i] {
			continue
		}
		it := &s.bound.items[j]
		if it.class&(clSlopeUp|clSlopeDown) != 0 {
			return false
		}
		compares = compares || it.class&(clRising|clFalling|clSteady|clBetter|clWorse|clSignificant) != 0 ||
			it.holder != nil && (it.holder.field == "previous" || it.holder.field == "change")
	}
	return compares
}

// afterDate says that item i stands in brackets behind a date: there only how long ago may stand.
func (s *sentenceCheck) afterDate(i int) bool {
	return s.opens(i) && i > 1 && s.bound.items[i-2].holder != nil && s.bound.items[i-2].holder.field == "date"
}

func (s *sentenceCheck) opens(i int) bool {
	return i > 0 && (s.bound.items[i-1].text == "(" || s.bound.items[i-1].text == "（")
}

func (s *sentenceCheck) afterColon(i int) bool {
	return i > 0 && (s.bound.items[i-1].text == ":" || s.bound.items[i-1].text == "：")
}

// dated says that a date stands in the same full sentence.
func (s *sentenceCheck) dated(i int) bool {
	for j := range s.bound.items {
		h := s.bound.items[j].holder
		if h != nil && (h.field == "date" || h.field == "ago") && s.bound.stop[j] == s.bound.stop[i] {
			return true
		}
	}
	return false
}

func (s *sentenceCheck) followUpHolder(i int, h *placeholder) {
	if !slices.Contains(s.s.FollowUps, h.ref) {
		s.refuse("ground", "%s is not among what the sentence rests on", h)
		return
	}
	if h.field != "due" {
		if s.c.d.Audience == Patient {
			s.refuse("advice", "%s is written for the doctor", h)
		}
		return
	}
	for j := i - 1; j >= 0; j-- {
		if t := s.bound.items[j].holder; t != nil && t.space == nsFollowUp && t.field == "title" {
			if t.ref != h.ref {
				s.refuse("binding", "%s stands behind another follow-up", h)
			}
			return
		}
	}
	if len(s.s.FollowUps) > 1 {
		s.refuse("binding", "%s: it is not told which follow-up", h)
	}
	s.dueNames(h)
}

// dueNames: a sentence that gives a follow-up's time without its title must not name a test it does not await.
func (s *sentenceCheck) dueNames(h *placeholder) {
	u := s.c.f.followUp(h.ref)
	for j := range s.bound.items {
		for _, n := range s.bound.named[j] {
			if fd := s.finding(n); u.Awaits != "" && fd.Analyte != u.Awaits || !slices.Contains(u.Findings, fd.ID) {
				s.refuse("binding", "%s: the follow-up is not about %s", h, fd.ID)
			}
		}
	}
}

// countHolder: "{{count.others}} others", and "{{count.all}}" of all.
func (s *sentenceCheck) countHolder(i int, h *placeholder) {
	if h.field == "others" {
		if !s.near(i, clOther) {
			s.refuse("role", "%s counts the others, and they are not called so", h)
		}
		if len(s.unnamed()) == 0 {
			s.refuse("role", "%s: there are no others", h)
		}
		return
	}
	if s.near(i, clOther) && len(s.unnamed()) < len(s.ground) {
		s.refuse("role", "%s counts all, and not the others", h)
	}
}

// near says that a word of a class stands within two items.
func (s *sentenceCheck) near(i int, c class) bool {
	for j := max(0, i-2); j <= i+2 && j < len(s.bound.items); j++ {
		if s.bound.items[j].class&c != 0 {
			return true
		}
	}
	return false
}

// record keeps what the sentence names, for the rules on what may not be left out.
func (s *sentenceCheck) record() {
	first := SectionsOf(s.c.f.Kind, s.c.d.Audience)[0]
	for i := range s.bound.items {
		it := &s.bound.items[i]
		h := it.holder
		if h != nil && h.space == nsCount {
			continue
		}
		if h != nil && s.tells(h) {
			s.c.shown[h.ground()] = true
		}
		for _, n := range s.bound.named[i] {
			t := &s.c.told[n]
			t.named = true
			t.inFirst = t.inFirst || s.s.Section == first
		}
	}
	for _, key := range s.s.FollowUps {
		if s.c.d.Audience == Patient || strings.Contains(s.s.Text, "{{followup."+key+".title}}") {
			s.c.promised[key] = true
		}
	}
	if s.s.Section == Next && s.has(clNow) {
		for _, n := range s.ground {
			s.c.told[n].now = true
		}
	}
}

// tells says that a placeholder tells a thing of the person: a score by its value, the others by their name. Medicines and
// problems are told where chartHolder finds them told for themselves.
func (s *sentenceCheck) tells(h *placeholder) bool {
	switch h.space {
	case nsScore:
		return h.field == "value"
	case nsFinding, nsMedicine, nsProblem, nsDose:
		return false
	}
	return h.names() || h.space == nsNotice
}

// cover refuses a draft that leaves out what nobody may miss.
func (c *check) cover() {
	omit := func(detail string) { c.refusals = append(c.refusals, Refusal{-1, "omission", detail}) }
	owed := false // an answer today, to a patient who must not read why
	for i := range c.f.Interpretation.Findings {
		fd, t := &c.f.Interpretation.Findings[i], c.told[i]
		if fd.Kind == medicine.PatternFinding {
			switch grave := graverThanAbnormal(fd.Triage); {
			case c.d.Audience == Patient:
				owed = owed || grave
			case !t.named && !isCalm(fd.Triage):
				omit(fd.ID + " is left out")
			case grave && !t.inFirst:
				omit(fd.ID + " cannot wait and is not among the first")
			}
			continue
		}
		critical := isCritical(fd)
		switch {
		case fd.Flag == medicine.FlagNormal && isCalm(fd.Triage):
		case !t.named:
			omit(fd.ID + " is left out")
		case critical && !t.inFirst:
			omit(fd.ID + " is critical and not among the first")
		case critical && !t.critical && (c.d.Audience == Doctor || hasCriticalFlag(fd)):
			omit(fd.ID + " is critical and not told as such")
		case (critical || fd.Triage == medicine.TriageUrgent) && c.d.Audience == Patient && !t.now:
			omit(fd.ID + " needs an answer today and the patient is not told")
		}
	}
	if owed && !slices.ContainsFunc(c.told, func(t told) bool { return t.now }) {
		omit("something needs an answer today and the patient is not told")
	}
	for i, key := range c.keys {
		u := &c.f.Interpretation.FollowUps[i]
		if !c.promised[key] && (u.Critical || c.d.Audience == Doctor) {
			omit("follow-up " + key + " is left out")
		}
	}
	if c.f.ofPerson() {
		c.coverPerson(omit)
	}
	if len(c.d.Sentences) == 0 {
		omit("there is no text")
	}
}
