package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Upload is FHIR's DocumentReference: a report that came as a PDF or as text. What the machine read in it is proposed, and
// counts for nothing until a person confirmed it.
type Upload struct{ ent.Schema }

// Mixin of Upload.
func (Upload) Mixin() []ent.Mixin { return tenant("upl") }

// Fields of Upload.
func (Upload) Fields() []ent.Field {
	return []ent.Field{
		ref("patient_id"),
		field.String("name").NotEmpty().Comment("of the file"),
		field.String("media_type").NotEmpty(),
		field.Bytes("content").Immutable(),
		field.String("hash").NotEmpty().Immutable().Comment("SHA-256 of content"),
		text("text"),
		field.JSON("results", []ProposedResult{}).Comment("as read by the machine"),
		field.JSON("header", ProposedHeader{}).Comment("what the document says about itself and its subject"),
		field.Enum("state").Values("PROPOSED", "CONFIRMED", "REJECTED").Default("PROPOSED"),
		text("note"),
		ref("uploaded_by_id"),
		maybe("decided_by_id"),
		when("decided_at"),
		maybe("report_id"),
		field.Int("version").Default(1),
	}
}

// Edges of Upload.
func (Upload) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("patient", Patient.Type).Ref("uploads").Field("patient_id").Unique().Required(),
		edge.To("uploaded_by", Membership.Type).Field("uploaded_by_id").Unique().Required(),
		edge.To("decided_by", Membership.Type).Field("decided_by_id").Unique(),
		edge.To("report", Report.Type).Field("report_id").Unique(),
	}
}

// Indexes of Upload.
func (Upload) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("clinic_id", "state", "created_at"),
		index.Fields("clinic_id", "patient_id", "hash").Unique(),
	}
}

// Annotations of Upload.
func (Upload) Annotations() []schema.Annotation { return table("uploads") }

// ProposedResult is a result as the machine read it in a document, with the words it read it from.
type ProposedResult struct {
	Label      string `json:"label"`
	Analyte    string `json:"analyte,omitempty"` // catalogue key; "" not known
	Comparator string `json:"comparator,omitempty"`
	Number     string `json:"number,omitempty"`
	Text       string `json:"text,omitempty"`
	Unit       string `json:"unit,omitempty"`
	RangeLow   string `json:"rangeLow,omitempty"`
	RangeHigh  string `json:"rangeHigh,omitempty"`
	RangeText  string `json:"rangeText,omitempty"`
	Flag       string `json:"flag,omitempty"`
	Line       int    `json:"line"`   // of the text, from 1
	Source     string `json:"source"` // the line
	Doubt      string `json:"doubt,omitempty"`
	DoubtZH    string `json:"doubtZh,omitempty"`
}

// ProposedHeader is what a document says about itself.
type ProposedHeader struct {
	Title     string `json:"title,omitempty"`
	Collected string `json:"collected,omitempty"` // RFC 3339 date or time; "" not found
	Name      string `json:"name,omitempty"`      // of the person, as it stands there
	BirthDate string `json:"birthDate,omitempty"`
	Warning   string `json:"warning,omitempty"` // that the document seems to be about somebody else
	WarningZH string `json:"warningZh,omitempty"`
}
