package chart

import (
	"context"

	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/observation"
	"github.com/famulus-health/famulus/ent/db/patient"
	"github.com/famulus-health/famulus/ent/db/problem"
	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/risk"
	"github.com/famulus-health/famulus/practice"
)

// factYears bounds how old a result may be that a score, or a review, looks at; the score itself asks for newer ones.
const factYears = 10

// factLimit bounds how many of them: some forty tests, monthly, for four years.
const factLimit = 2000

// Facts are a patient's chart in medicine's words, with all results of the last ten years. Nil, without an error, when
// there is no such patient in the viewer's clinic.
func Facts(ctx context.Context, p *practice.Practice, patientID string) (*medicine.Chart, *db.Clinic, error) {
	who, err := p.DB.Patient.Query().Where(patient.ID(patientID)).WithProblems(func(q *db.ProblemQuery) {
		q.Where(problem.VerifiedNotIn(problem.VerifiedREFUTED, problem.VerifiedENTERED_IN_ERROR))
	}).WithMedications().WithAllergies().Only(ctx)
	if db.IsNotFound(err) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	clinic, err := p.DB.Clinic.Query().Only(ctx)
	if err != nil {
		return nil, nil, err
	}
	now := p.Now()
	results, err := p.DB.Observation.Query().Where(observation.PatientID(who.ID), observation.EffectiveAtGT(now.AddDate(-factYears, 0, 0))).
		Order(observation.ByEffectiveAt(newest)).Limit(factLimit).All(ctx)
	if err != nil {
		return nil, nil, err
	}
	c := practice.Chart(now, who, clinic, who.Edges.Problems, who.Edges.Medications, who.Edges.Allergies, results)
	return &c, clinic, nil
}

// Risks are the scores that concern a patient, computed from the chart as it stands now: six statements.
func Risks(ctx context.Context, p *practice.Practice, patientID string) ([]risk.Score, error) {
	c, clinic, err := Facts(ctx, p, patientID)
	if err != nil || c == nil {
		return nil, err
	}
	return risk.Default().For(*c, p.Labs, risk.Region(clinic.Settings.Region)), nil
}
