package main

import (
	"context"
	"fmt"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/clinic"
	"github.com/famulus-health/famulus/ent/db/membership"
	"github.com/famulus-health/famulus/ent/db/panel"
	"github.com/famulus-health/famulus/ent/db/patient"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/ent/db/user"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/demo"
	"github.com/famulus-health/famulus/practice/records"
	"github.com/famulus-health/famulus/practice/staff"
)

// demoSeed makes every demo clinic the same people; their dates count from today.
const demoSeed = 20261

type demoCmd struct{}

// Run makes a demo clinic in whatever database is configured: being asked for is enough.
func (demoCmd) Run(ctx context.Context, c *Config) error {
	a, err := open(ctx, c, quiet())
	if err != nil {
		return err
	}
	defer func() { _ = a.close() }()
	id, err := makeDemo(ctx, a.Practice, demo.Generate(demoSeed, a.Now()))
	if err != nil {
		return err
	}
	fmt.Printf("Made the demo clinic %s. Everyone's password is %s:\n", id, demo.Password)
	for _, s := range demo.Everyone() {
		fmt.Printf("  %-34s %-10s %s\n", s.Email, s.Role, s.Name)
	}
	fmt.Println("Start `famulus serve` to have its reports interpreted.")
	return nil
}

// firstStart makes the demo clinic in an empty embedded database. A real database never gets one by itself.
func (a *app) firstStart(ctx context.Context, wanted bool) error {
	if !wanted {
		return nil
	}
	made, err := a.demoMade(ctx)
	if err != nil || made {
		return err
	}
	fmt.Println("First start: making a demo clinic of people who do not exist ...")
	_, err = makeDemo(ctx, a.Practice, demo.Generate(demoSeed, a.Now()))
	return err
}

// demoMade says that nothing is left to make: there is a clinic, and if it is the demo, all its fresh reports are in. A
// first start that was interrupted goes on.
func (a *app) demoMade(ctx context.Context) (bool, error) {
	c, err := a.DB.Clinic.Query().First(authz.AsOperator(ctx, ""))
	if db.IsNotFound(err) {
		return false, nil
	}
	if err != nil || !c.Demo {
		return true, err
	}
	n, err := a.DB.Report.Query().Where(report.History(false), report.StateNEQ(report.StateUNMATCHED)).Count(authz.AsWorker(ctx, c.ID))
	return n >= len(demo.Stories()), err
}

// makeDemo puts a generated clinic into the database, by the same verbs that a real one comes in by. It gives the
// clinic's id. What is there already, from a run that was interrupted, stays.
func makeDemo(ctx context.Context, p *practice.Practice, c demo.Clinic) (string, error) {
	id, err := p.DB.Clinic.Query().Where(clinic.Demo(true)).FirstID(authz.AsOperator(ctx, ""))
	if db.IsNotFound(err) {
		id, err = staff.CreateClinic(ctx, p, c.Name, true)
	}
	if err != nil {
		return "", err
	}
	operator, worker := authz.AsOperator(ctx, id), authz.AsWorker(ctx, id)
	panels := map[string]string{}
	for _, s := range c.Staff {
		m, err := staff.CreateMember(operator, p, staff.Member{Email: s.Email, Name: s.Name, Role: membership.Role(s.Role), Password: s.Password})
		if practice.AsError(err) != nil && practice.AsError(err).Code == practice.Conflict {
			m, err = p.DB.Membership.Query().Where(membership.HasUserWith(user.Email(s.Email))).OnlyID(operator)
		}
		if err != nil {
			return "", fmt.Errorf("%s: %w", s.Email, err)
		}
		if s.Role == string(membership.RolePHYSICIAN) {
			if panels[s.Email], err = p.DB.Panel.Query().Where(panel.DoctorID(m)).OnlyID(operator); err != nil {
				return "", err
			}
		}
	}
	for _, person := range c.People {
		if _, err := records.Take(worker, p, person.History, records.Options{History: true, Create: true, Panel: panels[person.Doctor]}); err != nil {
			return "", err
		}
	}
	for _, person := range c.People {
		if len(person.Fresh) == 0 {
			continue
		}
		fresh := interop.Record{Source: person.History.Source, Patient: person.History.Patient, Reports: person.Fresh}
		if _, err := records.Take(worker, p, fresh, records.Options{ReceivedWhenIssued: true}); err != nil {
			return "", err
		}
	}
	if _, err := records.Take(worker, p, c.Stray, records.Options{ReceivedWhenIssued: true}); err != nil {
		return "", err
	}
	return id, portal(ctx, p, id, c)
}

// portal makes the account of one of the patients.
func portal(ctx context.Context, p *practice.Practice, clinicID string, c demo.Clinic) error {
	who := c.Portal()
	id, err := p.DB.Patient.Query().Where(patient.SourceKey(demo.Source + "|" + string(who.Key))).OnlyID(authz.AsWorker(ctx, clinicID))
	if err != nil {
		return err
	}
	_, err = staff.CreateMember(authz.AsOperator(ctx, clinicID), p, staff.Member{
		Email: demo.PatientEmail, Name: who.Given + " " + who.Family, Role: membership.RolePATIENT, Password: demo.Password, Patient: id,
	})
	if e := practice.AsError(err); err != nil && e.Code == practice.Conflict {
		return nil
	}
	return err
}
