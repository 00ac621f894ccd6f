package draft

import (
	"slices"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// Score is a number that is told of a person, not of a sample: a cardiovascular risk, a frailty index.
type Score struct {
	Key          string `json:"key"` // unique in the facts, letters, digits and underscores
	Name         string `json:"name"`
	NameZH       string `json:"nameZh,omitempty"`
	Value        string `json:"value"` // as it is to be shown: "12.4"
	Unit         string `json:"unit,omitempty"`
	HorizonYears int    `json:"horizonYears,omitempty"` // of a risk: within how many years; 0 for none
	Category     string `json:"category,omitempty"`     // "high risk"
	CategoryZH   string `json:"categoryZh,omitempty"`
	Note         string `json:"note,omitempty"` // what a doctor must know to read it, one sentence
	NoteZH       string `json:"noteZh,omitempty"`
}

// DueItem is preventive care or a check that is due, or will be.
type DueItem struct {
	Key     string    `json:"key"`
	Title   string    `json:"title"` // "Influenza vaccination"
	TitleZH string    `json:"titleZh,omitempty"`
	Due     time.Time `json:"due"` // a day; before Facts.Now it is overdue
}

// TargetState says whether a target is met.
type TargetState string

// States of a target. Unknown: there is no value recent enough to say.
const (
	TargetMet     TargetState = "MET"
	TargetNotMet  TargetState = "NOT_MET"
	TargetUnknown TargetState = "UNKNOWN"
)

// Target is a value that somebody has agreed to reach: an HbA1c, a blood pressure.
type Target struct {
	Key    string      `json:"key"`
	Name   string      `json:"name"`
	NameZH string      `json:"nameZh,omitempty"`
	Value  string      `json:"value,omitempty"` // the latest, as it is to be shown, with its unit; "" when there is none
	Goal   string      `json:"goal"`            // "below 7.0%"
	GoalZH string      `json:"goalZh,omitempty"`
	State  TargetState `json:"state"`
}

// Notice is what the medication rules say of medicines: an interaction, a dose to review. It is the doctor's to weigh,
// and no patient's text holds it.
type Notice struct {
	Key    string   `json:"key"`
	Text   string   `json:"text"` // one clause
	TextZH string   `json:"textZh,omitempty"`
	About  []string `json:"about,omitempty"` // ids of medicines
}

// Plan is a care plan.
type Plan struct {
	Title   string     `json:"title"`
	TitleZH string     `json:"titleZh,omitempty"`
	Items   []PlanItem `json:"items,omitempty"`
}

// PlanItem is a goal or an activity, in the words of who planned it.
type PlanItem struct {
	Key    string    `json:"key"`
	Goal   bool      `json:"goal,omitempty"` // else an activity
	Text   string    `json:"text"`
	TextZH string    `json:"textZh,omitempty"`
	By     time.Time `json:"by,omitzero"`
}

// planTitle is the key that stands for the plan's own title.
const planTitle = "title"

// About is what a draft on a person may rest on, besides the chart and the latest results.
type About struct {
	Scores  []Score   `json:"scores,omitempty"`
	Due     []DueItem `json:"due,omitempty"`
	Targets []Target  `json:"targets,omitempty"`
	Notices []Notice  `json:"notices,omitempty"`
	Plan    *Plan     `json:"plan,omitempty"`
}

// NewPersonFacts takes from a chart what a draft of the kind may rest on. latest is the interpretation of the latest
// value of each test, as if they were one report. A medication review keeps the findings that touch a medicine, and
// those that are critical or urgent; a care plan has none.
//
// Free text of people (a dose, a goal) is kept when it is short and holds nothing that looks like an identifier; else it
// is left out, and the item is told without it, or as "see the chart".
func NewPersonFacts(kind Kind, chart medicine.Chart, latest medicine.Interpretation, about About) Facts {
	switch kind {
	case MedicationReview:
		latest = touching(latest, chart.Medications)
	case CarePlan:
		latest.Findings, latest.FollowUps, latest.Why = nil, nil, nil
	}
	f := NewFacts(chart, medicine.Report{}, latest)
	f.Kind, f.About = kind, about.short(kind)
	if kind == CarePlan {
		return f
	}
	f.Problems, f.Medications = nil, nil
	for _, p := range chart.Problems {
		if p.Active {
			f.Problems = append(f.Problems, p)
		}
	}
	for _, m := range chart.Medications {
		if m.Active {
			m.Dose = shortText(m.Dose)
			f.Medications = append(f.Medications, m)
		}
	}
	for _, a := range chart.Allergies {
		if a.Active {
			a.Reaction = ""
			f.Allergies = append(f.Allergies, a)
		}
	}
	return f
}

// touching keeps of an interpretation what bears on a medicine, and what cannot wait.
func touching(in medicine.Interpretation, medicines []medicine.Medication) medicine.Interpretation {
	kept := map[string]bool{}
	keep := func(fd medicine.Finding) bool {
		kept[fd.ID] = graverThanAbnormal(fd.Triage) || isCritical(&fd) || slices.ContainsFunc(medicines, func(m medicine.Medication) bool {
			return m.Active && slices.Contains(fd.Relevant, m.ID)
		})
		return kept[fd.ID]
	}
	findings := in.Findings
	in.Findings, in.Triage = nil, medicine.TriageNormal
	for _, fd := range findings {
		if keep(fd) {
			in.Findings = append(in.Findings, fd)
			in.Triage = graver(in.Triage, fd.Triage)
		}
	}
	followUps := in.FollowUps
	in.FollowUps, in.Why = nil, nil
	for _, u := range followUps {
		if len(u.Findings) > 0 && !slices.ContainsFunc(u.Findings, func(id string) bool { return !kept[id] }) {
			in.FollowUps = append(in.FollowUps, u)
		}
	}
	return in
}

func graver(a, b medicine.Triage) medicine.Triage {
	if b != "" && slices.Index(medicine.Triages, b) < slices.Index(medicine.Triages, a) {
		return b
	}
	return a
}

// short leaves out what a kind of draft does not tell, and what people wrote at length.
func (a About) short(kind Kind) About {
	switch kind {
	case MedicationReview:
		return About{Notices: a.Notices}
	case CarePlan:
		a = About{Plan: a.Plan}
	default:
		a.Plan = nil
	}
	if a.Plan == nil {
		return a
	}
	plan := Plan{Title: shortText(a.Plan.Title), TitleZH: shortText(a.Plan.TitleZH)}
	for _, item := range a.Plan.Items {
		item.Text, item.TextZH = shortText(item.Text), shortText(item.TextZH)
		plan.Items = append(plan.Items, item)
	}
	a.Plan = &plan
	return a
}

// byKey finds what goes by a key.
func byKey[T any](list []T, key string, keyOf func(*T) string) *T {
	for i := range list {
		if keyOf(&list[i]) == key {
			return &list[i]
		}
	}
	return nil
}

func (f *Facts) score(key string) *Score {
	return byKey(f.About.Scores, key, func(s *Score) string { return s.Key })
}

func (f *Facts) dueItem(key string) *DueItem {
	return byKey(f.About.Due, key, func(d *DueItem) string { return d.Key })
}

func (f *Facts) target(key string) *Target {
	return byKey(f.About.Targets, key, func(t *Target) string { return t.Key })
}

func (f *Facts) notice(key string) *Notice {
	return byKey(f.About.Notices, key, func(n *Notice) string { return n.Key })
}

func (f *Facts) allergy(id string) *medicine.Allergy {
	return byKey(f.Allergies, id, func(a *medicine.Allergy) string { return a.ID })
}

// planItem finds an item of the care plan; the plan's own title goes by the key "title".
func (f *Facts) planItem(key string) *PlanItem {
	p := f.About.Plan
	switch {
	case p == nil:
		return nil
	case key == planTitle && p.Title+p.TitleZH != "":
		return &PlanItem{Key: planTitle, Text: p.Title, TextZH: p.TitleZH}
	}
	return byKey(p.Items, key, func(i *PlanItem) string { return i.Key })
}
