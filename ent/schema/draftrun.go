package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// DraftRun is one attempt of a writer at a text, and what became of it. It holds no word of the text and no finding: who
// runs a clinic reads from it how well drafts do, and nothing clinical.
type DraftRun struct{ ent.Schema }

// Mixin of DraftRun.
func (DraftRun) Mixin() []ent.Mixin { return tenant("run") }

// Fields of DraftRun.
func (DraftRun) Fields() []ent.Field {
	return []ent.Field{
		field.String("about_id").MaxLen(40).Comment("the report or document"),
		field.String("kind").Default("REPORT"),
		field.String("writer").NotEmpty(),
		field.String("prompt_version").Default(""),
		field.Enum("verdict").Values("USED", "REFUSED", "FAILED", "LATE").
			Comment("REFUSED by the check; FAILED to answer; LATE: somebody had begun to edit, or signed, or the report had moved on"),
		field.String("why").Default("").Comment("of FAILED: timeout, busy, down, broken, budget"),
		field.Strings("rules").Optional().Comment("of REFUSED: the rules it broke, each once"),
		field.Int("millis").Default(0),
		field.Int("prompt_tokens").Default(0),
		field.Int("completion_tokens").Default(0),
		field.Int("edit_distance").Optional().Nillable().Comment("set when the text was signed"),
		field.Int("length").Default(0).Comment("characters of the doctor's text, what edit_distance is out of"),
	}
}

// Indexes of DraftRun.
func (DraftRun) Indexes() []ent.Index {
	return []ent.Index{index.Fields("clinic_id", "created_at"), index.Fields("clinic_id", "about_id")}
}

// Annotations of DraftRun.
func (DraftRun) Annotations() []schema.Annotation { return table("draft_runs") }
