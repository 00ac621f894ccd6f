package chart

import (
	"context"

	"github.com/famulus-health/famulus/medicine/risk"
	"github.com/famulus-health/famulus/practice"
)

// Risks are the scores that concern a patient, computed from the chart as it stands now: six statements. None, without an
// error, when there is no such patient in the viewer's clinic.
func Risks(ctx context.Context, p *practice.Practice, patientID string) ([]risk.Score, error) {
	f, err := practice.FactsOf(ctx, p.DB.Client, p.Now(), patientID)
	if err != nil || f == nil {
		return nil, err
	}
	return risk.Default().For(f.Chart, p.Labs, risk.Region(f.Clinic.Settings.Region)), nil
}
