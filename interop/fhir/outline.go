package fhir

import (
	"encoding/json"

	"github.com/famulus-health/famulus/interop"
)

// Outline is how one JSON document is built, for whoever must answer for each of its entries.
type Outline struct {
	Kind    string // resourceType
	Type    string // of a Bundle: transaction, batch, collection, message ...
	Entries []OutlineEntry
}

// OutlineEntry is an entry of a Bundle. Entries without a resource are kept, so that places count as in the file.
type OutlineEntry struct {
	Kind   string      // "" without a resource
	Key    interop.Key // that of the decoded thing; "" without a resource
	Method string      // of the request; "" when the bundle says none
}

// Describe reads the outline of a document that Decode reads. A document that is not one whole JSON object, as far as that
// matters here, gives a Rejection: NDJSON is one.
func Describe(b []byte, limits Limits) (Outline, *interop.Rejection) {
	f := &file{limits: limits.OrDefault()}
	b = interop.TrimLead(b)
	if len(b) == 0 || b[0] != '{' {
		return Outline{}, fatal(interop.ReasonNotRecognised, "file", "The body does not start with a JSON object.")
	}
	if r := f.checkDocument(b, "file"); r != nil {
		return Outline{}, r
	}
	var whole struct {
		ResourceType, Type string
		Entry              []struct {
			FullURL  string `json:"fullUrl"`
			Resource json.RawMessage
			Request  struct{ Method string }
		}
	}
	if err := json.Unmarshal(b, &whole); err != nil {
		return Outline{}, badJSON(err, "file")
	}
	out := Outline{Kind: whole.ResourceType, Type: whole.Type}
	if out.Kind == "" {
		return out, fatal(interop.ReasonNotRecognised, "file", "The JSON object has no resourceType.")
	}
	if out.Kind != "Bundle" {
		kind, id := peek(b)
		out.Entries = []OutlineEntry{{Kind: kind, Key: entry{kind: kind, id: id, raw: b}.key()}}
		return out, nil
	}
	for _, e := range whole.Entry {
		if len(e.Resource) == 0 || e.Resource[0] != '{' {
			out.Entries = append(out.Entries, OutlineEntry{Method: e.Request.Method})
			continue
		}
		kind, id := peek(e.Resource)
		key := entry{fullURL: e.FullURL, kind: kind, id: id, raw: e.Resource}.key()
		out.Entries = append(out.Entries, OutlineEntry{Kind: kind, Key: key, Method: e.Request.Method})
	}
	return out, nil
}
