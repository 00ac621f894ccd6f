package journeys

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/test/harness"
)

// done is what a verb on a report answers.
type done struct {
	Typename string `json:"__typename"`
	Code     string
	Message  string
	Report   reportNode
}

func verb(m *harness.Member, name, payload string, in map[string]any) done {
	var out map[string]done
	m.Ask(`mutation($in: `+strings.ToUpper(name[:1])+name[1:]+`Input!) { `+name+`(input: $in) { __typename
		... on `+payload+` { report { `+reportFields+` } } ... on Failure { code message } } }`, map[string]any{"in": in}, &out)
	return out[name]
}

// release sends a signed report's message, and gives its id.
func release(m *harness.Member, r reportNode, more map[string]any) string {
	in := map[string]any{"reportId": r.ID, "version": r.Version, "lang": "EN", "idempotencyKey": "release " + r.ID}
	maps.Copy(in, more)
	var out struct {
		ReleaseMessage struct{ Message struct{ ID string } }
	}
	m.Ask(`mutation($in: ReleaseMessageInput!) { releaseMessage(input: $in) { ... on MessageReleased { message { id } } } }`,
		map[string]any{"in": in}, &out)
	return out.ReleaseMessage.Message.ID
}

// submit hands a potassium in for somebody who is named and not numbered.
func submit(m *harness.Member, number, family string, value string, at time.Time) (id string) {
	var out struct {
		SubmitReport struct {
			Typename string `json:"__typename"`
			Message  string
			ReportID string
		}
	}
	m.Ask(`mutation($in: SubmitReportInput!) { submitReport(input: $in) { __typename
		... on ReportSubmitted { reportId } ... on Failure { message } } }`, map[string]any{"in": map[string]any{
		"number": number, "label": "Potassium", "effectiveAt": at, "issuedAt": at.Add(time.Hour),
		"subject": map[string]any{"family": family, "given": "Ann", "birthDate": "1961-04-03"},
		"results": []map[string]any{{"label": "Potassium", "loinc": "2823-3", "value": value, "unit": "mmol/L", "range": "3.5-5.3"}},
	}}, &out)
	return out.SubmitReport.ReportID
}

type candidate struct {
	Patient struct{ ID, Family string }
	Score   int
	Points  []struct{ Field, Sent, Known, Verdict string }
}

func candidates(m *harness.Member, report string) []candidate {
	var out struct{ MatchCandidates []candidate }
	m.Ask(`query($id: ID!) { matchCandidates(reportId: $id) { patient { id family } score points { field sent known verdict } } }`,
		map[string]any{"id": report}, &out)
	return out.MatchCandidates
}

func tasksOf(m *harness.Member) []taskNode {
	var nodes []taskNode
	for _, state := range []string{"OPEN", "DONE", "CANCELLED"} {
		var out struct {
			Tasks struct{ Edges []struct{ Node taskNode } }
		}
		m.Ask(`query($state: TaskState) { tasks(filter: {state: $state}) { edges { node {
			id code title state priority awaits dueAt version owner { id } answeredBy { id } } } } }`, map[string]any{"state": state}, &out)
		for _, e := range out.Tasks.Edges {
			nodes = append(nodes, e.Node)
		}
	}
	return nodes
}

func task(list []taskNode, code, owner string) *taskNode {
	for i, t := range list {
		if t.Code == code && (owner == "" || t.Owner != nil && t.Owner.ID == owner) {
			return &list[i]
		}
	}
	return nil
}

