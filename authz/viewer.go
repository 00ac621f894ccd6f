package authz

import "context"

// Viewer is who is asking, in which clinic, as what.
type Viewer struct {
	Role         Role
	ClinicID     string // empty only for Door and Relay, which are in no clinic
	MembershipID string // empty for the machine's own roles
	UserID       string
	SessionID    string
	Name         string
	PatientID    string // of PatientSelf: whose chart it is
}

// Person says that a person is asking, not the machine.
func (v Viewer) Person() bool { return v.MembershipID != "" }

type viewerKey struct{}

// With puts the viewer into a context. Every statement of the data layer takes it from there.
func With(ctx context.Context, v Viewer) context.Context {
	return context.WithValue(ctx, viewerKey{}, v)
}

// From takes the viewer out of a context; ok is false when nobody is known.
func From(ctx context.Context) (v Viewer, ok bool) {
	v, ok = ctx.Value(viewerKey{}).(Viewer)
	return v, ok && v.Role != ""
}

// AsWorker is the viewer of the machine in one clinic.
func AsWorker(ctx context.Context, clinicID string) context.Context {
	return With(ctx, Viewer{Role: Worker, ClinicID: clinicID, Name: "Famulus"})
}

// AsDoor is the viewer before anybody is known.
func AsDoor(ctx context.Context) context.Context { return With(ctx, Viewer{Role: Door}) }

// AsRelay is the viewer that hands out jobs.
func AsRelay(ctx context.Context) context.Context { return With(ctx, Viewer{Role: Relay}) }

// AsOperator is the engineer at the machine's keyboard, in one clinic; an empty id is before there is one.
func AsOperator(ctx context.Context, clinicID string) context.Context {
	return With(ctx, Viewer{Role: Operator, ClinicID: clinicID, Name: "operator"})
}

// Permission is one noun and act that hold for a viewer.
type Permission struct {
	Noun Noun
	Act  Act
}

// Permissions lists what a viewer may do, so that an app shows no more than that.
func (p *Policy) Permissions(v Viewer) []*Permission {
	var out []*Permission
	for _, noun := range Nouns {
		for _, act := range Acts {
			if p.Can(v, noun, act) {
				out = append(out, &Permission{noun, act})
			}
		}
	}
	return out
}
