package draft

import (
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// matters names the abnormal findings that the headline had no room for, what in this patient bears on them, what to
// consider, and what the machine could not judge.
func (w *page) matters() {
	gravest := w.g.gravest()
	out, raised := apart(w.g.abnormals()[len(gravest):])
	if top, _ := apart(gravest); len(w.g.critical) == 0 {
		out = append(top[headlineNames(len(top)):], out...)
	}
	for _, group := range chunk(out, otherClauses) {
		w.add(Matters, w.b.say("doctor.also", "clauses", w.clauses(group)), group...)
	}
	for _, fd := range raised {
		key := "doctor.headline"
		if fd.Triage == medicine.TriageUrgent {
			key = "doctor.headline.urgent"
		}
		w.add(Matters, w.b.say(key, "clauses", w.clause(fd)), fd)
	}
	w.notes()
	w.patterns()
	w.bearing()
	w.unjudged("doctor.reading", w.g.unread)
	w.unjudged("doctor.notjudged", w.g.unjudged)
	w.pending(Matters)
	if hasReportReason(w.f) && !w.said(Headline, "{{report.why}}") {
		w.wholeReport(Matters)
	}
}

func (w *page) said(section Section, text string) bool {
	for i := range w.sentences {
		if w.sentences[i].Section == section && strings.Contains(w.sentences[i].Text, text) {
			return true
		}
	}
	return false
}

// plainReasons only repeat what flag, value and range already say.
var plainReasons = map[string]bool{
	"abnormal": true, "above_range": true, "below_range": true, "critical_high": true, "critical_low": true,
	"urgent_high": true, "urgent_low": true,
}

// notes gives the reason that made a flagged finding graver than its flag.
func (w *page) notes() {
	for _, fd := range w.g.abnormals() {
		if isOut(fd) && len(fd.Reasons) > 0 && !plainReasons[fd.Reasons[0].Code] && w.can(fd, "why") {
			w.add(Matters, w.b.say("doctor.note", "name", ph(fd, "name"), "why", ph(fd, "why")), fd)
		}
	}
}

// bearing names the patient's medicines and problems that touch what is abnormal, findings with the same ones together.
func (w *page) bearing() {
	abnormal := append(w.g.abnormals(), w.g.patterns...)
	for _, group := range byText(abnormal, func(fd *medicine.Finding) string { return strings.Join(fd.Relevant, "\x00") }) {
		var medicines, problems []string
		for _, id := range group[0].Relevant {
			if m := w.f.medication(id); m != nil && m.Active {
				medicines = append(medicines, "{{medicine."+id+"}}")
			} else if p := w.f.problem(id); p != nil && p.Active {
				problems = append(problems, "{{problem."+id+"}}")
			}
		}
		key := ""
		switch {
		case len(medicines) > 0 && len(problems) > 0:
			key = "doctor.takeshas"
		case len(medicines) > 0:
			key = "doctor.takes"
		case len(problems) > 0:
			key = "doctor.has"
		default:
			continue
		}
		w.add(Matters, w.b.say(key, "list", w.joined(group, "name"),
			"medicines", w.b.list(medicines), "problems", w.b.list(problems)), group...)
	}
}

// pending names what the laboratory has not sent yet, once.
func (w *page) pending(section Section) {
	if len(w.g.pending) > 0 && !w.said(Headline, w.b.say("doctor.pending.mark")) {
		w.add(section, w.b.say("doctor.pending", "list", w.joined(w.g.pending, "name")), w.g.pending...)
	}
}

// unjudged names what the machine left to a person, findings with the same reason together.
func (w *page) unjudged(key string, findings []*medicine.Finding) {
	for _, same := range byText(findings, func(fd *medicine.Finding) string { return whyText(fd, w.b) }) {
		for _, group := range chunk(same, 2*otherClauses) {
			items := make([]string, len(group))
			for i, fd := range group {
				items[i] = ph(fd, "name")
				if w.can(fd, "value") {
					items[i] = w.b.say("doctor.item", "name", ph(fd, "name"), "value", ph(fd, "value"))
				}
			}
			phrase := key
			if !w.can(group[0], "why") {
				phrase += ".bare"
			}
			w.add(Matters, w.b.say(phrase, "list", w.b.list(items), "need", w.form("need", group...),
				"was", w.form("was", group...), "why", ph(group[0], "why")), group...)
		}
	}
}
