package journeys

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft/model/modeltest"
	"github.com/famulus-health/famulus/ent/db/document"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice/demo"
	"github.com/famulus-health/famulus/practice/documents"
	"github.com/famulus-health/famulus/practice/records"
	"github.com/famulus-health/famulus/test/harness"
	"github.com/famulus-health/famulus/workers"
)

// A model's text takes the place of the template's when it passes the check and nobody was there first; one that does not
// pass is withheld and kept, with its reasons.
func TestAModelWritesADocument(t *testing.T) {
	t.Parallel()
	for _, how := range []modeltest.Behaviour{modeltest.Well, modeltest.Invented} {
		f := harness.New(t)
		clinic := f.Clinic("Willow Lane")
		doctor := f.Member(clinic, authz.Physician)
		double := withModel(t, f, clinic)
		double.Behave(how)
		patient, _ := chart1(t, f, clinic)
		for i, kind := range []string{"HEALTH_REVIEW", "MEDICATION_REVIEW"} {
			in := map[string]any{"patientId": patient, "kind": kind}
			first := onDocument(doctor, "draftDocument", kind, in).Document
			if first.Provenance.Writer != "template" {
				t.Fatalf("%s %s: the template's draft was not there first: %+v", how, kind, first)
			}
			f.Work()
			got := documentOf(doctor, first.ID)
			want, refused := "double", 0
			if how != modeltest.Well {
				want, refused = "template", 1
			}
			if got.Provenance.Writer != want || len(got.Refused) != refused || len(got.Patient) == 0 || got.Provenance.InputHash != first.Provenance.InputHash {
				t.Errorf("%s %s: %+v", how, kind, got)
			}
			for _, r := range double.Requests() {
				if strings.Contains(r.Body, "Quillfeather") || strings.Contains(r.Body, "prb_") || strings.Contains(r.Body, "1958") {
					t.Errorf("%s: a request names her", kind)
				}
			}
			if again := onDocument(doctor, "draftDocument", kind+" again", in).Document; again.Provenance.Writer != want || again.Version != got.Version {
				t.Errorf("%s %s: asked again with the same facts: %+v", how, kind, again)
			}
			if i == 0 {
				begun := onDocument(doctor, "beginDocumentEdit", "edit", of(got, nil)).Document
				f.Work()
				if late := documentOf(doctor, begun.ID); late.Version != begun.Version {
					t.Errorf("replaced under the editor's hands: %+v", late)
				}
			}
		}
	}
}

// A model that answers after somebody has begun to edit changes nothing.
func TestAModelComesTooLateForADocument(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor, admin := f.Member(clinic, authz.Physician), f.Member(clinic, authz.Admin)
	withModel(t, f, clinic)
	patient, _ := chart1(t, f, clinic)
	d := onDocument(doctor, "draftDocument", "k", map[string]any{"patientId": patient, "kind": "HEALTH_REVIEW"}).Document
	begun := onDocument(doctor, "beginDocumentEdit", "e", of(d, nil)).Document
	f.Work()
	if got := documentOf(doctor, d.ID); got.Version != begun.Version || got.Provenance.Writer != "template" {
		t.Errorf("replaced under the editor's hands: %+v", got)
	}
	if q := qualityOf(f, admin, "double"); q.Late != 1 {
		t.Errorf("counted %+v", q)
	}
}

func documentOf(m *harness.Member, id string) documentNode {
	var out struct{ Document documentNode }
	m.Ask(`query($id: ID!) { document(id: $id) { `+documentFields+` } }`, map[string]any{"id": id}, &out)
	return out.Document
}

