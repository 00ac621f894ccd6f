package draft

import (
	"slices"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// How many items a doctor takes in at a glance.
const (
	headlineClauses = 3
	otherClauses    = 4
	fineNames       = 4
)

func (w *page) doctor() {
	w.headline()
	w.changes()
	w.matters()
	w.todo()
	w.fine()
}

// headline is the one sentence that a busy doctor needs; every critical finding is in it.
func (w *page) headline() {
	w.gravePatterns()
	switch {
	case len(w.sentences) > 0 && len(w.g.abnormals()) == 0:
	case len(w.g.critical) > 0:
		w.headlineCritical()
	case len(w.g.urgent) > 0:
		w.topFew("doctor.headline.urgent", w.g.urgent)
	case len(w.g.abnormal) > 0:
		w.topFew("doctor.headline", w.g.abnormal)
	case len(w.g.unread)+len(w.g.unjudged) > 0:
		w.headlineReading()
	case len(w.g.pending) > 0:
		w.pending(Headline)
	case len(w.g.patterns) > 0 && w.f.Interpretation.Triage != medicine.TriageNormal:
		w.add(Headline, w.b.say("doctor.headline.patterns", "list", w.joined(w.g.patterns, "name")), w.g.patterns...)
	case w.f.Interpretation.Triage == medicine.TriageNormal && len(w.g.normal) > 0:
		w.headlineNormal()
	case hasReportReason(w.f) || len(w.g.normal) > 0:
		w.wholeReport(Headline)
	default:
		w.add(Headline, w.b.say("doctor.headline.empty"))
	}
}

// gravePatterns names first what cannot wait though no single finding says so.
func (w *page) gravePatterns() {
	for _, triage := range []medicine.Triage{medicine.TriageCritical, medicine.TriageUrgent} {
		key := strings.ToLower(string(triage))
		var grave []*medicine.Finding
		for _, fd := range w.g.patterns {
			if fd.Triage == triage {
				grave = append(grave, fd)
			}
		}
		for _, group := range chunk(grave, headlineClauses) {
			w.add(Headline, w.b.say("doctor.headline.patterns."+key, "list", w.joined(group, "name")), group...)
		}
	}
}

// wholeReport says that the report as such must be read, not one of its findings.
func (w *page) wholeReport(section Section) {
	all := w.everything()
	if reportWhy(w.f, w.b) == "" {
		w.add(section, w.b.say("doctor.headline.report.bare"), all...)
		return
	}
	w.add(section, w.b.say("doctor.headline.report", "why", "{{report.why}}"), all...)
}

func (w *page) everything() []*medicine.Finding {
	all := make([]*medicine.Finding, len(w.f.Interpretation.Findings))
	for i := range all {
		all[i] = &w.f.Interpretation.Findings[i]
	}
	return all
}

// headlineCritical says what is critical by its flag, and then what a rule made critical.
func (w *page) headlineCritical() {
	var flagged, ruled []*medicine.Finding
	for _, fd := range w.g.critical {
		if w.b.has("doctor."+string(fd.Flag)) && hasCriticalFlag(fd) {
			flagged = append(flagged, fd)
		} else {
			ruled = append(ruled, fd)
		}
	}
	for _, group := range chunk(flagged, headlineClauses) {
		w.add(Headline, w.b.say("doctor.headline", "clauses", w.clauses(group)), group...)
	}
	for _, group := range chunk(ruled, headlineClauses) {
		w.add(Headline, w.b.say("doctor.headline.critical", "clauses", w.clauses(group)), group...)
	}
}

// topFew names the gravest few and counts the rest, which matters() then names. What a rule raised stands apart: it is
// not outside its range.
func (w *page) topFew(key string, group []*medicine.Finding) {
	out, raised := apart(group)
	if n := headlineNames(len(out)); n > 0 {
		clauses := w.clauses(out[:n])
		if n < len(out) {
			clauses += w.b.phrases["clause.sep"] + w.b.say("doctor.headline.more", "others", "{{count.others}}")
		}
		w.add(Headline, w.b.say(key, "clauses", clauses), out...)
	}
	for _, part := range chunk(raised, headlineClauses) {
		w.add(Headline, w.b.say(key, "clauses", w.clauses(part)), part...)
	}
}

// headlineNames is how many of n findings the headline names: one more is named rather than counted.
func headlineNames(n int) int {
	if n <= headlineClauses+1 {
		return n
	}
	return headlineClauses
}

// apart parts the findings outside their range from those that a rule raised.
func apart(group []*medicine.Finding) (out, raised []*medicine.Finding) {
	for _, fd := range group {
		if isOut(fd) {
			out = append(out, fd)
		} else {
			raised = append(raised, fd)
		}
	}
	return out, raised
}

func (w *page) headlineReading() {
	all := append(append([]*medicine.Finding{}, w.g.unread...), w.g.unjudged...)
	if len(all) > fineNames {
		w.add(Headline, w.b.say("doctor.headline.reading.many", "all", "{{count.all}}"), all...)
		return
	}
	w.add(Headline, w.b.say("doctor.headline.reading", "list", w.joined(all, "name"), "need", w.form("need", all...)), all...)
}

func (w *page) headlineNormal() {
	results := results(w.g.normal)
	switch n := len(results); {
	case n == 1:
		w.add(Headline, w.b.say("doctor.headline", "clauses", w.clause(results[0])), results...)
	case n <= fineNames && n > 0:
		w.add(Headline, w.b.say("doctor.headline.few", "list", w.joined(results, "name"), "be", w.form("be", results...)), results...)
	default:
		w.add(Headline, w.b.say("doctor.headline.all", "all", "{{count.all}}"), results...)
	}
}

// results are the findings that came as results, not computed ones.
func results(findings []*medicine.Finding) []*medicine.Finding {
	var out []*medicine.Finding
	for _, fd := range findings {
		if fd.Kind != medicine.DerivedFinding {
			out = append(out, fd)
		}
	}
	return out
}

func (w *page) clauses(findings []*medicine.Finding) string {
	parts := make([]string, len(findings))
	for i, fd := range findings {
		parts[i] = w.clause(fd)
	}
	return strings.Join(parts, w.b.phrases["clause.sep"])
}

// clause states one finding: what it is, where it stands, against which interval.
func (w *page) clause(fd *medicine.Finding) string {
	if fd.Flag == medicine.FlagNormal && !isCalm(fd.Triage) || !w.b.has("doctor."+string(fd.Flag)) {
		return w.raised(fd)
	}
	space := ""
	if w.can(fd, "interval") && inWords(fd.Interval) {
		space = w.b.say("doctor.expected", "interval", ph(fd, "interval"))
	} else if w.can(fd, "interval") && w.can(fd, "origin") {
		space = w.b.say("doctor.range", "origin", ph(fd, "origin"), "interval", ph(fd, "interval"))
	}
	return w.b.say("doctor."+string(fd.Flag), "name", ph(fd, "name"), "be", w.form("be", fd), "value", w.value(fd), "range", space)
}

// raised states a finding that a rule, not its flag, made grave.
func (w *page) raised(fd *medicine.Finding) string {
	slots := []string{"name", ph(fd, "name"), "value", w.value(fd), "need", w.form("need", fd), "why", ph(fd, "why")}
	if w.can(fd, "why") {
		return w.b.say("doctor.raised", slots...)
	}
	return w.b.say("doctor.raised.bare", slots...)
}

// value is the placeholder of a finding's value; a finding without one is "see the report".
func (w *page) value(fd *medicine.Finding) string {
	if w.can(fd, "value") {
		return ph(fd, "value")
	}
	return w.b.phrases["value.none"]
}

// changes says what has significantly changed, what abnormal has not, and what is seen for the first time.
func (w *page) changes() {
	var moved, steady, was, first []*medicine.Finding
	abnormal := map[string]bool{}
	for _, fd := range w.g.abnormals() {
		abnormal[fd.ID] = true
	}
	for i := range w.f.Interpretation.Findings {
		fd := &w.f.Interpretation.Findings[i]
		if fd.Kind == medicine.PatternFinding || fd.Flag == medicine.FlagNeedsReading {
			continue
		}
		switch c := fd.Change; {
		case c == nil:
			if fd.First && abnormal[fd.ID] {
				first = append(first, fd)
			}
		case !w.can(fd, "ago"):
		case c.Significant && c.Direction != medicine.Steady:
			moved = append(moved, fd)
		case abnormal[fd.ID] && c.Limit > 0:
			steady = append(steady, fd)
		case abnormal[fd.ID]:
			was = append(was, fd)
		}
	}
	section := w.section(Changed, Trends)
	for _, day := range w.byDay(moved) {
		w.moved(section, day)
	}
	w.slopes(section)
	for _, day := range w.byDay(steady) {
		w.add(section, w.b.say("doctor.steady", "list", w.joined(day, "name"), "has", w.form("has", day...),
			"date", ph(day[0], "date"), "ago", ph(day[0], "ago")), day...)
	}
	for _, fd := range was {
		w.add(section, w.b.say("doctor.was", "name", ph(fd, "name"), "was", w.form("was", fd),
			"previous", ph(fd, "previous"), "date", ph(fd, "date"), "ago", ph(fd, "ago")), fd)
	}
	if len(first) > 0 {
		w.add(section, w.b.say("doctor.first", "list", w.joined(first, "name")), first...)
	}
}

func (w *page) byDay(findings []*medicine.Finding) [][]*medicine.Finding {
	return byText(findings, func(fd *medicine.Finding) string { return dateText(fd.Change.At, w.b) })
}

// section is the report's section, or where a review of a person has the same.
func (w *page) section(report, review Section) Section {
	if slices.Contains(SectionsOf(w.f.Kind, Doctor), report) {
		return report
	}
	return review
}

func (w *page) moved(section Section, day []*medicine.Finding) {
	for _, group := range chunk(day, otherClauses) {
		parts := make([]string, len(group))
		for i, fd := range group {
			key := "doctor.changed.rising"
			if fd.Change.Direction == medicine.Falling {
				key = "doctor.changed.falling"
			}
			parts[i] = w.b.say(key, "name", ph(fd, "name"), "has", w.form("has", fd),
				"previous", ph(fd, "previous"), "now", ph(fd, "comparable"))
			if fd.Flag == medicine.FlagNormal && isCalm(fd.Triage) {
				parts[i] += w.b.say("doctor.changed.normal")
			}
		}
		w.add(section, w.b.say("doctor.changed", "date", ph(group[0], "date"), "ago", ph(group[0], "ago"),
			"clauses", strings.Join(parts, w.b.phrases["clause.sep"])), group...)
	}
}

// todo names every follow-up that code proposes.
func (w *page) todo() {
	for i, key := range FollowUpKeys(w.f.Interpretation) {
		u := &w.f.Interpretation.FollowUps[i]
		phrase := "doctor.todo"
		if u.Critical {
			phrase = "doctor.todo.task"
		}
		if w.b.timed.MatchString(fillFollowUp(u, "title", w.b)) {
			phrase += ".timed"
		}
		text := w.b.say(phrase, "title", "{{followup."+key+".title}}", "due", "{{followup."+key+".due}}")
		w.addWith(w.section(ToDo, Due), text, []string{key}, w.restsOn(u))
	}
}

func (w *page) restsOn(u *medicine.FollowUp) []*medicine.Finding {
	var out []*medicine.Finding
	for _, id := range u.Findings {
		if fd := w.f.finding(id); fd != nil {
			out = append(out, fd)
		}
	}
	return out
}

// fine says in short what was within range, when the headline has not said it.
func (w *page) fine() {
	normal := w.g.normal
	if w.f.Interpretation.Triage == medicine.TriageNormal {
		normal = computed(normal)
	}
	switch n := len(normal); {
	case n == 0:
	case n <= fineNames:
		w.add(Fine, w.b.say("doctor.fine", "list", w.joined(normal, "name"), "be", w.form("be", normal...)), normal...)
	default:
		names := normal[:fineNames-1]
		parts := make([]string, len(names))
		for i, fd := range names {
			parts[i] = ph(fd, "name")
		}
		list := strings.Join(parts, w.b.phrases["list.comma"])
		w.add(Fine, w.b.say("doctor.fine.many", "list", list, "others", "{{count.others}}"), normal...)
	}
}

func computed(findings []*medicine.Finding) []*medicine.Finding {
	var out []*medicine.Finding
	for _, fd := range findings {
		if fd.Kind == medicine.DerivedFinding {
			out = append(out, fd)
		}
	}
	return out
}
