package ent

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/intercept"
	"github.com/famulus-health/famulus/ent/db/migrate"
)

// Errors of the guards. They mean that code asked for what it must not: practice turns them into its own vocabulary.
var (
	ErrNoViewer  = errors.New("no viewer: a statement must know who asks")
	ErrForbidden = errors.New("the policy does not let this viewer do that")
	ErrNoVerb    = errors.New("a write outside of a verb: only practice.Do writes")
	ErrForeign   = errors.New("a reference to a row that this clinic does not have")
)

// nouns says under which noun of the policy each type is read. A type that is missing here cannot be read at all.
var nouns = map[string]authz.Noun{
	db.TypeClinic: authz.Clinic, db.TypeUser: authz.Staff, db.TypeMembership: authz.Staff, db.TypeSession: authz.Staff,
	db.TypePanel: authz.Panel, db.TypePanelAssignment: authz.Panel,
	db.TypePatient: authz.Patient, db.TypePatientIdentifier: authz.Patient,
	db.TypeVisit: authz.Chart, db.TypeProblem: authz.Chart, db.TypeAllergy: authz.Chart, db.TypeMedication: authz.Chart,
	db.TypeImmunization: authz.Chart, db.TypeObservation: authz.Chart, db.TypeCarePlan: authz.Chart, db.TypeGoal: authz.Chart,
	db.TypeReport: authz.Report, db.TypeFinding: authz.Report, db.TypeSummary: authz.Report,
	db.TypeDocument: authz.Report, db.TypeUpload: authz.Report, db.TypeMessage: authz.Message,
	db.TypeTask: authz.Task, db.TypeJob: authz.Job, db.TypeDraftRun: authz.Job, db.TypeAuditEvent: authz.Audit,
}

// A verb reads and writes its own call's key whatever the viewer's role is.
const callType = db.TypeIdempotencyKey

// deletable are the types whose rows are not history: they are made anew, or expire.
var deletable = []string{db.TypeFinding, db.TypeIdempotencyKey, db.TypeSession}

type verbKey struct{}

// verb marks a context as inside practice.Do, and remembers which references were seen to be the clinic's own, so that
// a report of forty results checks its patient once.
type verb struct {
	name string
	own  map[string]bool
}

// InVerb marks a context as inside a verb. Only practice.Do calls it.
func InVerb(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, verbKey{}, &verb{name: name, own: map[string]bool{}})
}

// guard attaches the rules that hold for every statement. They are attached here and not in the schema, because schema
// files that import generated packages cannot be generated from nothing.
func guard(c *db.Client, dialect string, policy *authz.Policy, now func() time.Time) {
	c.Intercept(intercept.TraverseFunc(func(ctx context.Context, q intercept.Query) error {
		p, err := rows(ctx, policy, q.Type())
		if err != nil {
			return err
		}
		if p != nil {
			q.WhereP(p)
		}
		return nil
	}))
	c.Use(func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			if err := write(ctx, m, dialect, now); err != nil {
				return nil, fmt.Errorf("%s: %w", strings.ToLower(m.Type()), err)
			}
			return next.Mutate(ctx, m)
		})
	})
}

// rows is which rows of a type the viewer may read; nil is all. What a role may not read is not there: a task still
// shows when the report it came from does not.
func rows(ctx context.Context, policy *authz.Policy, typ string) (func(*sql.Selector), error) {
	v, ok := authz.From(ctx)
	if !ok {
		return nil, ErrNoViewer
	}
	if typ != callType && !policy.Can(v, nouns[typ], authz.Read) {
		return noRows, nil
	}
	inClinic := clinicOnly(v, typ)
	if v.Role == authz.PatientSelf && typ == db.TypeMessage {
		return sql.AndPredicates(inClinic, sql.FieldEQ("patient_id", v.PatientID), sql.FieldEQ("state", "RELEASED")), nil
	}
	if typ == db.TypeObservation && ctx.Value(supersededKey{}) == nil {
		return sql.AndPredicates(inClinic, sql.FieldEQ("current", true)), nil
	}
	return inClinic, nil
}

func noRows(s *sql.Selector) { s.Where(sql.False()) }

type supersededKey struct{}

// WithSuperseded lets a read see results that a corrected report replaced. Without it nobody sees them by accident.
func WithSuperseded(ctx context.Context) context.Context {
	return context.WithValue(ctx, supersededKey{}, true)
}

// clinicOnly is the predicate that keeps a viewer in the own clinic. The door and the relay are in none: what they may
// reach is narrowed by the policy to people and jobs.
func clinicOnly(v authz.Viewer, typ string) func(*sql.Selector) {
	if v.ClinicID == "" && (v.Role == authz.Door || v.Role == authz.Relay || v.Role == authz.Operator) {
		return nil
	}
	switch typ {
	case db.TypeClinic:
		return sql.FieldEQ("id", v.ClinicID)
	case db.TypeUser:
		return func(s *sql.Selector) {
			m := sql.Dialect(s.Dialect()).Select("user_id").From(sql.Table("memberships")).Where(sql.EQ("clinic_id", v.ClinicID))
			s.Where(sql.In(s.C("id"), m))
		}
	}
	return sql.FieldEQ("clinic_id", v.ClinicID)
}

