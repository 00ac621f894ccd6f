package draft

import (
	"slices"

	"github.com/famulus-health/famulus/medicine"
)

// What a patient takes in at a glance.
const (
	patientSentences = 4 // abnormal results told one by one; more become lists
	patientAbout     = 3 // tests explained
	patientNames     = 4
	childYears       = 12 // below, the message speaks to a parent
)

func (w *page) patient() {
	w.results()
	w.meaning()
	w.next()
}

// your fills the slots that speak of the person.
func (w *page) your(slots ...string) []string {
	child := ""
	if w.child() {
		child = ".child"
	}
	return append(slots, "your", w.b.phrases["patient.your"+child], "Your", w.b.phrases["patient.Your"+child])
}

func (w *page) child() bool { return w.f.AgeYears >= 0 && w.f.AgeYears < childYears }

func (w *page) results() {
	abnormal := w.g.abnormals()
	if len(abnormal) <= patientSentences {
		for _, fd := range abnormal {
			w.result(fd)
		}
	} else {
		told := 0
		for _, fd := range w.g.critical {
			w.result(fd)
			told++
		}
		w.grouped(abnormal[told:])
	}
	unread := slices.Concat(w.g.unread, w.g.unjudged, w.g.pending)
	w.waiting()
	switch {
	case len(w.f.Interpretation.Findings) == 0:
		w.add(Result, w.b.say("patient.empty", w.your()...))
	case w.wholeUnread():
		w.add(Result, w.b.say("patient.report", w.your()...), w.everything()...)
	}
	w.within(len(abnormal)+len(unread) > 0)
}

// wholeUnread says that it is the report itself, or a pattern, that a person must look at first.
func (w *page) wholeUnread() bool {
	nothing := len(w.g.abnormals())+len(w.g.unread)+len(w.g.unjudged)+len(w.g.pending) == 0
	return hasReportReason(w.f) || nothing && w.f.Interpretation.Triage != medicine.TriageNormal
}

// result tells one result that is not as it should be.
func (w *page) result(fd *medicine.Finding) {
	slots := w.your("plain", ph(fd, "plain"), "value", w.value(fd), "interval", ph(fd, "interval"))
	key := "patient." + string(fd.Flag)
	if !w.can(fd, "interval") || !w.b.has(key) {
		key += ".bare"
	}
	if !w.b.has(key) {
		key = "patient.raised"
	}
	w.add(Result, w.b.say(key, slots...), fd)
}

// grouped tells many results in lists, by direction.
func (w *page) grouped(findings []*medicine.Finding) {
	direction := func(fd *medicine.Finding) string {
		switch fd.Flag {
		case medicine.FlagHigh, medicine.FlagCriticalHigh:
			return "HIGH"
		case medicine.FlagLow, medicine.FlagCriticalLow:
			return "LOW"
		case medicine.FlagAbnormal, medicine.FlagCritical:
			return "ABNORMAL"
		}
		return ""
	}
	for _, group := range byText(findings, direction) {
		if len(group) == 1 || direction(group[0]) == "" {
			for _, fd := range group {
				w.result(fd)
			}
			continue
		}
		for i, part := range chunk(group, patientSentences) {
			key := "patient.group."
			if i > 0 {
				key += "more."
			}
			w.add(Result, w.b.say(key+direction(group[0]), "list", w.b.list(w.items(part))), part...)
		}
	}
}

// items are "name value (usual range ...)" of each finding.
func (w *page) items(findings []*medicine.Finding) []string {
	items := make([]string, len(findings))
	for i, fd := range findings {
		items[i] = w.b.say("patient.item", "plain", ph(fd, "plain"), "value", w.value(fd))
		if w.can(fd, "interval") && !inWords(fd.Interval) {
			items[i] = w.b.say("patient.item.range", "plain", ph(fd, "plain"), "value", w.value(fd), "interval", ph(fd, "interval"))
		}
	}
	return items
}

// waiting tells what a person still has to read, and what has not come yet.
func (w *page) waiting() {
	w.oneOrMany("patient.reading", slices.Concat(w.g.unread, w.g.unjudged))
	w.oneOrMany("patient.pending", w.g.pending)
}

func (w *page) oneOrMany(key string, findings []*medicine.Finding) {
	switch len(findings) {
	case 0:
	case 1:
		w.add(Result, w.b.say(key+".one", w.your("plain", ph(findings[0], "plain"))...), findings...)
	default:
		for i, part := range chunk(findings, patientNames) {
			phrase := key + ".many"
			if i > 0 {
				phrase = key + ".more"
			}
			w.add(Result, w.b.say(phrase, w.your("list", w.joined(part, "plain"))...), part...)
		}
	}
}

// within tells what is in range. Beside a critical or urgent result it would soften the message, so it waits.
func (w *page) within(others bool) {
	normal := results(w.g.normal)
	n := len(normal)
	switch {
	case n == 0, len(w.g.critical)+len(w.g.urgent) > 0:
	case !others && w.f.Interpretation.Triage == medicine.TriageNormal:
		w.allWithin(normal)
	case n == 1:
		w.add(Result, w.b.say("patient.fine.one", w.your("plain", ph(normal[0], "plain"))...), normal...)
	case n > patientNames && !others:
		w.add(Result, w.b.say("patient.fine.count", w.your("all", "{{count.all}}")...), normal...)
	case n <= patientNames:
		w.add(Result, w.b.say("patient.fine.few", "list", w.joined(normal, "plain")), normal...)
	default:
		w.add(Result, w.b.say("patient.fine.many", w.your("all", "{{count.others}}")...), normal...)
	}
}