// A laboratory hands in a critical result of somebody whose name is spelt differently. It waits in the box with its
// candidates; a nurse links it to the wrong one of two; it does all that a result does. Then the doctor sees that it
// is not hers: everything is taken back, and everybody who saw it is told.
func TestLinkedToTheWrongPersonAndTakenBack(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor, nurse, lab := f.Member(clinic, authz.Physician), f.Member(clinic, authz.Nurse), f.Member(clinic, authz.Interface)
	first := patientNamed(t, f, clinic, "Vale", "1961-04-03")
	second := patientNamed(t, f, clinic, "Valle", "1961-04-03")
	f.Receive(clinic) // nothing: the box is fed by the laboratory alone

	id := submit(lab, "L-1", "Vail", "6.9", f.Now().Add(-2*time.Hour))
	if again := submit(lab, "L-1", "Vail", "6.9", f.Now().Add(-2*time.Hour)); again != id {
		t.Errorf("the same number is another report: %s, %s", id, again)
	}
	f.Work()
	if n := len(inboxOf(doctor)); n != 0 {
		t.Errorf("%d reports of nobody stand in the inbox", n)
	}
	got := candidates(nurse, id)
	if len(got) != 2 || !slices.ContainsFunc(got[0].Points, func(p struct{ Field, Sent, Known, Verdict string }) bool {
		return p.Field == "BIRTH_DATE" && p.Verdict == "SAME" && p.Sent == "1961-04-03"
	}) {
		t.Fatalf("candidates: %+v", got)
	}

	linked := verb(nurse, "linkReport", "ReportLinked", map[string]any{"reportId": id, "version": 1, "patientId": first, "idempotencyKey": "l1"})
	if linked.Typename != "ReportLinked" {
		t.Fatalf("%+v", linked)
	}
	if again := verb(nurse, "linkReport", "ReportLinked", map[string]any{"reportId": id, "version": 1, "patientId": second, "idempotencyKey": "l2"}); again.Code != "CONFLICT" {
		t.Errorf("linked twice: %+v", again)
	}
	f.Work()
	r := inboxOf(doctor)[0]
	if r.Triage != "CRITICAL" || task(tasksOf(doctor), "call_patient", "") == nil {
		t.Fatalf("the linked report was not interpreted: %+v", r)
	}
	nurse.Ask(`query($id: ID!) { report(id: $id) { id } }`, map[string]any{"id": id}, &struct{}{})
	r = sign(doctor, r, "s1", nil).SignReport.Report
	message := release(doctor, r, nil)
	her := f.PatientMember(clinic, first)
	if got := mine(her); len(got) != 1 || got[0] != message {
		t.Fatalf("the patient got %v", got)
	}

	// A later version of the same report belongs to the chart that was chosen.
	if corrected := submit(lab, "L-1", "Vail", "6.8", f.Now().Add(-2*time.Hour)); corrected != id {
		t.Errorf("the correction is another report: %s", corrected)
	}
	f.Work()
	r = inboxOf(doctor)[0]
	if r.ID != id || r.Results[0].Display != "6.8" {
		t.Fatalf("the correction did not come to the linked chart: %+v", r)
	}

	blank := verb(doctor, "unlinkReport", "ReportUnlinked", map[string]any{"reportId": id, "version": r.Version, "reason": " ", "idempotencyKey": "u0"})
	if blank.Code != "INVALID" {
		t.Errorf("unlinked without a reason: %+v", blank)
	}
	gone := verb(doctor, "unlinkReport", "ReportUnlinked", map[string]any{"reportId": id, "version": r.Version, "reason": "Another Ann", "idempotencyKey": "u1"})
	if gone.Typename != "ReportUnlinked" || gone.Report.State != "UNMATCHED" || len(gone.Report.Findings) != 0 || gone.Report.Summary.State != "RETRACTED" {
		t.Fatalf("%+v", gone)
	}
	if got := mine(her); len(got) != 0 {
		t.Errorf("the patient still reads %v", got)
	}
	tasks := tasksOf(doctor)
	for _, x := range tasks {
		if x.State == "OPEN" && x.Code != "result_withdrawn" && !strings.Contains(x.Title, "withdrawn") {
			t.Errorf("a task of the wrong chart is open: %+v", x)
		}
	}
	if told := task(tasks, "result_withdrawn", nurse.ID); told == nil || told.State != "OPEN" || told.Priority != "URGENT" {
		t.Errorf("the nurse who opened it was not told: %+v", tasks)
	}
	if task(tasks, "result_withdrawn", doctor.ID) != nil {
		t.Error("who took it back is told of it")
	}
	var chart struct {
		Patient struct {
			Observations struct {
				Edges []struct{ Node struct{ ID string } }
			}
			Reports struct {
				Edges []struct{ Node struct{ ID string } }
			}
		}
	}
	doctor.Ask(`query($id: ID!) { patient(id: $id) { observations(first: 5) { edges { node { id } } } reports(first: 5) { edges { node { id } } } } }`,
		map[string]any{"id": first}, &chart)
	if len(chart.Patient.Observations.Edges)+len(chart.Patient.Reports.Edges) != 0 {
		t.Errorf("the wrong chart still holds it: %+v", chart)
	}

	right := verb(nurse, "linkReport", "ReportLinked", map[string]any{"reportId": id, "version": gone.Report.Version, "patientId": second, "idempotencyKey": "l3"})
	if right.Typename != "ReportLinked" {
		t.Fatalf("%+v", right)
	}
	f.Work()
	if r = inboxOf(doctor)[0]; r.Triage != "CRITICAL" || r.Summary.State != "DRAFT" {
		t.Errorf("in the right chart: %+v", r)
	}
}

