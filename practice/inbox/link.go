package inbox

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/auditevent"
	"github.com/famulus-health/famulus/ent/db/document"
	"github.com/famulus-health/famulus/ent/db/finding"
	"github.com/famulus-health/famulus/ent/db/membership"
	"github.com/famulus-health/famulus/ent/db/message"
	"github.com/famulus-health/famulus/ent/db/observation"
	"github.com/famulus-health/famulus/ent/db/patient"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/ent/db/summary"
	"github.com/famulus-health/famulus/ent/db/task"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/practice"
)

var (
	linkReport   = practice.Verb{Name: "linkReport", Noun: authz.Report, Act: authz.Write}
	unlinkReport = practice.Verb{Name: "unlinkReport", Noun: authz.Report, Act: authz.Write}
)

// LinkInput of Link.
type LinkInput struct {
	ReportID       string
	Version        int
	PatientID      string
	IdempotencyKey string
}

// Link says whose a report of the unmatched box is. It is interpreted for that person, and what its source says of it
// further on goes to the same chart, as long as the source names the same subject.
func Link(ctx context.Context, p *practice.Practice, in LinkInput) (string, error) {
	call := practice.Call{Verb: linkReport, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		r, err := readVersion(ctx, tx, in.ReportID, in.Version, report.StateUNMATCHED)
		if err != nil {
			return "", err
		}
		known, err := tx.Patient.Query().Where(patient.ID(in.PatientID)).Exist(ctx)
		if err != nil {
			return "", err
		}
		if !known {
			return "", practice.NotFoundf("There is no such patient in this clinic.")
		}
		tx.About(&in.PatientID, map[string]any{"why": r.UnmatchedWhy})
		owner, err := tx.DoctorOf(ctx, in.PatientID)
		if err != nil {
			return "", err
		}
		err = tx.Observation.Update().Where(observation.ReportID(r.ID)).SetPatientID(in.PatientID).Exec(ctx)
		if err != nil {
			return "", err
		}
		err = change(ctx, tx, r, "LINKED", r.Update().SetPatientID(in.PatientID).SetState(report.StateRECEIVED).
			SetNillableAssigneeID(owner).SetLinkedByID(tx.Viewer.MembershipID).SetLinkedAt(tx.Now))
		if err != nil {
			return "", err
		}
		r.Version++
		return r.ID, tx.InterpretLater(ctx, r)
	})
}

// UnlinkInput of Unlink.
type UnlinkInput struct {
	ReportID       string
	Version        int
	Reason         string
	IdempotencyKey string
}

// Unlink takes a report out of a chart that it does not belong to, and all that it did there: results, findings and
// summary, the tasks it made (open ones are cancelled, and those that it had answered are open again), the messages the
// patient was sent, and the comparisons that later reports made with it. Whoever saw the report gets a task that says so.
func Unlink(ctx context.Context, p *practice.Practice, in UnlinkInput) (string, error) {
	call := practice.Call{Verb: unlinkReport, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		reason := strings.TrimSpace(in.Reason)
		if reason == "" {
			return "", practice.Invalidf([]string{"input", "reason"}, "Say why the report is not this patient's.")
		}
		r, err := tx.Report.Query().Where(report.ID(in.ReportID)).Only(ctx)
		switch {
		case db.IsNotFound(err):
			return "", practice.NotFoundf("There is no such report in this clinic.")
		case err != nil:
			return "", err
		case r.PatientID == nil:
			return "", practice.Conflictf("The report has no patient: look at it again.")
		case r.Version != in.Version:
			return "", practice.Conflictf("The report was changed since you read it: look at it again.")
		}
		tx.About(r.PatientID, map[string]any{"reason": reason})
		u := &unlinking{tx: tx, r: r, patient: *r.PatientID, saw: map[string]bool{}}
		for _, step := range []func(context.Context) error{
			u.whoSaw, u.tasks, u.messages, u.summary, u.comparisons, u.documents, u.results, u.tell,
		} {
			if err := step(ctx); err != nil {
				return "", err
			}
		}
		return r.ID, change(ctx, tx, r, "UNLINKED", r.Update().ClearPatientID().SetState(report.StateUNMATCHED).
			SetUnmatchedWhy("Taken out of a chart: "+reason).ClearTriage().SetTriageRank(9).SetTriageWhy(nil).SetProposals(nil).
			ClearDueAt().ClearAssigneeID().ClearSignedAt().ClearSignedByID().SetSignNote("").ClearLinkedByID().ClearLinkedAt())
	})
}

