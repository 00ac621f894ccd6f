package server

import "net/http"

// capabilities says what the FHIR door does: it creates, and no more.
func capabilities(o Options) http.HandlerFunc {
	type object = map[string]any
	resource := func(kind, text string) object {
		return object{"type": kind, "interaction": []object{{"code": "create"}}, "documentation": text}
	}
	answer := object{
		"resourceType": "CapabilityStatement", "status": "active", "date": "2026-11-22", "kind": "instance",
		"fhirVersion": "4.0.1", "format": []string{asFHIR},
		"software":       object{"name": "Famulus", "version": or(o.Version, "unknown")},
		"implementation": object{"description": "A clinic's way in for laboratory reports. It takes in and reads nothing out."},
		"rest": []object{{
			"mode": "server",
			"documentation": "A Location names what was taken in and stays the same when it is sent again; it cannot be read. " +
				"A transaction must be about one patient and is taken in whole or not at all; other bundles are answered entry by entry. " +
				"The same content sent again changes nothing and is answered 200. Only POST and PUT entries are done, and both mean: take this in.",
			"security": object{
				"cors":        false,
				"description": "A bearer token of a member who may submit reports, or the session of the web app.",
			},
			"resource": []object{
				resource("DiagnosticReport", "Results must be contained, or stand in the same Bundle. The patient is found by identifier, or by name, sex and birth date "+
					"together: from subject.identifier, a contained Patient, or a Patient in the Bundle. Attached files are not kept."),
				resource("Observation", "By itself only about a patient whom the clinic knows."),
			},
			"interaction": []object{{"code": "transaction"}, {"code": "batch"}},
		}},
	}
	return func(w http.ResponseWriter, _ *http.Request) { write(w, http.StatusOK, asFHIR, answer) }
}

func or(s, standard string) string {
	if s == "" {
		return standard
	}
	return s
}
