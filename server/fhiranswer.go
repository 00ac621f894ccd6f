package server

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/practice/records"
)

// issue is one of an OperationOutcome: severity and code are FHIR's.
type issue struct{ severity, code, text, at string }

type outcome struct {
	ResourceType string         `json:"resourceType"`
	Issue        []outcomeIssue `json:"issue"`
}

type outcomeIssue struct {
	Severity    string   `json:"severity"`
	Code        string   `json:"code"`
	Diagnostics string   `json:"diagnostics"`
	Expression  []string `json:"expression,omitempty"`
}

func outcomeOf(list ...issue) outcome {
	out := outcome{ResourceType: "OperationOutcome"}
	for _, i := range list {
		one := outcomeIssue{Severity: i.severity, Code: i.code, Diagnostics: i.text}
		if i.at != "" {
			one.Expression = []string{i.at}
		}
		out.Issue = append(out.Issue, one)
	}
	return out
}

func sayIssues(w http.ResponseWriter, status int, list ...issue) {
	write(w, status, asFHIR, outcomeOf(list...))
}

// issueCodes are FHIR's words (value set issue-type of R4) for the reasons of a refusal.
var issueCodes = map[interop.Reason]string{
	interop.ReasonNotRecognised: "structure", interop.ReasonTruncated: "structure", interop.ReasonMalformed: "structure",
	interop.ReasonWrongType: "not-supported", interop.ReasonNoPatient: "required", interop.ReasonNothingToMatch: "required",
	interop.ReasonImpossibleDate: "value", interop.ReasonDanglingSubject: "not-found", interop.ReasonNoCode: "required",
	interop.ReasonTooLarge: "too-long", interop.ReasonBadValue: "value", interop.ReasonUnsupported: "not-supported",
	interop.ReasonMissingResult: "not-found", records.ReasonAmbiguous: "multiple-matches",
}

// issueOf says a refusal as FHIR does. The place is in the text, in Famulus's words, and as an expression where it is one.
func issueOf(r interop.Rejection, severity string) issue {
	code := issueCodes[r.Reason]
	if code == "" {
		code = "processing"
	}
	i := issue{severity: severity, code: code, text: fmt.Sprintf("%s: %s (%s)", r.Reason, r.Detail, r.Where)}
	if n, ok := entryOf(r.Where); ok {
		i.at = fmt.Sprintf("Bundle.entry[%d].resource", n)
	}
	return i
}

