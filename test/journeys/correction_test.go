package journeys

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db/summary"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/interop/hl7v2"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/inbox"
	"github.com/famulus-health/famulus/practice/records"
	"github.com/famulus-health/famulus/test/harness"
)

// A correction comes under a known order number, with somebody else's identity. Neither chart is touched.
func TestCorrectionOfAnotherPerson(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	first := harness.Message{Person: 1, Order: "A1", At: f.Now(), Results: []harness.Result{harness.Potassium("4.1")}}
	f.Receive(clinic, first, harness.Message{Person: 2, Order: "B1", At: f.Now(), Results: []harness.Result{harness.Potassium("4.2")}})
	f.Work()
	before := dump(t, f, clinic)
	wrong := first
	wrong.Person, wrong.Status, wrong.Results = 2, "C", []harness.Result{harness.Potassium("6.9")}
	got, err := hl7v2.Decode([]byte(wrong.Text()), interop.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = records.Take(authz.AsWorker(t.Context(), clinic), f.Practice, got.Records[0], records.Options{Create: true})
	var r interop.Rejection
	if !errors.As(err, &r) || r.Reason != records.ReasonAmbiguous {
		t.Errorf("not refused: %v", err)
	}
	if dump(t, f, clinic) != before {
		t.Error("something was changed")
	}
}

// The job of an earlier version comes late, after a newer one was signed: it changes nothing.
func TestLateJobLeavesASignatureAlone(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor := f.Member(clinic, authz.Physician)
	first := harness.Message{Person: 1, Order: "A1", At: f.Now(), Results: []harness.Result{harness.Potassium("5.9")}}
	f.Receive(clinic, first)
	f.Work()
	corrected := first
	corrected.Status, corrected.At, corrected.Results = "C", f.Now().Add(time.Minute), []harness.Result{harness.Potassium("5.8")}
	f.Receive(clinic, corrected)
	f.Work()
	sign(doctor, inboxOf(doctor)[0], "k1", nil)
	before := dump(t, f, clinic)
	worker := authz.AsWorker(t.Context(), clinic)
	for _, version := range []int{1, 2} {
		err := inbox.Interpret(worker, f.Practice, f.DB.Report.Query().OnlyIDX(worker), version,
			func(context.Context, *practice.Tx) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	if dump(t, f, clinic) != before {
		t.Error("a late job changed something")
	}
}

// What a doctor signed stays on record as it was read, when a correction makes a new draft of it.
func TestSignedTextIsKept(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor := f.Member(clinic, authz.Physician)
	first := harness.Message{Person: 1, Order: "A1", At: f.Now(), Results: []harness.Result{harness.Potassium("6.8")}}
	f.Receive(clinic, first)
	f.Work()
	sign(doctor, inboxOf(doctor)[0], "k1", map[string]any{"editedText": "Called her myself."})
	corrected := first
	corrected.Status, corrected.Results = "C", []harness.Result{harness.Potassium("4.8")}
	f.Receive(clinic, corrected)
	f.Work()
	s, err := f.DB.Summary.Query().Where(summary.StateEQ(summary.StateDRAFT)).Only(authz.AsWorker(t.Context(), clinic))
	if err != nil || len(s.Signed) != 1 {
		t.Fatalf("%+v, %v", s, err)
	}
	kept := s.Signed[0]
	if kept.EditedText != "Called her myself." || kept.SignedBy != doctor.ID || !strings.Contains(kept.Texts[0].Sentences[0].Text, "6.8") {
		t.Errorf("kept: %+v", kept)
	}
}

// A correction after signing brings the report back with what is different from the version that was signed.
func TestACorrectionTellsWhatIsDifferent(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor := f.Member(clinic, authz.Physician)
	sodium := harness.Result{Name: "Sodium", LOINC: "2951-2", Value: "140", Unit: "mmol/L", Range: "133-146"}
	urea := harness.Result{Name: "Urea", LOINC: "22664-7", Value: "5.0", Unit: "mmol/L", Range: "2.5-7.8"}
	first := harness.Message{Person: 1, Order: "A1", At: f.Now(), Results: []harness.Result{harness.Potassium("6.8"), sodium}}
	f.Receive(clinic, first)
	f.Work()
	sign(doctor, inboxOf(doctor)[0], "k1", nil)
	corrected := first
	corrected.Status, corrected.At, corrected.Results = "C", f.Now().Add(time.Minute), []harness.Result{harness.Potassium("4.8"), urea}
	f.Receive(clinic, corrected)
	f.Work()
	var out struct {
		Report struct {
			State          string
			ContentVersion int
			Difference     []struct {
				Label         string
				Before, After *struct{ Display string }
			}
		}
	}
	doctor.Ask(`query($id: ID!) { report(id: $id) { state contentVersion difference { label before { display } after { display } } } }`,
		map[string]any{"id": inboxOf(doctor)[0].ID}, &out)
	got := map[string]string{}
	for _, d := range out.Report.Difference {
		before, after := "-", "-"
		if d.Before != nil {
			before = d.Before.Display
		}
		if d.After != nil {
			after = d.After.Display
		}
		got[d.Label] = before + " > " + after
	}
	if out.Report.State != "OPEN" || out.Report.ContentVersion != 2 || len(got) != 3 ||
		got["Potassium"] != "6.8 > 4.8" || got["Sodium"] != "140 > -" || got["Urea"] != "- > 5.0" {
		t.Errorf("%+v", out)
	}
}
