package draft

import (
	"math"
	"slices"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// How many entries of a list a reader takes in within one sentence.
const (
	problemNames     = 6
	medicineNames    = 5 // for a doctor
	patientMedicines = 2
)

// write makes the sentences of the facts' kind for an audience.
func (w *page) write(a Audience) {
	switch kind := w.f.Kind; {
	case kind == HealthReview && a == Doctor:
		w.reviewForDoctor()
	case kind == HealthReview:
		w.reviewForPatient()
	case kind == MedicationReview && a == Doctor:
		w.medicationForDoctor()
	case kind == MedicationReview:
		w.medicationForPatient()
	case kind == CarePlan:
		w.carePlan()
	case a == Doctor:
		w.doctor()
	default:
		w.patient()
	}
}

func (w *page) reviewForDoctor() {
	if len(w.f.Interpretation.Findings) > 0 {
		w.headline()
	}
	w.problems("doctor")
	w.changes()
	w.targets("doctor")
	w.scores("doctor")
	w.medicines("doctor")
	w.notices()
	w.matters()
	w.due("doctor")
	w.todo()
}

func (w *page) reviewForPatient() {
	if len(w.f.Interpretation.Findings) > 0 {
		w.results()
		w.meaning()
	}
	w.problems("patient")
	w.targets("patient")
	w.scores("patient")
	w.medicines("patient")
	w.due("patient")
	w.next()
}

func (w *page) medicationForDoctor() {
	if len(w.g.abnormals()) > 0 {
		w.headline()
	}
	w.medicines("doctor")
	w.allergies("doctor", Medicines)
	w.notices()
	w.matters()
	w.todo()
}

func (w *page) medicationForPatient() {
	if len(w.g.normal)+len(w.g.patterns) < len(w.f.Interpretation.Findings) {
		w.results()
	}
	w.medicines("patient")
	w.allergies("patient", Medicines)
	w.rests(Next, w.b.say("patient.list.tell"), w.everyGround())
	w.next()
}

// rests appends a sentence that rests on what is no finding.
func (w *page) rests(section Section, text string, grounds []string) {
	w.sentences = append(w.sentences, Sentence{Section: section, Text: text, Grounds: grounds})
}

// everyGround is all that the facts hold besides findings.
func (w *page) everyGround() []string {
	var all []string
	for _, h := range w.f.named() {
		all = append(all, h.ground())
	}
	return all
}

// listed tells a list in sentences of at most n entries. Each entry is a text and what it rests on.
func (w *page) listed(section Section, key string, n int, items, grounds []string) {
	for at := 0; at < len(items); at += n {
		end := min(at+n, len(items))
		phrase := key
		if at > 0 {
			phrase += ".more"
		}
		w.rests(section, w.b.say(phrase, w.your("list", w.b.list(items[at:end]))...), grounds[at:end])
	}
}

func (w *page) problems(reader string) {
	var items, grounds []string
	for i := range w.f.Problems {
		h := placeholder{space: nsProblem, ref: w.f.Problems[i].ID}
		if w.shows(&h) {
			items, grounds = append(items, h.String()), append(grounds, h.ground())
		}
	}
	w.listed(Problems, reader+".problems", problemNames, items, grounds)
	w.allergies(reader, Problems)
}

func (w *page) allergies(reader string, section Section) {
	var items, grounds []string
	for i := range w.f.Allergies {
		h := placeholder{space: nsAllergy, ref: w.f.Allergies[i].ID}
		if w.shows(&h) {
			items, grounds = append(items, h.String()), append(grounds, h.ground())
		}
	}
	w.listed(section, reader+".allergies", problemNames, items, grounds)
}

// medicines lists what is taken, each with its dose where one is known.
func (w *page) medicines(reader string) {
	var items, grounds []string
	for i := range w.f.Medications {
		h := placeholder{space: nsMedicine, ref: w.f.Medications[i].ID}
		if !w.shows(&h) {
			continue
		}
		item := h.String()
		if dose := (placeholder{space: nsDose, ref: h.ref}); w.shows(&dose) {
			item = w.b.say("doctor.item", "name", item, "value", dose.String())
		}
		items, grounds = append(items, item), append(grounds, h.ground())
	}
	n := medicineNames
	if reader == "patient" {
		n = patientMedicines
	}
	w.listed(Medicines, reader+".medicines", n, items, grounds)
}

// shows says that the facts have something for a placeholder.
func (w *page) shows(h *placeholder) bool {
	return fillPerson(w.f, h, w.b) != "" || fillChartName(w.f, h) != ""
}

// targets tells each target: met, not met, or still to be measured.
func (w *page) targets(reader string) {
	for i := range w.f.About.Targets {
		t := &w.f.About.Targets[i]
		field := func(name string) string { return placeholder{space: nsTarget, ref: t.Key, field: name}.String() }
		key := reader + ".target." + string(t.State)
		if t.Value == "" {
			key = reader + ".target." + string(TargetUnknown)
		}
		w.rests(Control, w.b.say(key, w.your("name", field("name"), "value", field("value"), "goal", field("goal"))...), []string{nsTarget + "." + t.Key})
	}
}

// scores tells each score with its horizon and category, and to the doctor what to know of it.
func (w *page) scores(reader string) {
	for i := range w.f.About.Scores {
		s := &w.f.About.Scores[i]
		ground := []string{nsScore + "." + s.Key}
		field := func(name string) string {
			h := placeholder{space: nsScore, ref: s.Key, field: name}
			if !w.shows(&h) {
				return ""
			}
			return h.String()
		}
		horizon, category := field("horizon"), field("category")
		if horizon != "" {
			horizon = w.b.say("score.horizon", "horizon", horizon)
		}
		if category != "" {
			category = w.b.say("score.category", "category", category)
		}
		w.rests(Risks, w.b.say(reader+".score", w.your("name", field("name"), "value", field("value"), "horizon", horizon, "category", category)...), ground)
		if note := field("note"); note != "" && reader == "doctor" {
			w.rests(Risks, w.b.say("doctor.note", "name", field("name"), "why", note), ground)
		}
	}
}

// due tells what is overdue first, then what is due, each in the order given.
func (w *page) due(reader string) {
	for _, late := range []bool{true, false} {
		for i := range w.f.About.Due {
			d := &w.f.About.Due[i]
			if isOverdue(d, w.f) != late {
				continue
			}
			key := reader + ".due"
			if late {
				key = reader + ".overdue"
			}
			field := func(name string) string { return placeholder{space: nsDue, ref: d.Key, field: name}.String() }
			w.rests(Due, w.b.say(key, w.your("title", field("title"), "when", field("when"))...), []string{nsDue + "." + d.Key})
		}
	}
}

// isOverdue says that an item's day has passed; on the day itself it is due.
func isOverdue(d *DueItem, f *Facts) bool { return d.Due.AddDate(0, 0, 1).Before(f.Now) }

// notices tells what the medication rules say, with the medicines each is about.
func (w *page) notices() {
	for i := range w.f.About.Notices {
		n := &w.f.About.Notices[i]
		h := placeholder{space: nsNotice, ref: n.Key}
		if !w.shows(&h) {
			continue
		}
		grounds := []string{h.ground()}
		var names []string
		for _, id := range n.About {
			m := placeholder{space: nsMedicine, ref: id}
			if w.shows(&m) {
				names, grounds = append(names, m.String()), append(grounds, m.ground())
			}
		}
		if len(names) == 0 {
			w.rests(Matters, w.b.say("doctor.notice.bare", "why", h.String()), grounds)
			continue
		}
		w.rests(Matters, w.b.say("doctor.note", "name", w.b.list(names), "why", h.String()), grounds)
	}
}

// carePlan quotes the plan as it was written: its title, its goals, its steps.
func (w *page) carePlan() {
	text := func(key string) placeholder { return placeholder{space: nsPlan, ref: key, field: "text"} }
	if title := text(planTitle); w.shows(&title) {
		w.rests(Goals, w.b.say("plan.title", w.your("title", title.String())...), []string{title.ground()})
	}
	if w.f.About.Plan == nil {
		return
	}
	rest := false
	for _, goal := range []bool{true, false} {
		section, key := Goals, "plan.goal"
		if !goal {
			section, key = Activities, "plan.step"
		}
		for i := range w.f.About.Plan.Items {
			item := &w.f.About.Plan.Items[i]
			h := text(item.Key)
			switch {
			case item.Goal != goal:
			case !w.shows(&h):
				rest = true
			case item.By.IsZero():
				w.rests(section, w.b.say(key, "text", h.String()), []string{h.ground()})
			default:
				by := placeholder{space: nsPlan, ref: item.Key, field: "by"}
				w.rests(section, w.b.say(key+".by", "text", h.String(), "by", by.String()), []string{h.ground()})
			}
		}
	}
	if all := w.everyGround(); len(all) > 0 {
		if rest {
			w.rests(Next, w.b.say("plan.rest"), all)
		}
		w.rests(Next, w.b.say("plan.tell"), all)
	}
}

// slopes tells where an abnormal value has been going, where three values or more make a line that means something. In a
// report it is for what creeps: a change that was told as significant needs no line beside it, which one jump would bend.
func (w *page) slopes(section Section) {
	for _, fd := range w.g.abnormals() {
		if fd.Slope == nil || !w.can(fd, "slope") || !w.can(fd, "since") {
			continue
		}
		if (w.f.Kind == ReportSummary || w.f.Kind == "") && (fd.Change == nil || fd.Change.Significant || !drifts(fd)) {
			continue
		}
		if fd.Change != nil && fd.Change.Limit > 0 && !drifts(fd) {
			continue
		}
		key := "doctor.slope.up"
		if fd.Slope.PerYear < 0 {
			key = "doctor.slope.down"
		}
		w.add(section, w.b.say(key, "name", ph(fd, "name"), "slope", ph(fd, "slope"), "points", ph(fd, "points"), "since", ph(fd, "since")), fd)
	}
}

// drifts says that a line moved further than the value varies by itself: by more than the reference change value, of the
// value that it has come to.
func drifts(fd *medicine.Finding) bool {
	if fd.Change == nil || fd.Change.Limit == 0 || fd.Canonical == nil || fd.Canonical.Value == 0 {
		return false
	}
	years := fd.Slope.To.Sub(fd.Slope.From).Hours() / 24 / 365.25
	return math.Abs(fd.Slope.PerYear*years/fd.Canonical.Value)*100 > fd.Change.Limit
}

// patterns tells what several facts are consistent with: what speaks for it, what against, what would settle it, what to
// do next. Only a doctor reads it.
func (w *page) patterns() {
	for _, fd := range w.g.patterns {
		if fd.Pattern == nil {
			w.bareConsideration(fd)
			continue
		}
		key := "doctor.pattern"
		if !w.can(fd, "for") {
			key = "doctor.consider.bare"
		} else if w.can(fd, "against") {
			key = "doctor.pattern.against"
		}
		parts := []string{w.b.say(key, "name", ph(fd, "name"), "for", ph(fd, "for"), "against", ph(fd, "against"))}
		for _, field := range []string{"settle", "next"} {
			if w.can(fd, field) && !(field == "next" && w.proposed(fd.Pattern.Next)) {
				key := "doctor.pattern." + field
				if field == "next" && w.can(fd, "due") {
					key += ".due"
				}
				parts = append(parts, w.b.say(key, field, ph(fd, field), "due", ph(fd, "due")))
			}
		}
		w.add(Matters, strings.Join(parts, ""), fd)
	}
}

// proposed says that a follow-up has the same words: then they stand among the follow-ups, and not twice.
func (w *page) proposed(next string) bool {
	return slices.ContainsFunc(w.f.Interpretation.FollowUps, func(u medicine.FollowUp) bool { return u.Title == next })
}

func (w *page) bareConsideration(fd *medicine.Finding) {
	if w.can(fd, "why") {
		w.add(Matters, w.b.say("doctor.consider", "name", ph(fd, "name"), "why", ph(fd, "why")), fd)
		return
	}
	w.add(Matters, w.b.say("doctor.consider.bare", "name", ph(fd, "name")), fd)
}

// named lists a placeholder of each thing that the facts hold besides findings, by which a text names it.
func (f *Facts) named() []placeholder {
	var all []placeholder
	put := func(space, ref, field string) { all = append(all, placeholder{space: space, ref: ref, field: field}) }
	for i := range f.Problems {
		put(nsProblem, f.Problems[i].ID, "")
	}
	for i := range f.Medications {
		put(nsMedicine, f.Medications[i].ID, "")
	}
	for i := range f.Allergies {
		put(nsAllergy, f.Allergies[i].ID, "")
	}
	for i := range f.About.Targets {
		put(nsTarget, f.About.Targets[i].Key, "name")
	}
	for i := range f.About.Scores {
		put(nsScore, f.About.Scores[i].Key, "name")
	}
	for i := range f.About.Notices {
		put(nsNotice, f.About.Notices[i].Key, "")
	}
	for i := range f.About.Due {
		put(nsDue, f.About.Due[i].Key, "title")
	}
	if p := f.About.Plan; p != nil {
		put(nsPlan, planTitle, "text")
		for i := range p.Items {
			put(nsPlan, p.Items[i].Key, "text")
		}
	}
	return slices.DeleteFunc(all, func(h placeholder) bool { return h.space == nsPlan && f.planItem(h.ref) == nil })
}
