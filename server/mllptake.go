package server

import (
	"context"
	"fmt"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/interop/hl7v2"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/records"
)

// taken is what became of one message.
type taken struct {
	verdict hl7v2.Verdict
	errs    []hl7v2.AckError
	away    bool // nothing is wrong with the message: it may be sent again
	fatal   bool // this sender is not let in any more
}

// word is the verdict as a metric's label.
func (t taken) word() string {
	switch t.verdict {
	case hl7v2.Accepted:
		return "accepted"
	case hl7v2.Faulty:
		return "error"
	}
	return "rejected"
}

// take takes one message in and says how to answer it.
//
// A stands only when what the message says is committed. E is given when anything a clinician would miss was left out, even
// if the rest went in: a sender that hears A forgets the message, and its operator looks at what it hears E about. R says
// that the reason is not in the content, which the standard gives for "system down" too: whoever hears it may send again.
func (m MLLP) take(ctx context.Context, message []byte) taken {
	ctx, stop := context.WithTimeout(ctx, requestTimeout)
	defer stop()
	v, err := m.viewer(ctx)
	if err != nil {
		return m.failed(ctx, err, true)
	}
	sum, err := records.Submit(authz.With(ctx, v), m.Practice, message)
	if err != nil {
		return m.failed(ctx, err, false)
	}
	return judged(sum)
}

// judged reads the refusals of a message that was tried.
func judged(sum *records.Imported) taken {
	t := taken{verdict: hl7v2.Accepted}
	for _, r := range sum.Refused {
		switch e := hl7v2.ErrorOf(r.Rejection); {
		case r.Fatal && r.Reason == interop.ReasonWrongType:
			return taken{verdict: hl7v2.Rejected, errs: []hl7v2.AckError{e}}
		case r.Fatal || missed[r.Reason]:
			t.verdict = hl7v2.Faulty
			t.errs = append(t.errs, e)
		default:
			e.Warning = true
			t.errs = append(t.errs, e)
		}
	}
	if sum.Records == 0 && t.verdict == hl7v2.Accepted { // nothing went in and nothing was said: never an AA
		t.verdict = hl7v2.Faulty
		t.errs = append(t.errs, hl7v2.AckError{Condition: hl7v2.RequiredField, Text: "The message holds nothing that could be taken in."})
	}
	t.errs = t.errs[:min(len(t.errs), maxErrs)]
	return t
}

// maxErrs is how many ERR segments an answer has at most: a message of ten thousand faults is answered with the first.
const maxErrs = 50

// missed are the reasons by which a result, or all about a person, was left out while the rest went in.
var missed = map[interop.Reason]bool{
	interop.ReasonNothingToMatch: true, interop.ReasonNoPatient: true, interop.ReasonNoCode: true,
	interop.ReasonBadValue: true, interop.ReasonTruncated: true, interop.ReasonMalformed: true, interop.ReasonTooLarge: true,
	interop.ReasonMissingResult: true, interop.ReasonDanglingSubject: true,
}

// failed is a message that was not tried, or not to its end, for a reason that is not in it. A message is one transaction
// for each person; what was committed before is known by its keys, and sending again changes nothing of it.
func (m MLLP) failed(ctx context.Context, err error, token bool) taken {
	e := practice.AsError(err)
	t := taken{verdict: hl7v2.Rejected, away: true}
	text := "Famulus cannot keep the message now. Send it again later."
	if e.Code == practice.Forbidden {
		t.fatal = true
		text = "Famulus does not let this interface in: its token has ended or may not submit reports. Tell the clinic, then send again."
	}
	m.Log.ErrorContext(ctx, "mllp: a message was not taken in", "error", err, "token", token)
	t.errs = []hl7v2.AckError{{Condition: hl7v2.InternalError, Text: text}}
	return t
}

var (
	noHeader = hl7v2.AckError{
		Condition: hl7v2.SegmentSequence, Reason: string(interop.ReasonNotRecognised), Where: "MSH", Text: "The block holds no MSH segment.",
	}
	tooMany = hl7v2.AckError{
		Condition: hl7v2.InternalError, Reason: string(interop.ReasonTooLarge), Text: "The block has more segments than are read here.",
	}
)

func tooLarge(limit int) hl7v2.AckError {
	return hl7v2.AckError{
		Condition: hl7v2.InternalError, Reason: string(interop.ReasonTooLarge),
		Text: fmt.Sprintf("The message is larger than %d bytes. Send it in parts.", limit),
	}
}
