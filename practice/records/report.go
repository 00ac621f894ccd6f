package records

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"entgo.io/ent/dialect/sql"

	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/observation"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice"
)

// takeReport takes in one report: new, the same as before (nothing happens), or changed by its source, in which case
// its results are superseded by the new ones, it is interpreted again, and a signed one comes back to the inbox.
func (in *intake) takeReport(ctx context.Context, r *interop.Report) error {
	if err := need("report", "key", r.Key != ""); err != nil {
		return err
	}
	hash, err := contentHash(r)
	if err != nil {
		return err
	}
	known, err := in.tx.Report.Query().Where(report.SourceKey(in.key(r.Key))).WithPatient().Only(ctx)
	if db.IsNotFound(err) {
		return in.newReport(ctx, r, hash)
	}
	if err != nil {
		return err
	}
	in.out.ReportIDs = append(in.out.ReportIDs, known.ID)
	if in.linkedByHand(known) {
		to := *in
		to.person = known.Edges.Patient
		defer func() { in.out = to.out }()
		in = &to
	}
	switch {
	case slices.Contains(known.ContentHashes, hash):
		return nil
	case !in.sameSubject(known):
		return interop.Rejection{
			Reason: ReasonAmbiguous, Where: "report " + string(r.Key), Fatal: true,
			Detail: "This report is known as another patient's: its order number came with somebody else. A person must decide whose it is.",
		}
	case older(r, known):
		return known.Update().SetContentHashes(append([]string{hash}, known.ContentHashes...)).Exec(ctx)
	}
	return in.changedReport(ctx, known, r, hash)
}

// linkedByHand says that a person decided whose report this is, and that its source still names the same subject: what
// it says further on belongs to the chart that was chosen.
func (in *intake) linkedByHand(known *db.Report) bool {
	return in.person == nil && known.LinkedByID != nil && known.Edges.Patient != nil && known.Subject != nil &&
		reflect.DeepEqual(*known.Subject, subject(&in.rec.Patient))
}

// subject is the person as the source named them.
func subject(who *interop.Patient) schema.Subject {
	s := schema.Subject{Family: who.Family, Given: who.Given, Sex: string(who.Sex), BirthDate: who.BirthDate.String()}
	for _, id := range who.Identifiers {
		s.Identifiers = append(s.Identifiers, schema.SubjectIdentifier(id))
	}
	return s
}

// sameSubject says that a new version speaks of the person the report is filed under. A correction under a known order
// number with another person's identity must change neither chart.
func (in *intake) sameSubject(known *db.Report) bool {
	if in.person == nil || known.PatientID == nil {
		return in.person == nil && known.PatientID == nil
	}
	return in.person.ID == *known.PatientID
}

// older says that a version was issued before the one that is known: messages overtake each other, and what is late
// must not undo what is newer.
func older(r *interop.Report, known *db.Report) bool {
	if known.IssuedAt != nil && !r.Issued.IsZero() && !r.Issued.Equal(*known.IssuedAt) {
		return r.Issued.Before(*known.IssuedAt)
	}
	return ripeness[status(r.Status)] < ripeness[known.Status] // no times to go by: a final report is not made preliminary again
}

// ripeness orders the statuses that follow each other. A cancelled or withdrawn report may follow any.
var ripeness = map[report.Status]int{
	report.StatusUNKNOWN: 0, report.StatusREGISTERED: 0, report.StatusPARTIAL: 1, report.StatusPRELIMINARY: 1, report.StatusFINAL: 2,
	report.StatusCORRECTED: 3, report.StatusCANCELLED: 4, report.StatusENTERED_IN_ERROR: 4,
}