// A task that a stranger's result closed is open again when the result turns out to be a stranger's, and what was
// compared with it is interpreted again.
func TestUnlinkOpensWhatItAnswered(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor := f.Member(clinic, authz.Physician)
	f.Receive(clinic, harness.Message{Person: 1, Order: "A1", At: f.Now().Add(-time.Hour), Results: []harness.Result{harness.Potassium("5.9")}})
	f.Work()
	sign(doctor, inboxOf(doctor)[0], "s1", nil)
	f.Advance(24 * time.Hour)
	f.Receive(clinic, harness.Message{Person: 1, Order: "A2", At: f.Now(), Results: []harness.Result{harness.Potassium("4.2")}})
	f.Work()
	f.Advance(24 * time.Hour)
	f.Receive(clinic, harness.Message{Person: 1, Order: "A3", At: f.Now(), Results: []harness.Result{harness.Potassium("5.8")}})
	f.Work()
	var wrong, later reportNode
	for _, r := range inboxOf(doctor) {
		switch r.Results[0].Display {
		case "4.2":
			wrong = r
		case "5.8":
			later = r
		}
	}
	if x := task(tasksOf(doctor), "repeat_test", ""); x == nil || x.State != "DONE" {
		t.Fatalf("the second result did not answer the task: %+v", x)
	}
	if got := previous(doctor, later.ID); got != 4.2 {
		t.Fatalf("compared with %v", got)
	}
	nurse := f.Member(clinic, authz.Nurse)
	patient := strings1(t, f, "SELECT patient_id FROM reports WHERE id = $1", wrong.ID)[0]
	if d := onDocument(nurse, "draftDocument", "review", map[string]any{"patientId": patient, "kind": "HEALTH_REVIEW"}).Document; d.ID == "" {
		t.Fatal("no review was drafted")
	}
	verb(doctor, "unlinkReport", "ReportUnlinked", map[string]any{"reportId": wrong.ID, "version": wrong.Version, "reason": "Tubes exchanged", "idempotencyKey": "u1"})
	if x := task(tasksOf(doctor), "repeat_test", ""); x == nil || x.State != "OPEN" || x.AnsweredBy != nil {
		t.Errorf("the task stays answered by a stranger's result: %+v", x)
	}
	if x := task(tasksOf(doctor), "document_doubtful", nurse.ID); x == nil || x.State != "OPEN" {
		t.Error("nobody is asked to look at the review that was written from it")
	}
	f.Work()
	if x := task(tasksOf(doctor), "repeat_test", ""); x == nil || x.AnsweredBy == nil || x.AnsweredBy.ID != later.ID {
		t.Errorf("her own later result does not answer the task: %+v", x)
	}
	if got := previous(doctor, later.ID); got != 5.9 {
		t.Errorf("the later report is still compared with %v", got)
	}
}

// previous is what a report's potassium is compared with.
func previous(m *harness.Member, report string) float64 {
	var out struct {
		Report struct {
			Findings []struct {
				Key    string
				Change *struct{ Previous float64 }
			}
		}
	}
	m.Ask(`query($id: ID!) { report(id: $id) { findings { key change { previous } } } }`, map[string]any{"id": report}, &out)
	for _, f := range out.Report.Findings {
		if f.Key == "potassium" && f.Change != nil {
			return f.Change.Previous
		}
	}
	return 0
}

// mine is what a patient can read: ids of messages.
func mine(m *harness.Member) []string {
	var out struct {
		MyMessages struct {
			Edges []struct{ Node struct{ ID string } }
		}
	}
	m.Ask(`{ myMessages { edges { node { id } } } }`, nil, &out)
	var ids []string
	for _, e := range out.MyMessages.Edges {
		ids = append(ids, e.Node.ID)
	}
	return ids
}

// patientNamed makes a patient, and gives the id.
func patientNamed(t *testing.T, f *harness.Famulus, clinic, family, born string) string {
	t.Helper()
	day, err := time.Parse(time.DateOnly, born)
	if err != nil {
		t.Fatal(err)
	}
	return take1(t, f, clinic, family, day)
}
