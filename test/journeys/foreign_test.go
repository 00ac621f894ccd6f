package journeys

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db/migrate"
	"github.com/famulus-health/famulus/graph"
	"github.com/famulus-health/famulus/graph/generated"
	"github.com/famulus-health/famulus/practice/uploads"
	"github.com/famulus-health/famulus/test/harness"
)

// idKind says which type of id an argument or input field takes, by its name. A new one must be added here, or the walk fails.
var idKind = map[string]string{
	"id": "*", "uploadId": "upl", "patientId": "pat", "reportId": "rep", "documentId": "doc", "carePlanId": "cpl", "taskId": "tsk", "jobId": "job", "panelId": "pan", "toId": "mem", "ownerId": "mem",
}

// A viewer of another clinic asks every query and calls every mutation with this clinic's ids, and finds nothing and
// changes nothing. The walk is over the schema, so that a new field is walked without anybody thinking of it.
func TestAnotherClinicFindsNothingAndChangesNothing(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	ours, theirs := furnish(t, f, "Ours"), furnish(t, f, "Theirs")
	for _, id := range ours.ids["rep"] { // that the own doctor looked is kept, once
		ours.doctor.Try(`query {report(id: "`+id+`") {id}}`, nil)
	}
	before := dump(t, f, ours.clinic)
	stranger := theirs.doctor
	w := &walker{t: t, schema: generated.NewExecutableSchema(graph.Config(&graph.Resolver{})).Schema(), ours: ours, theirs: theirs}

	asked, found := 0, 0
	for _, field := range w.schema.Query.Fields {
		if strings.HasPrefix(field.Name, "__") {
			continue
		}
		for _, call := range w.calls(field) {
			asked++
			own := ours.doctor.Try("query {"+call+"}", nil)
			if len(own.Errors) > 0 && !strings.Contains(call, "jobs") && !strings.Contains(call, "draftQuality") {
				t.Errorf("%s\nfails for the clinic's own doctor: %v", call, own.Errors)
			}
			if slices.ContainsFunc(ours.all(), func(id string) bool { return strings.Contains(string(own.Data), id) }) {
				found++
			}
			a := stranger.Try("query {"+call+"}", nil)
			for _, id := range ours.all() {
				if strings.Contains(string(a.Data), id) {
					t.Errorf("%s\nfinds %s: %s", call, id, a.Data)
				}
			}
			if strings.Contains(string(a.Data), ours.secret) {
				t.Errorf("%s\nfinds the other clinic's words: %s", call, a.Data)
			}
		}
	}
	for _, field := range w.schema.Mutation.Fields {
		if field.Name == "signIn" || field.Name == "signOut" {
			continue
		}
		for _, call := range w.calls(field) {
			asked++
			a := stranger.Try("mutation {"+call+"}", nil)
			if len(a.Errors) == 0 && !strings.Contains(string(a.Data), `"code"`) {
				t.Errorf("%s\nwas not refused: %s", call, a.Data)
			}
			if strings.Contains(string(a.Data), ours.secret) {
				t.Errorf("%s\nfinds the other clinic's words: %s", call, a.Data)
			}
		}
	}
	if after := dump(t, f, ours.clinic); before != after {
		t.Errorf("something of the clinic was changed: %s", firstDifference(before, after))
	}
	if asked < 60 || found < 20 {
		t.Errorf("%d calls were made, %d of the questions found something for the clinic's own doctor: the walk is broken", asked, found)
	}
	t.Logf("%d calls; the clinic's own doctor finds something with %d of the questions", asked, found)
}

// firstDifference is the first line of after that before does not have.
func firstDifference(before, after string) string {
	known := strings.Split(before, "\n")
	for line := range strings.SplitSeq(after, "\n") {
		if !slices.Contains(known, line) {
			return line
		}
	}
	return "something is gone"
}

