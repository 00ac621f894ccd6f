package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Document is FHIR's Composition: a text about a person and not about one report, a draft until a person signs.
type Document struct{ ent.Schema }

// Mixin of Document.
func (Document) Mixin() []ent.Mixin { return tenant("doc") }

// Fields of Document.
func (Document) Fields() []ent.Field {
	return append([]ent.Field{
		ref("patient_id"),
		maybe("care_plan_id"),
		field.Enum("kind").Values("HEALTH_REVIEW", "MEDICATION_REVIEW", "CARE_PLAN"),
		field.String("key").NotEmpty().Comment("what makes it unique: the same one asked for twice is one"),
		field.Enum("state").Values("DRAFT", "SIGNED").Default("DRAFT"),
		field.JSON("texts", []SummaryText{}),
		field.JSON("refusals", []Refusal{}).Optional(),
		field.JSON("refused", []RefusedDraft{}).Optional(),
		text("edited_text"),
		field.String("edited_lang").Default("").Comment("the language of edited_text: en or zh"),
		field.Int("edit_distance").Optional().Nillable(),
		maybe("editing_by_id"),
		when("editing_at"),
		maybe("asked_by_id"),
		maybe("signed_by_id"),
		when("signed_at"),
		field.Int("version").Default(1),
	}, provenance()...)
}

// Edges of Document.
func (Document) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("patient", Patient.Type).Ref("documents").Field("patient_id").Unique().Required(),
		edge.To("care_plan", CarePlan.Type).Field("care_plan_id").Unique(),
		edge.To("asked_by", Membership.Type).Field("asked_by_id").Unique(),
		edge.To("signed_by", Membership.Type).Field("signed_by_id").Unique(),
		edge.To("editing_by", Membership.Type).Field("editing_by_id").Unique(),
		edge.To("messages", Message.Type),
	}
}

// Indexes of Document.
func (Document) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("clinic_id", "key").Unique(),
		index.Fields("clinic_id", "patient_id", "kind", "created_at"),
	}
}

// Annotations of Document.
func (Document) Annotations() []schema.Annotation { return table("documents") }
