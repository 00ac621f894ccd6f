package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Triages, gravest first; the same words as medicine.Triages.
var Triages = []string{"CRITICAL", "URGENT", "ABNORMAL", "NEEDS_READING", "NORMAL"}

// Report is FHIR's DiagnosticReport: results that came together, and what became of them.
type Report struct{ ent.Schema }

// Mixin of Report.
func (Report) Mixin() []ent.Mixin { return clinical("rep") }

// Fields of Report.
func (Report) Fields() []ent.Field {
	return []ent.Field{
		maybe("patient_id"),
		maybe("visit_id"),
		field.String("label").NotEmpty(),
		field.JSON("codings", []Coding{}).Optional(),
		field.String("category").Default(""),
		field.Enum("status").Values(ResultStatuses...).Default("UNKNOWN").Comment("the laboratory's"),
		field.Enum("state").Values("RECEIVED", "OPEN", "SIGNED", "FILED", "UNMATCHED").Default("RECEIVED").
			Comment("ours: RECEIVED waits for interpretation, OPEN for a signature; FILED came as history; UNMATCHED has no patient"),
		field.Bool("history").Default(false).Comment("came with a chart from elsewhere: interpreted and filed, never put into the inbox"),
		field.Enum("triage").Values(Triages...).Optional().Nillable(),
		field.Int("triage_rank").Default(9).Annotations(entgql.OrderField("TRIAGE_RANK")).Comment("0 is gravest; what the inbox is ordered by"),
		field.JSON("triage_why", []Reason{}).Optional(),
		field.JSON("proposals", []Proposal{}).Optional().Comment("follow-ups that the interpretation proposes"),
		field.String("rule_set").Default(""),
		when("effective_at"),
		when("issued_at"),
		field.Time("received_at").Annotations(entgql.OrderField("RECEIVED_AT")),
		field.Time("due_at").Optional().Nillable().Comment("when a person must have looked, by triage"),
		field.String("performer").Default(""),
		text("conclusion"),
		maybe("assignee_id"),
		maybe("signed_by_id"),
		when("signed_at"),
		text("sign_note"),
		field.Strings("content_hashes").Optional().Comment("of each version the source sent, the current one last: a version sent again changes nothing"),
		field.Int("version").Default(1).Comment("goes up with every change; what two people might change at once is guarded by it"),
		field.Int("content_version").Default(1).Comment("goes up when the source sends something else"),
		field.String("source").Default(""),
		field.JSON("subject", &Subject{}).Optional().Comment("who the source says it is about; kept while a person must decide whose it is, and after"),
		text("unmatched_why"),
		maybe("linked_by_id"),
		when("linked_at"),
	}
}

// Edges of Report.
func (Report) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("patient", Patient.Type).Ref("reports").Field("patient_id").Unique(),
		edge.To("visit", Visit.Type).Field("visit_id").Unique(),
		edge.To("assignee", Membership.Type).Field("assignee_id").Unique(),
		edge.To("signed_by", Membership.Type).Field("signed_by_id").Unique(),
		edge.To("linked_by", Membership.Type).Field("linked_by_id").Unique(),
		edge.To("results", Observation.Type),
		edge.To("findings", Finding.Type),
		edge.To("summary", Summary.Type).Unique(),
		edge.To("tasks", Task.Type),
		edge.To("messages", Message.Type),
	}
}

// Indexes of Report. The second serves the inbox in its order.
func (Report) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("clinic_id", "patient_id", "effective_at"),
		index.Fields("clinic_id", "state", "triage_rank", "received_at", "id"),
		index.Fields("clinic_id", "assignee_id", "state", "triage_rank", "received_at", "id"),
	}
}

// Annotations of Report.
func (Report) Annotations() []schema.Annotation {
	return append(table("reports"), entgql.RelayConnection(), entgql.MultiOrder())
}

// Subject is the person of a report as its source named them.
type Subject struct {
	Family      string              `json:"family,omitempty"`
	Given       string              `json:"given,omitempty"`
	Sex         string              `json:"sex,omitempty"`
	BirthDate   string              `json:"birthDate,omitempty"` // as far as it was given: 1961, 1961-03, 1961-03-04
	Identifiers []SubjectIdentifier `json:"identifiers,omitempty"`
}

// SubjectIdentifier is a number of the person in the source.
type SubjectIdentifier struct {
	System string `json:"system,omitempty"`
	Type   string `json:"type,omitempty"`
	Value  string `json:"value"`
}

// Reason says in a code and in words why something came out as it did.
type Reason struct {
	Code    string `json:"code"`
	Finding string `json:"finding,omitempty"`
	Text    string `json:"text"`
	TextZH  string `json:"textZh,omitempty"`
}

// Proposal is a follow-up that the interpretation proposes; signing turns it into a task.
type Proposal struct {
	Code     string   `json:"code"`
	Findings []string `json:"findings,omitempty"`
	Title    string   `json:"title"`
	TitleZH  string   `json:"titleZh,omitempty"`
	DueHours float64  `json:"dueHours"`
	Awaits   string   `json:"awaits,omitempty"`
	Critical bool     `json:"critical,omitempty"`
	Source   string   `json:"source,omitempty"`
}
