// Package graph is the GraphQL API: thin resolvers over the verbs and reads of practice. The schema is in schema (by
// hand), its execution in generated.
package graph

import (
	"context"
	"errors"
	"maps"
	"slices"

	"entgo.io/contrib/entgql"
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/graph/generated"
	"github.com/famulus-health/famulus/medicine/labs"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/clinic"
	"github.com/famulus-health/famulus/practice/staff"
)

// Resolver is what every field can reach.
type Resolver struct {
	P    *practice.Practice
	Feed Feed
}

// Feed gives the news of a clinic's inbox until the context ends.
type Feed interface {
	Subscribe(ctx context.Context, clinicID string) <-chan practice.Event
}

// Door lets signIn and signOut change the caller's session cookie. The HTTP server puts it into the context.
type Door interface {
	Open(staff.Secret)
	Close()
}

type doorKey struct{}

// WithDoor puts the door into the context of a request.
func WithDoor(ctx context.Context, d Door) context.Context {
	return context.WithValue(ctx, doorKey{}, d)
}

// Config is the executable schema's configuration: resolvers and the guard of fields.
func Config(r *Resolver) generated.Config {
	return generated.Config{Resolvers: r, Directives: generated.DirectiveRoot{Guard: r.guard}}
}

// guard is the third asker of authority, after the verb and the row: the field.
func (r *Resolver) guard(ctx context.Context, _ any, next graphql.Resolver, noun authz.Noun, act authz.Act) (any, error) {
	v, ok := authz.From(ctx)
	if !ok {
		return nil, practice.Forbiddenf("Sign in first.")
	}
	if !r.P.Policy.Can(v, noun, act) {
		return nil, practice.Forbiddenf("Your role does not allow this.")
	}
	return next(ctx)
}

// Present turns any error of a query into what its reader may know: a code, plain words, a place.
func (r *Resolver) Present(ctx context.Context, err error) *gqlerror.Error {
	path := graphql.GetPath(ctx)
	out := &gqlerror.Error{Path: path}
	if g, ok := errors.AsType[*gqlerror.Error](err); ok {
		out.Locations = g.Locations
		// The parser's own, or a limit's, or about an argument, whose path goes on beyond its field: it names no data.
		if g.Err == nil || len(g.Path) > len(path) {
			out.Message, out.Path = g.Message, g.Path
			out.Extensions = map[string]any{"code": practice.Invalid}
			if code := g.Extensions["code"]; code == "PERSISTED_QUERY_NOT_FOUND" { // clients wait for it, and send the query
				out.Extensions["code"] = code
			}
			return out
		}
	}
	e := practice.AsError(err)
	if e.Code == practice.Internal {
		r.P.Log.ErrorContext(ctx, "query failed", "path", path.String(), "error", err)
	}
	out.Message, out.Extensions = e.Message, map[string]any{"code": e.Code}
	return out
}

// failure is the typed failure of a verb.
func (r *Resolver) failure(ctx context.Context, err error) *generated.Failure {
	e := practice.AsError(err)
	if e.Code == practice.Internal {
		r.P.Log.ErrorContext(ctx, "verb failed", "path", graphql.GetPath(ctx).String(), "error", err)
	}
	path := e.Path
	if path == nil {
		path = []string{}
	}
	return &generated.Failure{Code: e.Code, Message: e.Message, Path: path}
}

// orNil makes "not there" null, as Relay wants it.
func orNil[T any](v *T, err error) (*T, error) {
	if db.IsNotFound(err) {
		return nil, nil
	}
	return v, err
}

// in is a text in the language asked for; English where there is no other.
func in(lang generated.Lang, english, chinese string) string {
	if lang == generated.LangZh && chinese != "" {
		return chinese
	}
	return english
}

// cite is the full citation behind a key; nil when there is none.
func (r *Resolver) cite(key string) *labs.Source {
	if s, ok := r.P.Patterns.Source(key); ok {
		return &s
	}
	return nil
}

// settings are what the viewer's clinic decided for itself.
func (r *Resolver) settings(ctx context.Context) (*generated.Settings, error) {
	c, err := clinic.Of(ctx, r.P)
	if err != nil {
		return nil, err
	}
	out := &generated.Settings{Limits: []*generated.ClinicLimit{}, Region: c.Settings.Region, ModelDrafts: c.Settings.Drafts.Model}
	if r.P.Model != nil {
		out.Model = r.P.Model.Name()
	}
	add := func(kind clinic.LimitKind, all map[string]schema.Bounds) {
		for _, analyte := range slices.Sorted(maps.Keys(all)) {
			b := all[analyte]
			out.Limits = append(out.Limits, &generated.ClinicLimit{Analyte: analyte, Kind: kind, Low: b.Low, High: b.High, Unit: b.Unit})
		}
	}
	add(clinic.Reference, c.Settings.Intervals)
	add(clinic.Critical, c.Settings.Critical)
	return out, nil
}

// newestMessage is the order of what a patient was sent.
var newestMessage = &db.MessageOrder{Direction: entgql.OrderDirectionDesc, Field: db.MessageOrderFieldReleasedAt}

// orZero is the number asked for; an explicit null asks for none.
func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// viewer describes who asks.
func (r *Resolver) viewer(ctx context.Context) (*generated.Viewer, error) {
	v, ok := authz.From(ctx)
	if !ok || !v.Person() {
		return nil, nil
	}
	door := authz.AsDoor(ctx) // everybody may read who they themselves are: a patient, or a laboratory, nobody else of the staff
	m, err := r.P.DB.Membership.Get(door, v.MembershipID)
	if err != nil {
		return nil, err
	}
	u, err := r.P.DB.User.Get(door, v.UserID)
	if err != nil {
		return nil, err
	}
	c, err := r.P.DB.Clinic.Get(door, v.ClinicID)
	if err != nil {
		return nil, err
	}
	return &generated.Viewer{Member: m, Clinic: c, Email: u.Email, Permissions: r.P.Policy.Permissions(v)}, nil
}
