package draft

import (
	"slices"
	"strings"
)

// check_person.go holds the rules on what is told of a person and not of a result: problems, medicines, allergies, scores,
// targets, what is due, a care plan. A sentence may show only what its Grounds name, each value behind its own name, and
// what it claims must hold of that.

// holds says that the facts have something that a sentence may rest on: "problem.p1", "score.frailty".
func (f *Facts) holds(ground string) bool {
	return slices.ContainsFunc(f.named(), func(h placeholder) bool { return h.ground() == ground })
}

// ofPerson says that the facts are of a person and not of a report.
func (f *Facts) ofPerson() bool { return f.Kind != "" && f.Kind != ReportSummary }

// personGrounds looks up what a sentence on a person rests on.
func (s *sentenceCheck) personGrounds() {
	for i, ground := range s.s.Grounds {
		switch {
		case !s.c.f.ofPerson():
			s.refuse("ground", "a report's text rests on findings, and not on %q", ground)
		case !s.c.f.holds(ground):
			s.refuse("ground", "no %q", ground)
		case slices.Contains(s.s.Grounds[:i], ground):
			s.refuse("ground", "%q stands twice", ground)
		}
	}
}

func (s *sentenceCheck) restsOn(h *placeholder) bool { return slices.Contains(s.s.Grounds, h.ground()) }

// personHolder tests a placeholder of what is no result: that the sentence rests on it, that it stands behind its own
// name, and that the words before it announce it.
func (s *sentenceCheck) personHolder(i int, h *placeholder) {
	if !s.restsOn(h) {
		s.refuse("ground", "%s is not among what the sentence rests on", h)
		return
	}
	if s.c.d.Audience == Patient && (h.space == nsNotice || h.field == "note") {
		s.refuse("advice", "%s is the doctor's to weigh", h)
	}
	if h.space == nsNotice {
		s.noticeHolder(i, h)
		return
	}
	if other := s.lastNamed(i); h.names() && other != "" && !strings.HasPrefix(other, h.space+".") {
		s.refuse("binding", "%s and %s in one sentence: the facts hold nothing between them", h, other)
	}
	if !h.names() {
		if last := s.lastNamed(i); last != h.ground() && !(last == "" && s.namedAfter(i) == h.ground()) {
			s.refuse("binding", "%s stands where something else is spoken of", h)
		}
	}
	before := s.before(i)
	text := ""
	if before != nil {
		text = before.text
	}
	fits := true
	switch h.space + "." + h.field {
	case "allergy.":
		fits = s.announcedBy(i, clAllergy)
	case "dose.", "score.category":
		fits = s.opens(i)
	case "score.value", "target.value":
		fits = before == nil || before.class&(clPrevious|clRangeWord|clSince|clEarlier) == 0
	case "score.horizon":
		fits = text == "over" || s.opens(i)
	case "score.note":
		fits = s.afterColon(i)
	case "target.goal":
		fits = strings.HasSuffix(text, "goal") || text == "目标"
	case "due.when":
		fits = s.opens(i) || text == "since" || text == "on" || text == "by"
	case "plan.by":
		fits = text == "by" || text == "截至" || s.opens(i)
	}
	if !fits {
		s.refuse("role", "the words before %s announce something else", h)
	}
}

// noticeHolder: a notice follows the names of all the medicines it is about, and a colon.
func (s *sentenceCheck) noticeHolder(i int, h *placeholder) {
	n := s.c.f.notice(h.ref)
	var named []string
	for _, p := range s.pieces {
		if p.holder != nil && p.holder.space == nsMedicine {
			named = append(named, p.holder.ref)
		}
	}
	for _, id := range n.About {
		if s.c.f.medication(id) != nil && !slices.Contains(named, id) {
			s.refuse("binding", "%s is about %q, which is not named", h, id)
		}
	}
	for _, id := range named {
		if !slices.Contains(n.About, id) {
			s.refuse("binding", "%s is not about %q", h, id)
		}
	}
	if !s.afterColon(i) {
		s.refuse("role", "the words before %s announce something else", h)
	}
}

