package practice

import (
	"context"
	"strconv"

	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/panelassignment"
)

// InterpretLater asks for the interpretation of a report as it now stands.
func (tx *Tx) InterpretLater(ctx context.Context, r *db.Report) error {
	return tx.Enqueue(ctx, Work{
		Kind: InterpretJob, Key: r.ID + ":" + strconv.Itoa(r.ContentVersion) + ":" + strconv.Itoa(r.Version),
		Payload: InterpretPayload{ReportID: r.ID, Version: r.ContentVersion}, Later: r.History,
	})
}

// DoctorOf is the membership that looks after a patient: the doctor of the panel they are on; nil when there is none.
func (tx *Tx) DoctorOf(ctx context.Context, patientID string) (*string, error) {
	a, err := tx.PanelAssignment.Query().Where(panelassignment.PatientID(patientID), panelassignment.UntilIsNil()).WithPanel().First(ctx)
	if db.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return a.Edges.Panel.DoctorID, nil
}
