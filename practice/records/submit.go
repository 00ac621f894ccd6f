package records

import (
	"context"
	"fmt"
	"strings"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice"
)

// Submit takes in what a person or an interface with the right to submit reports handed in: FHIR or HL7 v2, told apart by
// content. Reports go to the inbox, and those of somebody the clinic does not know to the unmatched box; nobody is made a
// patient by a message from outside, and nothing else of a chart is taken in: a laboratory does not write a problem list.
func Submit(ctx context.Context, p *practice.Practice, body []byte) (*Imported, error) {
	worker, by, err := submitter(ctx, p)
	if err != nil {
		return nil, err
	}
	got := decode(body, interop.Limits{})
	sum := &Imported{Files: 1}
	for _, r := range got.Rejected {
		sum.Refused = append(sum.Refused, Refused{Rejection: r})
	}
	for i := range got.Records {
		if got.Format == interop.FormatFHIR { // whose ids are the sender's own: two laboratories both have a DiagnosticReport/1
			got.Records[i].Source = "fhir:" + by
		}
		if left := onlyResults(&got.Records[i]); left != nil {
			sum.Refused = append(sum.Refused, Refused{Rejection: *left})
		}
	}
	people := map[string]bool{}
	err = takeAll(worker, p, "", got.Records, Options{By: by}, sum, people)
	sum.Patients = len(people)
	return sum, err
}

// SubmitReport takes in one report that was handed in by hand. patientID is whose it is, when a person who may read the
// chart said so; empty to match by what the record says. It gives the report's id.
func SubmitReport(ctx context.Context, p *practice.Practice, rec interop.Record, patientID string) (string, error) {
	worker, by, err := submitter(ctx, p)
	if err != nil {
		return "", err
	}
	v, _ := authz.From(ctx)
	if patientID != "" && !p.Policy.Can(v, authz.Patient, authz.Read) {
		return "", practice.Forbiddenf("Your role (%s) cannot name a patient: send who the report is about.", strings.ToLower(string(v.Role)))
	}
	taken, err := Take(worker, p, rec, Options{Person: patientID, By: by})
	if err != nil {
		return "", err
	}
	if len(taken.ReportIDs) != 1 {
		return "", fmt.Errorf("submit: %d reports of one", len(taken.ReportIDs))
	}
	return taken.ReportIDs[0], nil
}

// submitter asks the policy, and gives the machine's context that takes the record in: who hands in need not be able to
// read whom it is about.
func submitter(ctx context.Context, p *practice.Practice) (worker context.Context, by string, err error) {
	v, ok := authz.From(ctx)
	if !ok {
		return nil, "", practice.Forbiddenf("Sign in first.")
	}
	if !p.Policy.Can(v, authz.Report, authz.Submit) {
		return nil, "", practice.Forbiddenf("Your role (%s) does not allow this: submitReport.", strings.ToLower(string(v.Role)))
	}
	return authz.AsWorker(ctx, v.ClinicID), v.MembershipID, nil
}

// onlyResults drops what is neither report nor observation, and says so; nil when there was nothing else.
func onlyResults(r *interop.Record) *interop.Rejection {
	n := len(r.Problems) + len(r.Allergies) + len(r.Medications) + len(r.Immunizations) + len(r.CarePlans) + len(r.Goals)
	r.Problems, r.Allergies, r.Medications, r.Immunizations, r.CarePlans, r.Goals = nil, nil, nil, nil, nil, nil
	if n == 0 {
		return nil
	}
	return &interop.Rejection{
		Reason: interop.ReasonUnsupported, Where: "record",
		Detail: fmt.Sprintf("Only reports and observations are taken in here; %d other entries were left out.", n),
	}
}