// write is what must hold before a row is written.
func write(ctx context.Context, m ent.Mutation, dialect string, now func() time.Time) error {
	v, ok := authz.From(ctx)
	if !ok {
		return ErrNoViewer
	}
	in, ok := ctx.Value(verbKey{}).(*verb)
	if !ok {
		return ErrNoVerb
	}
	t := now().UTC().Truncate(time.Microsecond)
	if m.Op().Is(ent.OpDelete | ent.OpDeleteOne) {
		if !slices.Contains(deletable, m.Type()) {
			return fmt.Errorf("%w: history is never destroyed", ErrForbidden)
		}
	} else if err := m.SetField("updated_at", t); err != nil {
		return err
	}
	if m.Op().Is(ent.OpCreate) {
		if err := m.SetField("created_at", t); err != nil {
			return err
		}
		if tenanted(m.Type()) {
			if err := m.SetField("clinic_id", v.ClinicID); err != nil {
				return err
			}
		}
	} else {
		if m.Type() == db.TypeAuditEvent {
			return fmt.Errorf("%w: the audit is append-only", ErrForbidden)
		}
		if p := clinicOnly(v, m.Type()); p != nil {
			m.(interface{ WhereP(...func(*sql.Selector)) }).WhereP(p)
		}
	}
	return references(ctx, v, in, dialect, m)
}

func tenanted(typ string) bool { return typ != db.TypeClinic && typ != db.TypeUser }

// foreign maps table and column to the table that the column points at, read off the schema.
var foreign = func() map[string]map[string]string {
	f := map[string]map[string]string{}
	for _, t := range migrate.Tables {
		f[t.Name] = map[string]string{}
		for _, k := range t.ForeignKeys {
			f[t.Name][k.Columns[0].Name] = k.RefTable.Name
		}
	}
	return f
}()

// tableOf is the table of a type.
var tableOf = map[string]string{
	db.TypeClinic: "clinics", db.TypeUser: "users", db.TypeMembership: "memberships", db.TypeSession: "sessions",
	db.TypePanel: "panels", db.TypePanelAssignment: "panel_assignments", db.TypePatient: "patients",
	db.TypePatientIdentifier: "patient_identifiers", db.TypeVisit: "visits", db.TypeProblem: "problems",
	db.TypeAllergy: "allergies", db.TypeMedication: "medications", db.TypeImmunization: "immunizations",
	db.TypeObservation: "observations", db.TypeReport: "reports", db.TypeFinding: "findings", db.TypeSummary: "summaries",
	db.TypeCarePlan: "care_plans", db.TypeGoal: "goals", db.TypeTask: "tasks", db.TypeJob: "jobs",
	db.TypeDocument: "documents", db.TypeUpload: "uploads", db.TypeMessage: "messages", db.TypeDraftRun: "draft_runs",
	db.TypeAuditEvent: "audit_events", db.TypeIdempotencyKey: "idempotency_keys",
}

// references checks that every row a written row points at is of the same clinic. Filters alone would let a viewer of
// one clinic create a visit that points at a patient of another.
func references(ctx context.Context, v authz.Viewer, in *verb, dialect string, m ent.Mutation) error {
	table := tableOf[m.Type()]
	for _, e := range m.AddedEdges() {
		if _, ok := foreign[table][e+"_id"]; !ok {
			return fmt.Errorf("edge %s: set the reference on the row that holds it", e)
		}
	}
	for column, target := range foreign[table] {
		value, ok := m.Field(column)
		if !ok || target == "users" || target == "clinics" {
			continue
		}
		id, _ := value.(string)
		if id == "" || in.own[id] {
			continue
		}
		if err := exists(ctx, v, m, dialect, target, id); err != nil {
			return fmt.Errorf("%s: %w", column, err)
		}
		in.own[id] = true
	}
	if id, ok := createdID(m); ok {
		in.own[id] = true
	}
	return nil
}

// createdID is the id of a row about to be created: what follows in the same verb may point at it.
func createdID(m ent.Mutation) (string, bool) {
	if !m.Op().Is(ent.OpCreate) {
		return "", false
	}
	id, ok := m.(interface{ ID() (string, bool) }).ID()
	return id, ok
}

func exists(ctx context.Context, v authz.Viewer, m ent.Mutation, dialect, table, id string) error {
	c := m.(interface{ Client() *db.Client }).Client()
	query, args := sql.Dialect(dialect).Select("id").From(sql.Table(table)).
		Where(sql.And(sql.EQ("id", id), sql.EQ("clinic_id", v.ClinicID))).Query()
	found, err := c.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = found.Close() }()
	if !found.Next() {
		return errors.Join(found.Err(), ErrForeign)
	}
	return found.Close()
}
