package documents

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/careplan"
	"github.com/famulus-health/famulus/ent/db/document"
	"github.com/famulus-health/famulus/ent/db/goal"
	"github.com/famulus-health/famulus/ent/db/observation"
	"github.com/famulus-health/famulus/ent/db/task"
	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
	"github.com/famulus-health/famulus/medicine/risk"
	"github.com/famulus-health/famulus/practice"
)

const (
	// resultMonths is how old a result may be that a document tells as the latest of its test.
	resultMonths = 12
	// alarmDays is how long a critical or urgent result is told as one: later, a patient would read "today" of what was true
	// weeks ago. The doctor is told of it as a note.
	alarmDays = 30
	// taskLimit bounds the open tasks that are looked at for what is due.
	taskLimit = 200
)

// subject is what a document is about.
type subject struct {
	patientID  string
	kind       document.Kind
	carePlanID *string // of a CARE_PLAN
}

// subjectOf is what a stored document is about.
func subjectOf(d *db.Document) subject { return subject{d.PatientID, d.Kind, d.CarePlanID} }

// gather is what a writer may rest on, and the rows it came from. It is a function of the rows and the moment.
func (s subject) gather(ctx context.Context, p *practice.Practice, c *db.Client, now time.Time) (*practice.Facts, draft.Facts, error) {
	var none draft.Facts
	rows, err := practice.FactsOf(ctx, c, now, s.patientID)
	if err != nil {
		return nil, none, err
	}
	if rows == nil {
		return nil, none, practice.NotFoundf("There is no such patient in this clinic.")
	}
	said := medicine.Interpretation{RuleSet: p.Patterns.RuleSet, Triage: medicine.TriageNormal}
	var about draft.About
	if s.kind == document.KindCARE_PLAN {
		about.Plan, err = s.plan(ctx, c)
	} else {
		said, about.Notices = interpret(p, rows)
		about.Scores = scores(risk.Default().For(rows.Chart, p.Labs, risk.Region(rows.Clinic.Settings.Region)))
		about.Due, err = due(ctx, c, p.Labs, s.patientID)
	}
	if err != nil {
		return nil, none, err
	}
	return rows, draft.NewPersonFacts(draft.Kind(s.kind), rows.Chart, said, about), nil
}

// hashOf is the hash of the facts as they are on a day: the same chart looked at an hour later is the same.
func hashOf(facts draft.Facts) (string, error) {
	facts.Now = facts.Now.UTC().Truncate(24 * time.Hour)
	return practice.FactsHash(facts)
}

// interpret interprets the latest value of each test as if they were one report.
func interpret(p *practice.Practice, rows *practice.Facts) (medicine.Interpretation, []draft.Notice) {
	chart := rows.Chart
	report := medicine.Report{ID: "latest", Label: "Latest results", Category: "LAB", Status: medicine.Final, Effective: chart.Now}
	taken := map[string]time.Time{}
	for _, o := range latest(rows.Results, chart.Now) {
		taken[o.ID] = o.EffectiveAt.UTC()
		report.Results = append(report.Results, practice.StoredObservations(o)...)
	}
	if len(report.Results) == 0 {
		return medicine.Interpretation{RuleSet: p.Patterns.RuleSet, Triage: medicine.TriageNormal}, nil
	}
	chart.History = slices.DeleteFunc(slices.Clone(chart.History), func(o medicine.Observation) bool { return !taken[o.ID].IsZero() })
	return withoutPastAlarms(p.Patterns.Interpret(chart, report), taken, chart.Now)
}

// latest picks the newest value of each test of the last twelve months: those that the catalogue knows, and what else a
// laboratory sent. results are newest first.
func latest(results []*db.Observation, now time.Time) []*db.Observation {
	var out []*db.Observation
	seen := map[string]bool{}
	for _, o := range results {
		key := o.Analyte
		if key == "" {
			key = "label " + strings.ToLower(o.Label)
		}
		switch {
		case o.EffectiveAt.Before(now.AddDate(0, -resultMonths, 0)), o.EffectiveAt.After(now):
		case o.Analyte == "" && o.Category != "laboratory":
		case o.ValueKind == observation.ValueKindNONE && len(o.Components) == 0:
		case slices.Contains(noValue, o.Status) || seen[key]:
		default:
			seen[key] = true
			out = append(out, o)
		}
	}
	return out
}

// noValue are the statuses of a result that says nothing of the person.
var noValue = []observation.Status{observation.StatusREGISTERED, observation.StatusCANCELLED, observation.StatusENTERED_IN_ERROR}

// withoutPastAlarms takes out the critical and urgent findings that rest on results older than alarmDays only, and tells
// each as a note for the doctor. A pattern goes with the finding that it rests on, unless something newer is in it. The
// rest is not told as all normal: a person must read what was left out.
func withoutPastAlarms(in medicine.Interpretation, taken map[string]time.Time, now time.Time) (medicine.Interpretation, []draft.Notice) {
	var notices []draft.Notice
	gone, goneResults := map[string]bool{}, map[string]bool{}
	isGone := func(id string) bool { return gone[id] }
	for _, fd := range in.Findings {
		if newest := newestOf(&fd, taken); isAlarm(&fd) && isPast(newest, now) {
			gone[fd.ID] = true
			notices = append(notices, note(len(notices)+1, &fd, newest))
			for _, id := range fd.Observations {
				goneResults[id] = true
			}
		}
	}
	if len(gone) == 0 {
		return in, nil
	}
	for _, fd := range in.Findings {
		rests := slices.ContainsFunc(fd.Observations, func(id string) bool { return goneResults[id] })
		if fd.Kind == medicine.PatternFinding && rests && isPast(newestOf(&fd, taken), now) {
			gone[fd.ID] = true
		}
	}
	in.Findings = slices.DeleteFunc(in.Findings, func(fd medicine.Finding) bool { return gone[fd.ID] })
	in.Why = slices.DeleteFunc(in.Why, func(r medicine.Reason) bool { return gone[r.Finding] })
	in.FollowUps = slices.DeleteFunc(in.FollowUps, func(u medicine.FollowUp) bool { return slices.ContainsFunc(u.Findings, isGone) })
	in.Triage = medicine.TriageNeedsReading
	for _, fd := range in.Findings {
		if fd.Triage != "" && slices.Index(medicine.Triages, fd.Triage) < slices.Index(medicine.Triages, in.Triage) {
			in.Triage = fd.Triage
		}
	}
	in.Why = append(in.Why, medicine.Reason{
		Code: "past_alarm", Text: "An older critical or urgent result has no newer value.", TextZH: "有较早的危急或紧急结果，此后没有新的结果。",
	})
	return in, notices
}

