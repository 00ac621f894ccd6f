package documents

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/observation"
	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/risk"
)

var now = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

func result(id, analyte, category string, at time.Time, change ...func(*db.Observation)) *db.Observation {
	o := &db.Observation{
		ID: id, Analyte: analyte, Label: "Label of " + analyte, Category: category, EffectiveAt: &at,
		ValueKind: observation.ValueKindQUANTITY, Status: observation.StatusFINAL,
	}
	for _, c := range change {
		c(o)
	}
	return o
}

// One value of each test, the newest that has one, up to twelve months old: at the limit, and just beyond it.
func TestLatest(t *testing.T) {
	t.Parallel()
	limit := now.AddDate(0, -resultMonths, 0)
	named := func(label string) func(*db.Observation) { return func(o *db.Observation) { o.Label = label } }
	all := []*db.Observation{
		result("future", "sodium", "laboratory", now.Add(time.Second)),
		result("now", "potassium", "laboratory", now),
		result("pending", "sodium", "laboratory", now, func(o *db.Observation) { o.ValueKind = observation.ValueKindNONE }),
		result("cancelled", "sodium", "laboratory", now, func(o *db.Observation) { o.Status = observation.StatusCANCELLED }),
		result("sodium", "sodium", "laboratory", now.Add(-time.Hour)),
		result("older", "potassium", "laboratory", now.Add(-2*time.Hour)),
		result("unknown test", "", "laboratory", now, named("Porcelain")),
		result("unknown test again", "", "laboratory", now, named("PORCELAIN")),
		result("survey", "", "survey", now, named("Smoking")),
		result("measured", "bmi", "vital-signs", now),
		result("at the limit", "ferritin", "laboratory", limit),
		result("beyond it", "tsh", "laboratory", limit.Add(-time.Second)),
	}
	var got []string
	for _, o := range latest(all, now) {
		got = append(got, o.ID)
	}
	if want := []string{"now", "sodium", "unknown test", "measured", "at the limit"}; !slices.Equal(got, want) {
		t.Errorf("latest are %v, want %v", got, want)
	}
}

func finding(id string, triage medicine.Triage, observations ...string) medicine.Finding {
	return medicine.Finding{ID: id, Kind: medicine.ResultFinding, Label: id, Triage: triage, Observations: observations}
}

// An alarm is told as one for thirty days, to the second; then it is a note. What rests on it goes with it, what has
// something newer in it stays, and the rest is never all normal.
func TestWithoutPastAlarms(t *testing.T) {
	t.Parallel()
	limit := now.AddDate(0, 0, -alarmDays)
	taken := map[string]time.Time{"past": limit.Add(-time.Second), "at": limit, "new": now}
	pattern := func(id string, observations ...string) medicine.Finding {
		fd := finding(id, medicine.TriageAbnormal, observations...)
		fd.Kind = medicine.PatternFinding
		return fd
	}
	in := medicine.Interpretation{
		Triage: medicine.TriageCritical,
		Why:    []medicine.Reason{{Finding: "a"}, {Finding: "kept"}},
		Findings: []medicine.Finding{
			finding("a", medicine.TriageCritical, "past"), finding("b", medicine.TriageUrgent, "past"),
			finding("kept", medicine.TriageUrgent, "at"), finding("mixed", medicine.TriageCritical, "past", "new"),
			finding("calm", medicine.TriageNormal, "past"), finding("low", medicine.TriageAbnormal, "past"),
			pattern("of the past", "past"), pattern("of both", "past", "new"),
			finding("of the history", medicine.TriageUrgent, "elsewhere"),
		},
		FollowUps: []medicine.FollowUp{{Code: "1", Findings: []string{"a"}}, {Code: "2", Findings: []string{"kept"}}, {Code: "3", Findings: []string{"kept", "of the past"}}},
	}
	out, notices := withoutPastAlarms(in, taken, now)
	var ids, codes []string
	for _, fd := range out.Findings {
		ids = append(ids, fd.ID)
	}
	for _, u := range out.FollowUps {
		codes = append(codes, u.Code)
	}
	if want := []string{"kept", "mixed", "calm", "low", "of both", "of the history"}; !slices.Equal(ids, want) {
		t.Errorf("findings %v, want %v", ids, want)
	}
	if !slices.Equal(codes, []string{"2"}) || len(out.Why) != 2 || out.Why[0].Finding != "kept" || out.Triage != medicine.TriageCritical {
		t.Errorf("follow-ups %v, why %v, triage %s", codes, out.Why, out.Triage)
	}
	if len(notices) != 2 || notices[0].Key == notices[1].Key || !strings.Contains(notices[0].Text, "critical") || !strings.Contains(notices[1].TextZH, "紧急") {
		t.Errorf("notices %+v", notices)
	}

	alone := medicine.Interpretation{Triage: medicine.TriageCritical, Findings: []medicine.Finding{
		finding("a", medicine.TriageCritical, "past"), finding("calm", medicine.TriageNormal, "new"),
	}}
	if out, _ := withoutPastAlarms(alone, taken, now); out.Triage != medicine.TriageNeedsReading || len(out.Why) != 1 {
		t.Errorf("the rest is told as %s, because %v", out.Triage, out.Why)
	}
	calm := medicine.Interpretation{Triage: medicine.TriageNormal, Findings: []medicine.Finding{finding("calm", medicine.TriageNormal, "new")}}
	if out, notices := withoutPastAlarms(calm, taken, now); out.Triage != medicine.TriageNormal || len(out.Why) != 0 || notices != nil {
		t.Errorf("without an alarm: %+v, %v", out, notices)
	}
}

// A score without a value is not told; points have no unit.
func TestScores(t *testing.T) {
	t.Parallel()
	twelve, four := 12.4, 4.0
	got := scores([]risk.Score{{Key: "none"}, {Key: "a", Value: &twelve, Unit: "%", Horizon: 10}, {Key: "b", Value: &four, Unit: "points"}})
	if len(got) != 2 || got[0].Value != "12.4" || got[0].Unit != "%" || got[0].HorizonYears != 10 || got[1].Value != "4" || got[1].Unit != "" {
		t.Errorf("%+v", got)
	}
}
