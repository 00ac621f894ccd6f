package records

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/ent/db/observation"
	"github.com/famulus-health/famulus/ent/db/patient"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice"
)

// Input of SubmitByHand: a report as an API's caller writes it.
type (
	// SubmitInput is the report.
	SubmitInput struct {
		Number      string // the sender's own: the same again is the same report
		PatientID   *string
		Subject     *SubmitSubject
		Label       string
		Category    *string
		Status      report.Status
		EffectiveAt *time.Time
		IssuedAt    *time.Time
		Performer   *string
		Conclusion  *string
		Results     []*SubmitResult
	}
	// SubmitSubject is whom it is about.
	SubmitSubject struct {
		Family, Given *string
		Sex           *patient.Sex
		BirthDate     *time.Time
		Identifiers   []*SubmitIdentifier
	}
	// SubmitIdentifier is a number of the person.
	SubmitIdentifier struct {
		System, Type *string
		Value        string
	}
	// SubmitResult is one result.
	SubmitResult struct {
		Label  string
		Loinc  *string
		Value  *string // nil: still to come
		Unit   *string
		Range  *string
		Flag   *string
		Status *observation.Status
		Note   *string
	}
)

// Bounds of a report that comes by hand.
const (
	maxResults = 200
	maxWords   = 4000
)

// SubmitByHand takes in a report that an API's caller wrote, and gives its id. The sender is part of the number's
// identity: two members who use the same number speak of two reports.
func SubmitByHand(ctx context.Context, p *practice.Practice, in SubmitInput, sender string) (string, error) {
	if err := in.check(); err != nil {
		return "", err
	}
	rec := interop.Record{Source: "submitted:" + sender, MessageID: in.Number, Patient: in.subject(), Reports: []interop.Report{in.report()}}
	return SubmitReport(ctx, p, rec, word(in.PatientID))
}

func (in *SubmitInput) check() error {
	at := func(path ...string) []string { return append([]string{"input"}, path...) }
	switch {
	case strings.TrimSpace(in.Number) == "" || len(in.Number) > 100:
		return practice.Invalidf(at("number"), "A report has a number of its sender, at most 100 characters long.")
	case strings.TrimSpace(in.Label) == "" || len(in.Label) > 300:
		return practice.Invalidf(at("label"), "A report has a label of at most 300 characters.")
	case len(in.Results) > maxResults:
		return practice.Invalidf(at("results"), "A report has at most %d results.", maxResults)
	case len(word(in.Conclusion)) > 10*maxWords:
		return practice.Invalidf(at("conclusion"), "A conclusion has at most %d bytes.", 10*maxWords)
	case (in.PatientID == nil) == (in.Subject == nil):
		return practice.Invalidf(at("patientId"), "Say whose the report is: either patientId, or subject.")
	}
	for i, r := range in.Results {
		switch {
		case strings.TrimSpace(r.Label) == "" || len(r.Label) > 300:
			return practice.Invalidf(at("results", strconv.Itoa(i), "label"), "A result has a label of at most 300 characters.")
		case len(word(r.Value)) > maxWords || len(word(r.Note)) > maxWords:
			return practice.Invalidf(at("results", strconv.Itoa(i), "value"), "A value, or a note, has at most %d bytes.", maxWords)
		}
	}
	return nil
}

func (in *SubmitInput) subject() interop.Patient {
	var who interop.Patient
	if in.Subject == nil {
		return who
	}
	s := in.Subject
	who.Family, who.Given = word(s.Family), word(s.Given)
	if s.Sex != nil {
		who.Sex = interop.Sex(*s.Sex)
	}
	if b := s.BirthDate; b != nil {
		who.BirthDate = interop.Date{Year: b.Year(), Month: int(b.Month()), Day: b.Day()}
	}
	for _, id := range s.Identifiers {
		who.AddIdentifier(interop.Identifier{System: word(id.System), Type: word(id.Type), Value: id.Value})
	}
	return who
}

func (in *SubmitInput) report() interop.Report {
	key := "report|" + strings.TrimSpace(in.Number)
	r := interop.Report{
		Key: interop.NewKey(key), Code: interop.Concept{Text: strings.TrimSpace(in.Label)}, Category: word(in.Category),
		Status: interop.ResultStatus(in.Status), Effective: instant(in.EffectiveAt), Issued: instant(in.IssuedAt),
		Performer: word(in.Performer), Conclusion: word(in.Conclusion),
	}
	for i, x := range in.Results {
		r.Results = append(r.Results, x.observation(interop.NewKey(key+"|"+strconv.Itoa(i)), &r))
	}
	return r
}

func (x *SubmitResult) observation(key interop.Key, r *interop.Report) interop.Observation {
	o := interop.Observation{
		Key: key, Code: interop.Concept{Text: strings.TrimSpace(x.Label)}, Flag: word(x.Flag), Status: interop.Final,
		Effective: r.Effective, Issued: r.Issued, Category: "laboratory", Note: word(x.Note), Range: interop.ParseRange(word(x.Range)),
		Value: interop.Value{Kind: interop.NoValue, Absent: "PENDING"},
	}
	if code := word(x.Loinc); code != "" {
		o.Code.Codings = []interop.Coding{{System: interop.LOINC, Code: code}}
	}
	if x.Status != nil {
		o.Status = interop.ResultStatus(*x.Status)
	}
	if v := word(x.Value); v != "" {
		o.Value = interop.ParseValue(v)
		switch o.Value.Kind {
		case interop.QuantityValue, interop.RangeValue, interop.RatioValue:
			o.Value.Unit = word(x.Unit)
		default: // words have none
		}
	}
	return o
}

func word(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}

func instant(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
