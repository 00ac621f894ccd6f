package inbox

import (
	"context"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db/auditevent"
	"github.com/famulus-health/famulus/ent/db/predicate"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/practice"
)

var openReport = practice.Verb{Name: "openReport", Noun: authz.Report, Act: authz.Read}

// openAgain is how long one record of an opening stands for those that follow it.
const openAgain = 12 * time.Hour

// Opened keeps that a person looked at a report: when it turns out to be another patient's, whoever saw it is told.
func Opened(ctx context.Context, p *practice.Practice, reportID string) error {
	v, ok := authz.From(ctx)
	if !ok || !v.Person() {
		return nil
	}
	r, err := p.DB.Report.Query().Where(report.ID(reportID)).Select(report.FieldPatientID).Only(ctx)
	if err != nil {
		return err
	}
	known, err := p.DB.AuditEvent.Query().Where(auditevent.MembershipID(v.MembershipID), auditevent.ObjectID(reportID),
		auditevent.Verb(openReport.Name), auditevent.CreatedAtGT(p.Now().Add(-openAgain)), samePatient(r.PatientID)).
		Exist(authz.AsWorker(ctx, v.ClinicID))
	if err != nil || known {
		return err
	}
	_, err = p.Do(ctx, practice.Call{Verb: openReport}, func(_ context.Context, tx *practice.Tx) (string, error) {
		tx.About(r.PatientID, nil)
		return reportID, nil
	})
	return err
}

// samePatient narrows to what was seen in the same chart, or in none.
func samePatient(id *string) predicate.AuditEvent {
	if id == nil {
		return auditevent.PatientIDIsNil()
	}
	return auditevent.PatientID(*id)
}