// entryOf reads the place "entry[17].resource (Observation/abc).code".
func entryOf(where string) (int, bool) {
	rest, ok := strings.CutPrefix(where, "entry[")
	if !ok {
		return 0, false
	}
	digits, _, _ := strings.Cut(rest, "]")
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// refusedWith is a document of which nothing went in.
func refusedWith(list ...interop.Rejection) *httpRefusal {
	x := &httpRefusal{status: http.StatusUnprocessableEntity}
	for _, r := range list[:min(len(list), maxErrs)] {
		switch r.Reason {
		case interop.ReasonNotRecognised, interop.ReasonTruncated, interop.ReasonMalformed:
			if r.Fatal {
				x.status = http.StatusBadRequest
			}
		case interop.ReasonTooLarge:
			if r.Fatal {
				x.status = http.StatusRequestEntityTooLarge
			}
		}
		x.issues = append(x.issues, issueOf(r, "error"))
	}
	return x
}

// place is where one thing of the document went.
type place struct {
	status   int
	location string
}

// places finds, by key, what became of each report and observation.
func (in *incoming) places() map[interop.Key]place {
	out := map[interop.Key]place{}
	for _, t := range in.sum.Taken {
		rec := &in.decoded.Records[t.Record]
		status := http.StatusOK // known already, word for word
		if t.Reports > 0 && t.Reports == len(rec.Reports) {
			status = http.StatusCreated
		}
		for i := range rec.Reports {
			r := &rec.Reports[i]
			location := ""
			if i < len(t.ReportIDs) {
				location = "/fhir/DiagnosticReport/" + t.ReportIDs[i]
			}
			out[r.Key] = place{status, location}
			for _, o := range r.Results {
				out[o.Key] = place{status, observationAt(o.Key)}
			}
		}
		if t.PatientID == "" { // unmatched: only reports were kept
			continue
		}
		for _, o := range rec.Observations {
			out[o.Key] = place{http.StatusCreated, observationAt(o.Key)}
		}
	}
	return out
}

// observationAt is the Location of an Observation: the same each time that it is sent.
func observationAt(k interop.Key) string {
	sum := sha256.Sum256([]byte(k))
	return "/fhir/Observation/" + hex.EncodeToString(sum[:16])
}

// stored gives the refusals that came when the document was put into the clinic: of people, in the order of the records that
// are not among Taken.
func (in *incoming) stored() (whole map[int]interop.Rejection, remarks []interop.Rejection) {
	whole = map[int]interop.Rejection{}
	refused := map[int]bool{}
	for i := range in.decoded.Records {
		refused[i] = true
	}
	for _, t := range in.sum.Taken {
		delete(refused, t.Record)
	}
	next := 0
	for _, r := range in.sum.Refused[min(len(in.decoded.Rejected), len(in.sum.Refused)):] {
		if !r.Fatal {
			remarks = append(remarks, r.Rejection)
			continue
		}
		for next < len(in.decoded.Records) && !refused[next] {
			next++
		}
		whole[next] = r.Rejection
		next++
	}
	return whole, remarks
}

// answerOne answers a single resource: 201 when it is new or says something new, 200 when it was known.
func (in *incoming) answerOne(w http.ResponseWriter) {
	p, ok := in.places()[in.outline.Entries[0].Key]
	if !ok {
		in.notStored().say(w)
		return
	}
	list := []issue{{"information", "informational", "Taken in.", ""}}
	for _, r := range in.decoded.Rejected {
		list = append(list, issueOf(r, "warning"))
	}
	w.Header().Set("Location", p.location)
	sayIssues(w, p.status, list...)
}

func (in *incoming) notStored() *httpRefusal {
	whole, remarks := in.stored()
	var list []interop.Rejection
	for i := range in.decoded.Records {
		if r, ok := whole[i]; ok {
			list = append(list, r)
		}
	}
	if list = append(list, remarks...); len(list) == 0 {
		return refusalOf(http.StatusUnprocessableEntity, "processing", "Nothing of this could be taken in.")
	}
	x := refusedWith(list...)
	x.status = http.StatusUnprocessableEntity
	return x
}

type responseBundle struct {
	ResourceType string          `json:"resourceType"`
	Type         string          `json:"type"`
	Entry        []responseEntry `json:"entry"`
}

type responseEntry struct {
	Response entryResponse `json:"response"`
}

type entryResponse struct {
	Status   string   `json:"status"`
	Location string   `json:"location,omitempty"`
	Outcome  *outcome `json:"outcome,omitempty"`
}

// answerBundle answers each entry in its place. A transaction that the store refused is refused as one.
func (in *incoming) answerBundle(w http.ResponseWriter) {
	out := responseBundle{ResourceType: "Bundle", Type: "batch-response"}
	if in.outline.Type == "transaction" {
		out.Type = "transaction-response"
		if len(in.sum.Taken) == 0 {
			in.notStored().say(w)
			return
		}
	}
	at := map[int][]interop.Rejection{}
	for _, r := range in.decoded.Rejected {
		n, _ := entryOf(r.Where)
		at[n] = append(at[n], r)
	}
	places, refused := in.places(), in.refusedKeys()
	for i, e := range in.outline.Entries {
		var response entryResponse
		switch p, kept := places[e.Key]; {
		case lost(at[i]):
			response = refusedEntry(issues(at[i], "error")...)
		case kept:
			response = entryResponse{Status: statusLine(p.status), Location: p.location}
			if len(at[i]) > 0 {
				o := outcomeOf(issues(at[i], "warning")...)
				response.Outcome = &o
			}
		default:
			response = notKept(e.Kind, refused[e.Key])
		}
		out.Entry = append(out.Entry, responseEntry{response})
	}
	write(w, http.StatusOK, asFHIR, out)
}

// refusedKeys are the reports and observations of people whom the store refused, with the reason.
func (in *incoming) refusedKeys() map[interop.Key]*interop.Rejection {
	whole, _ := in.stored()
	out := map[interop.Key]*interop.Rejection{}
	for n, r := range whole {
		if n >= len(in.decoded.Records) {
			continue
		}
		rec := &in.decoded.Records[n]
		for i := range rec.Reports {
			out[rec.Reports[i].Key] = &r
			for _, o := range rec.Reports[i].Results {
				out[o.Key] = &r
			}
		}
		for _, o := range rec.Observations {
			out[o.Key] = &r
		}
	}
	return out
}

// lost says that a resource did not go in, and not only a part of it.
func lost(list []interop.Rejection) bool {
	for _, r := range list {
		if !strings.Contains(r.Where, ").presentedForm[") && !strings.Contains(r.Where, ").result[") {
			return true
		}
	}
	return false
}

func issues(list []interop.Rejection, severity string) []issue {
	var out []issue
	for _, r := range list[:min(len(list), maxErrs)] {
		out = append(out, issueOf(r, severity))
	}
	return out
}

// notKept answers an entry that is no result, or one whose person was refused.
func notKept(kind string, why *interop.Rejection) entryResponse {
	switch {
	case why != nil:
		return refusedEntry(issueOf(*why, "error"))
	case chartKinds[kind]:
		return refusedEntry(issue{"error", "not-supported", notAChart, ""})
	case kind == "DiagnosticReport" || kind == "Observation":
		return refusedEntry(issue{"error", "processing", "It was not taken in: its patient is not known here, or was refused.", ""})
	}
	o := outcomeOf(issue{"information", "informational", "Read for what the results say of it; not kept by itself.", ""})
	return entryResponse{Status: statusLine(http.StatusOK), Outcome: &o}
}

func refusedEntry(list ...issue) entryResponse {
	o := outcomeOf(list...)
	return entryResponse{Status: statusLine(http.StatusUnprocessableEntity), Outcome: &o}
}

func statusLine(status int) string { return fmt.Sprintf("%d %s", status, http.StatusText(status)) }
