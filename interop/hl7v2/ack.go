package hl7v2

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/interop"
)

// Verdict is what became of a message (2.9.2 and 2.9.3). The sender's mode decides the letter before it: A (original
// mode, or the application's answer in enhanced mode) or C (the accept answer in enhanced mode).
type Verdict byte

// The three verdicts.
const (
	// Accepted: what the message says is committed to the database. It may be forgotten by the sender.
	Accepted Verdict = 'A'
	// Faulty: the message, or a part of it, was refused for what it says. Sent again unchanged it is refused again.
	Faulty Verdict = 'E'
	// Rejected: refused for a reason other than its content (table 0008): a type that is not taken here, or a system
	// that is down. In the latter case the same message may well be accepted later.
	Rejected Verdict = 'R'
)

// Condition is an error code of table 0357.
type Condition int

// The conditions that Famulus gives.
const (
	SegmentSequence    Condition = 100
	RequiredField      Condition = 101
	DataType           Condition = 102
	TableValue         Condition = 103
	UnsupportedMessage Condition = 200
	UnknownKey         Condition = 204
	InternalError      Condition = 207
)

var conditionWords = map[Condition]string{
	SegmentSequence: "Segment sequence error", RequiredField: "Required field missing", DataType: "Data type error",
	TableValue: "Table value not found", UnsupportedMessage: "Unsupported message type",
	UnknownKey: "Unknown key identifier", InternalError: "Application internal error",
}

// conditions give each reason of a refusal its code. What is not named is InternalError, the table's code for the rest.
var conditions = map[interop.Reason]Condition{
	interop.ReasonNotRecognised: SegmentSequence, interop.ReasonTruncated: SegmentSequence,
	interop.ReasonNoPatient: SegmentSequence, interop.ReasonMalformed: DataType,
	interop.ReasonImpossibleDate: DataType, interop.ReasonBadValue: DataType, interop.ReasonNothingToMatch: RequiredField,
	interop.ReasonNoCode: RequiredField, interop.ReasonMissingResult: RequiredField,
	interop.ReasonWrongType: UnsupportedMessage, interop.ReasonDanglingSubject: UnknownKey,
}

// AckError is one ERR segment.
type AckError struct {
	Condition Condition
	Reason    string // Famulus's own word for it, for ERR-5: "nothing_to_match"
	Where     string // "OBX[3]-14", "PID-7"; what is no such place is left out of ERR-2
	Text      string // one plain sentence, without a person's name
	Warning   bool   // the message was accepted all the same
}

// ErrorOf says a refusal in the words of an acknowledgement.
func ErrorOf(r interop.Rejection) AckError {
	e := AckError{Condition: conditions[r.Reason], Reason: string(r.Reason), Where: r.Where, Text: r.Detail}
	switch {
	case r.Reason == interop.ReasonUnsupported && strings.HasSuffix(r.Where, "MSH-18"):
		e.Condition = TableValue
	case r.Reason == "ambiguous_patient":
		e.Condition = UnknownKey
	case e.Condition == 0:
		e.Condition = InternalError
	}
	return e
}

// Ack answers one message. now and id are the answer's MSH-7 and MSH-10.
//
// The answer speaks as the sender does: delimiters, version, character set and processing id are the message's own,
// and MSA-2 is its MSH-10 byte for byte. Text of ours is ASCII, which every character set holds.
//
// In original mode, where MSH-15 and MSH-16 are empty, there is one answer: AA, AE or AR. In enhanced mode MSH-15 asks for
// the accept answer (CA, CE, CR) and MSH-16 for the application's, each always, never, on an error or on success (table
// 0155): there are none, one or two, in this order.
//
// Of a message that cannot be read, whatever is there of its MSH is used. Without any MSH the answer has default
// delimiters and an empty MSA-2.
func Ack(message []byte, v Verdict, errs []AckError, now time.Time, id string) [][]byte {
	a := newAnswer(message, now)
	accept, application := a.msh.text(15), a.msh.text(16)
	if accept == "" && application == "" {
		return [][]byte{a.write('A', v, errs, id)}
	}
	a.enhanced = true
	var out [][]byte
	if wanted(accept, v) {
		out = append(out, a.write('C', v, errs, id))
	}
	if wanted(application, v) {
		out = append(out, a.write('A', v, errs, id+"A"))
	}
	return out
}

// wanted reads table 0155. In enhanced mode a field that is empty asks for nothing.
func wanted(condition string, v Verdict) bool {
	switch strings.ToUpper(condition) {
	case "AL":
		return true
	case "ER":
		return v != Accepted
	case "SU":
		return v == Accepted
	}
	return false
}

// answer is an acknowledgement being written.
type answer struct {
	msh      segment
	d        delims
	marks    string // MSH-2
	minor    int    // of the version: 5 for 2.5.1
	now      time.Time
	enhanced bool
}

func newAnswer(message []byte, now time.Time) *answer {
	a := &answer{d: delims{'|', '^', '~', '\\', '&', 0}, marks: `^~\&`, minor: 5, now: now.UTC()}
	line := mshLine(message)
	if line == nil {
		a.msh = segment{name: "MSH", d: a.d}
		return a
	}
	if d, ok := readDelims(line); ok {
		a.d = d
	}
	a.msh = newSegment(string(line), a.d)
	if marks := a.msh.field(2); marks != "" {
		a.marks = marks
	}
	if minor, ok := strings.CutPrefix(a.msh.text(12), "2."); ok {
		digits, _, _ := strings.Cut(minor, ".")
		if n, err := strconv.Atoi(digits); err == nil {
			a.minor = n
		}
	}
	return a
}

