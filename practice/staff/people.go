package staff

import (
	"context"
	"net/mail"
	"strings"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/membership"
	"github.com/famulus-health/famulus/ent/db/panel"
	"github.com/famulus-health/famulus/ent/db/user"
	"github.com/famulus-health/famulus/practice"
)

var (
	createClinic = practice.Verb{Name: "createClinic", Noun: authz.Clinic, Act: authz.Manage}
	createMember = practice.Verb{Name: "createMember", Noun: authz.Staff, Act: authz.Manage}
)

// CreateClinic makes a clinic. Its name need not be unique.
func CreateClinic(ctx context.Context, p *practice.Practice, name string, demo bool) (string, error) {
	if strings.TrimSpace(name) == "" {
		return "", practice.Invalidf([]string{"name"}, "A clinic needs a name.")
	}
	return p.Do(authz.AsOperator(ctx, ""), practice.Call{Verb: createClinic}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		c, err := tx.Clinic.Create().SetName(strings.TrimSpace(name)).SetDemo(demo).Save(ctx)
		if err != nil {
			return "", err
		}
		return c.ID, nil
	})
}

// Member is a person to make a member of the viewer's clinic.
type Member struct {
	Email    string
	Name     string
	Role     membership.Role
	Password string // empty for somebody who has an account already, and for an interface, which comes by token only
	Patient  string // of role PATIENT: id of the person's chart
}

// CreateMember makes somebody a member of the viewer's clinic; a physician gets a panel. Somebody who has an account
// keeps it, with its password.
func CreateMember(ctx context.Context, p *practice.Practice, in Member) (string, error) {
	email := strings.ToLower(strings.TrimSpace(in.Email))
	if a, err := mail.ParseAddress(email); err != nil || a.Address != email {
		return "", practice.Invalidf([]string{"email"}, "%q is not an e-mail address.", in.Email)
	}
	if strings.TrimSpace(in.Name) == "" {
		return "", practice.Invalidf([]string{"name"}, "A member needs a name.")
	}
	if membership.RoleValidator(in.Role) != nil {
		return "", practice.Invalidf([]string{"role"}, "%q is not a role of a person.", in.Role)
	}
	if (in.Role == membership.RolePATIENT) != (in.Patient != "") {
		return "", practice.Invalidf([]string{"patient"}, "A patient's account names the patient, and no other account does.")
	}
	hash := ""
	if in.Password != "" {
		var err error
		if hash, err = Hash(in.Password); err != nil {
			return "", err
		}
	}
	u, err := p.DB.User.Query().Where(user.Email(email)).Only(authz.AsDoor(ctx))
	if err != nil && !db.IsNotFound(err) {
		return "", err
	}
	return p.Do(ctx, practice.Call{Verb: createMember}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		if u == nil {
			if hash == "" && in.Role != membership.RoleINTERFACE {
				return "", practice.Invalidf([]string{"password"}, "A new account needs a password.")
			}
			if u, err = tx.User.Create().SetEmail(email).SetName(in.Name).SetPasswordHash(hash).Save(ctx); err != nil {
				return "", err
			}
		}
		q := tx.Membership.Create().SetUserID(u.ID).SetName(in.Name).SetRole(in.Role)
		if in.Patient != "" {
			q.SetPatientID(in.Patient)
		}
		m, err := q.Save(ctx)
		if db.IsConstraintError(err) {
			return "", practice.Conflictf("%s is a member of this clinic already.", email)
		}
		if err != nil {
			return "", err
		}
		if in.Role == membership.RolePHYSICIAN {
			err = tx.Panel.Create().SetName(in.Name).SetDoctorID(m.ID).Exec(ctx)
		}
		return m.ID, err
	})
}

// Everyone lists who works at the viewer's clinic, by name: patients and interfaces have accounts, and do not work there.
func Everyone(ctx context.Context, p *practice.Practice) ([]*db.Membership, error) {
	return p.DB.Membership.Query().Where(membership.Active(true), membership.RoleNotIn(membership.RolePATIENT, membership.RoleINTERFACE)).
		Order(membership.ByName(), membership.ByID()).All(ctx)
}

// Panels lists the panels of the viewer's clinic by name.
func Panels(ctx context.Context, p *practice.Practice) ([]*db.Panel, error) {
	return p.DB.Panel.Query().WithDoctor().Order(panel.ByName(), panel.ByID()).All(ctx)
}
