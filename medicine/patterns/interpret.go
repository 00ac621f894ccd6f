package patterns

import (
	"slices"
	"strings"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// Interpret says what code can say of a report: its results one by one, and the patterns that they fit with the rest of the
// chart. It is a pure function of chart, report, catalogue and patterns.
func (s *Set) Interpret(chart medicine.Chart, report medicine.Report) medicine.Interpretation {
	reading := s.labs.Read(&chart, &report)
	out := reading.Interpretation()
	out.RuleSet = s.RuleSet
	if report.Status == medicine.EnteredInError || report.Status == medicine.Cancelled {
		return out
	}
	f := s.factsOf(&chart, reading)
	defer f.close()
	found := s.fitting(f, out.Findings)
	if len(found) == 0 {
		return out
	}
	for i := range found {
		hurry(&found[i], out.Findings)
	}
	out.Findings = merge(out.Findings, found)
	if t := found[0].Triage; gravity(t) < gravity(out.Triage) {
		out.Triage = t
		out.Why = slices.Insert(out.Why, 0, found[0].finding.Reasons[0])
	}
	for i := range found {
		if found[i].task {
			follow(&out, &found[i])
		}
	}
	return out
}

// withinADay is the latest that a next step is suggested for when what the pattern rests on cannot wait.
const withinADay = 24 * time.Hour

// hurry brings a pattern's next step forward when it rests on a critical or urgent result: low sodium by a medicine is asked
// about within a week, but not at 118 mmol/L.
func hurry(f *fit, findings []medicine.Finding) {
	p := f.finding.Pattern
	if p.Due <= withinADay {
		return
	}
	for _, e := range p.For {
		for i := range findings {
			if slices.Contains(e.Findings, findings[i].ID) && gravity(findings[i].Triage) <= gravity(medicine.TriageUrgent) {
				p.Due = withinADay
				return
			}
		}
	}
}

// fit is a pattern that fits, as it will be told.
type fit struct {
	*Pattern
	finding *medicine.Finding
}

// fitting finds the patterns that a result of the report may complete and whose conditions hold, without the silenced ones.
// Gravest first, then in the order of the files.
func (s *Set) fitting(f *facts, findings []medicine.Finding) []fit {
	asked := make([]bool, len(s.patterns))
	for i := range findings {
		places := s.byTest[findings[i].Analyte]
		if len(places) == 0 {
			continue
		}
		a, _ := s.labs.Analyte(findings[i].Analyte)
		if _, _, ok := f.reading.Now(a); !ok {
			continue
		}
		for _, p := range places {
			asked[p] = true
		}
	}
	told := make([]*medicine.Finding, len(s.patterns))
	for i, p := range s.patterns {
		if asked[i] && f.fits(p) {
			told[i] = f.tell(p)
		}
	}
	var out []fit
	for i, p := range s.patterns {
		if told[i] != nil && !slices.ContainsFunc(p.unless, func(other int) bool { return told[other] != nil }) {
			out = append(out, fit{p, told[i]})
		}
	}
	slices.SortStableFunc(out, func(a, b fit) int {
		return gravity(a.Triage) - gravity(b.Triage)
	})
	return out
}

func (f *facts) fits(p *Pattern) bool {
	for _, c := range p.when {
		if !f.holds(c) {
			return false
		}
	}
	return true
}

// tell writes the finding of a pattern; nil when no evidence for it can be told.
func (f *facts) tell(p *Pattern) *medicine.Finding {
	said := &medicine.Pattern{Supports: p.Supports, SupportsZH: p.SupportsZH, For: f.tellAll(p.pro), Settle: p.settle, SettleZH: p.settleZH,
		Awaits: p.toSettle, Next: p.next, NextZH: p.nextZH, Due: p.due, Sources: p.Sources}
	if len(said.For) == 0 {
		return nil
	}
	said.Against = f.tellAll(p.con)
	out := &medicine.Finding{ID: "pattern-" + p.Key, Kind: medicine.PatternFinding, Label: p.Supports, LabelZH: p.SupportsZH,
		Flag: medicine.FlagAbnormal, Triage: p.Triage, Pattern: said}
	if p.Triage == medicine.TriageNormal {
		out.Flag = medicine.FlagNormal
	}
	out.Reasons = []medicine.Reason{{Code: "pattern", Finding: out.ID, Text: "Consider: " + p.Supports + ".", TextZH: "考虑：" + p.SupportsZH + "。"}}
	for _, all := range [][]medicine.Evidence{said.For, said.Against} {
		for i := range all {
			f.restsOn(out, &all[i])
		}
	}
	if len(out.Observations) == 0 {
		return nil
	}
	return out
}

// restsOn adds what a fact rests on to the finding that it speaks for or against.
func (f *facts) restsOn(out *medicine.Finding, e *medicine.Evidence) {
	for _, id := range e.Findings {
		for _, o := range f.reading.ObservationsOf(id) {
			out.Observations = appendNew(out.Observations, o)
		}
	}
	for _, o := range e.Observations {
		out.Observations = appendNew(out.Observations, o)
	}
	for _, id := range e.Chart {
		out.Relevant = appendNew(out.Relevant, id)
	}
}

func (f *facts) tellAll(all []evidence) []medicine.Evidence {
	var out []medicine.Evidence
	for i := range all {
		e := &all[i]
		if e.when >= 0 && !f.holds(e.when) {
			continue
		}
		var b basis
		text, ok := f.fill(&e.text, &b)
		zh, okZH := f.fill(&e.zh, &b)
		if !ok || !okZH {
			continue
		}
		f.restOn(e.calls, &b)
		out = append(out, medicine.Evidence{Text: text, TextZH: zh, Findings: b.findings, Observations: b.observations, Chart: b.chart})
	}
	return out
}

// merge puts each pattern behind the results of the same triage. Both lists are ordered, gravest first. It works from the
// end, in the room that the results' slice has left.
func merge(results []medicine.Finding, found []fit) []medicine.Finding {
	n, k := len(results)-1, len(found)-1
	out := slices.Grow(results, len(found))[:len(results)+len(found)]
	for at := len(out) - 1; k >= 0; at-- {
		if n >= 0 && gravity(out[n].Triage) > gravity(found[k].Triage) {
			out[at] = out[n]
			n--
		} else {
			out[at] = *found[k].finding
			k--
		}
	}
	return out
}

func gravity(t medicine.Triage) int { return slices.Index(medicine.Triages, t) }

// follow proposes the next step. Only the soonest of those that await one test is proposed, with the findings of all; none but a
// plain repeat gives way to a pattern when it is not a pattern's, and what must be done at once gives way to nothing.
func follow(out *medicine.Interpretation, found *fit) {
	step := medicine.FollowUp{Code: followCode + found.Key, Title: found.next, TitleZH: found.nextZH, Due: found.finding.Pattern.Due,
		Critical: found.Triage == medicine.TriageCritical, Source: found.Sources[0], Findings: []string{found.finding.ID}}
	for _, e := range found.finding.Pattern.For {
		for _, id := range e.Findings {
			step.Findings = appendNew(step.Findings, id)
		}
	}
	if len(found.Awaits) > 0 {
		step.Awaits = found.Awaits[0]
		for i := range out.FollowUps {
			other := &out.FollowUps[i]
			if other.Awaits == step.Awaits && other.Due <= step.Due && (other.Critical || !step.Critical) {
				other.Findings = appendNew(other.Findings, found.finding.ID)
				return
			}
		}
		out.FollowUps = slices.DeleteFunc(out.FollowUps, func(other medicine.FollowUp) bool {
			if other.Awaits != step.Awaits || !givesWay(&other) {
				return false
			}
			for _, id := range other.Findings {
				step.Findings = appendNew(step.Findings, id)
			}
			return true
		})
	}
	out.FollowUps = append(out.FollowUps, step)
}

// followCode begins the codes of the follow-ups that patterns propose.
const followCode = "pattern_"

// givesWay says that a follow-up is no more than a test, so that a sooner one of the same test answers it.
func givesWay(f *medicine.FollowUp) bool {
	return !f.Critical && (f.Code == "repeat_test" || f.Code == "confirm_test" || strings.HasPrefix(f.Code, followCode))
}