// clinicRows is a clinic with a row of every kind.
type clinicRows struct {
	clinic string
	secret string // a word that is in this clinic's rows only
	doctor *harness.Member
	ids    map[string][]string // by type of id
}

func (c *clinicRows) all() []string {
	var out []string
	for _, ids := range c.ids {
		out = append(out, ids...)
	}
	return out
}

func furnish(t *testing.T, f *harness.Famulus, name string) *clinicRows {
	t.Helper()
	c := &clinicRows{clinic: f.Clinic(name), secret: "Zebra" + name, ids: map[string][]string{}}
	c.doctor = f.Member(c.clinic, authz.Physician)
	f.Member(c.clinic, authz.Admin)
	f.Receive(c.clinic, harness.Message{Person: 7, Order: "A1", At: f.Now().Add(-time.Hour), Results: []harness.Result{harness.Potassium("6.8")}})
	take(t, f, c)
	f.Receive(c.clinic, harness.Message{Person: 8, Order: "A2", At: f.Now().Add(-time.Hour), Results: []harness.Result{harness.Potassium("4.1")}})
	f.Work()
	_, err := uploads.Take(c.doctor.Ctx, f.Practice, uploads.File{
		PatientID: strings1(t, f, "SELECT id FROM patients WHERE clinic_id = $1", c.clinic)[0], Name: c.secret + ".txt",
		MediaType: uploads.Text, Content: []byte("Potassium  4.1  mmol/L  3.5-5.3\n" + c.secret),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range inboxOf(c.doctor) {
		if r.Triage == "NORMAL" {
			release(c.doctor, sign(c.doctor, r, "furnish", nil).SignReport.Report, map[string]any{"text": "All is well, " + c.secret})
		}
	}
	write(t, f, c)
	for table, prefix := range map[string]string{
		"patients": "pat", "reports": "rep", "observations": "obs", "findings": "fnd", "summaries": "sum", "tasks": "tsk", "jobs": "job",
		"memberships": "mem", "panels": "pan", "problems": "prb", "medications": "med", "allergies": "alg", "immunizations": "imm",
		"visits": "vis", "care_plans": "cpl", "goals": "goa", "messages": "msg", "uploads": "upl", "documents": "doc",
	} {
		c.ids[prefix] = strings1(t, f, "SELECT id FROM "+table+" WHERE clinic_id = $1", c.clinic)
		if len(c.ids[prefix]) == 0 {
			t.Fatalf("no row in %s: the clinic is not furnished", table)
		}
	}
	c.ids["cli"] = []string{c.clinic}
	return c
}

// walker makes calls of a field with the other clinic's ids.
type walker struct {
	t            *testing.T
	schema       *ast.Schema
	ours, theirs *clinicRows
}

// calls gives the field once for each way to put an id of ours where the schema takes one, everything else being the
// stranger's own and valid; and once without any, when it takes none.
func (w *walker) calls(field *ast.FieldDefinition) []string {
	targets := w.idFields(field)
	if len(targets) == 0 {
		return []string{w.call(field, "", "")}
	}
	var out []string
	for _, target := range targets {
		for prefix, ids := range w.ours.ids {
			if kind := idKind[target]; kind == "*" || kind == prefix {
				for _, id := range ids {
					out = append(out, w.call(field, target, id))
				}
			}
		}
	}
	return out
}

func (w *walker) idFields(field *ast.FieldDefinition) []string {
	var out []string
	add := func(name string, t *ast.Type) {
		if t.Name() == "ID" {
			if idKind[name] == "" {
				w.t.Fatalf("the id %s is not in idKind", name)
			}
			out = append(out, name)
		}
	}
	for _, a := range field.Arguments {
		add(a.Name, a.Type)
		if def := w.schema.Types[a.Type.Name()]; def.Kind == ast.InputObject {
			for _, f := range def.Fields {
				add(f.Name, f.Type)
			}
		}
	}
	return out
}

func (w *walker) call(field *ast.FieldDefinition, target, id string) string {
	var args []string
	for _, a := range field.Arguments {
		if v := w.value(a.Name, a.Type, target, id); v != "" {
			args = append(args, a.Name+": "+v)
		}
	}
	depth := 1 // what a query may cost bounds how deep the walk can look at once
	if strings.HasSuffix(field.Type.Name(), "Connection") {
		args, depth = append(args, "first: 5"), 3
	}
	s := field.Name
	if len(args) > 0 {
		s += "(" + strings.Join(args, ", ") + ")"
	}
	return s + w.selection(field.Type, depth)
}

// value is a literal for an argument; empty leaves it out.
func (w *walker) value(name string, typ *ast.Type, target, id string) string {
	def := w.schema.Types[typ.Name()]
	switch {
	case name == target:
		return fmt.Sprintf("%q", id)
	case def.Kind == ast.InputObject:
		var fields []string
		for _, f := range def.Fields {
			if v := w.value(f.Name, f.Type, target, id); v != "" {
				fields = append(fields, f.Name+": "+v)
			}
		}
		return "{" + strings.Join(fields, ", ") + "}"
	case !typ.NonNull:
		return ""
	case def.Name == "ID":
		return fmt.Sprintf("%q", w.theirs.ids[idKind[name]][0])
	case def.Name == "Int":
		return "2"
	case def.Name == "Time":
		return `"2026-11-20T09:00:00Z"`
	case def.Kind == ast.Enum:
		return def.EnumValues[0].Name
	case name == "idempotencyKey":
		return fmt.Sprintf("%q", target+id)
	}
	return `"potassium"`
}

// selection selects everything down to a depth, without arguments.
func (w *walker) selection(typ *ast.Type, depth int) string {
	def := w.schema.Types[typ.Name()]
	switch def.Kind {
	case ast.Union, ast.Interface:
		var parts []string
		for _, p := range w.schema.GetPossibleTypes(def) {
			parts = append(parts, "... on "+p.Name+w.renamed(p, depth))
		}
		slices.Sort(parts)
		return "{ __typename " + strings.Join(parts, " ") + "}"
	case ast.Object:
		return w.fields(def, depth)
	}
	return ""
}

// renamed selects only what cannot clash between members of a union or an interface.
func (w *walker) renamed(def *ast.Definition, depth int) string {
	if def.Fields.ForName("id") != nil {
		return "{ id }"
	}
	return w.fields(def, depth)
}

func (w *walker) fields(def *ast.Definition, depth int) string {
	var out []string
	for _, f := range def.Fields {
		if strings.HasPrefix(f.Name, "__") || slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool {
			return a.Type.NonNull && a.DefaultValue == nil
		}) {
			continue
		}
		leaf := w.schema.Types[f.Type.Name()].Kind
		if leaf == ast.Scalar || leaf == ast.Enum {
			out = append(out, f.Name)
		} else if depth > 0 {
			if s := w.selection(f.Type, depth-1); s != "" && s != "{}" {
				out = append(out, f.Name+s)
			}
		}
	}
	return "{" + strings.Join(out, " ") + "}"
}

// dump is every row of the clinic in every table, but for what reading leaves behind by right.
func dump(t *testing.T, f *harness.Famulus, clinic string) string {
	t.Helper()
	var out []string
	for _, table := range migrate.Tables {
		column := "clinic_id"
		if table.Name == "clinics" {
			column = "id"
		} else if table.Name == "users" {
			continue
		}
		rows, err := f.DB.SQL.QueryContext(t.Context(), "SELECT * FROM "+table.Name+" WHERE "+column+" = $1", clinic)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			if err := rows.Scan(values...); err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(values)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, table.Name+" "+string(b))
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func strings1(t *testing.T, f *harness.Famulus, query string, args ...any) []string {
	t.Helper()
	rows, err := f.DB.SQL.QueryContext(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}
