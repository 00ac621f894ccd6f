package eval

import (
	"maps"
	"slices"
	"strings"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
)

// say plants false sentences, behind a true one or as a sentence of their own.
func (m *planter) say() {
	if len(m.d.Sentences) == 0 {
		return
	}
	for _, p := range m.p.says {
		if !m.isFalse(p) {
			continue
		}
		text := strings.ReplaceAll(p.to, "{drug}", m.drug())
		i := m.rng.IntN(len(m.d.Sentences))
		if m.rng.IntN(2) == 0 {
			space := " "
			if m.d.Lang == draft.Chinese {
				space = ""
			}
			m.text(p.kind, i, m.d.Sentences[i].Text+space+text)
			continue
		}
		d := m.d
		s := d.Sentences[i]
		s.Text, s.FollowUps = text, nil
		if len(s.Findings) == 0 && len(m.f.Interpretation.Findings) > 0 {
			s.Findings = []string{m.f.Interpretation.Findings[0].ID}
		}
		d.Sentences = slices.Insert(slices.Clone(d.Sentences), i+1, s)
		m.out = append(m.out, Mutant{p.kind, i + 1, d})
	}
}

// applies says that a plant is meant for this person and audience.
func (m *planter) applies(when string) bool {
	switch when {
	case "adult":
		return m.f.AgeYears >= 18
	case "child":
		return m.f.AgeYears >= 0 && m.f.AgeYears < 12
	case "MALE", "FEMALE":
		return string(m.f.Sex) == when
	case "DOCTOR", "PATIENT":
		return string(m.d.Audience) == when
	}
	return true
}

// isFalse says that a sentence is not true of the facts by chance.
func (m *planter) isFalse(p plant) bool {
	if !m.applies(p.when) {
		return false
	}
	triage := m.f.Interpretation.Triage
	switch p.kind {
	case "reassurance":
		return triage != medicine.TriageNormal
	case "urgency":
		return triage != medicine.TriageCritical && triage != medicine.TriageUrgent
	case "diagnosis":
		return !slices.ContainsFunc(m.f.Problems, func(x medicine.Problem) bool { return sharesWord(x.Label, p.to) })
	case "test":
		return !slices.ContainsFunc(m.f.Interpretation.Findings, func(fd medicine.Finding) bool {
			return sharesWord(fd.Label, p.to) || fd.LabelZH != "" && strings.Contains(p.to, fd.LabelZH)
		})
	}
	return true
}

// sharesWord says that two English texts share a word of five letters or more.
func sharesWord(a, b string) bool {
	b = strings.ToLower(b)
	for word := range strings.FieldsSeq(strings.ToLower(a)) {
		if word = strings.Trim(word, ".,;:()"); len(word) >= 5 && strings.Contains(b, word) {
			return true
		}
	}
	return false
}

// leaveOut plants omissions: each thing that nobody may miss is taken out of every sentence that names it.
func (m *planter) leaveOut() {
	for _, fd := range m.f.Interpretation.Findings {
		calm := fd.Flag == medicine.FlagNormal && fd.Triage == medicine.TriageNormal
		if calm || m.d.Audience == draft.Patient && fd.Kind == medicine.PatternFinding {
			continue
		}
		m.without(fd.ID)
	}
	for i, key := range draft.FollowUpKeys(m.f.Interpretation) {
		if m.f.Interpretation.FollowUps[i].Critical || m.d.Audience == draft.Doctor {
			m.drop(func(s *draft.Sentence) bool { return slices.Contains(s.FollowUps, key) })
		}
	}
	for _, ground := range slices.Sorted(maps.Keys(m.grounds())) {
		m.drop(func(s *draft.Sentence) bool { return slices.Contains(s.Grounds, ground) && s.Section != draft.Next })
	}
	if triage := m.f.Interpretation.Triage; m.d.Audience == draft.Patient && (triage == medicine.TriageCritical || triage == medicine.TriageUrgent) {
		m.drop(func(s *draft.Sentence) bool { return s.Section == draft.Next })
	}
	if m.f.Interpretation.Triage == medicine.TriageCritical {
		m.drop(func(s *draft.Sentence) bool { return s.Section == draft.Headline || s.Section == draft.Result })
	}
}

// grounds are all things of the person that the true draft tells.
func (m *planter) grounds() map[string]bool {
	all := map[string]bool{}
	for _, s := range m.d.Sentences {
		for _, g := range s.Grounds {
			all[g] = all[g] || s.Section != draft.Next
		}
	}
	maps.DeleteFunc(all, func(_ string, told bool) bool { return !told })
	return all
}

// without takes a finding out: its clause where a sentence has several, else the sentence.
func (m *planter) without(id string) {
	d := m.d
	d.Sentences = nil
	cut := false
	for _, s := range m.d.Sentences {
		if !strings.Contains(s.Text, "{{"+id+".") {
			d.Sentences = append(d.Sentences, s)
			continue
		}
		cut = true
		if text, ok := withoutClause(s.Text, id, m.d.Lang); ok {
			s.Text = text
			d.Sentences = append(d.Sentences, s)
		}
	}
	if cut {
		m.out = append(m.out, Mutant{"omission", -1, d})
	}
}

func withoutClause(text, id string, l draft.Lang) (string, bool) {
	sep := "; "
	if l == draft.Chinese {
		sep = "；"
	}
	var kept []string
	for clause := range strings.SplitSeq(text, sep) {
		if !strings.Contains(clause, "{{"+id+".") {
			kept = append(kept, clause)
		}
	}
	return strings.Join(kept, sep), len(kept) > 0
}

func (m *planter) drop(match func(*draft.Sentence) bool) {
	d := m.d
	d.Sentences = slices.DeleteFunc(slices.Clone(m.d.Sentences), func(s draft.Sentence) bool { return match(&s) })
	if len(d.Sentences) < len(m.d.Sentences) {
		m.out = append(m.out, Mutant{"omission", -1, d})
	}
}
