package practice

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/allergy"
	"github.com/famulus-health/famulus/ent/db/medication"
	"github.com/famulus-health/famulus/ent/db/observation"
	"github.com/famulus-health/famulus/ent/db/patient"
	"github.com/famulus-health/famulus/ent/db/problem"
	"github.com/famulus-health/famulus/medicine"
)

// factYears bounds how old a result may be that a score, or a text on a person, looks at; the score itself asks for newer ones.
const factYears = 10

// factLimit bounds how many of them: some forty tests, monthly, for four years.
const factLimit = 2000

// Facts are a patient's rows, and the same in medicine's words.
type Facts struct {
	Patient *db.Patient
	Clinic  *db.Clinic
	Results []*db.Observation // of the last ten years, newest first
	Chart   medicine.Chart    // its History is all of Results
}

// FactsOf gathers what is known of a patient at a moment, through the client given: six statements. Nil, without an error,
// when there is no such patient in the viewer's clinic.
func FactsOf(ctx context.Context, c *db.Client, now time.Time, patientID string) (*Facts, error) {
	who, err := c.Patient.Query().Where(patient.ID(patientID)).WithProblems(func(q *db.ProblemQuery) {
		q.Where(problem.VerifiedNotIn(problem.VerifiedREFUTED, problem.VerifiedENTERED_IN_ERROR)).Order(problem.ByID())
	}).WithMedications(func(q *db.MedicationQuery) { q.Order(medication.ByID()) }).
		WithAllergies(func(q *db.AllergyQuery) { q.Order(allergy.ByID()) }).Only(ctx)
	if db.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	clinic, err := c.Clinic.Query().Only(ctx)
	if err != nil {
		return nil, err
	}
	results, err := c.Observation.Query().Where(observation.PatientID(who.ID), observation.EffectiveAtGT(now.AddDate(-factYears, 0, 0))).
		Order(observation.ByEffectiveAt(sql.OrderDesc()), observation.ByID()).Limit(factLimit).All(ctx)
	if err != nil {
		return nil, err
	}
	chart := Chart(now, who, clinic, who.Edges.Problems, who.Edges.Medications, who.Edges.Allergies, results)
	return &Facts{Patient: who, Clinic: clinic, Results: results, Chart: chart}, nil
}
