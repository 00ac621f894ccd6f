package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Message is FHIR's Communication: a text that a doctor released to a patient, kept word for word. It is all of what was
// written about them that a patient can read.
type Message struct{ ent.Schema }

// Mixin of Message.
func (Message) Mixin() []ent.Mixin { return tenant("msg") }

// Fields of Message.
func (Message) Fields() []ent.Field {
	return []ent.Field{
		ref("patient_id"),
		maybe("report_id"),
		maybe("document_id"),
		field.Enum("lang").Values("EN", "ZH"),
		field.String("title").NotEmpty(),
		field.String("text").NotEmpty().Immutable(),
		field.String("notice").NotEmpty().Immutable().Comment("how the text came to be, for the reader"),
		field.String("writer").NotEmpty().Immutable().Comment("whose draft it was: template, a model, or the doctor"),
		field.Int("content_version").Default(1).Immutable().Comment("the version of the report, or document, that it speaks of"),
		field.Float("grade").Optional().Nillable().Comment("Flesch-Kincaid reading grade of an English text"),
		field.Enum("state").Values("RELEASED", "RETRACTED").Default("RELEASED"),
		ref("released_by_id"),
		field.Time("released_at").Immutable().Annotations(entgql.OrderField("RELEASED_AT")),
		when("retracted_at"),
		text("retracted_why"),
	}
}

// Edges of Message.
func (Message) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("patient", Patient.Type).Ref("messages").Field("patient_id").Unique().Required(),
		edge.From("report", Report.Type).Ref("messages").Field("report_id").Unique(),
		edge.From("document", Document.Type).Ref("messages").Field("document_id").Unique(),
		edge.To("released_by", Membership.Type).Field("released_by_id").Unique().Required(),
	}
}

// Indexes of Message.
func (Message) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("clinic_id", "patient_id", "released_at", "id"),
		index.Fields("clinic_id", "report_id"),
		index.Fields("clinic_id", "document_id"),
	}
}

// Annotations of Message.
func (Message) Annotations() []schema.Annotation {
	return append(table("messages"), entgql.RelayConnection())
}
