package draft

import (
	"slices"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// claims tests each claim of the sentence on the findings it is about.
func (s *sentenceCheck) claims() {
	for i := range s.bound.items {
		it := &s.bound.items[i]
		if it.kind != tokWord || it.class&clNeutral != 0 {
			continue
		}
		if it.class&claimed != 0 {
			s.claim(i, it)
		}
		s.overall(i, it)
	}
	s.hedged()
}

// claimed are the classes of the table claims, and the one on reading.
var claimed = func() class {
	all := clUnread | clMet | clOverdue
	for i := range claims {
		all |= claims[i].class
	}
	return all
}()

func (s *sentenceCheck) claim(i int, it *item) {
	if s.personClaim(i, it) {
		return
	}
	if name := s.ofChart(i); name != "" {
		s.refuse("direction", "%q of %s: the facts hold no such thing of it", it.text, name)
	}
	about, named := s.subjects(i)
	if len(about) == 0 && (len(s.s.Grounds) > 0 || it.class&(clNormal|clUnread|clJudged) == 0) {
		s.refuse("direction", "%q: it is not told of which finding", it.text)
	}
	for k := range claims {
		cl := &claims[k]
		if it.class&cl.class == 0 {
			continue
		}
		for _, n := range about {
			fd := s.finding(n)
			test := cl.holds
			if it.negated {
				test = cl.fails
			}
			switch {
			case !test(fd):
				s.refuse(cl.rule, "%q does not hold of %s", it.text, fd.ID)
			case !it.negated && cl.class&(clCritical|clSevere) != 0:
				s.c.told[n].critical = true
			}
		}
	}
	if it.class&clNormal != 0 && !it.negated && !s.mayBeNormal(i, about, named) {
		s.refuse("reassurance", "%q of all, and not all is", it.text)
	}
	if it.class&clUnread != 0 {
		s.unread(it, about, named)
	}
}

// mayBeNormal: "all are normal", and "it is fine" of nothing named, are for reports whose triage is normal, and must rest
// on every result. What a clause names, or calls the others, speaks for itself.
func (s *sentenceCheck) mayBeNormal(i int, about []int, named bool) bool {
	if len(about) == 0 {
		return s.c.f.Interpretation.Triage == medicine.TriageNormal
	}
	all, names, spoken := false, false, false
	for j := range s.bound.items {
		if s.bound.stop[j] != s.bound.stop[i] {
			continue
		}
		it := &s.bound.items[j]
		name := len(s.bound.named[j]) > 0
		spoken = spoken || name
		if s.bound.clause[j] != s.bound.clause[i] {
			continue
		}
		if it.class&clOther != 0 {
			return s.restNormal()
		}
		all = all || it.class&clAll != 0
		names = names || name && !(it.holder != nil && it.holder.space == nsCount)
	}
	if spoken && (!all || named && names) {
		return true
	}
	if s.c.f.Interpretation.Triage != medicine.TriageNormal {
		return false
	}
	for n := range s.c.f.Interpretation.Findings {
		if s.finding(n).Kind == medicine.ResultFinding && !slices.Contains(s.ground, n) {
			return false
		}
	}
	return true
}

// restNormal: "all others are normal" counts those that the sentence rests on, or is about everything it does not name.
func (s *sentenceCheck) restNormal() bool {
	named := map[int]bool{}
	for j := range s.bound.items {
		if h := s.bound.items[j].holder; h != nil && h.space == nsCount {
			return true
		}
		for _, n := range s.bound.named[j] {
			named[n] = true
		}
	}
	for n := range s.c.f.Interpretation.Findings {
		if !named[n] && !isNormal(s.finding(n)) {
			return false
		}
	}
	return true
}

// unread tests "needs reading" and "needs attention": of a finding that is named, or of the report as a whole.
func (s *sentenceCheck) unread(it *item, about []int, named bool) {
	if !named {
		if calm := s.c.f.Interpretation.Triage == medicine.TriageNormal; calm != it.negated {
			s.refuse("unjudged", "%q does not hold of the report", it.text)
		}
		return
	}
	for _, n := range about {
		fd := s.finding(n)
		if calm := fd.Flag == medicine.FlagNormal && isCalm(fd.Triage); calm != it.negated {
			s.refuse("unjudged", "%q does not hold of %s", it.text, fd.ID)
		}
	}
}

// overall tests what is said of the whole: calm, and haste or the lack of it.
func (s *sentenceCheck) overall(i int, it *item) {
	if it.class&clCalm != 0 && it.negated {
		about, named := s.subjects(i)
		for _, n := range about {
			if fd := s.finding(n); named && isNormal(fd) && isCalm(fd.Triage) {
				s.refuse("reassurance", "%q does not hold of %s", it.text, fd.ID)
			}
		}
	}
	if it.class&clCalm != 0 && len(s.s.Grounds) > 0 {
		s.refuse("reassurance", "%q: the facts do not say so of what the sentence rests on", it.text)
	}
	if it.class&clCalm != 0 && (s.c.f.Interpretation.Triage == medicine.TriageNormal) == it.negated {
		s.refuse("reassurance", "%q where the triage is %s", it.text, s.c.f.Interpretation.Triage)
	}
	if it.class&clCalm != 0 && !it.negated && len(s.c.f.Interpretation.FollowUps) > 0 && s.has(clOrder|clNegation) {
		s.refuse("reassurance", "%q, and there are follow-ups", it.text)
	}
	hasty := it.class&clNow != 0 && !it.negated
	idle := it.class&clLater != 0 || it.class&clNow != 0 && it.negated
	if hasty && !s.presses() {
		s.refuse("urgency", "%q: nothing that the sentence rests on is urgent", it.text)
	}
	if idle && (s.presses() || s.c.f.Interpretation.Triage != medicine.TriageNormal) {
		s.refuse("urgency", "%q where the triage is %s", it.text, s.c.f.Interpretation.Triage)
	}
	if it.class&clHelp != 0 && !s.presses() {
		s.refuse("urgency", "%q: nothing that the sentence rests on is urgent", it.text)
	}
}

func graverThanAbnormal(t medicine.Triage) bool {
	return t == medicine.TriageCritical || t == medicine.TriageUrgent
}

// presses says that something the sentence rests on must be done within a day.
func (s *sentenceCheck) presses() bool {
	for _, n := range s.ground {
		if fd := s.finding(n); graverThanAbnormal(fd.Triage) || isCritical(fd) {
			return true
		}
	}
	for _, key := range s.s.FollowUps {
		if u := s.c.f.followUp(key); u.Critical || u.Due <= 24*time.Hour {
			return true
		}
	}
	return len(s.ground) == len(s.c.f.Interpretation.Findings) && graverThanAbnormal(s.c.f.Interpretation.Triage)
}

// hedged: a pattern is a consideration and never a diagnosis made, and it is the doctor's to weigh.
func (s *sentenceCheck) hedged() {
	for i := range s.bound.items {
		for _, n := range s.bound.named[i] {
			if s.finding(n).Kind != medicine.PatternFinding || s.bound.items[i].holder != nil && s.bound.items[i].holder.space == nsCount {
				continue
			}
			switch {
			case s.c.d.Audience == Patient:
				s.refuse("diagnosis", "a patient's text names no consideration (%s)", s.finding(n).ID)
			case !s.has(clHedge) && s.s.Section != ToDo && !s.bears():
				s.refuse("diagnosis", "%s is a consideration, and is told as made", s.finding(n).ID)
			}
		}
	}
}

// bears says that the sentence only tells which medicines and problems bear on what it names.
func (s *sentenceCheck) bears() bool {
	for _, p := range s.pieces {
		if p.holder != nil && (p.holder.space == nsMedicine || p.holder.space == nsProblem) {
			return true
		}
	}
	return false
}
