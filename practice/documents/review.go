package documents

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/document"
	"github.com/famulus-health/famulus/ent/db/job"
	"github.com/famulus-health/famulus/ent/db/visit"
	"github.com/famulus-health/famulus/practice"
)

var (
	askForPlan  = practice.Verb{Name: "askForReviewPlan", Noun: authz.Job, Act: authz.Write}
	planReviews = practice.Verb{Name: "planReviews", Noun: authz.Report, Act: authz.Write}
	draftReview = practice.Verb{Name: "draftReview", Noun: authz.Report, Act: authz.Write}
)

// A health review is drafted reviewDaysAhead days before a visit, unless the patient has one that is younger than
// reviewEveryDays: the review of a year, with room for a visit that comes early.
const (
	reviewDaysAhead = 7
	reviewEveryDays = 300
)

// notHappening are the FHIR encounter statuses of a visit that will not be.
var notHappening = []string{"cancelled", "entered-in-error", "noshow"}

// AskDaily asks for the day's PlanReviewsJob in each clinic that has none yet. Asked as often as one likes, it is one job
// a clinic and day.
func AskDaily(ctx context.Context, p *practice.Practice) error {
	all := authz.AsOperator(ctx, "")
	day := p.Now().Format(time.DateOnly)
	clinics, err := p.DB.Clinic.Query().IDs(all)
	if err != nil {
		return err
	}
	var asked []string
	err = p.DB.Job.Query().Where(job.Kind(practice.PlanReviewsJob), job.Key(day)).Select(job.FieldClinicID).Scan(all, &asked)
	if err != nil {
		return err
	}
	for _, clinic := range clinics {
		if slices.Contains(asked, clinic) {
			continue
		}
		_, err := p.Do(authz.AsWorker(ctx, clinic), practice.Call{Verb: askForPlan}, func(ctx context.Context, tx *practice.Tx) (string, error) {
			tx.Silent()
			return "", tx.Enqueue(ctx, practice.Work{Kind: practice.PlanReviewsJob, Key: day, Payload: struct{}{}, Later: true})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Plan asks for the health review of each patient who has a visit in the coming days and no recent review.
func Plan(ctx context.Context, p *practice.Practice, also func(context.Context, *practice.Tx) error) error {
	_, err := p.Do(ctx, practice.Call{Verb: planReviews}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		tx.Silent()
		var coming []string
		err := tx.Visit.Query().Where(visit.StartedAtGT(tx.Now), visit.StartedAtLTE(tx.Now.AddDate(0, 0, reviewDaysAhead)),
			visit.StatusNotIn(notHappening...)).Select(visit.FieldPatientID).Scan(ctx, &coming)
		if err != nil {
			return "", err
		}
		slices.Sort(coming)
		for _, id := range slices.Compact(coming) {
			err := tx.Enqueue(ctx, practice.Work{
				Kind: practice.ReviewJob, Key: id + ":" + tx.Now.Format(time.DateOnly), Payload: practice.ReviewPayload{PatientID: id}, Later: true,
			})
			if err != nil {
				return "", err
			}
		}
		return "", also(ctx, tx)
	})
	return err
}

// Review drafts the health review of a patient before a visit. Nobody asked for it by name, so that it has no asker. A
// patient who has a recent one, or of whom nothing is recorded, gets none.
func Review(ctx context.Context, p *practice.Practice, patientID string, also func(context.Context, *practice.Tx) error) error {
	_, err := p.Do(ctx, practice.Call{Verb: draftReview}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		recent, err := recently(ctx, tx.Client, patientID, tx.Now)
		if err != nil {
			return "", err
		}
		id := ""
		if !recent {
			id, err = write(ctx, p, tx, subject{patientID: patientID, kind: document.KindHEALTH_REVIEW})
		}
		if err != nil && !errors.Is(err, nothing) {
			return "", err
		}
		if id == "" {
			tx.Silent()
		}
		return id, also(ctx, tx)
	})
	return err
}

// recently says that a patient has a health review of the last reviewEveryDays days.
func recently(ctx context.Context, c *db.Client, patientID string, now time.Time) (bool, error) {
	return c.Document.Query().Where(document.PatientID(patientID), document.KindEQ(document.KindHEALTH_REVIEW),
		document.CreatedAtGT(now.AddDate(0, 0, -reviewEveryDays))).Exist(ctx)
}
