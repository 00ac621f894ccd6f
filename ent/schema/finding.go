package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Finding is one thing that code says about a report. It is made anew when a report is interpreted again; nothing
// but interpretation writes it, so a model's output can never become one.
type Finding struct{ ent.Schema }

// Mixin of Finding.
func (Finding) Mixin() []ent.Mixin { return tenant("fnd") }

// Fields of Finding.
func (Finding) Fields() []ent.Field {
	return []ent.Field{
		ref("report_id"),
		field.String("key").NotEmpty().Comment("medicine.Finding.ID: unique in the report and stable"),
		field.Int("position").Default(0),
		field.Enum("kind").Values("RESULT", "DERIVED", "PATTERN"),
		field.JSON("observation_ids", []string{}),
		field.String("analyte").Default(""),
		field.String("label").NotEmpty(),
		field.String("label_zh").Default(""),
		field.String("value").Default("").Comment("as a person reads it, unit apart"),
		field.String("unit").Default(""),
		field.Float("canonical").Optional().Nillable(),
		field.String("canonical_unit").Default(""),
		field.JSON("interval", &Interval{}).Optional(),
		field.JSON("critical", &Interval{}).Optional(),
		field.Enum("flag").Values(Flags...),
		field.String("reported_flag").Default(""),
		field.JSON("change", &Change{}).Optional(),
		field.Bool("first").Default(false),
		field.Enum("triage").Values(Triages...),
		field.JSON("reasons", []Reason{}).Optional(),
		field.JSON("relevant", []string{}).Optional().Comment("ids of problems and medicines that this touches"),
		field.JSON("series", []Point{}).Optional().Comment("earlier comparable values and this one, oldest first"),
		field.JSON("slope", &Slope{}).Optional(),
		field.JSON("pattern", &Pattern{}).Optional().Comment("of a PATTERN: what it supports, and the evidence"),
	}
}

// Flags are where a value can stand; the same words as medicine.Flag.
var Flags = []string{
	"NORMAL", "LOW", "HIGH", "CRITICAL_LOW", "CRITICAL_HIGH", "ABNORMAL", "CRITICAL", "NOT_JUDGED", "NEEDS_READING",
}

// Edges of Finding.
func (Finding) Edges() []ent.Edge {
	return []ent.Edge{edge.From("report", Report.Type).Ref("findings").Field("report_id").Unique().Required()}
}

// Indexes of Finding.
func (Finding) Indexes() []ent.Index {
	return []ent.Index{index.Fields("clinic_id", "report_id", "key").Unique()}
}

// Annotations of Finding.
func (Finding) Annotations() []schema.Annotation { return table("findings") }

// Interval is a reference interval and whose it is.
type Interval struct {
	Low    *float64 `json:"low,omitempty"`
	High   *float64 `json:"high,omitempty"`
	Unit   string   `json:"unit"`
	Origin string   `json:"origin"`
	Text   string   `json:"text,omitempty"`
	Source string   `json:"source,omitempty"`
}

// Point is one value of a series, in the canonical unit.
type Point struct {
	At          time.Time `json:"at"`
	Value       float64   `json:"value"`
	Observation string    `json:"observation,omitempty"`
}

// Slope is the straight line through a series, in canonical units a year.
type Slope struct {
	PerYear float64   `json:"perYear"`
	Points  int       `json:"points"`
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
}

// Pattern is what several facts are consistent with: a consideration, with what speaks for it and against it.
type Pattern struct {
	Supports   string     `json:"supports"`
	SupportsZH string     `json:"supportsZh"`
	For        []Evidence `json:"for"`
	Against    []Evidence `json:"against,omitempty"`
	Settle     string     `json:"settle,omitempty"`
	SettleZH   string     `json:"settleZh,omitempty"`
	Awaits     []string   `json:"awaits,omitempty"`
	Next       string     `json:"next"`
	NextZH     string     `json:"nextZh"`
	DueHours   float64    `json:"dueHours"`
	Sources    []string   `json:"sources"`
}

// Evidence is one fact of the chart, and the ids of what it rests on.
type Evidence struct {
	Text         string   `json:"text"`
	TextZH       string   `json:"textZh"`
	Findings     []string `json:"findings,omitempty"`
	Observations []string `json:"observations,omitempty"`
	Chart        []string `json:"chart,omitempty"`
}

// Change compares a value with the last comparable one, in the canonical unit.
type Change struct {
	Previous    float64   `json:"previous"`
	Unit        string    `json:"unit"`
	At          time.Time `json:"at"`
	Observation string    `json:"observation"`
	Delta       float64   `json:"delta"`
	Percent     float64   `json:"percent"`
	Direction   string    `json:"direction"`
	Significant bool      `json:"significant"`
	Limit       float64   `json:"limit"`
}
