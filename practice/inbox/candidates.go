package inbox

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/patient"
	"github.com/famulus-health/famulus/ent/db/patientidentifier"
	"github.com/famulus-health/famulus/ent/db/predicate"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/practice"
)

// Candidate is a patient whom a report without one might be about, and what speaks for and against it. It is for a
// person to look at: nothing is ever linked by its score.
type Candidate struct {
	Patient *db.Patient
	Points  []Comparison // identifier, family, given, birth date, sex: in this order
	Score   int
}

// Comparison sets what the source says against what the clinic knows.
type Comparison struct {
	Field   Field
	Sent    string // "" when the source said nothing
	Known   string // "" when the clinic knows nothing
	Verdict Likeness
}

// Field of a Comparison.
type Field string

// Fields that say who somebody is.
const (
	FieldIdentifier Field = "IDENTIFIER"
	FieldFamily     Field = "FAMILY"
	FieldGiven      Field = "GIVEN"
	FieldBirthDate  Field = "BIRTH_DATE"
	FieldSex        Field = "SEX"
)

// Likeness of two values of a field.
type Likeness string

// Likenesses. Similar is a value that a slip of the pen turns into the other: names in each other's place, day and month
// exchanged, a second given name left out.
const (
	Same      Likeness = "SAME"
	Similar   Likeness = "SIMILAR"
	Different Likeness = "DIFFERENT"
	NotKnown  Likeness = "NOT_KNOWN"
)

// weight is how much each likeness counts, in the order same, similar, different. They only order the list: an
// identifier outweighs a birth date, which outweighs a name.
var weight = map[Field][3]int{
	FieldIdentifier: {6, 0, -2}, FieldBirthDate: {3, 1, -3}, FieldFamily: {2, 1, -2}, FieldGiven: {2, 1, -1}, FieldSex: {1, 0, -2},
}

// Bounds of Candidates.
const (
	candidatesRead  = 60
	candidatesShown = 6
)

