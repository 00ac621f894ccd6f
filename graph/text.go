package graph

import (
	"strings"

	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/graph/generated"
)

// sentencesOf are the sentences of a stored text; none when it was withheld or never written.
func sentencesOf(texts []schema.SummaryText, audience generated.Audience, lang generated.Lang) []*schema.Sentence {
	for _, t := range texts {
		if t.Audience == string(audience) && strings.EqualFold(t.Lang, string(lang)) {
			return pointers(t.Sentences)
		}
	}
	return []*schema.Sentence{}
}

// gradeOf is the reading grade of the English text for the patient.
func gradeOf(texts []schema.SummaryText) *float64 {
	for _, t := range texts {
		if t.Grade != 0 {
			return &t.Grade
		}
	}
	return nil
}

// pointers is a list as the generated code wants it.
func pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
