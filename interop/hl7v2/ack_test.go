package hl7v2

import (
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/interop/internal/samples"
)

var ackTime = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

func lines(s string) string { return strings.ReplaceAll(s, "\n", "\r") }

// TestAck holds answers against text that a person has read. The rules are those of HL7 v2.5.1, 2.9.2 (original mode), 2.9.3
// (enhanced mode), 2.15.5 (ERR), and tables 0008, 0155 and 0357.
func TestAck(t *testing.T) {
	t.Parallel()
	missing := AckError{Condition: RequiredField, Reason: "nothing_to_match", Where: "message 2, PID[1]-3", Text: "No identifier | nor name & date."}
	warning := AckError{Condition: DataType, Reason: "impossible_date", Where: "OBX[3]-14", Text: `"20191345" is no date; gr` + "ü" + `n.`, Warning: true}
	for _, c := range []struct {
		why, message string
		verdict      Verdict
		errs         []AckError
		want         string
	}{
		{"original mode, accepted: applications swapped, number, version and charset kept",
			"MSH|^~\\&|LAB|NORTH^1.2^ISO|FAM|CLINIC|2024||ORU^R01^ORU_R01|M 1|T|2.5.1||||||UNICODE UTF-8\r", Accepted, nil,
			"MSH|^~\\&|FAM|CLINIC|LAB|NORTH^1.2^ISO|20261102090000+0000||ACK^R01^ACK|F1|T|2.5.1||||||UNICODE UTF-8\nMSA|AA|M 1\n"},
		{"refused: place, code, severity, our word, and text with its delimiters escaped",
			"MSH|^~\\&|LAB|N|FAM|C|2024||ORU^R01|7|P|2.5.1\r", Faulty, []AckError{missing},
			"MSH|^~\\&|FAM|C|LAB|N|20261102090000+0000||ACK^R01^ACK|F1|P|2.5.1\nMSA|AE|7\n" +
				"ERR||PID^1^3|101^Required field missing^HL70357|E|nothing_to_match^^99FAM|||No identifier \\F\\ nor name \\T\\ date.\n"},
		{"accepted with a remark is AA and a warning; text is ASCII",
			"MSH|^~\\&|LAB|N|FAM|C|2024||ORU^R01|8|P|2.8\r", Accepted, []AckError{warning},
			"MSH|^~\\&|FAM|C|LAB|N|20261102090000+0000||ACK^R01^ACK|F1|P|2.8\nMSA|AA|8\n" +
				"ERR||OBX^3^14|102^Data type error^HL70357|W|impossible_date^^99FAM|||\"20191345\" is no date; gr?n.\n"},
		{"before 2.5 the error stands in MSA-3 and ERR-1",
			"MSH|^~\\&|LAB|N|FAM|C|2024||ORU^R01|9|P|2.3\r", Faulty, []AckError{missing},
			"MSH|^~\\&|FAM|C|LAB|N|20261102090000+0000||ACK^R01|F1|P|2.3\nMSA|AE|9|No identifier \\F\\ nor name \\T\\ date.\n" +
				"ERR|PID^1^3^101&Required field missing&HL70357\n"},
		{"before 2.5 a remark makes no ERR, which would say that the message failed",
			"MSH|^~\\&|LAB|N|FAM|C|2024||ORU|9|P|2.1\r", Accepted, []AckError{{Condition: DataType, Text: "A date.", Warning: true}},
			"MSH|^~\\&|FAM|C|LAB|N|20261102090000+0000||ACK|F1|P|2.1\nMSA|AA|9|A date.\n"},
		{"the sender's delimiters", "MSH#*:?!#LAB#N#FAM#C#2024##ORU*R01#5#P#2.5\r", Rejected, []AckError{{Condition: InternalError, Text: "Later # and * again?"}},
			"MSH#*:?!#FAM#C#LAB#N#20261102090000+0000##ACK*R01*ACK#F1#P#2.5\nMSA#AR#5\nERR###207*Application internal error*HL70357#E####Later ?F? and ?S? again?E?\n"},
		{"no MSH: default delimiters, and no number to name", "garbage", Rejected, nil,
			"MSH|^~\\&|||||20261102090000+0000||ACK|F1|P|2.5.1\nMSA|AR\n"},
		{"half an MSH: what is there", "MSH|^~\\&|LAB|N", Rejected, nil, "MSH|^~\\&|||LAB|N|20261102090000+0000||ACK|F1|P|2.5.1\nMSA|AR\n"},
		{"enhanced, both asked: first that it was kept, then what became of it",
			"MSH|^~\\&|LAB|N|FAM|C|2024||ORU^R01|7|P|2.5.1|||AL|AL\r", Accepted, nil,
			"MSH|^~\\&|FAM|C|LAB|N|20261102090000+0000||ACK^R01^ACK|F1|P|2.5.1|||NE|NE\nMSA|CA|7\n" +
				"MSH|^~\\&|FAM|C|LAB|N|20261102090000+0000||ACK^R01^ACK|F1A|P|2.5.1|||NE|NE\nMSA|AA|7\n"},
	} {
		var got strings.Builder
		for _, a := range Ack([]byte(c.message), c.verdict, c.errs, ackTime, "F1") {
			got.Write(a)
		}
		if got.String() != lines(c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.why, got.String(), lines(c.want))
		}
	}
}

