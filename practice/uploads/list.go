package uploads

import (
	"context"

	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/upload"
	"github.com/famulus-health/famulus/practice"
)

// listed bounds List.
const listed = 100

// fields are all but the file itself, which is read by Content alone.
var fields = func() []string {
	var out []string
	for _, c := range upload.Columns {
		if c != upload.FieldContent {
			out = append(out, c)
		}
	}
	return out
}()

// Get is one upload without its file; nil when there is none in the viewer's clinic.
func Get(ctx context.Context, p *practice.Practice, id string) (*db.Upload, error) {
	u, err := p.DB.Upload.Query().Where(upload.ID(id)).Select(fields...).Only(ctx)
	if db.IsNotFound(err) {
		return nil, nil
	}
	return u, err
}

// List is the uploads of a state, oldest first: of one patient, or of the clinic.
func List(ctx context.Context, p *practice.Practice, state upload.State, patientID *string) ([]*db.Upload, error) {
	q := p.DB.Upload.Query().Where(upload.StateEQ(state))
	if patientID != nil {
		q.Where(upload.PatientID(*patientID))
	}
	return q.Order(upload.ByCreatedAt(), upload.ByID()).Limit(listed).
		WithPatient().WithUploadedBy().WithDecidedBy().Select(fields...).All(ctx)
}

// Content is the file itself, with its name and media type.
func Content(ctx context.Context, p *practice.Practice, id string) (*db.Upload, error) {
	u, err := p.DB.Upload.Query().Where(upload.ID(id)).Select(upload.FieldID, upload.FieldName, upload.FieldMediaType, upload.FieldContent).Only(ctx)
	if db.IsNotFound(err) {
		return nil, practice.NotFoundf("There is no such upload in this clinic.")
	}
	return u, err
}
