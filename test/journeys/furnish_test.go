package journeys

import (
	"testing"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db/document"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice/documents"
	"github.com/famulus-health/famulus/practice/records"
	"github.com/famulus-health/famulus/test/harness"
)

// take puts a chart with one row of every kind into a clinic, each carrying the clinic's secret word.
func take(t *testing.T, f *harness.Famulus, c *clinicRows) {
	t.Helper()
	word := interop.Concept{Text: c.secret}
	rec := interop.Record{
		Source: "elsewhere",
		Patient: interop.Patient{
			Key: "Patient/1", Family: c.secret, Given: "Ann", Sex: interop.Female, BirthDate: interop.Date{Year: 1950, Month: 5, Day: 17},
			Identifiers: []interop.Identifier{{System: "urn:x", Type: "MR", Value: "X-1"}},
		},
		Visits:        []interop.Visit{{Key: "Visit/1", Kind: word, Start: f.Now().AddDate(-1, 0, 0)}},
		Problems:      []interop.Problem{{Key: "Problem/1", Visit: "Visit/1", Code: word, Status: "ACTIVE"}},
		Allergies:     []interop.Allergy{{Key: "Allergy/1", Code: word, Status: "ACTIVE"}},
		Medications:   []interop.Medication{{Key: "Medication/1", Code: word, Status: "ACTIVE", Dose: "one a day"}},
		Immunizations: []interop.Immunization{{Key: "Immunization/1", Code: word, Given: f.Now().AddDate(-1, 0, 0), Done: true}},
		CarePlans:     []interop.CarePlan{{Key: "CarePlan/1", Title: c.secret, Status: "ACTIVE", Goals: []interop.Key{"Goal/1"}}},
		Goals:         []interop.Goal{{Key: "Goal/1", Title: c.secret, Status: "ACTIVE"}},
	}
	_, err := records.Take(authz.AsWorker(t.Context(), c.clinic), f.Practice, rec, records.Options{History: true, Create: true})
	if err != nil {
		t.Fatal(err)
	}
}

// write drafts the text of the clinic's care plan, and a health review that is signed.
func write(t *testing.T, f *harness.Famulus, c *clinicRows) {
	t.Helper()
	plan, err := f.DB.CarePlan.Query().Only(c.doctor.Ctx)
	if err != nil {
		t.Fatal(err)
	}
	_, err = documents.Draft(c.doctor.Ctx, f.Practice, documents.DraftInput{
		PatientID: plan.PatientID, Kind: document.KindCARE_PLAN, CarePlanID: &plan.ID, IdempotencyKey: "furnish the plan",
	})
	if err != nil {
		t.Fatal(err)
	}
	id, err := documents.Draft(c.doctor.Ctx, f.Practice, documents.DraftInput{
		PatientID: plan.PatientID, Kind: document.KindHEALTH_REVIEW, IdempotencyKey: "furnish the review",
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = documents.Sign(c.doctor.Ctx, f.Practice, documents.SignInput{DocumentID: id, Version: 1, IdempotencyKey: "furnish the signature"})
	if err != nil {
		t.Fatal(err)
	}
}

// take1 makes a woman called Ann, and gives her id.
func take1(t *testing.T, f *harness.Famulus, clinic, family string, born time.Time) string {
	t.Helper()
	got, err := records.Take(authz.AsWorker(t.Context(), clinic), f.Practice, interop.Record{Source: "elsewhere", Patient: interop.Patient{
		Key: interop.Key("Patient/" + family), Family: family, Given: "Ann", Sex: interop.Female,
		BirthDate: interop.Date{Year: born.Year(), Month: int(born.Month()), Day: born.Day()},
	}}, records.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	return got.PatientID
}
