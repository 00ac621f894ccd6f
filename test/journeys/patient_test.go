package journeys

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/graph"
	"github.com/famulus-health/famulus/graph/generated"
	"github.com/famulus-health/famulus/test/harness"
)

// A patient asks everything the schema has, with the ids of everything the clinic has: they get the messages that were
// released to them, the clinic's name, and who they are. Drafts, unsigned or unreleased text, other people's messages and
// withdrawn ones are reached by no field. The walk is over the schema, so that a new field is walked without anybody
// thinking of it.
func TestAPatientReachesWhatWasReleasedAndNothingElse(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	ours := furnish(t, f, "Ours")
	message := ours.ids["msg"][0]
	patient := strings1(t, f, "SELECT patient_id FROM messages WHERE id = $1", message)[0]
	her, other := f.PatientMember(ours.clinic, patient), f.PatientMember(ours.clinic, otherThan(ours.ids["pat"], patient))
	if got := mine(her); !slices.Equal(got, []string{message}) {
		t.Fatalf("she reads %v", got)
	}
	if got := mine(other); len(got) != 0 {
		t.Errorf("another patient reads %v", got)
	}

	schema := generated.NewExecutableSchema(graph.Config(&graph.Resolver{})).Schema()
	w := &walker{t: t, schema: schema, ours: ours, theirs: ours}
	asked := 0
	for _, field := range schema.Query.Fields {
		if strings.HasPrefix(field.Name, "__") {
			continue
		}
		for _, call := range w.calls(field) {
			asked++
			for who, allowed := range map[*harness.Member][]string{her: {message, ours.clinic, her.ID}, other: {ours.clinic, other.ID}} {
				a := who.Try("query {"+call+"}", nil)
				for _, id := range ours.all() {
					if strings.Contains(string(a.Data), id) && !slices.Contains(allowed, id) {
						t.Errorf("%s\ngives a patient %s: %s", call, id, a.Data)
					}
				}
				if strings.Contains(string(a.Data), ours.secret) && (who == other || !strings.Contains(string(a.Data), message)) {
					t.Errorf("%s\ngives a patient the clinic's words: %s", call, a.Data)
				}
			}
		}
	}
	before := dump(t, f, ours.clinic)
	for _, field := range schema.Mutation.Fields {
		if field.Name == "signIn" || field.Name == "signOut" {
			continue
		}
		for _, call := range w.calls(field) {
			asked++
			if a := her.Try("mutation {"+call+"}", nil); len(a.Errors) == 0 && !strings.Contains(string(a.Data), `"code"`) {
				t.Errorf("%s\nwas not refused to a patient: %s", call, a.Data)
			}
		}
	}
	if after := dump(t, f, ours.clinic); before != after {
		t.Errorf("a patient changed something: %s", firstDifference(before, after))
	}
	for _, field := range schema.Subscription.Fields {
		g := field.Directives.ForName("guard")
		if g == nil {
			t.Errorf("subscription %s asks nobody", field.Name)
			continue
		}
		noun := authz.Noun(g.Arguments.ForName("noun").Value.Raw)
		if f.Policy.Can(authz.Viewer{Role: authz.PatientSelf, ClinicID: ours.clinic, PatientID: patient}, noun, authz.Read) {
			t.Errorf("subscription %s is open to patients", field.Name)
		}
	}
	for _, path := range []string{"/api/uploads/" + ours.ids["upl"][0], "/fhir/DiagnosticReport/" + ours.ids["rep"][0], "/fhir/Patient/" + patient} {
		if status, body := get(t, f, her, path); status < 400 || strings.Contains(body, ours.secret) {
			t.Errorf("GET %s as a patient: %d %s", path, status, body)
		}
	}
	if asked < 60 {
		t.Errorf("%d calls: the walk is broken", asked)
	}
}

func otherThan(ids []string, id string) string {
	for _, x := range ids {
		if x != id {
			return x
		}
	}
	return ""
}

func get(t *testing.T, f *harness.Famulus, m *harness.Member, path string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, f.HTTP.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
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
