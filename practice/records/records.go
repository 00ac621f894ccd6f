// Package records takes in what the outside world says about a person: one Record, one transaction. It finds the
// person or refuses to guess, and reading the same record twice changes nothing.
package records

import (
	"context"
	"errors"
	"fmt"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice"
)

// Options of Take.
type Options struct {
	// History says that the record is a chart brought from elsewhere: its reports were dealt with there, so they are
	// interpreted and filed, and the inbox stays as it is.
	History bool
	// Create lets a person who is not known yet be made from the record; otherwise the reports go to the unmatched box.
	Create bool
	// ReceivedWhenIssued counts a report as received when its laboratory issued it, and not now: a demo's inbox has an age.
	ReceivedWhenIssued bool
	// Panel is the panel that a new person is put on; empty for none.
	Panel string
	// Person is the patient that a human being said the record is about; empty to match by what the record says.
	Person string
	// By is the membership that handed the record in, for the audit; empty for the machine's own.
	By string
}

// Taken is what one record came to.
type Taken struct {
	Record       int // its place among the records of the file, from 0
	PatientID    string
	ReportIDs    []string // of the record's reports, whether they were new or known
	NewPatient   bool
	Reports      int // new, or changed by the source
	Observations int
	Others       int // visits, problems, allergies, medicines, immunizations, plans, goals that were new
	Unmatched    int // reports put into the unmatched box
	// Left is what was not taken in although the rest was.
	Left []interop.Rejection
}

var takeRecord = practice.Verb{Name: "takeRecord", Noun: authz.Chart, Act: authz.Write}

// Take puts a record into the clinic of the viewer. A record that cannot be taken in is refused with an
// *interop.Rejection, and nothing of it is kept.
func Take(ctx context.Context, p *practice.Practice, rec interop.Record, o Options) (Taken, error) {
	var out Taken
	_, err := p.Do(ctx, practice.Call{Verb: takeRecord}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		in := &intake{tx: tx, p: p, rec: &rec, o: o}
		err := in.take(ctx)
		out = in.out
		return out.PatientID, err
	})
	if err != nil {
		return Taken{}, refusal(err)
	}
	return out, nil
}

// refusal lets a rejection through as it is, so that the importer can print its reason.
func refusal(err error) error {
	if r, ok := errors.AsType[interop.Rejection](err); ok {
		return r
	}
	return err
}

// intake is one Take under way.
type intake struct {
	tx     *practice.Tx
	p      *practice.Practice
	rec    *interop.Record
	o      Options
	out    Taken
	person *db.Patient       // nil: unmatched
	why    string            // of nobody: why a person must decide
	visits map[string]string // source key of a visit to its id
}

func (in *intake) take(ctx context.Context) error {
	person, why, err := in.whose(ctx)
	if err != nil {
		return err
	}
	if person == nil && in.o.Create && why == "" {
		if person, err = in.create(ctx); err != nil {
			return err
		}
		in.out.NewPatient = true
	}
	in.person = person
	if person == nil {
		return in.unmatched(ctx, why)
	}
	in.out.PatientID = person.ID
	in.tx.About(&person.ID, in.handedIn())
	if err := in.identifiers(ctx); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{
		in.takeVisits, in.takeProblems, in.takeAllergies, in.takeMedications, in.takeImmunizations, in.takePlans, in.takeGoals,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if err := in.takeObservations(ctx, nil, in.rec.Observations); err != nil {
		return err
	}
	for i := range in.rec.Reports {
		if err := in.takeReport(ctx, &in.rec.Reports[i]); err != nil {
			return err
		}
	}
	return nil
}

// handedIn is what the audit keeps of where a record came from.
func (in *intake) handedIn() map[string]string {
	return map[string]string{"source": in.rec.Source, "message": in.rec.MessageID, "by": in.o.By}
}

// whose is the person of the record: the one a human being named, else the one it matches.
func (in *intake) whose(ctx context.Context) (*db.Patient, string, error) {
	if in.o.Person == "" {
		return in.match(ctx)
	}
	named, err := in.tx.Patient.Get(ctx, in.o.Person)
	if db.IsNotFound(err) {
		return nil, "", practice.NotFoundf("There is no such patient in this clinic.")
	}
	return named, "", err
}

// unmatched puts the reports of nobody into the box where a person decides. Only reports: a chart of nobody is refused.
func (in *intake) unmatched(ctx context.Context, why string) error {
	if why == "" {
		why = "No patient of this clinic has this identifier, or this name, birth date and sex."
	}
	in.why = why
	in.tx.About(nil, in.handedIn())
	if len(in.rec.Reports) == 0 {
		return interop.Rejection{Reason: ReasonAmbiguous, Where: "patient", Detail: why, Fatal: true}
	}
	for i := range in.rec.Reports {
		if err := in.takeReport(ctx, &in.rec.Reports[i]); err != nil {
			return err
		}
	}
	r := in.rec
	if n := len(r.Visits) + len(r.Problems) + len(r.Allergies) + len(r.Medications) + len(r.Immunizations) + len(r.Observations) +
		len(r.CarePlans) + len(r.Goals); n > 0 {
		in.out.Left = append(in.out.Left, interop.Rejection{
			Reason: ReasonAmbiguous, Where: "patient",
			Detail: fmt.Sprintf("%s Its reports wait in the unmatched box; %d other entries were left out.", why, n),
		})
	}
	return nil
}

// ReasonAmbiguous is given by the clinic, not by a codec: the person could be more than one, or contradicts what is known.
const ReasonAmbiguous interop.Reason = "ambiguous_patient"

// key is the identity of a thing of this record in the clinic.
func (in *intake) key(k interop.Key) string { return in.rec.Source + "|" + string(k) }

// need refuses a thing without what the store needs. Codecs never send one; a caller in Go might.
func need(where, what string, ok bool) error {
	if ok {
		return nil
	}
	return interop.Rejection{Reason: interop.ReasonMalformed, Where: where, Detail: fmt.Sprintf("It has no %s.", what), Fatal: true}
}
