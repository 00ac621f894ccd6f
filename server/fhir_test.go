package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/practice/staff"
	"github.com/famulus-health/famulus/test/harness"
)

const (
	fhirSubject = `"subject": {"identifier": {"system": "CLINIC", "value": "P0007"}}`
	fhirReport  = `{"resourceType": "DiagnosticReport", "id": "%s", "status": "final", "code": {"text": "Potassium"}, %s,
  "effectiveDateTime": "2026-11-01T08:00:00Z", "contained": [%s], "result": [{"reference": "#k"}]}`
	fhirPotassium = `{"resourceType": "Observation", "id": "k", "status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3"}]},
  "valueQuantity": {"value": 5.9, "unit": "mmol/L"}, "referenceRange": [{"text": "3.5-5.3"}]}`
	fhirAlone = `{"resourceType": "Observation", "id": "w", "status": "final", "code": {"text": "Body weight"}, %s,
  "effectiveDateTime": "2026-11-01", "valueQuantity": {"value": 70, "unit": "kg"}}`
)

func fhirOne(id, subject string) string { return fmt.Sprintf(fhirReport, id, subject, fhirPotassium) }

func fhirBundle(kind string, resources ...string) string {
	var entries []string
	for i, r := range resources {
		entries = append(entries, fmt.Sprintf(`{"fullUrl": "urn:uuid:%d", "resource": %s, "request": {"method": "POST", "url": "x"}}`, i, r))
	}
	return `{"resourceType": "Bundle", "id": "b", "type": "` + kind + `", "entry": [` + strings.Join(entries, ",") + `]}`
}

// fhirTable sends each body and holds status and words against what is wanted.
type fhirCase struct {
	why, method, path, body string
	h                       head
	status                  int
	says                    []string
}

func fhirWalk(t *testing.T, url string, ordinary head, cases []fhirCase) {
	t.Helper()
	for _, c := range cases {
		res, body := send(t, c.method, url+c.path, strings.NewReader(c.body), ordinary.and(c.h))
		if res.StatusCode != c.status || !json.Valid([]byte(body)) || !strings.HasPrefix(res.Header.Get("Content-Type"), "application/fhir+json") ||
			res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v\n%s", c.why, res.StatusCode, res.Header, body)
		}
		for _, s := range c.says {
			if !strings.Contains(body, s) {
				t.Errorf("%s: no %q in %s", c.why, s, body)
			}
		}
		if strings.Contains(body, "Sample7") {
			t.Errorf("%s: the answer holds a name: %s", c.why, body)
		}
	}
}

func fhirHead(token string) head {
	return head{"Authorization": "Bearer " + token, "Content-Type": "application/fhir+json"}
}

