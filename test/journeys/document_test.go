package journeys

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice/records"
	"github.com/famulus-health/famulus/test/harness"
)

type sentenceNode struct {
	Section, Text     string
	Findings, Grounds []string
}

type documentNode struct {
	ID, Kind, State, EditedText, EditedLang string
	Version                                 int
	AskedBy, EditingBy, SignedBy            *struct{ ID string }
	EditDistance                            *int
	Edits                                   []struct{ Kind, Text string }
	Doctor, DoctorZH, Patient, PatientZH    []sentenceNode
	Grade                                   *float64
	Provenance                              struct{ Writer, RuleSet, InputHash, PromptVersion string }
	Refusals                                []struct{ Rule, Detail string }
	Refused                                 []struct{ Writer string }
	Messages                                []struct{ ID, Text, State string }
}

const documentFields = `id kind state version editedText editedLang editDistance grade askedBy { id } editingBy { id } signedBy { id } edits { kind text }
	doctor: sentences(audience: DOCTOR) { section text findings grounds } doctorZH: sentences(audience: DOCTOR, lang: ZH) { section text findings grounds }
	patient: sentences(audience: PATIENT) { section text findings grounds } patientZH: sentences(audience: PATIENT, lang: ZH) { section text findings grounds }
	provenance { writer ruleSet inputHash promptVersion } refusals { rule detail } refused { writer } messages { id text state }`

type documentDone struct {
	Typename string `json:"__typename"`
	Code     string
	Text     string `json:"message"`
	Document documentNode
	Sent     struct{ ID, Title, Text, Notice, Writer, Lang string }
}

// onDocument calls one of the mutations on documents: the verb, and its input.
func onDocument(m *harness.Member, verb, key string, in map[string]any) documentDone {
	in = maps.Clone(in)
	in["idempotencyKey"] = key
	result := map[string]string{"draftDocument": "DocumentDrafted", "beginDocumentEdit": "DocumentEditBegun", "signDocument": "DocumentSigned", "releaseDocument": "DocumentReleased"}[verb]
	sent := ""
	if verb == "releaseDocument" {
		sent = " sent: message { id title text notice writer lang }"
	}
	var out map[string]documentDone
	m.Ask(`mutation($in: `+strings.ToUpper(verb[:1])+verb[1:]+`Input!) { `+verb+`(input: $in) { __typename
		... on `+result+` { document { `+documentFields+` }`+sent+` } ... on Failure { code message } } }`, map[string]any{"in": in}, &out)
	return out[verb]
}

// of is the part of an input that names a document as it was read.
func of(d documentNode, more map[string]any) map[string]any {
	in := map[string]any{"documentId": d.ID, "version": d.Version}
	maps.Copy(in, more)
	return in
}

