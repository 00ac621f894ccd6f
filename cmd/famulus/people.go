package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db/membership"
	"github.com/famulus-health/famulus/practice/staff"
)

type userCmd struct {
	Create userCreateCmd `cmd:"" help:"Make somebody a member of a clinic. The password is asked for, or read from standard input."`
}

type userCreateCmd struct {
	Email      string          `required:"" help:"E-mail address to sign in with."`
	Name       string          `required:"" help:"Name as colleagues see it."`
	Role       membership.Role `required:"" enum:"PHYSICIAN,NURSE,PHARMACIST,ASSISTANT,ADMIN,AUDITOR,PATIENT,INTERFACE" help:"PHYSICIAN, NURSE, PHARMACIST, ASSISTANT, ADMIN, AUDITOR, PATIENT or INTERFACE (a laboratory's way in, by token)."`
	Patient    string          `placeholder:"ID" help:"With --role PATIENT: the patient whose account it is."`
	ClinicName string          `help:"Make a new clinic of this name, with this person as its first member."`
}

// Run makes a member, and the clinic when asked to.
func (u *userCreateCmd) Run(ctx context.Context, c *Config) error {
	a, err := open(ctx, c, quiet())
	if err != nil {
		return err
	}
	defer func() { _ = a.close() }()
	password := ""
	if u.Role != membership.RoleINTERFACE {
		if password, err = askPassword(); err != nil {
			return err
		}
		if _, err := staff.Hash(password); err != nil {
			return err // before a clinic is made for nobody
		}
	}
	clinic := ""
	if u.ClinicName != "" {
		clinic, err = staff.CreateClinic(ctx, a.Practice, u.ClinicName, false)
	} else {
		clinic, err = a.clinic(ctx)
	}
	if err != nil {
		return err
	}
	id, err := staff.CreateMember(authz.AsOperator(ctx, clinic), a.Practice,
		staff.Member{Email: u.Email, Name: u.Name, Role: u.Role, Password: password, Patient: u.Patient})
	if err != nil {
		return err
	}
	fmt.Printf("%s is %s of clinic %s (member %s).\n", u.Email, u.Role, clinic, id)
	return nil
}

// askPassword asks at a terminal, and reads a line elsewhere. It is never an argument: those show in the list of processes.
func askPassword() (string, error) {
	fd := int(os.Stdin.Fd()) // #nosec G115 -- a file descriptor
	if term.IsTerminal(fd) {
		fmt.Fprint(os.Stderr, "Password (at least 10 characters): ")
		b, err := term.ReadPassword(fd)
		fmt.Fprintln(os.Stderr)
		return string(b), err
	}
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if line == "" && err != nil {
		return "", errors.New("no password on standard input")
	}
	return strings.TrimRight(line, "\r\n"), nil
}

type tokenCmd struct {
	Create tokenCreateCmd `cmd:"" help:"Print a bearer token for scripts, with the rights of a member."`
}

type tokenCreateCmd struct {
	User string `required:"" placeholder:"EMAIL" help:"E-mail address of the member."`
	Name string `default:"script" help:"What the token is for."`
}

// Run prints the token, and nothing else, so that a script can take it.
func (t *tokenCreateCmd) Run(ctx context.Context, c *Config) error {
	a, err := open(ctx, c, quiet())
	if err != nil {
		return err
	}
	defer func() { _ = a.close() }()
	clinic, err := a.clinic(ctx)
	if err != nil {
		return err
	}
	secret, err := staff.Token(ctx, a.Practice, clinic, t.User, t.Name)
	if err != nil {
		return err
	}
	fmt.Println(secret)
	return nil
}
