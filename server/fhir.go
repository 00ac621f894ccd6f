package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/interop/fhir"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/records"
	"github.com/famulus-health/famulus/practice/staff"
)

const (
	asFHIR      = "application/fhir+json"
	maxFHIRBody = 16 << 20
	retryAfter  = "30" // seconds, when the database is away
)

// fhirDoor takes in FHIR R4: create, transaction and batch. It reads nothing out.
func fhirDoor(o Options) http.Handler {
	r := chi.NewRouter()
	r.Get("/metadata", capabilities(o))
	r.Post("/", fhirCreate(o, "Bundle"))
	r.Post("/DiagnosticReport", fhirCreate(o, "DiagnosticReport"))
	r.Post("/Observation", fhirCreate(o, "Observation"))
	r.NotFound(func(w http.ResponseWriter, r *http.Request) {
		status, text := http.StatusNotFound, "This server takes in Bundle, DiagnosticReport and Observation, and nothing else."
		if strings.HasPrefix(r.URL.Path, "/fhir/DiagnosticReport/") || strings.HasPrefix(r.URL.Path, "/fhir/Observation/") {
			w.Header().Set("Allow", "")
			status, text = http.StatusMethodNotAllowed, "A Location names what was taken in; it cannot be read, changed or deleted here."
		}
		sayIssues(w, status, issue{"error", "not-supported", text, ""})
	})
	r.MethodNotAllowed(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", http.MethodPost)
		sayIssues(w, http.StatusMethodNotAllowed, issue{"error", "not-supported", "This server only creates: send by POST.", ""})
	})
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		r.ServeHTTP(w, q)
	})
}

// fhirCreate takes in one resource of a kind.
func fhirCreate(o Options, kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, stop := context.WithTimeout(r.Context(), requestTimeout)
		defer stop()
		ctx, x := fhirViewer(ctx, o, r)
		if x == nil {
			x = fhirMedia(r)
		}
		var body []byte
		if x == nil {
			body, x = fhirBody(w, r)
		}
		var in *incoming
		if x == nil {
			in, x = readIncoming(body, kind)
		}
		if x == nil {
			in.sum, x = submitted(ctx, o, body)
		}
		if x != nil {
			x.say(w)
			return
		}
		if kind == "Bundle" {
			in.answerBundle(w)
			return
		}
		in.answerOne(w)
	}
}

// httpRefusal is a request that was not taken in.
type httpRefusal struct {
	status int
	issues []issue
}

func refusalOf(status int, code, text string) *httpRefusal {
	return &httpRefusal{status, []issue{{"error", code, text, ""}}}
}

func (x *httpRefusal) say(w http.ResponseWriter) {
	switch x.status {
	case http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", "Bearer")
	case http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", retryAfter)
	}
	sayIssues(w, x.status, x.issues...)
}

// fhirViewer finds out who hands in: a bearer token, or the session of a browser that sends the header no other site can.
func fhirViewer(ctx context.Context, o Options, r *http.Request) (context.Context, *httpRefusal) {
	secret, byCookie := secretOf(r)
	switch {
	case secret == "":
		return ctx, refusalOf(http.StatusUnauthorized, "login", "Send a bearer token of a member who may submit reports.")
	case byCookie && r.Header.Get(csrfHeader) == "":
		return ctx, refusalOf(http.StatusForbidden, "forbidden", "The header "+csrfHeader+" is missing.")
	}
	v, err := staff.Resolve(ctx, o.Practice, secret)
	if e := practice.AsError(err); err != nil && e.Code == practice.Forbidden {
		return ctx, refusalOf(http.StatusUnauthorized, "login", "The token is not valid, or no longer.")
	}
	if err != nil {
		o.Log.ErrorContext(ctx, "fhir: session", "error", err)
		return ctx, away()
	}
	ctx = authz.With(ctx, v)
	if !o.Practice.Policy.Can(v, authz.Report, authz.Submit) {
		return ctx, refusalOf(http.StatusForbidden, "forbidden", "Your role does not allow this: submitting reports.")
	}
	return ctx, nil
}

func away() *httpRefusal {
	return refusalOf(http.StatusServiceUnavailable, "transient", "Famulus cannot keep this now. Send it again later: what is sent twice is kept once.")
}

