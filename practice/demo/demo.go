// Package demo makes a clinic of people who do not exist, so that a newcomer can meet Famulus with a full inbox and
// charts that read like real ones. It is a pure function of a seed and a moment: the same two give the same clinic,
// to the byte, and every date in it is counted back from that moment.
//
// Nobody here is real. Names are drawn from lists, telephone numbers are from the range kept for fiction, addresses
// are on invented streets. The medicine is meant to be believable, not to be a reference for anything.
package demo

import (
	"time"

	"github.com/famulus-health/famulus/interop"
)

// Clinic is a practice with its staff and the people on its panels.
type Clinic struct {
	Name   string
	Staff  []Staff
	People []Person
	Stray  interop.Record // a report that fits nobody for certain
}

// Staff is one who signs in. The first of a clinic is the doctor whose inbox a newcomer should open.
type Staff struct {
	Name, Email, Role string // Role: PHYSICIAN, NURSE, ASSISTANT, ADMIN or AUDITOR
	Password          string
}

// Person is one person of the clinic: what is already known of them, and what has just come in.
type Person struct {
	Doctor  string           // email of the physician on whose panel the person is
	History interop.Record   // everything that has been dealt with
	Fresh   []interop.Report // new reports for the inbox
}

// Source is the Record.Source of everything that this package makes, and the first part of its keys.
const Source = "demo"

// Password opens every account of a demo clinic. It is no secret, so a demo clinic must never hold a real person.
const Password = "famulus-demo"

// population is how many people a demo clinic has.
const population = 300

var clinicStaff = []Staff{
	{Name: "Dr Adaeze Okafor", Email: "dr.okafor@famulus.example", Role: "PHYSICIAN"},
	{Name: "Dr Lin Meiling", Email: "dr.lin@famulus.example", Role: "PHYSICIAN"},
	{Name: "Dr Tomas Varga", Email: "dr.varga@famulus.example", Role: "PHYSICIAN"},
	{Name: "Joana Silva", Email: "nurse.silva@famulus.example", Role: "NURSE"},
	{Name: "Karim Haddad", Email: "nurse.haddad@famulus.example", Role: "NURSE"},
	{Name: "Ellie Marsh", Email: "assistant.marsh@famulus.example", Role: "ASSISTANT"},
	{Name: "Ruth Adler", Email: "admin.adler@famulus.example", Role: "ADMIN"},
	{Name: "Samuel Osei", Email: "auditor.osei@famulus.example", Role: "AUDITOR"},
}

// Generate makes the demo clinic of a seed as it stands at now.
func Generate(seed uint64, now time.Time) Clinic {
	now = now.UTC().Truncate(time.Minute)
	c := Clinic{Name: "Willow Lane Family Practice", Staff: make([]Staff, len(clinicStaff))}
	for i, s := range clinicStaff {
		s.Password = Password
		c.Staff[i] = s
	}
	people := castPeople(seed, now)
	c.People = make([]Person, len(people))
	for i, p := range people {
		p.live()
		c.People[i] = p.out
	}
	c.Stray = stray(c.People, now)
	return c
}

// live writes a person's chart, in the order in which one part leads to the next.
func (p *person) live() {
	p.draw()
	p.fallIll()
	p.allergies()
	p.treat()
	p.vaccinate()
	p.attend()
	p.plan()
	p.fresh()
	p.finish()
}