// chart1 takes a woman with diabetes, two medicines, a plan and her results, and gives the ids of her and of the plan.
func chart1(t *testing.T, f *harness.Famulus, clinic string) (patient, plan string) {
	t.Helper()
	ago := func(days int) time.Time { return f.Now().AddDate(0, 0, -days) }
	result := func(key, name, loinc, value, unit string, days int) interop.Observation {
		return interop.Observation{
			Key: interop.Key(key), Code: interop.Concept{Text: name, Codings: []interop.Coding{{System: "http://loinc.org", Code: loinc}}},
			Category: "laboratory", Status: interop.Final, Effective: ago(days), Value: interop.Value{Kind: interop.QuantityValue, Number: value, Unit: unit},
		}
	}
	got, err := records.Take(authz.AsWorker(t.Context(), clinic), f.Practice, interop.Record{
		Source:      "elsewhere",
		Patient:     interop.Patient{Key: "Patient/9", Family: "Quillfeather", Given: "Ann", Sex: interop.Female, BirthDate: interop.Date{Year: 1958, Month: 5, Day: 17}},
		Problems:    []interop.Problem{{Key: "Problem/9", Code: interop.Concept{Text: "Type 2 diabetes mellitus"}, Status: "ACTIVE"}},
		Allergies:   []interop.Allergy{{Key: "Allergy/9", Code: interop.Concept{Text: "Penicillin"}, Status: "ACTIVE"}},
		Medications: []interop.Medication{{Key: "Medication/9", Code: interop.Concept{Text: "Metformin 500 MG"}, Status: "ACTIVE", Dose: "one tablet twice daily"}, {Key: "Medication/8", Code: interop.Concept{Text: "Lisinopril 10 MG Oral Tablet"}, Status: "ACTIVE"}},
		CarePlans:   []interop.CarePlan{{Key: "CarePlan/9", Title: "Moving more", Status: "ACTIVE", Activities: []string{"Take the stairs"}, Goals: []interop.Key{"Goal/9"}}},
		Goals:       []interop.Goal{{Key: "Goal/9", Title: "Walk half an hour a day", Status: "ACTIVE"}},
		Observations: []interop.Observation{
			result("o1", "Hemoglobin A1c", "4548-4", "8.1", "%", 20), result("o2", "Hemoglobin A1c", "4548-4", "7.2", "%", 200),
			result("o3", "Potassium", "2823-3", "6.9", "mmol/L", 90), result("o4", "Sodium", "2951-2", "119", "mmol/L", 500),
			result("o5", "Creatinine", "2160-0", "0.9", "mg/dL", 20),
		},
	}, records.Options{History: true, Create: true})
	if err != nil {
		t.Fatal(err)
	}
	return got.PatientID, strings1(t, f, "SELECT id FROM care_plans WHERE patient_id = $1", got.PatientID)[0]
}

func said(sentences []sentenceNode) string {
	var all []string
	for _, s := range sentences {
		all = append(all, s.Text)
	}
	return strings.Join(all, " ")
}