func fhirMedia(r *http.Request) *httpRefusal {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(params["charset"])
	if err != nil || kind != asFHIR && kind != asJSON || charset != "" && charset != "utf-8" || r.Header.Get("Content-Encoding") != "" {
		return refusalOf(http.StatusUnsupportedMediaType, "not-supported", "Send "+asFHIR+" in UTF-8, not compressed.")
	}
	return nil
}

func fhirBody(w http.ResponseWriter, r *http.Request) ([]byte, *httpRefusal) {
	tooLong := refusalOf(http.StatusRequestEntityTooLarge, "too-long", "The body is larger than 16 MiB. Send it in parts.")
	if r.ContentLength > maxFHIRBody {
		return nil, tooLong
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxFHIRBody))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return nil, tooLong
	}
	if err != nil {
		return nil, refusalOf(http.StatusBadRequest, "structure", "The body ended before its length.")
	}
	return body, nil
}

// submitted puts a document that was checked into the clinic. Each person's part is one transaction.
func submitted(ctx context.Context, o Options, body []byte) (*records.Imported, *httpRefusal) {
	sum, err := records.Submit(ctx, o.Practice, body)
	if err == nil {
		return sum, nil
	}
	if e := practice.AsError(err); e.Code == practice.Forbidden {
		return nil, refusalOf(http.StatusForbidden, "forbidden", e.Message)
	}
	o.Log.ErrorContext(ctx, "fhir: a document was not taken in", "error", err)
	return nil, away()
}

// incoming is a document on its way in.
type incoming struct {
	outline fhir.Outline
	decoded interop.Decoded
	sum     *records.Imported
}

// readIncoming refuses what cannot go in before anything is committed: a broken document; a single resource, or a
// transaction, of which not all would go in.
func readIncoming(body []byte, kind string) (*incoming, *httpRefusal) {
	outline, r := fhir.Describe(body, interop.Limits{})
	if r != nil {
		return nil, refusedWith(*r)
	}
	if outline.Kind != kind {
		return nil, refusalOf(http.StatusBadRequest, "structure", fmt.Sprintf("A %s belongs here.", kind))
	}
	for i, e := range outline.Entries {
		if e.Method != "" && e.Method != http.MethodPost && e.Method != http.MethodPut {
			return nil, &httpRefusal{http.StatusUnprocessableEntity, []issue{{"error", "not-supported",
				"Only POST and PUT are done; nothing of this bundle was.", fmt.Sprintf("Bundle.entry[%d].request", i)}}}
		}
	}
	in := &incoming{outline: outline}
	var err error
	in.decoded, err = fhir.Decode(body, interop.Limits{})
	if err != nil {
		return nil, refusedWith(in.decoded.Rejected...)
	}
	if kind == "Bundle" && outline.Type != "transaction" {
		return in, nil
	}
	if x := in.notWhole(); x != nil {
		return nil, x
	}
	return in, nil
}

// notWhole says why a document that must go in whole, or not at all, does not go in at all. Attached files, which are never
// kept, do not count.
func (in *incoming) notWhole() *httpRefusal {
	x := &httpRefusal{status: http.StatusUnprocessableEntity}
	for _, r := range in.decoded.Rejected {
		if !attachment(r) {
			x.issues = append(x.issues, issueOf(r, "error"))
		}
	}
	if n := len(in.decoded.Records); n > 1 {
		x.issues = append(x.issues, issue{"error", "business-rule",
			fmt.Sprintf("The transaction is about %d patients. Each patient is a transaction of its own here: send one bundle for each, or a batch.", n), ""})
	}
	for i, e := range in.outline.Entries {
		if chartKinds[e.Kind] {
			x.issues = append(x.issues, issue{"error", "not-supported", notAChart, fmt.Sprintf("Bundle.entry[%d].resource", i)})
		}
	}
	if len(x.issues) == 0 {
		return nil
	}
	x.issues = x.issues[:min(len(x.issues), maxErrs)]
	return x
}

func attachment(r interop.Rejection) bool {
	return r.Reason == interop.ReasonUnsupported && strings.Contains(r.Where, ").presentedForm[")
}

// chartKinds are what a chart holds besides results: a laboratory does not write them.
var chartKinds = map[string]bool{
	"Condition": true, "AllergyIntolerance": true, "MedicationRequest": true, "MedicationStatement": true,
	"Immunization": true, "CarePlan": true, "Goal": true,
}

const notAChart = "Only reports and observations are taken in here."