// unlinking is one Unlink under way.
type unlinking struct {
	tx        *practice.Tx
	r         *db.Report
	patient   string
	saw       map[string]bool // memberships
	retracted bool            // a message had reached the patient
}

// whoSaw finds who opened the report, or did something with it, by the audit, the signatures and the tasks.
func (u *unlinking) whoSaw(ctx context.Context) error {
	seen, err := u.tx.AuditEvent.Query().Where(auditevent.ObjectID(u.r.ID), auditevent.PatientID(u.patient), auditevent.MembershipIDNotNil()).
		All(authz.AsWorker(ctx, u.tx.Viewer.ClinicID))
	if err != nil {
		return err
	}
	for _, e := range seen {
		u.saw[*e.MembershipID] = true
	}
	made, err := u.tx.Task.Query().Where(task.ReportID(u.r.ID)).All(ctx)
	if err != nil {
		return err
	}
	for _, t := range made {
		for _, id := range []*string{t.OwnerID, t.CompletedByID} {
			if id != nil {
				u.saw[*id] = true
			}
		}
	}
	if u.r.SignedByID != nil {
		u.saw[*u.r.SignedByID] = true
	}
	delete(u.saw, u.tx.Viewer.MembershipID)
	return nil
}

// tasks cancels what the report made, and opens again what it had answered: that test is still to come.
func (u *unlinking) tasks(ctx context.Context) error {
	err := u.tx.Task.Update().Where(task.ReportID(u.r.ID), task.StateEQ(task.StateOPEN)).SetState(task.StateCANCELLED).AddVersion(1).Exec(ctx)
	if err != nil {
		return err
	}
	answered, err := u.tx.Task.Query().Where(task.AnsweredByID(u.r.ID), task.StateEQ(task.StateDONE)).All(ctx)
	if err != nil {
		return err
	}
	for _, t := range answered {
		if err := u.tx.Reopen(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

func (u *unlinking) messages(ctx context.Context) error {
	n, err := u.tx.Message.Update().Where(message.ReportID(u.r.ID), message.StateEQ(message.StateRELEASED)).
		SetState(message.StateRETRACTED).SetRetractedAt(u.tx.Now).SetRetractedWhy("The report was not this patient's.").Save(ctx)
	u.retracted = n > 0
	return err
}

// summary withdraws the text. What a doctor signed stays on record, as for a correction.
func (u *unlinking) summary(ctx context.Context) error {
	s, err := u.tx.Summary.Query().Where(summary.ReportID(u.r.ID)).Only(ctx)
	if db.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.Update().SetSigned(kept(s)).SetState(summary.StateRETRACTED).SetTexts([]schema.SummaryText{}).SetRefusals(nil).
		SetEditedText("").ClearEditDistance().ClearEditingByID().ClearEditingAt().ClearSignedAt().ClearSignedByID().Exec(ctx)
}

// comparisons has the patient's other reports interpreted again that rest on these results. One that was signed already
// stays as it was read, and its signer is told.
func (u *unlinking) comparisons(ctx context.Context) error {
	gone, err := u.tx.Observation.Query().Where(observation.ReportID(u.r.ID)).IDs(ent.WithSuperseded(ctx))
	if err != nil {
		return err
	}
	others, err := u.tx.Finding.Query().Where(finding.HasReportWith(report.PatientID(u.patient), report.IDNEQ(u.r.ID))).WithReport().All(ctx)
	if err != nil {
		return err
	}
	again := map[string]*db.Report{}
	for _, f := range others {
		if restsOn(f, gone) {
			again[f.ReportID] = f.Edges.Report
		}
	}
	for _, id := range slices.Sorted(maps.Keys(again)) {
		r := again[id]
		if r.State == report.StateSIGNED {
			if r.SignedByID != nil && *r.SignedByID != u.tx.Viewer.MembershipID {
				u.saw[*r.SignedByID] = true
			}
			continue
		}
		if r.State != report.StateOPEN && r.State != report.StateFILED {
			continue
		}
		if err := change(ctx, u.tx, r, "CHANGED", r.Update().SetState(report.StateRECEIVED)); err != nil {
			return err
		}
		r.Version++
		if err := u.tx.InterpretLater(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// restsOn says that a finding was made with one of the results, which were another report's.
func restsOn(f *db.Finding, results []string) bool {
	if f.Change != nil && slices.Contains(results, f.Change.Observation) {
		return true
	}
	for _, p := range f.Series {
		if slices.Contains(results, p.Observation) {
			return true
		}
	}
	if f.Pattern == nil {
		return false
	}
	for _, e := range slices.Concat(f.Pattern.For, f.Pattern.Against) {
		for _, id := range e.Observations {
			if slices.Contains(results, id) {
				return true
			}
		}
	}
	return false
}

// documents has every text about this person looked at again that was written while the report stood in the chart: it may
// rest on it, and what a doctor signed is not changed by a machine.
func (u *unlinking) documents(ctx context.Context) error {
	written, err := u.tx.Document.Query().Where(document.PatientID(u.patient), document.WrittenAtGTE(u.r.ReceivedAt)).All(ctx)
	if err != nil {
		return err
	}
	for _, d := range written {
		owner := d.SignedByID
		if owner == nil {
			owner = d.AskedByID
		}
		day := d.WrittenAt.UTC().Format(time.DateOnly)
		_, err := u.tx.Keep(ctx, practice.Promise{
			Key: u.r.ID + ":unlinked:" + strconv.Itoa(u.r.Version) + ":" + d.ID, PatientID: &u.patient, Code: "document_doubtful", Owner: owner,
			Priority: task.PriorityURGENT, Due: u.tx.Now.Add(24 * time.Hour),
			Title:   "A text written on " + day + " may rest on a result that was not this patient's: check it, and what was sent of it",
			TitleZH: day + " 撰写的文书可能依据了不属于该患者的结果：请复核该文书及已发出的内容",
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (u *unlinking) results(ctx context.Context) error {
	if _, err := u.tx.Finding.Delete().Where(finding.ReportID(u.r.ID)).Exec(ctx); err != nil {
		return err
	}
	return u.tx.Observation.Update().Where(observation.ReportID(u.r.ID)).ClearPatientID().Exec(ctx)
}

// tell makes a task for each person who saw the report in the wrong chart, and one for the call when the patient was
// written to.
func (u *unlinking) tell(ctx context.Context) error {
	key := u.r.ID + ":unlinked:" + strconv.Itoa(u.r.Version)
	active, err := u.tx.Membership.Query().Where(membership.IDIn(slices.Sorted(maps.Keys(u.saw))...), membership.Active(true)).IDs(ctx)
	if err != nil {
		return err
	}
	slices.Sort(active)
	for _, id := range active {
		_, err := u.tx.Keep(ctx, practice.Promise{
			Key: key + ":" + id, PatientID: &u.patient, Code: "result_withdrawn", Owner: &id, Priority: task.PriorityURGENT,
			Title:   "“" + u.r.Label + "” was not this patient's and was taken out of the chart: check what you decided on it",
			TitleZH: "“" + u.r.Label + "”不属于该患者，已从病历中撤出：请复核据此作出的决定",
			Due:     u.tx.Now.Add(24 * time.Hour),
		})
		if err != nil {
			return err
		}
	}
	if !u.retracted {
		return nil
	}
	_, err = u.tx.Keep(ctx, practice.Promise{
		Key: key + ":call", PatientID: &u.patient, Code: "call_patient", Owner: &u.tx.Viewer.MembershipID, Priority: task.PriorityURGENT,
		Title:   "Call the patient: a message about a result that was not theirs was withdrawn",
		TitleZH: "联系患者：一条不属于其本人的结果消息已撤回",
		Due:     u.tx.Now.Add(24 * time.Hour),
	})
	return err
}