// Candidates are the patients whom a report without a patient might be about, likeliest first; none when the source said
// nothing to go by, or the report has its patient.
func Candidates(ctx context.Context, p *practice.Practice, reportID string) ([]*Candidate, error) {
	r, err := p.DB.Report.Query().Where(report.ID(reportID), report.StateEQ(report.StateUNMATCHED)).Only(ctx)
	if db.IsNotFound(err) {
		return nil, nil
	}
	if err != nil || r.Subject == nil {
		return nil, err
	}
	who := r.Subject
	like := alike(who)
	if len(like) == 0 {
		return nil, nil
	}
	found, err := p.DB.Patient.Query().Where(patient.Or(like...)).WithIdentifiers().Order(patient.ByID()).Limit(candidatesRead).All(ctx)
	if err != nil {
		return nil, err
	}
	var out []*Candidate
	for _, known := range found {
		if c := compare(who, known); c.Score > 0 {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return out[:min(len(out), candidatesShown)], nil
}

// alike is which patients are worth comparing: by a number, by the birth date (as sent, or with day and month exchanged),
// or by both names in either order.
func alike(who *schema.Subject) []predicate.Patient {
	var out []predicate.Patient
	for _, id := range who.Identifiers {
		if strings.TrimSpace(id.Value) != "" {
			out = append(out, patient.HasIdentifiersWith(patientidentifier.Value(id.Value)))
		}
	}
	if t, err := time.Parse(time.DateOnly, who.BirthDate); err == nil {
		out = append(out, patient.BirthDate(t))
		if s, ok := exchanged(t); ok {
			out = append(out, patient.BirthDate(s))
		}
	}
	if given := firstWord(who.Given); who.Family != "" && given != "" {
		out = append(out,
			patient.And(patient.FamilyEqualFold(who.Family), patient.GivenHasPrefix(given)),
			patient.And(patient.FamilyEqualFold(who.Family), patient.GivenEqualFold(who.Given)),
			patient.And(patient.FamilyEqualFold(who.Given), patient.GivenEqualFold(who.Family)))
	}
	return out
}

// exchanged is the date with day and month in each other's place, when that is another date.
func exchanged(t time.Time) (time.Time, bool) {
	if t.Day() > 12 || t.Day() == int(t.Month()) {
		return time.Time{}, false
	}
	return time.Date(t.Year(), time.Month(t.Day()), int(t.Month()), 0, 0, 0, 0, time.UTC), true
}

func firstWord(s string) string {
	if f := strings.Fields(s); len(f) > 0 {
		return f[0]
	}
	return ""
}

func compare(who *schema.Subject, known *db.Patient) *Candidate {
	c := &Candidate{Patient: known, Points: []Comparison{
		compareIdentifiers(who.Identifiers, known.Edges.Identifiers),
		compareNames(FieldFamily, who.Family, known.Family, known.Given),
		compareNames(FieldGiven, who.Given, known.Given, known.Family),
		compareBirth(who.BirthDate, known),
		compareSex(who.Sex, string(known.Sex)),
	}}
	for _, x := range c.Points {
		switch w := weight[x.Field]; x.Verdict {
		case Same:
			c.Score += w[0]
		case Similar:
			c.Score += w[1]
		case Different:
			c.Score += w[2]
		case NotKnown:
		}
	}
	return c
}

func compareIdentifiers(sent []schema.SubjectIdentifier, known []*db.PatientIdentifier) Comparison {
	out := Comparison{Field: FieldIdentifier, Verdict: NotKnown}
	for _, s := range sent {
		for _, k := range known {
			switch {
			case s.Value == k.Value && s.System == k.System:
				return Comparison{FieldIdentifier, s.Value, k.Value, Same}
			case s.System != "" && s.System == k.System && s.Type == k.Type:
				out = Comparison{FieldIdentifier, s.Value, k.Value, Different}
			}
		}
	}
	if out.Sent == "" && len(sent) > 0 {
		out.Sent = sent[0].Value
	}
	return out
}

func compareNames(f Field, sent, known, otherKnown string) Comparison {
	out := Comparison{Field: f, Sent: sent, Known: known, Verdict: Different}
	switch {
	case sent == "" || known == "":
		out.Verdict = NotKnown
	case strings.EqualFold(sent, known):
		out.Verdict = Same
	case strings.EqualFold(firstWord(sent), firstWord(known)), strings.EqualFold(sent, otherKnown):
		out.Verdict = Similar
	}
	return out
}

func compareBirth(sent string, known *db.Patient) Comparison {
	out := Comparison{Field: FieldBirthDate, Sent: sent, Verdict: NotKnown}
	if known.BirthDate == nil {
		return out
	}
	have := known.BirthDate.UTC()
	out.Known = have.Format(map[patient.BirthPrecision]string{
		patient.BirthPrecisionDAY: time.DateOnly, patient.BirthPrecisionMONTH: "2006-01", patient.BirthPrecisionYEAR: "2006",
	}[known.BirthPrecision])
	if sent == "" {
		return out
	}
	t, err := time.Parse(time.DateOnly, sent)
	swapped, ok := exchanged(t)
	switch {
	case out.Known == sent:
		out.Verdict = Same
	case err == nil && ok && swapped.Equal(have), strings.HasPrefix(sent, out.Known), strings.HasPrefix(out.Known, sent):
		out.Verdict = Similar
	default:
		out.Verdict = Different
	}
	return out
}

func compareSex(sent, known string) Comparison {
	out := Comparison{Field: FieldSex, Sent: sent, Known: known, Verdict: NotKnown}
	stated := func(s string) bool { return s == "FEMALE" || s == "MALE" }
	switch {
	case !stated(sent) || !stated(known):
	case sent == known:
		out.Verdict = Same
	default:
		out.Verdict = Different
	}
	return out
}
