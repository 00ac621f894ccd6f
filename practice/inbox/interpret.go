// Package inbox is the way of a report from interpretation to signature.
package inbox

import (
	"context"
	"slices"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/observation"
	"github.com/famulus-health/famulus/ent/db/problem"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/ent/db/task"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/practice"
)

var interpretReport = practice.Verb{Name: "interpretReport", Noun: authz.Report, Act: authz.Write}

// historyLimit bounds how many earlier results of the report's own tests are compared with: some forty years of
// monthly tests of one kind, or forty tests a year of twelve. Patterns look at other tests, too, of the last three years.
const (
	historyLimit = 500
	othersLimit  = 700
	othersYears  = 3
)

// deadline is by when a person must have looked at a report of this triage. These are Famulus's defaults, not a
// guideline's: one hour for what may kill today, the same day for urgent, then one, two and three working weeks' worth
// of patience. docs/clinical/limits.md says so to the clinic.
var deadline = map[medicine.Triage]time.Duration{
	medicine.TriageCritical:     time.Hour,
	medicine.TriageUrgent:       8 * time.Hour,
	medicine.TriageAbnormal:     7 * 24 * time.Hour,
	medicine.TriageNeedsReading: 3 * 24 * time.Hour,
	medicine.TriageNormal:       14 * 24 * time.Hour,
}

// Interpret says what is true of a report and drafts its summary, in the transaction that `also` is part of: a worker
// completes its job there, so that effect and completion are one. It is for one version of what the source sent: a job
// that comes late, or again, finds that its report has moved on, and changes nothing.
func Interpret(ctx context.Context, p *practice.Practice, reportID string, version int, also func(context.Context, *practice.Tx) error) error {
	_, err := p.Do(ctx, practice.Call{Verb: interpretReport}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		in := &interpretation{p: p, tx: tx}
		if err := in.load(ctx, reportID); err != nil {
			return "", err
		}
		if in.report.ContentVersion != version || in.report.State != report.StateRECEIVED {
			tx.Silent()
			return reportID, also(ctx, tx)
		}
		if err := in.write(ctx); err != nil {
			return "", err
		}
		return reportID, also(ctx, tx)
	})
	return err
}

// interpretation is one Interpret under way.
type interpretation struct {
	p       *practice.Practice
	tx      *practice.Tx
	report  *db.Report
	results []*db.Observation
	clinic  *db.Clinic
	chart   medicine.Chart
	facts   medicine.Report
	said    medicine.Interpretation
}

// load reads all that the interpretation may know: eight statements, whatever the chart holds.
func (in *interpretation) load(ctx context.Context, id string) error {
	r, err := in.tx.Report.Query().Where(report.ID(id)).WithPatient(func(q *db.PatientQuery) {
		q.WithProblems(func(q *db.ProblemQuery) {
			q.Where(problem.VerifiedNotIn(problem.VerifiedREFUTED, problem.VerifiedENTERED_IN_ERROR))
		})
		q.WithMedications()
		q.WithAllergies()
	}).WithResults(func(q *db.ObservationQuery) { q.Order(observation.ByPosition()) }).Only(ctx)
	if err != nil {
		return err
	}
	if r.Edges.Patient == nil {
		return practice.Conflictf("The report has no patient yet.")
	}
	clinic, err := in.tx.Clinic.Query().Only(ctx)
	if err != nil {
		return err
	}
	var analytes []string
	for _, o := range r.Edges.Results {
		if o.Analyte != "" && !slices.Contains(analytes, o.Analyte) {
			analytes = append(analytes, o.Analyte)
		}
	}
	history, err := in.tx.Observation.Query().Where(observation.PatientID(*r.PatientID), observation.AnalyteIn(analytes...),
		observation.Or(observation.ReportIDIsNil(), observation.ReportIDNEQ(id))).
		Order(observation.ByEffectiveAt(descending)).Limit(historyLimit).All(ctx)
	if err != nil {
		return err
	}
	others, err := in.tx.Observation.Query().Where(observation.PatientID(*r.PatientID), observation.AnalyteNEQ(""), observation.AnalyteNotIn(analytes...),
		observation.EffectiveAtGT(in.tx.Now.AddDate(-othersYears, 0, 0))).
		Order(observation.ByEffectiveAt(descending)).Limit(othersLimit).All(ctx)
	if err != nil {
		return err
	}
	history = append(history, others...)
	who := r.Edges.Patient
	in.clinic = clinic
	in.report, in.results = r, r.Edges.Results
	in.chart = practice.Chart(in.tx.Now, who, clinic, who.Edges.Problems, who.Edges.Medications, who.Edges.Allergies, history)
	in.facts = practice.Report(r, r.Edges.Results)
	in.said = in.p.Patterns.Interpret(in.chart, in.facts)
	return nil
}

