package uploads

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/upload"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice"
)

// ConfirmInput of Confirm: the report as the person read it in the document.
type ConfirmInput struct {
	UploadID       string
	Version        int
	Label          string
	Performer      *string
	EffectiveAt    time.Time
	Results        []*ConfirmedResult
	IdempotencyKey string
}

// ConfirmedResult is one result that the person holds to be right.
type ConfirmedResult struct {
	Label string
	Value string
	Unit  *string
	Range *string
	Flag  *string
}

// Submitter takes in a report of a known patient; practice/records does.
type Submitter func(ctx context.Context, rec interop.Record, patientID string) (reportID string, err error)

// Confirm makes the report of what a person confirmed; it is interpreted like any other. The report is known by the
// upload, so that a confirmation that was cut off half way is finished by the next one.
func Confirm(ctx context.Context, p *practice.Practice, in ConfirmInput, submit Submitter) (string, error) {
	v, _ := authz.From(ctx)
	if !p.Policy.Can(v, confirm.Noun, confirm.Act) {
		return "", practice.Forbiddenf("Your role (%s) does not allow this: confirmUpload.", strings.ToLower(string(v.Role)))
	}
	u, err := open(ctx, p.DB.Client, in.UploadID, in.Version)
	if err != nil {
		return "", err
	}
	rec, err := in.record(u)
	if err != nil {
		return "", err
	}
	if in.EffectiveAt.After(p.Now().Add(24 * time.Hour)) {
		return "", practice.Invalidf([]string{"input", "effectiveAt"}, "The sample cannot have been taken after today.")
	}
	reportID, err := submit(ctx, rec, u.PatientID)
	if err != nil {
		return "", err
	}
	call := practice.Call{Verb: confirm, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		tx.About(&u.PatientID, map[string]any{"report": reportID, "results": len(in.Results)})
		return u.ID, decide(ctx, tx, u, tx.Upload.UpdateOneID(u.ID).SetState(upload.StateCONFIRMED).SetReportID(reportID))
	})
}

func (in *ConfirmInput) record(u *db.Upload) (interop.Record, error) {
	at := func(path ...string) []string { return append([]string{"input"}, path...) }
	if strings.TrimSpace(in.Label) == "" || len(in.Label) > 300 {
		return interop.Record{}, practice.Invalidf(at("label"), "A report has a label of at most 300 characters.")
	}
	if len(in.Results) == 0 || len(in.Results) > 200 {
		return interop.Record{}, practice.Invalidf(at("results"), "Confirm between one and 200 results.")
	}
	r := interop.Report{
		Key: interop.Key("upload|" + u.ID), Code: interop.Concept{Text: strings.TrimSpace(in.Label)}, Category: "LAB", Status: interop.Final,
		Effective: in.EffectiveAt.UTC(), Performer: value(in.Performer),
	}
	for i, x := range in.Results {
		if strings.TrimSpace(x.Label) == "" || strings.TrimSpace(x.Value) == "" || len(x.Label) > 300 || len(x.Value) > 4000 {
			return interop.Record{}, practice.Invalidf(at("results", strconv.Itoa(i)), "A result has a label and a value.")
		}
		o := interop.Observation{
			Key: interop.Key("upload|" + u.ID + "|" + strconv.Itoa(i)), Code: interop.Concept{Text: strings.TrimSpace(x.Label)},
			Value: interop.ParseValue(strings.TrimSpace(x.Value)), Range: interop.ParseRange(value(x.Range)), Flag: value(x.Flag),
			Status: interop.Final, Effective: r.Effective, Category: "laboratory",
		}
		switch o.Value.Kind {
		case interop.QuantityValue, interop.RangeValue, interop.RatioValue:
			o.Value.Unit = value(x.Unit)
		default: // words have none
		}
		r.Results = append(r.Results, o)
	}
	return interop.Record{Source: "upload", MessageID: u.ID, Reports: []interop.Report{r}}, nil
}

// RejectInput of Reject.
type RejectInput struct {
	UploadID       string
	Version        int
	Reason         string
	IdempotencyKey string
}

// Reject says that a document is not to be taken in. It is kept, with the reason.
func Reject(ctx context.Context, p *practice.Practice, in RejectInput) (string, error) {
	call := practice.Call{Verb: rejectUpload, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		reason := strings.TrimSpace(in.Reason)
		if reason == "" {
			return "", practice.Invalidf([]string{"input", "reason"}, "Say why the document is not taken in.")
		}
		u, err := open(ctx, tx.Client, in.UploadID, in.Version)
		if err != nil {
			return "", err
		}
		tx.About(&u.PatientID, map[string]any{"reason": reason})
		return u.ID, decide(ctx, tx, u, tx.Upload.UpdateOneID(u.ID).SetState(upload.StateREJECTED).SetNote(reason))
	})
}

// open reads an upload that waits for a decision.
func open(ctx context.Context, c *db.Client, id string, version int) (*db.Upload, error) {
	u, err := c.Upload.Query().Where(upload.ID(id)).Only(ctx)
	switch {
	case db.IsNotFound(err):
		return nil, practice.NotFoundf("There is no such upload in this clinic.")
	case err != nil:
		return nil, err
	case u.State != upload.StatePROPOSED || u.Version != version:
		return nil, practice.Conflictf("The upload is %s: look at it again.", strings.ToLower(string(u.State)))
	}
	return u, nil
}

// decide writes a decision if, and only if, nobody else made one in the meantime.
func decide(ctx context.Context, tx *practice.Tx, u *db.Upload, q *db.UploadUpdateOne) error {
	err := q.Where(upload.Version(u.Version), upload.StateEQ(upload.StatePROPOSED)).SetDecidedByID(tx.Viewer.MembershipID).SetDecidedAt(tx.Now).
		AddVersion(1).Exec(ctx)
	if db.IsNotFound(err) {
		return practice.Conflictf("Somebody else decided on this upload: look at it again.")
	}
	return err
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}