func TestFHIRRefusals(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	f.Receive(clinic, harness.Message{Person: 7, Order: "A0", At: f.Now(), Results: []harness.Result{harness.Potassium("4.0")}})
	lab := f.Member(clinic, authz.Interface)
	auditor := f.Member(clinic, authz.Auditor)
	cookie := signIn(t, f.HTTP.URL, f.Member(clinic, authz.Physician)).and(head{"Authorization": ""})
	one, report := fhirOne("r", fhirSubject), "/fhir/DiagnosticReport"
	two := strings.ReplaceAll(fhirOne("s", fhirSubject), "P0007", "P0099")
	condition := `{"resourceType": "Condition", "id": "c", "code": {"text": "Gout"}, ` + fhirSubject + `}`
	get := strings.Replace(fhirBundle("batch", one), `"POST"`, `"DELETE"`, 1)
	fhirWalk(t, f.HTTP.URL, fhirHead(lab.Token), []fhirCase{
		{"nobody", "POST", report, one, head{"Authorization": ""}, 401, []string{`"login"`}},
		{"a foreign token", "POST", report, one, head{"Authorization": "Bearer x"}, 401, []string{`"login"`}},
		{"the wrong role", "POST", report, one, head{"Authorization": "Bearer " + auditor.Token}, 403, []string{`"forbidden"`}},
		{"a browser of another site", "POST", report, one, cookie, 403, []string{"X-Famulus-CSRF"}},
		{"XML", "POST", report, "<x/>", head{"Content-Type": "application/fhir+xml"}, 415, []string{`"not-supported"`}},
		{"compressed", "POST", report, one, head{"Content-Encoding": "gzip"}, 415, nil},
		{"too large", "POST", report, strings.Repeat(" ", 16<<20+1), nil, 413, []string{`"too-long"`}},
		{"cut short", "POST", report, one[:len(one)-2], nil, 400, []string{`"structure"`, "truncated"}},
		{"no JSON", "POST", report, "MSH|^~", nil, 400, []string{"not_recognised"}},
		{"broken JSON", "POST", report, `{"resourceType": "DiagnosticReport",}`, nil, 400, []string{"malformed"}},
		{"lines", "POST", "/fhir", one + "\n" + one, nil, 400, nil},
		{"another resource", "POST", "/fhir/Observation", one, nil, 400, []string{"A Observation belongs here"}},
		{"nobody's report", "POST", report, strings.Replace(one, fhirSubject, `"language": "en"`, 1), nil, 422, []string{`"required"`, "no_patient"}},
		{"a reference to nobody here", "POST", report, strings.Replace(one, fhirSubject, `"subject": {"reference": "Patient/9"}`, 1), nil, 422, []string{"no_patient"}},
		{"a date that cannot be", "POST", report, strings.Replace(one, "2026-11-01T08:00:00Z", "2026-13-01", 1), nil, 422, []string{`"value"`, "impossible_date"}},
		{"a result that is not there", "POST", report, strings.Replace(one, `"#k"}`, `"#k"}, {"reference": "Observation/9"}`, 1), nil, 422, []string{`"not-found"`, "missing_result"}},
		{"a weight of a stranger", "POST", "/fhir/Observation", strings.Replace(fmt.Sprintf(fhirAlone, fhirSubject), "P0007", "P0099", 1), nil, 422, []string{`"multiple-matches"`}},
		{"a transaction about two", "POST", "/fhir", fhirBundle("transaction", one, two), nil, 422, []string{`"business-rule"`, "2 patients"}},
		{"a transaction with a problem", "POST", "/fhir", fhirBundle("transaction", one, condition), nil, 422, []string{`"Bundle.entry[1].resource"`, `"not-supported"`}},
		{"a transaction with a broken part", "POST", "/fhir", fhirBundle("transaction", one, strings.Replace(fmt.Sprintf(fhirAlone, fhirSubject), "2026-11-01", "2026-02-30", 1)), nil, 422, []string{`"Bundle.entry[1].resource"`}},
		{"a bundle that deletes", "POST", "/fhir", get, nil, 422, []string{`"Bundle.entry[0].request"`}},
		{"reading", "GET", report + "/rep_1", "", nil, 405, []string{`"not-supported"`}},
		{"searching", "GET", report, "", nil, 405, nil},
		{"another type", "POST", "/fhir/Patient", "{}", nil, 404, nil},
	})
	if n, u := boxes(t, f, clinic); n != 1 || u != 0 {
		t.Errorf("what was refused went in: %d, %d", n, u)
	}
	must(t, f.DB.Close())
	fhirWalk(t, f.HTTP.URL, fhirHead(lab.Token), []fhirCase{{"the database is away", "POST", report, one, nil, 503, []string{`"transient"`}}})
}

func TestFHIRTakesIn(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	f.Receive(clinic, harness.Message{Person: 7, Order: "A0", At: f.Now(), Results: []harness.Result{harness.Potassium("4.0")}})
	h := fhirHead(f.Member(clinic, authz.Interface).Token)
	post := func(path, body string, status int) reply {
		t.Helper()
		res, text := send(t, http.MethodPost, f.HTTP.URL+path, strings.NewReader(body), h)
		if res.StatusCode != status {
			t.Fatalf("%d %s", res.StatusCode, text)
		}
		return res
	}
	first := post("/fhir/DiagnosticReport", fhirOne("r", fhirSubject), http.StatusCreated)
	at := first.Header.Get("Location")
	if !strings.HasPrefix(at, "/fhir/DiagnosticReport/rep_") {
		t.Errorf("Location %q", at)
	}
	for range 4 {
		if again := post("/fhir/DiagnosticReport", fhirOne("r", fhirSubject), http.StatusOK); again.Header.Get("Location") != at {
			t.Errorf("it went to %s", again.Header.Get("Location"))
		}
	}
	changed := post("/fhir/DiagnosticReport", strings.Replace(strings.Replace(fhirOne("r", fhirSubject), "5.9", "6.2", 1), `"status": "final"`, `"status": "corrected"`, 1), http.StatusCreated)
	if changed.Header.Get("Location") != at {
		t.Error("a correction is another report")
	}
	if n, u := boxes(t, f, clinic); n != 2 || u != 0 {
		t.Errorf("%d reports, %d unmatched", n, u)
	}
	contained := `"subject": {"reference": "#p"}`
	person := `{"resourceType": "Patient", "id": "p", "identifier": [{"system": "CLINIC", "value": "P0008"}], "name": [{"family": "Sample8", "given": ["Person"]}]}`
	post("/fhir/DiagnosticReport", fmt.Sprintf(fhirReport, "q", contained, fhirPotassium+","+person), http.StatusCreated)
	if n, u := boxes(t, f, clinic); n != 2 || u != 1 {
		t.Errorf("a stranger's: %d reports, %d unmatched", n, u)
	}
	weight := post("/fhir/Observation", fmt.Sprintf(fhirAlone, fhirSubject), http.StatusCreated)
	if again := post("/fhir/Observation", fmt.Sprintf(fhirAlone, fhirSubject), http.StatusCreated); again.Header.Get("Location") != weight.Header.Get("Location") {
		t.Error("the same observation has two places")
	}
}