// Each kind is drafted in both languages, signed, and sent; the patient reads what was sent, and nothing else.
func TestDocuments(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor, nurse := f.Member(clinic, authz.Physician), f.Member(clinic, authz.Nurse)
	patient, plan := chart1(t, f, clinic)
	her := f.PatientMember(clinic, patient)
	for kind, c := range map[string]struct {
		more  map[string]any
		title string
		says  []string // to the patient
	}{
		"HEALTH_REVIEW":     {nil, "Your health review", []string{"8.1", "diabetes", "metformin"}},
		"MEDICATION_REVIEW": {nil, "Your medicines", []string{"metformin", "one tablet twice daily", "penicillin"}},
		"CARE_PLAN":         {map[string]any{"carePlanId": plan}, "Your care plan", []string{"Moving more", "Walk half an hour a day", "ake the stairs"}},
	} {
		in := map[string]any{"patientId": patient, "kind": kind}
		maps.Copy(in, c.more)
		drafted := onDocument(nurse, "draftDocument", kind, in)
		d := drafted.Document
		if drafted.Typename != "DocumentDrafted" || d.State != "DRAFT" || d.Provenance.Writer != "template" || d.Provenance.InputHash == "" || d.Provenance.RuleSet == "" || d.AskedBy == nil || d.AskedBy.ID != nurse.ID {
			t.Fatalf("%s: %+v", kind, drafted)
		}
		if len(d.Refusals) > 0 || len(d.Patient) == 0 || len(d.PatientZH) == 0 || d.Grade == nil || (len(d.Doctor) == 0) != (kind == "CARE_PLAN") || len(d.Doctor) > 0 != (len(d.DoctorZH) > 0) {
			t.Fatalf("%s lacks a text: %+v", kind, d)
		}
		for _, s := range slices.Concat(d.Doctor, d.DoctorZH, d.Patient, d.PatientZH) {
			if len(s.Findings)+len(s.Grounds) == 0 {
				t.Errorf("%s: a sentence rests on nothing: %q", kind, s.Text)
			}
		}
		for _, word := range c.says {
			if !strings.Contains(strings.ToLower(said(d.Patient)), strings.ToLower(word)) {
				t.Errorf("%s does not tell the patient %q: %s", kind, word, said(d.Patient))
			}
		}
		if again := onDocument(nurse, "draftDocument", kind+" again", in).Document; again.ID != d.ID || again.Version != d.Version {
			t.Errorf("%s: asked for twice on one day: %s %d, then %s %d", kind, d.ID, d.Version, again.ID, again.Version)
		}
		if r := onDocument(doctor, "releaseDocument", kind+" early", of(d, map[string]any{"lang": "EN"})); r.Code != "CONFLICT" {
			t.Errorf("%s: an unsigned text was sent: %+v", kind, r)
		}
		if r := onDocument(nurse, "signDocument", kind+" nurse", of(d, nil)); r.Code != "FORBIDDEN" {
			t.Errorf("%s: a nurse signed: %+v", kind, r)
		}
		signed := onDocument(doctor, "signDocument", kind+" sign", of(d, nil)).Document
		if signed.State != "SIGNED" || signed.SignedBy.ID != doctor.ID || *signed.EditDistance != 0 || signed.Version != d.Version+1 {
			t.Fatalf("%s: signed: %+v", kind, signed)
		}
		if got := mine(her); len(got) != 0 {
			t.Fatalf("%s: signing sent something: %v", kind, got)
		}
		sent := onDocument(doctor, "releaseDocument", kind+" release", of(signed, map[string]any{"lang": "ZH"}))
		if sent.Sent.Title == "" || sent.Sent.Text != strings.ReplaceAll(said(signed.PatientZH), "。 ", "。") || !strings.Contains(sent.Sent.Notice, "健康档案") {
			t.Errorf("%s: sent %+v", kind, sent)
		}
		first := sent.Sent.ID
		sent = onDocument(doctor, "releaseDocument", kind+" release EN", of(signed, map[string]any{"lang": "EN"}))
		if sent.Sent.Title != c.title || sent.Sent.Text != said(signed.Patient) || sent.Sent.Writer != "template" || !strings.Contains(sent.Sent.Notice, "computer program") {
			t.Errorf("%s: sent %+v", kind, sent)
		}
		if got := mine(her); !slices.Contains(got, first) || !slices.Contains(got, sent.Sent.ID) || len(got) != 2 {
			t.Errorf("%s: she reads %v", kind, got)
		}
		if a := her.Try(`{ document(id: "`+d.ID+`") { id } }`, nil); len(a.Errors) == 0 || strings.Contains(string(a.Data), d.ID) {
			t.Errorf("%s: a patient reads the document itself: %s", kind, a.Data)
		}
		withdraw(t, f, doctor, signed, her)
	}
	var list struct {
		Patient struct{ Documents []documentNode }
	}
	doctor.Ask(`query($id: ID!) { patient(id: $id) { documents { id kind } } }`, map[string]any{"id": patient}, &list)
	if len(list.Patient.Documents) != 3 {
		t.Errorf("her documents: %+v", list)
	}
}

// The list of documents of a page of patients is one statement, however many patients there are.
func TestDocumentsOfAPageOfPatients(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor := f.Member(clinic, authz.Physician)
	patient, _ := chart1(t, f, clinic)
	onDocument(doctor, "draftDocument", "k", map[string]any{"patientId": patient, "kind": "HEALTH_REVIEW"})
	var ids []string
	statements := func() int64 {
		var out struct {
			Patients struct {
				Edges []struct {
					Node struct{ Documents []struct{ ID string } }
				}
			}
		}
		before := f.Statements.Load()
		doctor.Ask(`{ patients(first: 10) { edges { node { documents { id kind } } } } }`, nil, &out)
		n := f.Statements.Load() - before
		ids = nil
		for _, e := range out.Patients.Edges {
			for _, d := range e.Node.Documents {
				ids = append(ids, d.ID)
			}
		}
		return n
	}
	statements() // warms what is cached
	few := statements()
	for _, name := range []string{"One", "Two", "Three"} {
		take1(t, f, clinic, name, f.Now().AddDate(-40, 0, 0))
	}
	if many := statements(); many != few || len(ids) != 1 {
		t.Errorf("%d statements for one patient, %d for four; documents %v", few, many, ids)
	}
}

