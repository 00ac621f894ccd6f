// Package authz is the one source of authority: a Casbin model and a policy that an admin can read. Three places ask
// it: the verb (practice.Do), the row (the data layer's interceptor and hook), the field (a directive of the schema).
package authz

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
)

//go:embed model.conf
var modelText string

//go:embed policy.csv
var policyText string

// Noun is what a policy speaks of.
type Noun string

// Nouns of the policy. Patient is who a person is; Chart is what is clinical about them; Message is what a doctor released
// to the person.
const (
	Patient Noun = "PATIENT"
	Chart   Noun = "CHART"
	Report  Noun = "REPORT"
	Task    Noun = "TASK"
	Panel   Noun = "PANEL"
	Staff   Noun = "STAFF"
	Job     Noun = "JOB"
	Clinic  Noun = "CLINIC"
	Audit   Noun = "AUDIT"
	Message Noun = "MESSAGE"
)

// Nouns lists all.
var Nouns = []Noun{Patient, Chart, Report, Task, Panel, Staff, Job, Clinic, Audit, Message}

// Act is what a policy allows to be done.
type Act string

// Acts of the policy.
const (
	Read   Act = "READ"
	Write  Act = "WRITE"
	Sign   Act = "SIGN"
	Manage Act = "MANAGE"
	Submit Act = "SUBMIT" // hand in, without reading anything
)

// Acts lists all.
var Acts = []Act{Read, Write, Sign, Manage, Submit}

// Role of a viewer. The first eight are those a member of a clinic can have; the others are the machine's own.
type Role string

// Roles.
const (
	Physician   Role = "PHYSICIAN"
	Nurse       Role = "NURSE"
	Pharmacist  Role = "PHARMACIST"
	Assistant   Role = "ASSISTANT"
	Admin       Role = "ADMIN"
	Auditor     Role = "AUDITOR"
	PatientSelf Role = "PATIENT"   // the person a chart is about
	Interface   Role = "INTERFACE" // a laboratory's or another system's way in
	Worker      Role = "WORKER"    // takes in, interprets, escalates; never signs
	Door        Role = "DOOR"      // before anybody is known
	Operator    Role = "OPERATOR"  // the engineer at the machine's keyboard
	Relay       Role = "RELAY"     // hands out jobs of all clinics
)

// Roles lists all.
var Roles = []Role{Physician, Nurse, Pharmacist, Assistant, Admin, Auditor, PatientSelf, Interface, Worker, Door, Operator, Relay}

// Policy answers who may do what. It is safe for concurrent use.
type Policy struct{ enforcer *casbin.SyncedCachedEnforcer }

// Default is the embedded policy. It panics when the embedded files are broken, which a test would have shown.
func Default() *Policy {
	p, err := New(policyText)
	if err != nil {
		panic(err)
	}
	return p
}

// New reads a policy from text: the lines of policy.csv.
func New(text string) (*Policy, error) {
	m, err := model.NewModelFromString(modelText)
	if err != nil {
		return nil, fmt.Errorf("authz: model.conf: %w", err)
	}
	e, err := casbin.NewSyncedCachedEnforcer(m)
	if err != nil {
		return nil, fmt.Errorf("authz: %w", err)
	}
	for n, line := range strings.Split(text, "\n") {
		if err := addRow(e, line); err != nil {
			return nil, fmt.Errorf("authz: policy.csv line %d: %w", n+1, err)
		}
	}
	return &Policy{e}, nil
}

func addRow(e *casbin.SyncedCachedEnforcer, line string) error {
	line = strings.TrimSpace(line)
	if line == "" || strings.HasPrefix(line, "#") {
		return nil
	}
	f := strings.Split(line, ",")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	var err error
	switch {
	case f[0] == "p" && len(f) == 6:
		_, err = e.AddPolicy(f[1], f[2], f[3], f[4], f[5])
	case f[0] == "g" && len(f) == 3:
		_, err = e.AddGroupingPolicy(f[1], f[2])
	default:
		err = fmt.Errorf("neither a p row of six fields nor a g row of three: %q", line)
	}
	return err
}

// Can says whether a viewer may do act to noun. Nobody may do nothing: the zero Viewer is refused everything.
func (p *Policy) Can(v Viewer, noun Noun, act Act) bool {
	if v.Role == "" {
		return false
	}
	ok, err := p.enforcer.Enforce(string(v.Role), v.ClinicID, string(noun), string(act))
	return err == nil && ok
}