func TestFHIRBundles(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	f.Receive(clinic, harness.Message{Person: 7, Order: "A0", At: f.Now(), Results: []harness.Result{harness.Potassium("4.0")}})
	h := fhirHead(f.Member(clinic, authz.Interface).Token)
	post := func(body string) []string {
		t.Helper()
		_, text := send(t, http.MethodPost, f.HTTP.URL+"/fhir", strings.NewReader(body), h)
		var out struct {
			Type  string
			Entry []struct {
				Response struct{ Status, Location string }
			}
		}
		if err := json.Unmarshal([]byte(text), &out); err != nil {
			t.Fatal(text)
		}
		list := []string{out.Type}
		for _, e := range out.Entry {
			line := e.Response.Status[:3]
			if e.Response.Location != "" {
				line += " at " + strings.Split(e.Response.Location, "/")[2]
			}
			list = append(list, line)
		}
		return list
	}
	person := `{"resourceType": "Patient", "id": "p", "identifier": [{"system": "CLINIC", "value": "P0007"}]}`
	observation := strings.Replace(strings.Replace(fhirPotassium, `"id": "k"`, `"id": "k7", "subject": {"reference": "Patient/p"}`, 1), "5.9", "6.1", 1)
	whole := `{"resourceType": "DiagnosticReport", "id": "t", "status": "final", "code": {"text": "Potassium"}, "subject": {"reference": "Patient/p"}, "result": [{"reference": "Observation/k7"}]}`
	lab := `{"resourceType": "Organization", "id": "o", "name": "North"}`
	condition := `{"resourceType": "Condition", "id": "c", "code": {"text": "Gout"}, "subject": {"reference": "Patient/p"}}`
	weight := strings.Replace(fmt.Sprintf(fhirAlone, `"subject": {"reference": "Patient/p"}`), "2026-11-01", "2026-02-30", 1)
	stranger := strings.Replace(fhirOne("s", fhirSubject), "P0007", "P0099", 1)
	strangersWeight := strings.Replace(fmt.Sprintf(fhirAlone, fhirSubject), "P0007", "P0098", 1)
	for _, c := range []struct{ why, body, want string }{
		{"a transaction of one person", fhirBundle("transaction", person, lab, whole, observation),
			"transaction-response, 200, 200, 201 at DiagnosticReport, 201 at Observation"},
		{"again", fhirBundle("transaction", person, lab, whole, observation),
			"transaction-response, 200, 200, 200 at DiagnosticReport, 200 at Observation"},
		{"a batch: each for itself", fhirBundle("batch", person, condition, weight, stranger, strangersWeight),
			"batch-response, 200, 422, 422, 201 at DiagnosticReport, 422"},
		{"a collection", fhirBundle("collection", fhirOne("x", fhirSubject)), "batch-response, 201 at DiagnosticReport"},
	} {
		if got := strings.Join(post(c.body), ", "); got != c.want {
			t.Errorf("%s: %s\n want %s", c.why, got, c.want)
		}
	}
	if n, u := boxes(t, f, clinic); n != 3 || u != 1 {
		t.Errorf("%d reports, %d unmatched", n, u)
	}
	must(t, staff.SignOut(f.Member(clinic, authz.Interface).Ctx, f.Practice)) // another's: nothing changes
	fhirWalk(t, f.HTTP.URL, h, []fhirCase{{"an empty bundle", "POST", "/fhir", fhirBundle("batch"), nil, 422, []string{"wrong_type"}}})
}

// The CapabilityStatement says what is so: each interaction that it names is done, and each that it does not is refused.
func TestFHIRCapabilities(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	_, body := send(t, http.MethodGet, f.HTTP.URL+"/fhir/metadata", nil, nil)
	var out struct {
		ResourceType, FhirVersion, Status, Kind, Date string
		Rest                                          []struct {
			Resource []struct {
				Type        string
				Interaction []struct{ Code string }
			}
			Interaction []struct{ Code string }
		}
	}
	must(t, json.Unmarshal([]byte(body), &out))
	if out.ResourceType != "CapabilityStatement" || out.FhirVersion != "4.0.1" || out.Status == "" || out.Kind != "instance" || out.Date == "" || len(out.Rest) != 1 {
		t.Fatal(body)
	}
	for _, r := range out.Rest[0].Resource {
		if len(r.Interaction) != 1 || r.Interaction[0].Code != "create" {
			t.Errorf("%+v", r)
		}
		for _, method := range []string{"GET", "PUT", "DELETE", "PATCH"} {
			if res, _ := send(t, method, f.HTTP.URL+"/fhir/"+r.Type+"/1", nil, nil); res.StatusCode != http.StatusMethodNotAllowed {
				t.Errorf("%s %s: %d", method, r.Type, res.StatusCode)
			}
		}
		if res, _ := send(t, http.MethodPost, f.HTTP.URL+"/fhir/"+r.Type, strings.NewReader("{}"), nil); res.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s: %d", r.Type, res.StatusCode)
		}
	}
}