// TestEnhanced walks table 0155 for both answers.
func TestEnhanced(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]map[Verdict]string{
		"AL|NE": {Accepted: "CA", Faulty: "CE", Rejected: "CR"}, "NE|AL": {Accepted: "AA", Faulty: "AE", Rejected: "AR"},
		"ER|NE": {Accepted: "", Faulty: "CE", Rejected: "CR"}, "SU|": {Accepted: "CA", Faulty: "", Rejected: ""},
		"NE|ER": {Accepted: "", Faulty: "AE", Rejected: "AR"}, "|SU": {Accepted: "AA", Faulty: "", Rejected: ""},
		"NE|NE": {Accepted: "", Faulty: "", Rejected: ""}, "ER|AL": {Accepted: "AA", Faulty: "CE AE", Rejected: "CR AR"},
		"|": {Accepted: "AA", Faulty: "AE", Rejected: "AR"},
	} {
		for v, codes := range want {
			var got []string
			for _, a := range Ack([]byte("MSH|^~\\&|||||2024||ORU^R01|7|P|2.5.1|||"+asked+"\r"), v, nil, ackTime, "1") {
				_, msa, _ := strings.Cut(string(a), "\rMSA|")
				got = append(got, msa[:2])
			}
			if strings.Join(got, " ") != codes {
				t.Errorf("%s %c: got %v, want %q", asked, v, got, codes)
			}
		}
	}
}

// TestBatchAnswer: a batch is answered by a batch that names it and counts its answers (2.10.3).
func TestBatchAnswer(t *testing.T) {
	t.Parallel()
	in := "FHS|^~\\&|LAB|N|FAM|C|2024||file||F77\rBHS|^~\\&|LAB|N|FAM|C|2024||b||B88\r" +
		"MSH|^~\\&|LAB|N|FAM|C|2024||ORU^R01|1|P|2.5.1\rPID|1\rMSH|^~\\&|LAB|N|FAM|C|2024||ORU^R01|2|P|2.5.1\rPID|2\rBTS|3\rFTS|1\r"
	p, ok := Unpack([]byte(in), Limits{})
	if !ok || !p.Batched() || len(p.Messages) != 2 || string(p.Messages[1]) != "MSH|^~\\&|LAB|N|FAM|C|2024||ORU^R01|2|P|2.5.1\rPID|2\r" {
		t.Fatalf("%+v %q", p, p.Messages)
	}
	got := string(p.Answer([][]byte{[]byte("MSH|1\r"), []byte("MSH|2\r")}, ackTime, "F1"))
	want := lines("FHS|^~\\&|FAM|C|LAB|N|20261102090000+0000||||F1|F77\nBHS|^~\\&|FAM|C|LAB|N|20261102090000+0000||||F1|B88\n" +
		"MSH|1\nMSH|2\nBTS|2|The batch says that it has 3 messages; 2 came.\nFTS|1\n")
	if got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// TestReasonsHaveConditions: every reason that a message can be refused for has a code of table 0357 with words.
func TestReasonsHaveConditions(t *testing.T) {
	t.Parallel()
	for _, r := range []interop.Reason{
		interop.ReasonNotRecognised, interop.ReasonTruncated, interop.ReasonMalformed, interop.ReasonWrongType, interop.ReasonNoPatient,
		interop.ReasonNothingToMatch, interop.ReasonImpossibleDate, interop.ReasonNoCode, interop.ReasonTooLarge, interop.ReasonBadValue,
		interop.ReasonUnsupported, interop.ReasonMissingResult, "ambiguous_patient",
	} {
		e := ErrorOf(interop.Rejection{Reason: r, Where: "PID-3", Detail: "x"})
		if conditionWords[e.Condition] == "" || e.Reason != string(r) {
			t.Errorf("%s: %+v", r, e)
		}
	}
}

// FuzzAck: whatever came, there is an answer in original mode, of whole segments, in one MLLP block.
func FuzzAck(f *testing.F) {
	for _, path := range testdata(f) {
		f.Add(samples.Read(f, path), "OBX[3]-14", "a|b^c\\d\re")
	}
	f.Fuzz(func(t *testing.T, message []byte, where, text string) {
		p, _ := Unpack(message, Limits{})
		acks := Ack(message, Faulty, []AckError{{Condition: DataType, Where: where, Text: text}}, ackTime, "F1")
		for _, a := range append(acks, p.Answer(acks, ackTime, "F2")) {
			if strings.ContainsAny(string(a), "\x0b\x1c\n") || !strings.HasSuffix(string(a), "\r") {
				t.Errorf("%q", a)
			}
		}
		for _, a := range acks {
			if !strings.HasPrefix(string(a), "MSH") || strings.Count(string(a), "\r") > 3 || !strings.Contains(string(a), "\rMSA") {
				t.Errorf("%q", a)
			}
		}
	})
}
