package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Roles a member of a clinic can have, as authz/policy.csv names them. PATIENT is the person a chart is about, named by
// Membership.patient_id; INTERFACE is a laboratory's or another system's way in, which hands in reports and reads nothing.
var Roles = []string{"PHYSICIAN", "NURSE", "PHARMACIST", "ASSISTANT", "ADMIN", "AUDITOR", "PATIENT", "INTERFACE"}

// User is a person who signs in. One user may be a member of several clinics.
type User struct{ ent.Schema }

// Mixin of User.
func (User) Mixin() []ent.Mixin { return []ent.Mixin{Base{prefix: "usr"}} }

// Fields of User.
func (User) Fields() []ent.Field {
	return []ent.Field{
		field.String("email").NotEmpty().Unique().Comment("lower case"),
		field.String("name").NotEmpty(),
		field.String("password_hash").Sensitive().Default("").Comment("argon2id; empty: cannot sign in by password"),
		field.Bool("disabled").Default(false),
	}
}

// Edges of User.
func (User) Edges() []ent.Edge { return []ent.Edge{edge.To("memberships", Membership.Type)} }

// Annotations of User.
func (User) Annotations() []schema.Annotation { return table("users") }

// Membership is a user's place in a clinic: who signs, owns a task or looks after a panel is a membership.
type Membership struct{ ent.Schema }

// Mixin of Membership.
func (Membership) Mixin() []ent.Mixin { return tenant("mem") }

// Fields of Membership.
func (Membership) Fields() []ent.Field {
	return []ent.Field{
		ref("user_id"),
		field.String("name").NotEmpty().Comment("the name as shown in this clinic"),
		field.Enum("role").Values(Roles...),
		field.Bool("active").Default(true),
		maybe("patient_id"),
	}
}

// Edges of Membership.
func (Membership) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("user", User.Type).Ref("memberships").Field("user_id").Unique().Required(),
		edge.To("panels", Panel.Type),
		edge.To("patient", Patient.Type).Field("patient_id").Unique(),
	}
}

// Indexes of Membership.
func (Membership) Indexes() []ent.Index {
	return []ent.Index{index.Fields("clinic_id", "user_id").Unique()}
}

// Annotations of Membership.
func (Membership) Annotations() []schema.Annotation { return table("memberships") }

// Session is a way in that is open: a browser's cookie, or a bearer token of a script. Only the hash of the secret is kept.
type Session struct{ ent.Schema }

// Mixin of Session.
func (Session) Mixin() []ent.Mixin { return tenant("ses") }

// Fields of Session.
func (Session) Fields() []ent.Field {
	return []ent.Field{
		ref("membership_id"),
		field.Bytes("token_hash").Sensitive().Unique().Comment("SHA-256 of the secret"),
		field.Enum("kind").Values("BROWSER", "TOKEN"),
		field.String("name").Default("").Comment("what a person called this token, or the browser"),
		field.Time("expires_at"),
		when("revoked_at"),
	}
}

// Edges of Session.
func (Session) Edges() []ent.Edge {
	return []ent.Edge{edge.To("membership", Membership.Type).Field("membership_id").Unique().Required()}
}

// Indexes of Session.
func (Session) Indexes() []ent.Index { return []ent.Index{index.Fields("clinic_id", "membership_id")} }

// Annotations of Session.
func (Session) Annotations() []schema.Annotation { return table("sessions") }
