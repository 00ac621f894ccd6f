package inbox

import (
	"context"

	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/finding"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/practice"
)

func (in *interpretation) writeFindings(ctx context.Context) error {
	if _, err := in.tx.Finding.Delete().Where(finding.ReportID(in.report.ID)).Exec(ctx); err != nil {
		return err
	}
	rows := make([]*db.FindingCreate, len(in.said.Findings))
	for i := range in.said.Findings {
		rows[i] = in.finding(&in.said.Findings[i], i)
	}
	return in.tx.Finding.CreateBulk(rows...).Exec(ctx)
}

func (in *interpretation) finding(f *medicine.Finding, position int) *db.FindingCreate {
	q := in.tx.Finding.Create().SetReportID(in.report.ID).SetKey(f.ID).SetPosition(position).SetKind(finding.Kind(f.Kind)).
		SetObservationIds(f.Observations).SetAnalyte(f.Analyte).SetLabel(f.Label).SetLabelZh(f.LabelZH).
		SetValue(practice.Display(f.Value)).SetUnit(f.Value.Unit).SetFlag(finding.Flag(f.Flag)).
		SetReportedFlag(f.ReportedFlag).SetFirst(f.First).SetTriage(finding.Triage(f.Triage)).
		SetReasons(reasons(f.Reasons)).SetRelevant(f.Relevant).SetInterval(interval(f.Interval)).SetCritical(interval(f.Critical))
	if f.Canonical != nil {
		q.SetCanonical(f.Canonical.Value).SetCanonicalUnit(f.Canonical.Unit)
	}
	if c := f.Change; c != nil {
		q.SetChange(&schema.Change{
			Previous: c.Previous.Value, Unit: c.Previous.Unit, At: c.At.UTC(), Observation: c.Observation, Delta: c.Delta,
			Percent: c.Percent, Direction: string(c.Direction), Significant: c.Significant, Limit: c.Limit,
		})
	}
	if len(f.Series) > 1 {
		points := make([]schema.Point, len(f.Series))
		for i, p := range f.Series {
			points[i] = schema.Point{At: p.At.UTC(), Value: p.Value, Observation: p.Observation}
		}
		q.SetSeries(points)
	}
	if f.Slope != nil {
		q.SetSlope(&schema.Slope{PerYear: f.Slope.PerYear, Points: f.Slope.Points, From: f.Slope.From.UTC(), To: f.Slope.To.UTC()})
	}
	if f.Pattern != nil {
		q.SetPattern(pattern(f.Pattern))
	}
	return q
}

func pattern(p *medicine.Pattern) *schema.Pattern {
	return &schema.Pattern{
		Supports: p.Supports, SupportsZH: p.SupportsZH, For: evidence(p.For), Against: evidence(p.Against), Settle: p.Settle,
		SettleZH: p.SettleZH, Awaits: p.Awaits, Next: p.Next, NextZH: p.NextZH, DueHours: p.Due.Hours(), Sources: p.Sources,
	}
}

func evidence(list []medicine.Evidence) []schema.Evidence {
	out := make([]schema.Evidence, len(list))
	for i, e := range list {
		out[i] = schema.Evidence(e)
	}
	return out
}

func interval(i *medicine.Interval) *schema.Interval {
	if i == nil {
		return nil
	}
	return &schema.Interval{Low: i.Low, High: i.High, Unit: i.Unit, Origin: string(i.Origin), Text: i.Text, Source: i.Source}
}

func reasons(list []medicine.Reason) []schema.Reason {
	out := make([]schema.Reason, len(list))
	for i, r := range list {
		out[i] = schema.Reason(r)
	}
	return out
}
