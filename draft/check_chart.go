package draft

import "slices"

// check_chart.go holds the rules on medicines and problems: what they are named for, and what they touch.

// chartHolder: a medicine or problem must touch every finding that is spoken of; where none is named, one of those the
// sentence rests on.
func (s *sentenceCheck) chartHolder(i int, h *placeholder) {
	if s.restsOn(h) && s.ofNoFinding(i, h) {
		s.c.shown[h.ground()] = true
		return
	}
	if s.c.f.ofPerson() && s.bound.group[i] < 0 && !s.restsOn(h) {
		s.refuse("ground", "%s is not among what the sentence rests on", h)
		return
	}
	about, all := s.ground, false
	if g := s.bound.group[i]; g >= 0 {
		about, all = s.bound.groups[g], true
	}
	touched := 0
	for _, n := range about {
		if slices.Contains(s.finding(n).Relevant, h.ref) {
			touched++
		}
	}
	if touched == 0 || all && touched < len(about) {
		s.refuse("drug", "%s does not touch what is spoken of", h)
	}
	if frame, near := s.frame(i); frame&clBears == 0 && !near {
		s.refuse("role", "something stands between %s and what it is named for", h)
	} else if frame&clBears == 0 && (h.space == nsMedicine && frame&clTakes == 0 || h.space == nsProblem && frame&clProblemList == 0) {
		s.refuse("role", "the words before %s announce something else", h)
	}
	if m := s.c.f.medication(h.ref); m != nil && !m.Active && s.has(clTakes) {
		s.refuse("drug", "%s is not taken any more", h)
	}
}

// ofNoFinding says that a medicine or problem is named for itself: that it is taken, that it is on the problem list, or
// what a notice is about. Then it need not touch a finding, and none may be spoken of.
func (s *sentenceCheck) ofNoFinding(i int, h *placeholder) bool {
	if s.bound.group[i] >= 0 {
		return false
	}
	frame, near := s.frame(i)
	if !near {
		return false
	}
	notice := slices.ContainsFunc(s.pieces, func(p piece) bool { return p.holder != nil && p.holder.space == nsNotice })
	switch {
	case notice:
		return h.space == nsMedicine
	case h.space == nsMedicine:
		m := s.c.f.medication(h.ref)
		return frame&clTakes != 0 && m != nil && m.Active
	}
	p := s.c.f.problem(h.ref)
	return frame&clProblemList != 0 && p != nil && p.Active
}

// frame is the nearest word before item i, in its full sentence, that says what a medicine or a problem is named for:
// that it is taken, that it is on the problem list, or that it bears on a finding. One that bears may stand behind too.
// near: between a word that it is taken or listed and the item stand only others of the list, with their doses.
func (s *sentenceCheck) frame(i int) (frame class, near bool) {
	const frames = clTakes | clProblemList | clBears
	near = true
	for j := i - 1; j >= 0 && s.bound.stop[j] == s.bound.stop[i]; j-- {
		it := &s.bound.items[j]
		if c := it.class & frames; c != 0 {
			return c, near || c&clBears != 0
		}
		listed := it.holder != nil && (chartName(it.holder) || it.holder.space == nsDose)
		near = near && (listed || it.kind == tokPunct || joinsNames(it))
	}
	for j := i + 1; j < len(s.bound.items) && s.bound.stop[j] == s.bound.stop[i]; j++ {
		if c := s.bound.items[j].class & clBears; c != 0 {
			return c, true
		}
	}
	return 0, true
}