// contentHash is of what the source said about a report, without the message it came in: the same report sent five
// times is one item.
func contentHash(r *interop.Report) (string, error) {
	b, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("report: %w", err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

func (in *intake) newReport(ctx context.Context, r *interop.Report, hash string) error {
	q := in.tx.Report.Create().SetSourceKey(in.key(r.Key)).SetSource(in.rec.Source).SetLabel(label(r.Code)).
		SetCodings(codings(r.Code)).SetCategory(r.Category).SetStatus(status(r.Status)).SetHistory(in.o.History).
		SetNillableEffectiveAt(moment(r.Effective)).SetNillableIssuedAt(moment(r.Issued)).SetReceivedAt(in.tx.Now).
		SetPerformer(r.Performer).SetConclusion(r.Conclusion).SetContentHashes([]string{hash}).SetNillableVisitID(in.visitID(r.Visit))
	if who := subject(&in.rec.Patient); in.o.Person == "" {
		q.SetSubject(&who)
	}
	if in.o.ReceivedWhenIssued && !r.Issued.IsZero() {
		q.SetReceivedAt(r.Issued.UTC())
	}
	if in.person == nil {
		q.SetState(report.StateUNMATCHED).SetUnmatchedWhy(in.why)
	} else {
		q.SetPatientID(in.person.ID)
		owner, err := in.tx.DoctorOf(ctx, in.person.ID)
		if err != nil {
			return err
		}
		q.SetNillableAssigneeID(owner)
	}
	made, err := q.Save(ctx)
	if err != nil {
		return err
	}
	in.out.Reports++
	in.out.ReportIDs = append(in.out.ReportIDs, made.ID)
	if err := in.takeObservations(ctx, made, r.Results); err != nil {
		return err
	}
	if in.person == nil {
		in.out.Unmatched++
		in.tx.Tell(practice.Event{ClinicID: in.tx.Viewer.ClinicID, ReportID: made.ID, Change: "ARRIVED"})
		return nil
	}
	return in.tx.InterpretLater(ctx, made)
}

// changedReport takes in a corrected, completed or cancelled version of a report that is known.
func (in *intake) changedReport(ctx context.Context, known *db.Report, r *interop.Report, hash string) error {
	err := in.tx.Observation.Update().Where(observation.ReportID(known.ID)).SetCurrent(false).Exec(ctx)
	if err != nil {
		return err
	}
	q := known.Update().SetLabel(label(r.Code)).SetCodings(codings(r.Code)).SetCategory(r.Category).SetStatus(status(r.Status)).
		SetNillableEffectiveAt(moment(r.Effective)).SetNillableIssuedAt(moment(r.Issued)).SetPerformer(r.Performer).
		SetConclusion(r.Conclusion).SetContentHashes(append(known.ContentHashes, hash)).AddVersion(1).AddContentVersion(1)
	if known.State != report.StateUNMATCHED {
		q.SetState(report.StateRECEIVED).ClearSignedAt().ClearSignedByID()
	}
	changed, err := q.Save(ctx)
	if err != nil {
		return err
	}
	in.out.Reports++
	if err := in.takeObservations(ctx, changed, r.Results); err != nil {
		return err
	}
	if changed.PatientID == nil {
		return nil
	}
	return in.tx.InterpretLater(ctx, changed)
}

// takeObservations writes results, those of a report or those that stand alone. A result that is known by its key is
// left as it is: what a source changed comes as a new version of its report.
func (in *intake) takeObservations(ctx context.Context, of *db.Report, list []interop.Observation) error {
	rows := make([]*db.ObservationCreate, len(list))
	for i := range list {
		rows[i] = in.observation(&list[i], of, i)
	}
	in.out.Observations += len(rows)
	return inBatches(rows, func(r []*db.ObservationCreate) error {
		return in.tx.Observation.CreateBulk(r...).
			OnConflict(sql.ConflictColumns("clinic_id", "source_key"), sql.DoNothing()).Exec(ctx)
	})
}

func (in *intake) observation(o *interop.Observation, of *db.Report, position int) *db.ObservationCreate {
	key := in.key(o.Key)
	q := in.tx.Observation.Create().SetLabel(label(o.Code)).SetCodings(codings(o.Code)).
		SetCategory(o.Category).SetStatus(observationStatus(o.Status)).SetReportedFlag(o.Flag).
		SetRangeLow(o.Range.Low).SetRangeHigh(o.Range.High).SetRangeText(o.Range.Text).
		SetNillableIssuedAt(moment(o.Issued)).SetNote(o.Note).SetPosition(position).SetComponents(components(o.Components)).
		SetNillableVisitID(in.visitID(o.Visit))
	at := o.Effective
	reportLabel := ""
	if of != nil {
		q.SetReportID(of.ID)
		reportLabel = of.Label
		if of.ContentVersion > 1 {
			key += "@" + strconv.Itoa(of.ContentVersion)
		}
		if at.IsZero() && of.EffectiveAt != nil {
			at = *of.EffectiveAt
		}
	}
	if in.person != nil {
		q.SetPatientID(in.person.ID)
	}
	setValue(q, o.Value)
	if a, ok := in.p.Labs.Match(practice.Observation(o), reportLabel); ok {
		q.SetAnalyte(a.Key)
	}
	return q.SetSourceKey(key).SetNillableEffectiveAt(moment(at))
}

func setValue(q *db.ObservationCreate, v interop.Value) {
	coded := make([]schema.Coding, len(v.Codings))
	for i, k := range v.Codings {
		coded[i] = schema.Coding(k)
	}
	kind := observation.ValueKind(v.Kind)
	if observation.ValueKindValidator(kind) != nil {
		kind = observation.ValueKindNONE
	}
	q.SetValueKind(kind).SetNumber(v.Number).SetNumber2(v.Number2).SetComparator(v.Comparator).SetUnit(v.Unit).
		SetValueText(v.Text).SetValueCodings(coded).SetAbsent(v.Absent)
}

func components(list []interop.Component) []schema.Component {
	if len(list) == 0 {
		return nil
	}
	out := make([]schema.Component, len(list))
	for i, c := range list {
		out[i] = schema.Component{
			Label: label(c.Code), Codings: codings(c.Code), Kind: string(c.Value.Kind), Number: c.Value.Number, Number2: c.Value.Number2,
			Comparator: c.Value.Comparator, Unit: c.Value.Unit, Text: c.Value.Text, Absent: c.Value.Absent,
			RangeLow: c.Range.Low, RangeHigh: c.Range.High, RangeText: c.Range.Text, Flag: c.Flag,
		}
	}
	return out
}

func status(s interop.ResultStatus) report.Status {
	return oneOf(report.Status(s), report.StatusValidator, report.StatusUNKNOWN)
}

func observationStatus(s interop.ResultStatus) observation.Status {
	return oneOf(observation.Status(s), observation.StatusValidator, observation.StatusUNKNOWN)
}
