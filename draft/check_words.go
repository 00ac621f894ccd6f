package draft

import (
	"unicode"

	"github.com/famulus-health/famulus/medicine"
)

// tokens refuses what may not stand in a text at all: digits, number words, units, dates, drugs, tests, diagnoses and
// parts of the body that the ground does not hold, markup, and names.
func (s *sentenceCheck) tokens() {
	for i := range s.bound.items {
		it := &s.bound.items[i]
		switch it.kind {
		case tokHolder:
			continue
		case tokDigit:
			s.refuse("digit", "a digit outside a placeholder: %q", it.text)
			continue
		case tokBad:
			s.refuse("form", "%q has no place in a draft", it.text)
			continue
		case tokPunct:
			if it.text == "%" || it.text == "‰" {
				s.refuse("unit", "%q outside a placeholder", it.text)
			}
			continue
		}
		s.vocabulary(i)
		s.script(it)
	}
}

// listed are the classes that only a placeholder may bring in, or the ground's own words where they may.
var listed = []struct {
	class  class
	rule   string
	ground bool
}{
	{clNumber, "number", false}, {clUnit, "unit", false}, {clTime, "date", false},
	{clDrug, "drug", true}, {clDiagnosis, "diagnosis", true}, {clBody, "body", true},
}

func (s *sentenceCheck) vocabulary(i int) {
	it := &s.bound.items[i]
	if it.class&clNeutral != 0 {
		return
	}
	if it.class == 0 && !s.grounded(it.text) {
		s.refuse("unknown", "%q is no word that the check knows", it.raw)
	}
	for _, l := range listed {
		if it.class&l.class != 0 && (!l.ground || !s.grounded(it.text)) {
			s.refuse(l.rule, "%q is not in what the sentence rests on", it.text)
		}
	}
	if it.class&clTest != 0 && len(s.bound.named[i]) == 0 && !s.grounded(it.text) {
		s.refuse("test", "%q is not in what the sentence rests on", it.text)
	}
	if it.class&clNegation != 0 {
		s.refuse("negation", "%q denies what the facts do not deny", it.text)
	}
	if it.class&clCause != 0 && !s.has(clHedge) && !s.whyFollows(i) {
		s.refuse("cause", "%q: the facts hold no cause", it.text)
	}
	if it.class&clEllipsis != 0 {
		s.refuse("binding", "%q: it is not told what is claimed of which finding", it.text)
	}
	if s.c.x.contact[it.text] && s.c.d.Audience == Doctor && !s.ordered(it.text) {
		s.refuse("action", "%q: no follow-up of the sentence says so", it.text)
	}
	if it.class&clOnly != 0 && s.c.notNormal() != 1 {
		s.refuse("omission", "%q: there is not exactly one finding to speak of", it.text)
	}
}

// whyFollows says that the word at item i announces the rule's own reason: "because {{potassium.why}}".
func (s *sentenceCheck) whyFollows(i int) bool {
	if i+1 >= len(s.bound.items) {
		return false
	}
	h := s.bound.items[i+1].holder
	return h != nil && h.field == "why"
}

// script refuses words of another script, and English words with capitals that are no word of the facts: names.
func (s *sentenceCheck) script(it *item) {
	han := isHan(rune0(it.text))
	switch {
	case s.c.x.lang == Chinese && !han && !s.grounded(it.text):
		s.refuse("name", "%q is not a word of the facts", it.raw)
	case s.c.x.lang == English && han:
		s.refuse("form", "%q is not English", it.raw)
	case s.c.x.lang == English && it.class&(clTest|clNeutral) == 0 && isName(it) && !s.grounded(it.text):
		s.refuse("name", "%q is not a word of the facts", it.raw)
	}
}

func isName(it *item) bool {
	capitals := 0
	for i, r := range it.raw {
		if unicode.IsUpper(r) && (i > 0 || !it.start) {
			capitals++
		}
	}
	return capitals > 0 && it.raw != "I"
}

// has says that the sentence holds a word of a class.
func (s *sentenceCheck) has(c class) bool {
	for i := range s.bound.items {
		if s.bound.items[i].class&c != 0 {
			return true
		}
	}
	return false
}

// notNormal counts the findings that are something to speak of.
func (c *check) notNormal() int {
	n := 0
	for i := range c.f.Interpretation.Findings {
		fd := &c.f.Interpretation.Findings[i]
		if fd.Flag != medicine.FlagNormal || !isCalm(fd.Triage) {
			n++
		}
	}
	return n
}

// persons refuses a sex, an age or a person that is not the one the facts are about.
func (s *sentenceCheck) persons() {
	age, sex := s.c.f.AgeYears, s.c.f.Sex
	ages := []struct {
		class    class
		from, to int
	}{
		{clChild, 0, 17}, {clInfant, 0, 2}, {clAdult, 18, 200}, {clOld, 65, 200},
	}
	for i := range s.bound.items {
		it := &s.bound.items[i]
		if it.class&clNeutral != 0 {
			continue
		}
		if it.class&clKin != 0 {
			s.refuse("person", "%q: the facts hold nobody else", it.text)
		}
		if it.class&(clMale|clFemale) != 0 {
			switch {
			case s.c.d.Audience == Patient:
				s.refuse("person", "%q: the patient is spoken to, nobody else is spoken of", it.text)
			case it.class&clMale != 0 && sex != medicine.Male, it.class&clFemale != 0 && sex != medicine.Female:
				s.refuse("person", "%q is not this patient's sex", it.text)
			}
		}
		for _, a := range ages {
			if it.class&a.class != 0 && (age < a.from || age > a.to) {
				s.refuse("person", "%q is not this patient's age", it.text)
			}
		}
	}
}

// actions refuses steps that no follow-up holds, and any word on starting, stopping or changing a medicine.
func (s *sentenceCheck) actions() {
	drugs := s.has(clDrug | clDrugWord)
	for _, p := range s.pieces {
		drugs = drugs || p.holder != nil && p.holder.space == nsMedicine
	}
	for i := range s.bound.items {
		it := &s.bound.items[i]
		if it.class&clNeutral != 0 {
			continue
		}
		switch {
		case it.class&clAdvice != 0 && drugs:
			s.refuse("advice", "%q: advice on a medicine is the doctor's", it.text)
		case it.class&(clOrder|clLife) != 0 && !s.ordered(it.text):
			s.refuse("action", "%q: no follow-up of the sentence says so", it.text)
		case it.class&clAgain != 0 && !s.repeats():
			s.refuse("action", "%q: no follow-up of the sentence repeats a test", it.text)
		case it.class&clDrugWord != 0 && s.c.d.Audience == Patient && !s.grounded(it.text):
			s.refuse("advice", "%q: a patient's text speaks of no medicine that the facts do not hold", it.text)
		}
	}
}

// ordered says that a follow-up of the sentence holds the step in its title.
func (s *sentenceCheck) ordered(text string) bool {
	return len(s.s.FollowUps) > 0 && s.grounded(text)
}

// repeats says that a follow-up of the sentence awaits a new result.
func (s *sentenceCheck) repeats() bool {
	for _, key := range s.s.FollowUps {
		if u := s.c.f.followUp(key); u.Awaits != "" || containsAny(u.Code, "repeat", "recheck") || containsAny(u.Title, "epeat") {
			return true
		}
	}
	return false
}