// The day before her visit she has a health review that nobody asked for; next month, with another visit, no second one;
// next year, again.
func TestAReviewBeforeAVisit(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	f.Clinic("Another")
	doctor := f.Member(clinic, authz.Physician)
	patient, _ := chart1(t, f, clinic)
	empty := take1(t, f, clinic, "Empty", f.Now().AddDate(-40, 0, 0))
	visit := func(key string, family string, in time.Duration, status string) {
		_, err := records.Take(authz.AsWorker(t.Context(), clinic), f.Practice, interop.Record{
			Source: "elsewhere", Patient: interop.Patient{Key: interop.Key("Patient/" + family)},
			Visits: []interop.Visit{{Key: interop.Key(key), Status: status, Start: f.Now().Add(in)}},
		}, records.Options{History: true, Create: true})
		if err != nil {
			t.Fatal(err)
		}
	}
	day := func() int {
		t.Helper()
		for range 2 { // the second asks for nothing new
			if err := documents.AskDaily(t.Context(), f.Practice); err != nil {
				t.Fatal(err)
			}
			f.Work()
		}
		n, err := f.DB.Document.Query().Where(document.PatientID(patient), document.KindEQ(document.KindHEALTH_REVIEW), document.AskedByIDIsNil()).Count(doctor.Ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	const aDay = 24 * time.Hour
	visit("cancelled", "9", 2*aDay, "cancelled")
	visit("empty", "Empty", 2*aDay, "planned")
	visit("far", "9", 10*aDay, "planned")
	if n := day(); n != 0 {
		t.Fatalf("%d reviews ten days before the visit", n)
	}
	f.Advance(4 * aDay)
	if n := day(); n != 1 {
		t.Fatalf("%d reviews six days before the visit", n)
	}
	if len(strings1(t, f, "SELECT id FROM documents WHERE patient_id = $1", empty)) != 0 {
		t.Error("a review was made of nothing")
	}
	f.Advance(30 * aDay)
	visit("soon again", "9", 2*aDay, "planned")
	if n := day(); n != 1 {
		t.Fatalf("%d reviews within two months", n)
	}
	f.Advance(300 * aDay)
	visit("next year", "9", 2*aDay, "")
	if n := day(); n != 2 {
		t.Fatalf("%d reviews in two years", n)
	}
}

// The daily work is asked for by a process that runs, and asked for once.
func TestDailyRuns(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { workers.NewDaily(f.Practice, f.Practice.Log, 10*time.Millisecond).Run(ctx); close(done) }()
	asked := func() int {
		return len(strings1(t, f, "SELECT id FROM jobs WHERE clinic_id = $1 AND kind = 'plan_reviews'", clinic))
	}
	for asked() == 0 {
		runtime.Gosched()
	}
	f.Advance(24 * time.Hour)
	for asked() == 1 {
		runtime.Gosched()
	}
	stop()
	<-done
	if n := asked(); n != 2 {
		t.Errorf("%d jobs in two days", n)
	}
}

// Every person of the demo clinic gets every document that their chart has something for, and the check withholds none.
func TestDocumentsOfTheDemoClinic(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor := f.Member(clinic, authz.Physician)
	worker := authz.AsWorker(t.Context(), clinic)
	drafted := 0
	for i, person := range demo.Generate(1, f.Now()).People {
		if i%3 != 0 {
			continue
		}
		got, err := records.Take(worker, f.Practice, person.History, records.Options{History: true, Create: true})
		if err != nil {
			t.Fatal(err)
		}
		inputs := []documents.DraftInput{{Kind: document.KindHEALTH_REVIEW}, {Kind: document.KindMEDICATION_REVIEW}}
		for _, plan := range strings1(t, f, "SELECT id FROM care_plans WHERE patient_id = $1", got.PatientID) {
			inputs = append(inputs, documents.DraftInput{Kind: document.KindCARE_PLAN, CarePlanID: &plan})
		}
		for _, in := range inputs {
			in.PatientID = got.PatientID
			id, err := documents.Draft(doctor.Ctx, f.Practice, in)
			if err != nil {
				if !strings.Contains(err.Error(), "holds nothing") {
					t.Errorf("%s: %v", in.Kind, err)
				}
				continue
			}
			drafted++
			d, err := f.DB.Document.Get(doctor.Ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range d.Refusals {
				t.Errorf("%s for %s in %s was withheld: %s: %s", d.Kind, r.Audience, r.Lang, r.Rule, r.Detail)
			}
		}
	}
	if drafted < 50 {
		t.Errorf("only %d documents were drafted", drafted)
	}
	t.Logf("%d documents", drafted)
}
