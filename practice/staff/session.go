// Package staff is the people who work at a clinic, and their way in.
package staff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/membership"
	"github.com/famulus-health/famulus/ent/db/predicate"
	"github.com/famulus-health/famulus/ent/db/session"
	"github.com/famulus-health/famulus/ent/db/user"
	"github.com/famulus-health/famulus/practice"
)

// How long a way in stays open.
const (
	BrowserSession = 12 * time.Hour       // a working day
	TokenSession   = 365 * 24 * time.Hour // a script's
)

// passwords are hashed as RFC 9106's second recommendation says: argon2id, 64 MiB, 3 passes; parallelism 2 for a small machine.
var passwords = &argon2id.Params{Memory: 64 * 1024, Iterations: 3, Parallelism: 2, SaltLength: 16, KeyLength: 32}

// nobody is compared with when there is no such user, so that the answer takes as long as for one who exists.
var nobody = func() string {
	h, err := argon2id.CreateHash("nobody", passwords)
	if err != nil {
		panic(err) // no randomness: nothing safe can be done
	}
	return h
}()

// hashing bounds how many passwords are hashed at once: each takes 64 MiB.
var hashing = make(chan struct{}, 2)

var (
	openSession  = practice.Verb{Name: "signIn", Noun: authz.Staff, Act: authz.Manage}
	closeSession = practice.Verb{Name: "signOut", Noun: authz.Staff, Act: authz.Manage}
)

// Secret is a session's secret: shown once, kept only as its hash.
type Secret string

// SignIn opens a browser session. Every failure says the same, and takes as long.
func SignIn(ctx context.Context, p *practice.Practice, email, password string) (Secret, authz.Viewer, error) {
	door := authz.AsDoor(ctx)
	refused := practice.Invalidf([]string{"input", "password"}, "The e-mail address or the password is not right.")
	if len(email) > 320 || len(password) > 1000 {
		return "", authz.Viewer{}, refused
	}
	u, err := p.DB.User.Query().Where(user.Email(strings.ToLower(strings.TrimSpace(email)))).Only(door)
	if err != nil && !db.IsNotFound(err) {
		return "", authz.Viewer{}, err
	}
	hash := nobody
	if u != nil && u.PasswordHash != "" && !u.Disabled {
		hash = u.PasswordHash
	}
	ok, err := matches(ctx, password, hash)
	if err != nil {
		return "", authz.Viewer{}, err
	}
	if !ok || hash == nobody {
		return "", authz.Viewer{}, refused
	}
	m, err := p.DB.Membership.Query().Where(membership.UserID(u.ID), membership.Active(true)).
		Order(membership.ByCreatedAt()).First(door)
	if db.IsNotFound(err) {
		return "", authz.Viewer{}, refused
	}
	if err != nil {
		return "", authz.Viewer{}, err
	}
	secret, err := open(ctx, p, m, session.KindBROWSER, "", BrowserSession)
	if err != nil {
		return "", authz.Viewer{}, err
	}
	v, err := Resolve(ctx, p, secret)
	return secret, v, err
}

func matches(ctx context.Context, password, hash string) (bool, error) {
	select {
	case hashing <- struct{}{}:
		defer func() { <-hashing }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("password: %w", err)
	}
	return ok, nil
}

// Hash makes the hash of a password that is kept. It refuses a short one.
func Hash(password string) (string, error) {
	if len(password) < 10 {
		return "", practice.Invalidf([]string{"password"}, "A password has at least 10 characters.")
	}
	return argon2id.CreateHash(password, passwords)
}

// open makes a session for a member.
func open(ctx context.Context, p *practice.Practice, m *db.Membership, kind session.Kind, name string, life time.Duration) (Secret, error) {
	var b [32]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", fmt.Errorf("session: %w", err)
	}
	secret := Secret("fam_" + base64.RawURLEncoding.EncodeToString(b[:]))
	in := authz.With(ctx, authz.Viewer{Role: authz.Door, ClinicID: m.ClinicID, MembershipID: m.ID, Name: m.Name})
	_, err := p.Do(in, practice.Call{Verb: openSession}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		s, err := tx.Session.Create().SetMembershipID(m.ID).SetTokenHash(hashOf(secret)).SetKind(kind).SetName(name).
			SetExpiresAt(tx.Now.Add(life)).Save(ctx)
		if err != nil {
			return "", err
		}
		return s.ID, nil
	})
	return secret, err
}

func hashOf(s Secret) []byte {
	h := sha256.Sum256([]byte(s))
	return h[:]
}

// Resolve tells who holds a secret: a typed failure when nobody does, or no longer.
func Resolve(ctx context.Context, p *practice.Practice, secret Secret) (authz.Viewer, error) {
	return resolve(ctx, p, session.TokenHash(hashOf(secret)))
}

func resolve(ctx context.Context, p *practice.Practice, which predicate.Session) (authz.Viewer, error) {
	door := authz.AsDoor(ctx)
	s, err := p.DB.Session.Query().Where(which, session.RevokedAtIsNil(), session.ExpiresAtGT(p.Now())).
		WithMembership(func(q *db.MembershipQuery) { q.WithUser() }).Only(door)
	if db.IsNotFound(err) {
		return authz.Viewer{}, practice.Forbiddenf("The session has ended: sign in again.")
	}
	if err != nil {
		return authz.Viewer{}, err
	}
	m := s.Edges.Membership
	if m == nil || !m.Active || m.Edges.User == nil || m.Edges.User.Disabled {
		return authz.Viewer{}, practice.Forbiddenf("The session has ended: sign in again.")
	}
	return authz.Viewer{
		Role: authz.Role(m.Role), ClinicID: m.ClinicID, MembershipID: m.ID, UserID: m.UserID, SessionID: s.ID, Name: m.Name,
		PatientID: deref(m.PatientID),
	}, nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Again asks whether a viewer who was let in before still is, and as what.
func Again(ctx context.Context, p *practice.Practice, v authz.Viewer) (authz.Viewer, error) {
	return resolve(ctx, p, session.ID(v.SessionID))
}

// SignOut ends the viewer's session.
func SignOut(ctx context.Context, p *practice.Practice) error {
	v, ok := authz.From(ctx)
	if !ok || v.SessionID == "" {
		return nil
	}
	in := authz.With(ctx, authz.Viewer{Role: authz.Door, ClinicID: v.ClinicID, MembershipID: v.MembershipID, Name: v.Name})
	_, err := p.Do(in, practice.Call{Verb: closeSession}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		return v.SessionID, tx.Session.Update().Where(session.ID(v.SessionID)).SetRevokedAt(tx.Now).Exec(ctx)
	})
	return err
}

// Token opens a session for scripts, by the e-mail address of a member of the clinic.
func Token(ctx context.Context, p *practice.Practice, clinicID, email, name string) (Secret, error) {
	m, err := p.DB.Membership.Query().
		Where(membership.ClinicID(clinicID), membership.Active(true), membership.HasUserWith(user.Email(strings.ToLower(email)), user.Disabled(false))).
		Order(membership.ByCreatedAt()).First(authz.AsDoor(ctx))
	if db.IsNotFound(err) {
		return "", practice.NotFoundf("Nobody who may sign in has the e-mail address %s.", email)
	}
	if err != nil {
		return "", err
	}
	return open(ctx, p, m, session.KindTOKEN, name, TokenSession)
}