func (w *page) allWithin(normal []*medicine.Finding) {
	if len(normal) > 1 {
		w.add(Result, w.b.say("patient.all", w.your("all", "{{count.all}}")...), normal...)
		return
	}
	fd := normal[0]
	key := "patient.all.one"
	if !w.can(fd, "interval") {
		key += ".bare"
	}
	w.add(Result, w.b.say(key, w.your("plain", ph(fd, "plain"), "value", w.value(fd), "interval", ph(fd, "interval"))...), fd)
}

// meaning explains the gravest tests in plain words, and says what has changed.
func (w *page) meaning() {
	told, said := 0, map[string]bool{}
	for _, fd := range w.g.abnormals() {
		about := fillFinding(w.f, fd, "about", w.b)
		if about != "" && !said[about] && told < patientAbout {
			said[about] = true
			told++
			w.add(Meaning, ph(fd, "about"), fd)
		}
	}
	w.directions()
	if w.f.Interpretation.Triage == medicine.TriageNormal && len(w.g.normal) > 0 {
		w.add(Meaning, w.b.say("patient.good"), w.g.normal...)
	}
}

// directions tells which abnormal results have gone up or down, those since the same day together.
func (w *page) directions() {
	var moved []*medicine.Finding
	for i, fd := range w.g.abnormals() {
		c := fd.Change
		if i < patientSentences && c != nil && c.Significant && c.Direction != medicine.Steady &&
			sameUnit(fd.Value.Unit, c.Previous.Unit) && w.can(fd, "date") {
			moved = append(moved, fd)
		}
	}
	alike := func(fd *medicine.Finding) string { return string(fd.Change.Direction) + dateText(fd.Change.At, w.b) }
	for _, group := range byText(moved, alike) {
		key := "patient.rising"
		if group[0].Change.Direction == medicine.Falling {
			key = "patient.falling"
		}
		date := ph(group[0], "date")
		if len(group) == 1 {
			w.add(Meaning, w.b.say(key, w.your("plain", ph(group[0], "plain"), "date", date, "previous", ph(group[0], "previous"))...), group...)
			continue
		}
		items := make([]string, len(group))
		for i, fd := range group {
			items[i] = w.b.say("patient.was", "plain", ph(fd, "plain"), "previous", ph(fd, "previous"))
		}
		w.add(Meaning, w.b.say(key+".many", "date", date, "list", w.b.list(items)), group...)
	}
}

// next tells what happens now. It never speaks of starting, stopping or changing a medicine.
func (w *page) next() {
	unread := slices.Concat(w.g.unread, w.g.unjudged, w.g.pending)
	switch gravest := w.g.gravest(); {
	case len(w.g.critical) > 0:
		gravest = slices.Concat(w.g.critical, w.g.urgent)
		w.nextFor("patient.next.critical", gravest)
		w.add(Next, w.b.say(w.childKey("patient.next.unwell")), gravest...)
	case len(w.g.urgent) > 0 || graverThanAbnormal(w.f.Interpretation.Triage):
		if len(w.g.urgent) == 0 {
			gravest = w.everything() // it is the whole, or what several of them mean, that cannot wait
		}
		w.nextFor("patient.next.urgent", gravest)
		if len(gravest) > 0 {
			w.add(Next, w.b.say(w.childKey("patient.next.unwell")), gravest...)
		}
	case len(w.g.abnormal) > 0:
		w.nextFor("patient.next.abnormal", slices.Concat(w.g.abnormal, unread))
	case len(unread) > 0:
		w.nextFor("patient.next.reading", unread)
	case w.wholeUnread():
		w.nextFor("patient.next.reading", w.everything())
	}
	for i, key := range FollowUpKeys(w.f.Interpretation) {
		w.again(&w.f.Interpretation.FollowUps[i], key)
	}
	if w.f.Interpretation.Triage == medicine.TriageNormal && len(w.g.normal) > 0 {
		w.add(Next, w.b.say(w.childKey("patient.next.normal")), w.g.normal...)
	}
}

func (w *page) childKey(key string) string {
	if w.child() {
		return key + ".child"
	}
	return key
}

// nextFor rests on the findings and on the follow-ups that must be done at once.
func (w *page) nextFor(key string, findings []*medicine.Finding) {
	if len(findings) == 0 {
		return
	}
	if len(findings) == 1 {
		key += ".one"
	} else {
		key += ".many"
	}
	var keys []string
	for i, k := range FollowUpKeys(w.f.Interpretation) {
		if w.f.Interpretation.FollowUps[i].Critical {
			keys = append(keys, k)
		}
	}
	w.addWith(Next, w.b.say(key, w.your()...), keys, findings)
}

// again asks for a repeat test, the only follow-up that is the patient's to do.
func (w *page) again(u *medicine.FollowUp, key string) {
	findings := w.restsOn(u)
	if u.Code != "repeat_test" || u.Critical || len(w.g.critical) > 0 || u.Due <= 0 || len(findings) == 0 {
		return
	}
	due := "{{followup." + key + ".due}}"
	for _, fd := range findings {
		if fd.Analyte != "" && fd.Analyte == u.Awaits && fd.Kind != medicine.PatternFinding {
			w.addWith(Next, w.b.say("patient.next.repeat", w.your("plain", ph(fd, "plain"), "due", due)...), []string{key}, findings)
			return
		}
	}
	w.addWith(Next, w.b.say("patient.next.repeat.bare", "due", due), []string{key}, findings)
}