// withdraw sends the doctor's own words, which take the place of what was sent before, in both languages, and clears the
// messages for the next kind.
func withdraw(t *testing.T, f *harness.Famulus, doctor *harness.Member, d documentNode, her *harness.Member) {
	t.Helper()
	if r := onDocument(doctor, "releaseDocument", d.ID+" empty", of(d, map[string]any{"lang": "EN", "text": " "})); r.Code != "INVALID" {
		t.Errorf("an empty message: %+v", r)
	}
	own := onDocument(doctor, "releaseDocument", d.ID+" own", of(d, map[string]any{"lang": "EN", "text": "Come and see me."}))
	if own.Sent.Text != "Come and see me." || own.Sent.Writer != "doctor" || len(own.Document.Messages) != 3 {
		t.Errorf("own words: %+v", own)
	}
	states := map[string]int{}
	for _, m := range own.Document.Messages {
		states[m.State]++
	}
	if got := mine(her); states["RETRACTED"] != 1 || len(got) != 2 || !slices.Contains(got, own.Sent.ID) {
		t.Errorf("the newer message did not take the place of the earlier one: %+v, she reads %v", own.Document.Messages, got)
	}
	if _, err := f.DB.SQL.ExecContext(t.Context(), "UPDATE messages SET state = 'RETRACTED'"); err != nil {
		t.Fatal(err)
	}
}

// A critical potassium of three months ago is no call for today: the doctor is told of it as a note, the patient is not, and
// nothing is called all well. A result older than a year is left out.
func TestADocumentDoesNotCallForHasteOverWhatIsPast(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor := f.Member(clinic, authz.Physician)
	patient, _ := chart1(t, f, clinic)
	in := map[string]any{"patientId": patient, "kind": "HEALTH_REVIEW"}
	d := onDocument(doctor, "draftDocument", "k", in).Document
	if all := said(d.Doctor); !strings.Contains(all, "otassium 6.9 mmol/L of 4 August 2026 was critical then, and no newer value is recorded") || strings.Contains(all, "119") {
		t.Errorf("doctor: %s", all)
	}
	if all := said(d.Doctor); strings.Contains(all, "hyperkalaemia") {
		t.Errorf("a pattern rests on what was left out: %s", all)
	}
	if all := said(d.DoctorZH); !strings.Contains(all, "2026年8月4日") || !strings.Contains(all, "危急") {
		t.Errorf("doctor, Chinese: %s", all)
	}
	if all := strings.ToLower(said(d.Patient)); strings.Contains(all, "today") || strings.Contains(all, "potassium") || strings.Contains(all, "119") {
		t.Errorf("patient: %s", all)
	}
	if _, err := records.Take(authz.AsWorker(t.Context(), clinic), f.Practice, interop.Record{
		Source: "elsewhere", Patient: interop.Patient{Key: "Patient/9"},
		Observations: []interop.Observation{{
			Key: "o6", Code: interop.Concept{Text: "Potassium", Codings: []interop.Coding{{System: "http://loinc.org", Code: "2823-3"}}}, Category: "laboratory",
			Status: interop.Final, Effective: f.Now().Add(-time.Hour), Value: interop.Value{Kind: interop.QuantityValue, Number: "7.0", Unit: "mmol/L"},
		}},
	}, records.Options{History: true, Create: true}); err != nil {
		t.Fatal(err)
	}
	fresh := onDocument(doctor, "draftDocument", "k2", in).Document
	if fresh.ID != d.ID || fresh.Version != d.Version+1 || fresh.Provenance.InputHash == d.Provenance.InputHash {
		t.Fatalf("a new result did not make the day's draft anew: %+v", fresh)
	}
	if all := strings.ToLower(said(fresh.Patient)); !strings.Contains(all, "today") || !strings.Contains(all, "7.0") {
		t.Errorf("a critical result of this morning is not told: %s", all)
	}
}