// announcedBy says that a word of a class stands before item i in its full sentence.
func (s *sentenceCheck) announcedBy(i int, c class) bool {
	for j := i - 1; j >= 0 && s.bound.stop[j] == s.bound.stop[i]; j-- {
		if s.bound.items[j].class&c != 0 {
			return true
		}
	}
	return false
}

// nameAt is what an item names: the ground of a thing of the person, "finding" for a result, "" for nothing.
func (s *sentenceCheck) nameAt(j int) string {
	h := s.bound.items[j].holder
	if h != nil && h.space != nsFollowUp && h.space != nsFinding && chartFields[h.space] != nil && h.names() || h != nil && chartName(h) {
		return h.ground()
	}
	if len(s.bound.named[j]) > 0 {
		return nsFinding
	}
	return ""
}

func chartName(h *placeholder) bool {
	return h.space == nsMedicine || h.space == nsProblem || h.space == nsAllergy
}

// lastNamed is what was named last before item i in its full sentence.
func (s *sentenceCheck) lastNamed(i int) string {
	for j := i - 1; j >= 0 && s.bound.stop[j] == s.bound.stop[i]; j-- {
		if name := s.nameAt(j); name != "" {
			return name
		}
	}
	return ""
}

// namedAfter is what is named first behind item i in its full sentence.
func (s *sentenceCheck) namedAfter(i int) string {
	for j := i + 1; j < len(s.bound.items) && s.bound.stop[j] == s.bound.stop[i]; j++ {
		if name := s.nameAt(j); name != "" {
			return name
		}
	}
	return ""
}

// ofChart is the thing of the person that a claim at item i would be about: what was named last before it, else what
// comes first behind it; "" when that is a result, or nothing.
func (s *sentenceCheck) ofChart(i int) string {
	name := s.lastNamed(i)
	if name == "" {
		name = s.namedAfter(i)
	}
	if name == nsFinding {
		return ""
	}
	return name
}

// personClaim tests what may be claimed of targets and of what is due: met or not, still to be measured, overdue. It holds
// of all that the full sentence names. done: the claim was about such a thing.
func (s *sentenceCheck) personClaim(i int, it *item) (done bool) {
	for j := range s.bound.items {
		h := s.bound.items[j].holder
		if h == nil || s.bound.stop[j] != s.bound.stop[i] || !h.names() {
			continue
		}
		switch {
		case h.space == nsTarget && it.class&(clMet|clPending) != 0:
			done = true
			s.targetClaim(it, h)
		case h.space == nsDue && it.class&clOverdue != 0:
			done = true
			if d := s.c.f.dueItem(h.ref); d != nil && isOverdue(d, s.c.f) == it.negated {
				s.refuse("date", "%q does not hold of %s", it.text, h)
			}
		}
	}
	if !done && it.class&clOverdue != 0 {
		s.refuse("date", "%q: nothing is named that could be", it.text)
		return true
	}
	return done
}

func (s *sentenceCheck) targetClaim(it *item, h *placeholder) {
	t := s.c.f.target(h.ref)
	if t == nil {
		return
	}
	state := t.State
	if t.Value == "" {
		state = TargetUnknown
	}
	want := TargetMet
	switch {
	case it.class&clPending != 0 && !it.negated:
		want = TargetUnknown
	case it.negated:
		want = TargetNotMet
	}
	if state != want {
		s.refuse("direction", "%q does not hold of %s", it.text, h)
	}
}

// coverPerson refuses a text on a person that leaves out what it is for.
func (c *check) coverPerson(omit func(string)) {
	book := books[c.d.Lang]
	for _, h := range c.f.named() {
		patients := c.d.Audience == Patient
		if patients && h.space == nsNotice || h.space == nsProblem && c.f.Kind == MedicationReview {
			continue
		}
		if !c.shown[h.ground()] && (fillPerson(c.f, &h, book) != "" || fillChartName(c.f, &h) != "") {
			omit(h.ground() + " is left out")
		}
	}
}
