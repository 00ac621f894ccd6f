package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Summary is the text about a report: a draft until a person signs. One report has one.
type Summary struct{ ent.Schema }

// Mixin of Summary.
func (Summary) Mixin() []ent.Mixin { return tenant("sum") }

// Fields of Summary.
func (Summary) Fields() []ent.Field {
	return append([]ent.Field{
		ref("report_id"),
		field.Enum("state").Values("DRAFT", "SIGNED", "RETRACTED").Default("DRAFT").Comment("RETRACTED: the report was not this patient's"),
		field.JSON("texts", []SummaryText{}).Comment("one per audience and language"),
		field.JSON("refusals", []Refusal{}).Optional().Comment("why a text was withheld by the check"),
		field.JSON("refused", []RefusedDraft{}).Optional().Comment("drafts of a model that the check withheld whole; newest last"),
		field.Int("content_version").Default(1).Comment("the version of the report it speaks of"),
		text("edited_text"),
		field.String("edited_lang").Default("").Comment("the language of edited_text: en or zh"),
		field.Int("edit_distance").Optional().Nillable().Comment("characters inserted and deleted between the draft and what was signed"),
		maybe("editing_by_id"),
		when("editing_at"),
		field.JSON("signed", []SignedText{}).Optional().Comment("what was signed before, and taken back or overtaken by a correction; oldest first"),
		maybe("signed_by_id"),
		when("signed_at"),
	}, provenance()...)
}

// provenance is where a draft comes from.
func provenance() []ent.Field {
	return []ent.Field{
		field.String("writer").NotEmpty().Comment("template, or the model's name in the configuration"),
		field.String("writer_version").Default("").Comment("of the template's phrases, or of the model as the endpoint names it"),
		field.String("prompt_version").Default("").Comment("of a model's instructions"),
		field.String("rule_set").Default(""),
		field.String("input_hash").Default("").Comment("of the facts the writer was given"),
		when("written_at"),
		field.Int("write_millis").Default(0),
		field.Int("prompt_tokens").Default(0),
		field.Int("completion_tokens").Default(0),
	}
}

// Edges of Summary.
func (Summary) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("report", Report.Type).Ref("summary").Field("report_id").Unique().Required(),
		edge.To("signed_by", Membership.Type).Field("signed_by_id").Unique(),
		edge.To("editing_by", Membership.Type).Field("editing_by_id").Unique(),
	}
}

// Indexes of Summary.
func (Summary) Indexes() []ent.Index {
	return []ent.Index{index.Fields("clinic_id", "report_id").Unique()}
}

// Annotations of Summary.
func (Summary) Annotations() []schema.Annotation { return table("summaries") }

// SignedText is a summary as it was signed once.
type SignedText struct {
	Texts          []SummaryText `json:"texts"`
	EditedText     string        `json:"editedText,omitempty"`
	SignedBy       string        `json:"signedBy"`
	SignedAt       time.Time     `json:"signedAt"`
	ContentVersion int           `json:"contentVersion"`
	RuleSet        string        `json:"ruleSet"`
}

// SummaryText is a rendered text with what each sentence rests on.
type SummaryText struct {
	Audience  string     `json:"audience"` // DOCTOR, PATIENT
	Lang      string     `json:"lang"`     // en, zh
	Withheld  bool       `json:"withheld,omitempty"`
	Grade     float64    `json:"grade,omitempty"` // Flesch-Kincaid, English only
	Sentences []Sentence `json:"sentences"`
}

// Sentence of a text, and what it rests on.
type Sentence struct {
	Section  string   `json:"section"`
	Text     string   `json:"text"`
	Findings []string `json:"findings,omitempty"` // keys of findings
	Grounds  []string `json:"grounds,omitempty"`  // of a document: "problem.ID", "score.KEY", "plan.KEY" ...
}

// RefusedDraft is a draft of a model that broke a rule of the check, and was withheld.
type RefusedDraft struct {
	Writer        string    `json:"writer"`
	PromptVersion string    `json:"promptVersion,omitempty"`
	At            time.Time `json:"at"`
	Refusals      []Refusal `json:"refusals"`
}

// Refusal is a rule of the check that a text broke.
type Refusal struct {
	Audience string `json:"audience"`
	Lang     string `json:"lang"`
	Rule     string `json:"rule"`
	Detail   string `json:"detail"`
}
