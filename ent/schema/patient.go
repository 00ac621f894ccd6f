package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Patient is a person the clinic cares for.
type Patient struct{ ent.Schema }

// Mixin of Patient.
func (Patient) Mixin() []ent.Mixin { return clinical("pat") }

// Fields of Patient.
func (Patient) Fields() []ent.Field {
	return []ent.Field{
		field.String("family").Default("").Annotations(entgql.OrderField("FAMILY")),
		field.String("given").Default(""),
		field.Enum("sex").Values("FEMALE", "MALE", "OTHER", "UNKNOWN").Default("UNKNOWN"),
		field.Time("birth_date").Optional().Nillable().Comment("midnight UTC; a month or day the source left out is 1, see birth_precision"),
		field.Enum("birth_precision").Values("DAY", "MONTH", "YEAR").Default("DAY"),
		field.Bool("deceased").Default(false),
		when("deceased_at"),
		field.String("phone").Default(""),
		field.String("email").Default(""),
		field.String("address").Default(""),
		field.String("language").Default(""),
		field.String("search").Default("").Comment("folded name and identifiers, for the search box"),
		field.Int("version").Default(1),
	}
}

// Edges of Patient.
func (Patient) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("identifiers", PatientIdentifier.Type),
		edge.To("assignments", PanelAssignment.Type),
		edge.To("visits", Visit.Type).Annotations(entgql.RelayConnection()),
		edge.To("problems", Problem.Type),
		edge.To("allergies", Allergy.Type),
		edge.To("medications", Medication.Type),
		edge.To("immunizations", Immunization.Type),
		edge.To("observations", Observation.Type).Annotations(entgql.RelayConnection()),
		edge.To("reports", Report.Type).Annotations(entgql.RelayConnection()),
		edge.To("care_plans", CarePlan.Type),
		edge.To("goals", Goal.Type),
		edge.To("tasks", Task.Type).Annotations(entgql.RelayConnection()),
		edge.To("messages", Message.Type).Annotations(entgql.RelayConnection()),
		edge.To("documents", Document.Type),
		edge.To("uploads", Upload.Type),
	}
}

// Indexes of Patient.
func (Patient) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("clinic_id", "family", "id"),
		index.Fields("clinic_id", "birth_date"),
	}
}

// Annotations of Patient.
func (Patient) Annotations() []schema.Annotation {
	return append(table("patients"), entgql.RelayConnection())
}

// PatientIdentifier is a number that an authority gave a person. It is what a report is matched by, first.
type PatientIdentifier struct{ ent.Schema }

// Mixin of PatientIdentifier.
func (PatientIdentifier) Mixin() []ent.Mixin { return tenant("pid") }

// Fields of PatientIdentifier.
func (PatientIdentifier) Fields() []ent.Field {
	return []ent.Field{
		ref("patient_id"),
		field.String("system").Default(""),
		field.String("type").Default(""),
		field.String("value").NotEmpty(),
	}
}

// Edges of PatientIdentifier.
func (PatientIdentifier) Edges() []ent.Edge {
	return []ent.Edge{edge.From("patient", Patient.Type).Ref("identifiers").Field("patient_id").Unique().Required()}
}

// Indexes of PatientIdentifier. One number of one authority belongs to one person: the second is refused by the database.
func (PatientIdentifier) Indexes() []ent.Index {
	return []ent.Index{index.Fields("clinic_id", "system", "value").Unique(), index.Fields("clinic_id", "patient_id")}
}

// Annotations of PatientIdentifier.
func (PatientIdentifier) Annotations() []schema.Annotation { return table("patient_identifiers") }
