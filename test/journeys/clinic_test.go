package journeys

import (
	"testing"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/test/harness"
)

// A clinic sets its own critical limit for potassium: what the catalogue calls critical is not, and back again. Only an
// admin may, and no limit is taken that could not be meant.
func TestAClinicSetsItsOwnLimits(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor, admin := f.Member(clinic, authz.Physician), f.Member(clinic, authz.Admin)
	set := func(m *harness.Member, key, analyte, unit string, low, high any) string {
		var out struct {
			SetClinicLimit struct {
				Typename string `json:"__typename"`
				Code     string
				Settings struct{ Limits []struct{ Analyte string } }
			}
		}
		m.Ask(`mutation($in: SetClinicLimitInput!) { setClinicLimit(input: $in) { __typename ... on ClinicChanged { settings { limits { analyte } } }
			... on Failure { code } } }`, map[string]any{"in": map[string]any{
			"analyte": analyte, "kind": "CRITICAL", "low": low, "high": high, "unit": unit, "idempotencyKey": key,
		}}, &out)
		if out.SetClinicLimit.Typename == "Failure" {
			return out.SetClinicLimit.Code
		}
		return out.SetClinicLimit.Typename
	}
	for key, c := range map[string]struct {
		who           *harness.Member
		analyte, unit string
		low, high     any
		want          string
	}{
		"a doctor":          {doctor, "potassium", "mmol/L", 2.5, 7.0, "FORBIDDEN"},
		"no such test":      {admin, "potasium", "mmol/L", 2.5, 7.0, "INVALID"},
		"no such unit":      {admin, "potassium", "kg", 2.5, 7.0, "INVALID"},
		"the wrong way":     {admin, "potassium", "mmol/L", 7.0, 2.5, "INVALID"},
		"another unit's":    {admin, "potassium", "mmol/L", 2.5, 270, "INVALID"},
		"a test in plusses": {admin, "urine_protein", "mmol/L", 1, 2, "INVALID"},
	} {
		if got := set(c.who, key, c.analyte, c.unit, c.low, c.high); got != c.want {
			t.Errorf("%s: %s, want %s", key, got, c.want)
		}
	}
	triage := func(order string) string {
		f.Receive(clinic, harness.Message{Person: 1, Order: order, At: f.Now().Add(-time.Hour), Results: []harness.Result{harness.Potassium("6.6")}})
		f.Work()
		r := inboxOf(doctor)[0]
		sign(doctor, r, order, nil)
		return r.Triage
	}
	if got := triage("A1"); got != "CRITICAL" {
		t.Errorf("by the catalogue: %s", got)
	}
	if got := set(admin, "own", "potassium", "mmol/L", 2.5, 7.0); got != "ClinicChanged" {
		t.Fatal(got)
	}
	f.Advance(time.Hour)
	if got := triage("A2"); got == "CRITICAL" {
		t.Error("the clinic's own limit does not hold")
	}
	if got := set(admin, "back", "potassium", "mmol/L", nil, nil); got != "ClinicChanged" {
		t.Fatal(got)
	}
	f.Advance(time.Hour)
	if got := triage("A3"); got != "CRITICAL" {
		t.Errorf("the catalogue's limit does not hold again: %s", got)
	}
}