// Whoever has begun to edit keeps the text; what was changed is on record; an old version, a used key with another input,
// a strange plan are refused.
func TestADocumentIsEdited(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor := f.Member(clinic, authz.Physician)
	patient, plan := chart1(t, f, clinic)
	for name, in := range map[string]map[string]any{
		"a plan for a review": {"patientId": patient, "kind": "HEALTH_REVIEW", "carePlanId": plan},
		"no plan":             {"patientId": patient, "kind": "CARE_PLAN"},
	} {
		if r := onDocument(doctor, "draftDocument", name, in); r.Code != "INVALID" {
			t.Errorf("%s: %+v", name, r)
		}
	}
	other := take1(t, f, clinic, "Other", f.Now().AddDate(-40, 0, 0))
	if r := onDocument(doctor, "draftDocument", "another's plan", map[string]any{"patientId": other, "kind": "CARE_PLAN", "carePlanId": plan}); r.Code != "NOT_FOUND" {
		t.Errorf("another patient's plan: %+v", r)
	}
	if r := onDocument(doctor, "draftDocument", "nothing", map[string]any{"patientId": other, "kind": "HEALTH_REVIEW"}); r.Code != "CONFLICT" {
		t.Errorf("a review of an empty chart: %+v", r)
	}
	in := map[string]any{"patientId": patient, "kind": "CARE_PLAN", "carePlanId": plan}
	d := onDocument(doctor, "draftDocument", "k", in).Document
	if same := onDocument(doctor, "draftDocument", "k", in).Document; same.ID != d.ID {
		t.Errorf("the same call made another: %+v", same)
	}
	if r := onDocument(doctor, "draftDocument", "k", map[string]any{"patientId": patient, "kind": "HEALTH_REVIEW"}); r.Code != "CONFLICT" {
		t.Errorf("a used key with another input: %+v", r)
	}
	begun := onDocument(doctor, "beginDocumentEdit", "e", of(d, nil)).Document
	if begun.EditingBy == nil || begun.EditingBy.ID != doctor.ID {
		t.Fatalf("%+v", begun)
	}
	if r := onDocument(doctor, "signDocument", "old", of(d, nil)); r.Code != "CONFLICT" {
		t.Errorf("an old version was signed: %+v", r)
	}
	if _, err := f.DB.SQL.ExecContext(t.Context(), "UPDATE care_plans SET title = 'Another title'"); err != nil {
		t.Fatal(err)
	}
	if kept := onDocument(doctor, "draftDocument", "k2", in).Document; kept.ID != d.ID || kept.Version != begun.Version || said(kept.Patient) != said(d.Patient) {
		t.Errorf("the text was replaced under the editor's hands: %+v", kept)
	}
	signed := onDocument(doctor, "signDocument", "s", of(begun, map[string]any{"editedText": said(d.Patient) + " See you soon."})).Document
	if signed.State != "SIGNED" || signed.EditingBy != nil || *signed.EditDistance != len(" See you soon.") || len(signed.Edits) != 2 || signed.Edits[1].Kind != "INSERTED" {
		t.Errorf("signed: %+v", signed)
	}
	if r := onDocument(doctor, "releaseDocument", "zh", of(signed, map[string]any{"lang": "ZH"})); r.Code != "CONFLICT" {
		t.Errorf("a draft that is not what was signed was sent: %+v", r)
	}
	if sent := onDocument(doctor, "releaseDocument", "en", of(signed, map[string]any{"lang": "EN"})); sent.Sent.Text != signed.EditedText || sent.Sent.Writer != "doctor" {
		t.Errorf("sent: %+v", sent)
	}
	if next := onDocument(doctor, "draftDocument", "k3", in).Document; next.ID == d.ID || next.State != "DRAFT" {
		t.Errorf("after the signature: %+v", next)
	}
}
