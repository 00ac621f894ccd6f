package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
)

// Clinic is the tenant: every clinical row belongs to one.
type Clinic struct{ ent.Schema }

// Mixin of Clinic.
func (Clinic) Mixin() []ent.Mixin { return []ent.Mixin{Base{prefix: "cli"}} }

// Fields of Clinic.
func (Clinic) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty(),
		field.String("time_zone").Default("UTC"),
		field.Bool("demo").Default(false).Comment("synthetic people; the sign-in page says so"),
		field.JSON("settings", ClinicSettings{}).Default(ClinicSettings{}),
	}
}

// Annotations of Clinic.
func (Clinic) Annotations() []schema.Annotation { return table("clinics") }

// ClinicSettings is what a clinic decided for itself; the zero value means the catalogue's own numbers.
type ClinicSettings struct {
	Intervals map[string]Bounds `json:"intervals,omitempty"` // own reference intervals, by analyte
	Critical  map[string]Bounds `json:"critical,omitempty"`  // own critical limits, by analyte
	Drafts    DraftSettings     `json:"drafts,omitzero"`
	Region    string            `json:"region,omitempty"` // SCORE2 risk region: LOW, MODERATE, HIGH, VERY_HIGH; "" no SCORE2
}

// DraftSettings say who writes a clinic's drafts.
type DraftSettings struct {
	Model bool `json:"model,omitempty"` // a configured model may write, too; the template always does
}

// Bounds are limits in a stated unit; a nil side is open.
type Bounds struct {
	Low  *float64 `json:"low,omitempty"`
	High *float64 `json:"high,omitempty"`
	Unit string   `json:"unit"`
}
