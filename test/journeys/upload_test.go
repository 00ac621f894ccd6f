package journeys

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/test/harness"
)

// post sends a file as a browser's upload does, and gives status and answer.
func post(t *testing.T, f *harness.Famulus, m *harness.Member, patient, mediaType, text string) (int, string) {
	t.Helper()
	at := f.HTTP.URL + "/api/uploads?patient=" + url.QueryEscape(patient) + "&name=report.txt"
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, at, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", mediaType)
	req.Header.Set("Authorization", "Bearer "+m.Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

const printed = `City Laboratory
Name: Ann Vale   Date of birth: 03/04/1961
Collected: 2026-11-01

Test         Result   Units    Reference
Potassium    6.9      mmol/L   3.5-5.3
Sodium       139      mmol/L   133-146
`

// A printed report is uploaded. What the machine read counts for nothing, until a nurse has corrected and confirmed it;
// then it is a report like any other.
func TestAnUploadCountsOnceAPersonConfirmedIt(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	doctor, nurse, assistant := f.Member(clinic, authz.Physician), f.Member(clinic, authz.Nurse), f.Member(clinic, authz.Assistant)
	ann := patientNamed(t, f, clinic, "Vale", "1961-04-03")
	for _, c := range []struct {
		who             *harness.Member
		patient, kind   string
		text            string
		status          int
		because, secret string
	}{
		{assistant, ann, "text/plain", printed, http.StatusForbidden, "role", ""},
		{nurse, "pat_nobody", "text/plain", printed, http.StatusNotFound, "no such patient", ""},
		{nurse, ann, "image/png", printed, http.StatusUnsupportedMediaType, "application/pdf", ""},
		{nurse, ann, "application/pdf", "%PDF-1.4 broken", http.StatusUnprocessableEntity, "damaged", ""},
		{nurse, ann, "text/plain", "\xff\xfe", http.StatusUnprocessableEntity, "UTF-8", ""},
	} {
		if status, body := post(t, f, c.who, c.patient, c.kind, c.text); status != c.status || !strings.Contains(body, c.because) {
			t.Errorf("%s %s: %d %s, want %d because of %q", c.patient, c.kind, status, body, c.status, c.because)
		}
	}
	status, body := post(t, f, nurse, ann, "text/plain", printed)
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(body), &made); status != http.StatusCreated || err != nil {
		t.Fatalf("%d %s", status, body)
	}
	if _, again := post(t, f, nurse, ann, "text/plain", printed); again != body {
		t.Errorf("the same file is another upload: %s, %s", again, body)
	}
	var out struct {
		Upload struct {
			Version int
			State   string
			Header  struct{ Collected, Warning string }
			Results []struct{ Label, Number, Unit, RangeText, Analyte, Doubt string }
		}
	}
	nurse.Ask(`query($id: ID!) { upload(id: $id) { version state header { collected warning } results { label number unit rangeText analyte doubt } } }`,
		map[string]any{"id": made.ID}, &out)
	u := out.Upload
	if u.State != "PROPOSED" || u.Header.Collected != "2026-11-01" || len(u.Results) != 2 || u.Results[0].Analyte != "potassium" || u.Results[0].Number != "6.9" {
		t.Fatalf("proposed: %+v", u)
	}
	f.Work()
	if n := len(inboxOf(doctor)); n != 0 {
		t.Fatalf("%d reports of a document that nobody confirmed", n)
	}
	if status, text := get(t, f, doctor, "/api/uploads/"+made.ID); status != http.StatusOK || text != printed {
		t.Errorf("the document as it came: %d %q", status, text)
	}

	confirm := func(version int, value string) (typename string) {
		var done struct {
			ConfirmUpload struct {
				Typename string `json:"__typename"`
			}
		}
		nurse.Ask(`mutation($in: ConfirmUploadInput!) { confirmUpload(input: $in) { __typename } }`, map[string]any{"in": map[string]any{
			"uploadId": made.ID, "version": version, "label": "Electrolytes", "performer": "City Laboratory", "effectiveAt": "2026-11-01T08:00:00Z",
			"idempotencyKey": "c" + value, "results": []map[string]any{{"label": "Potassium", "value": value, "unit": "mmol/L", "range": "3.5-5.3"}},
		}}, &done)
		return done.ConfirmUpload.Typename
	}
	if got := confirm(u.Version, "6.8"); got != "UploadConfirmed" {
		t.Fatal(got)
	}
	if got := confirm(u.Version, "4.1"); got != "Failure" {
		t.Errorf("confirmed twice: %s", got)
	}
	f.Work()
	r := inboxOf(doctor)
	if len(r) != 1 || r[0].Triage != "CRITICAL" || r[0].Results[0].Display != "6.8" {
		t.Errorf("the confirmed report: %+v", r)
	}
}

// A document that names somebody else is taken in with a warning, and can be put aside with a reason.
func TestAnUploadOfSomebodyElse(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	nurse := f.Member(clinic, authz.Nurse)
	cy := patientNamed(t, f, clinic, "Reed", "1950-01-20")
	_, body := post(t, f, nurse, cy, "text/plain", printed)
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(body), &made); err != nil {
		t.Fatal(err)
	}
	var out struct {
		Upload struct {
			Version int
			Header  struct{ Warning, Zh string }
		}
	}
	nurse.Ask(`query($id: ID!) { upload(id: $id) { version header { warning zh: warning(lang: ZH) } } }`, map[string]any{"id": made.ID}, &out)
	if !strings.Contains(out.Upload.Header.Warning, "somebody else") || !strings.Contains(out.Upload.Header.Zh, "不符") {
		t.Errorf("%+v", out)
	}
	var done struct {
		RejectUpload struct {
			Typename string `json:"__typename"`
			Upload   struct{ State, Note string }
		}
	}
	nurse.Ask(`mutation($in: RejectUploadInput!) { rejectUpload(input: $in) { __typename ... on UploadRejected { upload { state note } } } }`,
		map[string]any{"in": map[string]any{"uploadId": made.ID, "version": out.Upload.Version, "reason": "Not hers", "idempotencyKey": "r"}}, &done)
	if done.RejectUpload.Upload.State != "REJECTED" || done.RejectUpload.Upload.Note != "Not hers" {
		t.Errorf("%+v", done)
	}
}