func (in *interpretation) write(ctx context.Context) error {
	in.tx.About(in.report.PatientID, map[string]any{"triage": in.said.Triage, "ruleSet": in.said.RuleSet})
	if err := in.writeFindings(ctx); err != nil {
		return err
	}
	if err := in.writeSummary(ctx); err != nil {
		return err
	}
	if err := in.writeReport(ctx); err != nil {
		return err
	}
	if in.report.History {
		return nil
	}
	if err := in.promiseCritical(ctx); err != nil {
		return err
	}
	return in.answerTasks(ctx)
}

func (in *interpretation) writeReport(ctx context.Context) error {
	state, change := report.StateOPEN, "ARRIVED"
	if in.report.History {
		state = report.StateFILED
	}
	if in.report.ContentVersion > 1 {
		change = "CHANGED"
	}
	err := in.report.Update().SetState(state).SetTriage(report.Triage(in.said.Triage)).
		SetTriageRank(slices.Index(medicine.Triages, in.said.Triage)).SetTriageWhy(reasons(in.said.Why)).
		SetProposals(proposals(in.said.FollowUps)).SetRuleSet(in.said.RuleSet).
		SetDueAt(in.report.ReceivedAt.Add(deadline[in.said.Triage])).AddVersion(1).Exec(ctx)
	if err == nil && !in.report.History {
		in.tx.Tell(practice.Event{ClinicID: in.tx.Viewer.ClinicID, ReportID: in.report.ID, Change: change})
	}
	return err
}

func proposals(list []medicine.FollowUp) []schema.Proposal {
	out := make([]schema.Proposal, len(list))
	for i, f := range list {
		out[i] = schema.Proposal{
			Code: f.Code, Findings: f.Findings, Title: f.Title, TitleZH: f.TitleZH, DueHours: f.Due.Hours(),
			Awaits: f.Awaits, Critical: f.Critical, Source: f.Source,
		}
	}
	keys := draft.FollowUpKeys(medicine.Interpretation{FollowUps: list}) // unique in the report, as the draft names them
	for i := range out {
		out[i].Code = keys[i]
	}
	return out
}

// promiseCritical makes the tasks that cannot wait for a signature.
func (in *interpretation) promiseCritical(ctx context.Context) error {
	for _, f := range proposals(in.said.FollowUps) {
		if f.Critical {
			if _, err := in.tx.Keep(ctx, promise(in.report, f, in.tx.Now)); err != nil {
				return err
			}
		}
	}
	return nil
}

// promise is the task that a proposal becomes. The same proposal of the same report is the same promise, whether the
// machine makes it at once or a signature does.
func promise(r *db.Report, f schema.Proposal, now time.Time) practice.Promise {
	priority := task.PriorityROUTINE
	due := time.Duration(f.DueHours * float64(time.Hour))
	switch {
	case f.Critical:
		priority = task.PriorityCRITICAL
	case due <= 48*time.Hour:
		priority = task.PriorityURGENT
	}
	return practice.Promise{
		Key: r.ID + ":" + f.Code, PatientID: r.PatientID, ReportID: &r.ID, Code: f.Code, Title: f.Title, TitleZH: f.TitleZH,
		Priority: priority, Owner: r.AssigneeID, Due: now.Add(due), Awaits: f.Awaits,
	}
}

// answerTasks closes the promises that this report answers: open tasks of this patient that await one of its tests,
// made before the sample was taken. A result that could not be read, or is not final, answers nothing.
func (in *interpretation) answerTasks(ctx context.Context) error {
	var answered []string
	for _, f := range in.said.Findings {
		if f.Kind == medicine.ResultFinding && f.Analyte != "" && f.Canonical != nil && f.Flag != medicine.FlagNeedsReading {
			answered = append(answered, f.Analyte)
		}
	}
	if len(answered) == 0 || in.report.EffectiveAt == nil || (in.report.Status != report.StatusFINAL && in.report.Status != report.StatusCORRECTED) {
		return nil
	}
	return in.tx.Task.Update().Where(task.PatientID(*in.report.PatientID), task.StateEQ(task.StateOPEN), task.AwaitsIn(answered...),
		task.CreatedAtLT(*in.report.EffectiveAt)).
		SetState(task.StateDONE).SetAnsweredByID(in.report.ID).SetCompletedAt(in.tx.Now).AddVersion(1).Exec(ctx)
}