// longestHeader bounds how much of a broken message is echoed.
const longestHeader = 4 << 10

// mshLine is the line of the first MSH, nil when there is none.
func mshLine(message []byte) []byte {
	b := interop.TrimLead(message)
	if len(b) < 4 || !bytes.HasPrefix(b, []byte("MSH")) || !interop.IsDelimiter(b[3]) {
		return nil
	}
	to, _ := lineEnd(b, 0)
	return b[:min(to, longestHeader)]
}

// write makes the message: MSH, MSA, and the errors.
func (a *answer) write(mode byte, v Verdict, errs []AckError, id string) []byte {
	charset, ack := a.msh.field(18), []string{"", ""}
	if a.enhanced { // nobody acknowledges an acknowledgement
		ack = []string{"NE", "NE"}
	}
	var out strings.Builder
	out.WriteString(a.join("MSH"+string(rune(a.d.field))+a.marks, a.msh.field(5), a.msh.field(6), a.msh.field(3), a.msh.field(4),
		a.now.Format("20060102150405-0700"), "", a.kind(), id, or(a.msh.field(11), "P"), or(a.msh.field(12), "2.5.1"), "", "",
		ack[0], ack[1], "", charset))
	text := ""
	if a.minor < 5 && len(errs) > 0 { // before ERR had words of its own
		text = a.escape(errs[0].Text)
	}
	out.WriteString(a.join("MSA", string([]byte{mode, byte(v)}), a.msh.field(10), text))
	for _, e := range errs {
		out.WriteString(a.fault(e))
	}
	return []byte(out.String())
}

// kind is MSH-9: ACK alone before 2.3, with the event of the message since, and with its structure since 2.4.
func (a *answer) kind() string {
	event := a.msh.first(9).component(2)
	switch {
	case a.minor < 3 || event == "":
		return "ACK"
	case a.minor < 4:
		return a.components("ACK", event)
	}
	return a.components("ACK", event, "ACK")
}

// fault is an ERR segment: since 2.5 with place, code, severity and words; before that with place and code in one field.
// A warning has no place in the old form, where ERR means that the message failed; MSA-3 has its words.
func (a *answer) fault(e AckError) string {
	name, repeat, field := place(e.Where)
	code := []string{strconv.Itoa(int(e.Condition)), conditionWords[e.Condition], "HL70357"}
	if a.minor < 5 {
		if e.Warning {
			return ""
		}
		sub := string(rune(a.d.sub))
		if a.d.sub == 0 {
			code = code[:1]
		}
		return a.join("ERR", a.components(name, repeat, field, strings.Join(code, sub)))
	}
	severity := "E"
	if e.Warning {
		severity = "W"
	}
	own := ""
	if e.Reason != "" {
		own = a.components(a.escape(e.Reason), "", "99FAM")
	}
	return a.join("ERR", "", a.components(name, repeat, field), a.components(code...), severity, own, "", "", a.escape(e.Text))
}

// place reads "message 2, OBX[3]-14" into segment, count and field; all empty when it names no segment.
func place(where string) (name, repeat, field string) {
	if at := strings.LastIndex(where, ", "); at >= 0 {
		where = where[at+2:]
	}
	name, field, _ = strings.Cut(where, "-")
	name, repeat, _ = strings.Cut(name, "[")
	repeat = or(strings.TrimSuffix(repeat, "]"), "1")
	if len(name) != 3 || segmentName([]byte(name+"|"), '|') == "" || !allDigits(repeat) || field != "" && !allDigits(field) {
		return "", "", ""
	}
	return name, repeat, field
}

// join makes a segment; empty fields at its end are left away.
func (a *answer) join(fields ...string) string {
	separator := string(rune(a.d.field))
	return strings.TrimRight(strings.Join(fields, separator), separator) + "\r"
}

// components makes a field; where the message has no component separator only the first is said.
func (a *answer) components(parts ...string) string {
	if a.d.component == 0 {
		return parts[0]
	}
	separator := string(rune(a.d.component))
	return strings.TrimRight(strings.Join(parts, separator), separator)
}

// escape writes text of ours as ASCII, with the message's delimiters escaped (2.7); without an escape character they
// become spaces.
func (a *answer) escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		letter := byte(0)
		switch {
		case r < ' ' || r == 0x7F:
			b.WriteByte(' ')
			continue
		case r > 0x7F:
			b.WriteByte('?')
			continue
		case byte(r) == a.d.field:
			letter = 'F'
		case byte(r) == a.d.component:
			letter = 'S'
		case byte(r) == a.d.repeat:
			letter = 'R'
		case byte(r) == a.d.escape:
			letter = 'E'
		case byte(r) == a.d.sub:
			letter = 'T'
		case byte(r) == a.d.truncate:
			letter = 'P'
		}
		switch {
		case letter == 0:
			b.WriteRune(r)
		case a.d.escape == 0:
			b.WriteByte(' ')
		default:
			b.WriteString(string([]byte{a.d.escape, letter, a.d.escape}))
		}
	}
	return b.String()
}

func or(s, standard string) string {
	if s == "" {
		return standard
	}
	return s
}
