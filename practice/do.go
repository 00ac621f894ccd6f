package practice

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/idempotencykey"
)

// Verb is something the clinic does, and what the policy is asked about it.
type Verb struct {
	Name string
	Noun authz.Noun
	Act  authz.Act
}

// Call is one use of a verb.
type Call struct {
	Verb Verb
	// Key makes the call idempotent: the same key with the same input again does nothing and answers the same. Empty
	// for the machine's own calls, whose effects are keyed by their job.
	Key string
	// Input is what Key stands for; the same key with another input is refused.
	Input any
}

// Tx is the transaction of a verb: the guarded client inside it, and what will be committed or told with it.
type Tx struct {
	*db.Client
	Viewer authz.Viewer
	Now    time.Time
	call   Call
	jobs   []string
	events []Event
	about  about
	after  []func(Meter)
	silent bool
	sqlite bool
}

// SQLite says that one writer is let in at a time, and that rows cannot be locked.
func (tx *Tx) SQLite() bool { return tx.sqlite }

type about struct {
	patient *string
	detail  any
}

// About names the patient whose data the verb touches, for the audit, with details that are not in the object itself.
func (tx *Tx) About(patientID *string, detail any) { tx.about = about{patientID, detail} }

// Silent leaves the verb out of the audit: for housekeeping that touches no patient's data.
func (tx *Tx) Silent() { tx.silent = true }

// Tell publishes an event when, and only when, the verb is committed.
func (tx *Tx) Tell(e Event) { tx.events = append(tx.events, e) }

// Do is the only way to write. It asks the policy, opens the transaction, runs fn, writes the audit, the jobs and the
// idempotency key, and commits all of it or none. fn gives the id of the object it is about, which Do returns; fn may
// run more than once, when the database asked for the transaction to be repeated.
func (p *Practice) Do(ctx context.Context, call Call, fn func(ctx context.Context, tx *Tx) (string, error)) (string, error) {
	v, ok := authz.From(ctx)
	if !ok {
		return "", Forbiddenf("Sign in first.")
	}
	if !p.Policy.Can(v, call.Verb.Noun, call.Verb.Act) {
		return "", Forbiddenf("Your role (%s) does not allow this: %s.", strings.ToLower(string(v.Role)), call.Verb.Name)
	}
	hash, err := inputHash(call)
	if err != nil {
		return "", err
	}
	var tx *Tx
	var id string
	for attempt := range 6 {
		id, tx, err = p.once(ctx, v, call, hash, fn)
		if err == nil || !repeatable(err) {
			break
		}
		wait := time.Duration(1<<attempt)*10*time.Millisecond + rand.N(10*time.Millisecond) // #nosec G404 -- jitter
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(wait):
		}
	}
	if err != nil {
		return "", err
	}
	if p.Poke != nil && len(tx.jobs) > 0 {
		p.Poke(tx.jobs)
	}
	if p.Meter != nil {
		for _, count := range tx.after {
			count(p.Meter)
		}
	}
	if p.Bus != nil && len(tx.events) > 0 {
		p.Bus.Publish(ctx, tx.events...)
	}
	return id, nil
}

// once runs the verb in one transaction.
func (p *Practice) once(ctx context.Context, v authz.Viewer, call Call, hash string, fn func(context.Context, *Tx) (string, error)) (string, *Tx, error) {
	ctx = ent.InVerb(ctx, call.Verb.Name)
	dbtx, err := p.DB.Tx(ctx)
	if err != nil {
		return "", nil, fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = dbtx.Rollback() }() // after a commit it does nothing
	tx := &Tx{Client: dbtx.Client(), Viewer: v, Now: p.Now(), call: call, sqlite: p.DB.Dialect == dialect.SQLite}
	if call.Key != "" {
		done, err := tx.replayed(ctx, hash)
		if err != nil || done != nil {
			return deref(done), tx, err
		}
	}
	id, err := fn(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	if err := tx.record(ctx, id, hash); err != nil {
		return "", nil, err
	}
	if err := dbtx.Commit(); err != nil {
		return "", nil, fmt.Errorf("commit: %w", err)
	}
	return id, tx, nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// replayed is the id that the same call answered before, or nil.
func (tx *Tx) replayed(ctx context.Context, hash string) (*string, error) {
	if len(tx.call.Key) > 200 {
		return nil, Invalidf([]string{"input", "idempotencyKey"}, "An idempotency key is at most 200 characters long.")
	}
	k, err := tx.IdempotencyKey.Query().
		Where(idempotencykey.MembershipID(tx.Viewer.MembershipID), idempotencykey.Key(tx.call.Key)).Only(ctx)
	if db.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if k.Verb != tx.call.Verb.Name || k.InputHash != hash {
		return nil, Conflictf("This idempotency key was used for another call.")
	}
	return &k.ResultID, nil
}

// record writes what makes the verb remembered: the idempotency key and the audit.
func (tx *Tx) record(ctx context.Context, id, hash string) error {
	if tx.call.Key != "" {
		err := tx.IdempotencyKey.Create().SetMembershipID(tx.Viewer.MembershipID).SetKey(tx.call.Key).
			SetVerb(tx.call.Verb.Name).SetInputHash(hash).SetResultID(id).Exec(ctx)
		if err != nil {
			return err // a unique violation: the same call won the race, and the repetition will find its answer
		}
	}
	if tx.silent || tx.Viewer.ClinicID == "" {
		return nil
	}
	var detail json.RawMessage
	if tx.about.detail != nil {
		b, err := json.Marshal(tx.about.detail)
		if err != nil {
			return fmt.Errorf("audit: %w", err)
		}
		detail = b
	}
	q := tx.AuditEvent.Create().SetRole(string(tx.Viewer.Role)).SetVerb(tx.call.Verb.Name).SetObjectID(id).
		SetNillablePatientID(tx.about.patient).SetDetail(detail)
	if tx.Viewer.Person() {
		q.SetMembershipID(tx.Viewer.MembershipID)
	}
	return q.Exec(ctx)
}

func inputHash(call Call) (string, error) {
	if call.Key == "" {
		return "", nil
	}
	b, err := json.Marshal(call.Input)
	if err != nil {
		return "", fmt.Errorf("idempotency: %w", err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// repeatable says that the same transaction may succeed when it is run again: a deadlock, a serialization failure, a
// busy SQLite, or a lost race for a unique key.
func repeatable(err error) bool {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pg.Code == "40001" || pg.Code == "40P01" || pg.Code == "23505"
	}
	return busy(err) || db.IsConstraintError(err) && strings.Contains(err.Error(), "UNIQUE")
}

func busy(err error) bool { return strings.Contains(err.Error(), "SQLITE_BUSY") }