func isAlarm(fd *medicine.Finding) bool {
	return fd.Triage == medicine.TriageCritical || fd.Triage == medicine.TriageUrgent
}

// isPast says that a time is known, and longer ago than an alarm is told as one.
func isPast(t, now time.Time) bool { return !t.IsZero() && t.Before(now.AddDate(0, 0, -alarmDays)) }

// newestOf is when the newest result that a finding rests on was taken; zero when it rests on none of those told.
func newestOf(fd *medicine.Finding, taken map[string]time.Time) time.Time {
	var newest time.Time
	for _, id := range fd.Observations {
		if t := taken[id]; t.After(newest) {
			newest = t
		}
	}
	return newest
}

// note tells the doctor of a finding that was left out.
func note(n int, fd *medicine.Finding, at time.Time) draft.Notice {
	name, nameZH := fd.Label, fd.LabelZH
	if nameZH == "" {
		nameZH = name
	}
	if v := strings.TrimSpace(practice.Display(fd.Value) + " " + fd.Value.Unit); v != "" {
		name, nameZH = name+" "+v, nameZH+" "+v
	}
	was, wasZH := "urgent", "紧急"
	if fd.Triage == medicine.TriageCritical {
		was, wasZH = "critical", "危急"
	}
	return draft.Notice{
		Key:    "past" + strconv.Itoa(n),
		Text:   name + " of " + at.Format("2 January 2006") + " was " + was + " then, and no newer value is recorded",
		TextZH: at.Format("2006年1月2日") + "的" + nameZH + "当时为" + wasZH + "，此后没有新的结果",
	}
}

// scores are those that have a value.
func scores(all []risk.Score) []draft.Score {
	var out []draft.Score
	for i := range all {
		s := &all[i]
		if s.Value == nil {
			continue
		}
		unit := s.Unit
		if unit == "points" {
			unit = ""
		}
		out = append(out, draft.Score{
			Key: s.Key, Name: s.Name, NameZH: s.NameZH, Value: strconv.FormatFloat(*s.Value, 'f', -1, 64), Unit: unit,
			HorizonYears: s.Horizon, Category: s.Category, CategoryZH: s.CategoryZH, Note: s.Note, NoteZH: s.NoteZH,
		})
	}
	return out
}

// due are the tests that open tasks await, each once, by the name of the catalogue: a task's own title is written for the
// clinic, and is not for a patient's eyes.
func due(ctx context.Context, c *db.Client, cat *labs.Catalogue, patientID string) ([]draft.DueItem, error) {
	tasks, err := c.Task.Query().Where(task.PatientID(patientID), task.StateEQ(task.StateOPEN), task.AwaitsNEQ("")).
		Order(task.ByDueAt(), task.ByID()).Limit(taskLimit).All(ctx)
	if err != nil {
		return nil, err
	}
	var out []draft.DueItem
	for _, t := range tasks {
		a, ok := cat.Analyte(t.Awaits)
		if ok && !slices.ContainsFunc(out, func(d draft.DueItem) bool { return d.Key == a.Key }) {
			out = append(out, draft.DueItem{Key: a.Key, Title: a.Name, TitleZH: a.NameZH, Due: t.DueAt.UTC()})
		}
	}
	return out, nil
}

// plan is the care plan in the words of who planned it: its active goals, then its activities.
func (s subject) plan(ctx context.Context, c *db.Client) (*draft.Plan, error) {
	plan, err := c.CarePlan.Query().Where(careplan.ID(*s.carePlanID), careplan.PatientID(s.patientID)).
		WithGoals(func(q *db.GoalQuery) { q.Where(goal.StatusEQ(goal.StatusACTIVE)).Order(goal.ByID()) }).Only(ctx)
	if db.IsNotFound(err) {
		return nil, practice.NotFoundf("This patient has no such care plan.")
	}
	if err != nil {
		return nil, err
	}
	if plan.Status == careplan.StatusREVOKED || plan.Status == careplan.StatusENTERED_IN_ERROR {
		return nil, practice.Conflictf("The care plan was taken back.")
	}
	out := &draft.Plan{Title: plan.Title}
	for i, g := range plan.Edges.Goals {
		item := draft.PlanItem{Key: "goal" + strconv.Itoa(i+1), Goal: true, Text: g.Title}
		if g.DueAt != nil {
			item.By = g.DueAt.UTC()
		}
		out.Items = append(out.Items, item)
	}
	for i, activity := range plan.Activities {
		out.Items = append(out.Items, draft.PlanItem{Key: "step" + strconv.Itoa(i+1), Text: activity})
	}
	return out, nil
}
