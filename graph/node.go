package graph

import (
	"context"
	"strings"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
)

// readable are the types that node(id:) gives, by the type part of an id, and what the policy is asked first. What is
// not here has no node: sessions, jobs' payloads, the audit.
var readable = map[string]struct {
	table string
	noun  authz.Noun
}{
	"cli": {"clinics", authz.Clinic}, "mem": {"memberships", authz.Staff}, "pan": {"panels", authz.Panel},
	"pat": {"patients", authz.Patient}, "vis": {"visits", authz.Chart}, "prb": {"problems", authz.Chart},
	"alg": {"allergies", authz.Chart}, "med": {"medications", authz.Chart}, "imm": {"immunizations", authz.Chart},
	"obs": {"observations", authz.Chart}, "rep": {"reports", authz.Report}, "fnd": {"findings", authz.Report},
	"sum": {"summaries", authz.Report}, "cpl": {"care_plans", authz.Chart}, "goa": {"goals", authz.Chart},
	"tsk": {"tasks", authz.Task}, "doc": {"documents", authz.Report}, "msg": {"messages", authz.Message}, "upl": {"uploads", authz.Report}, "job": {"jobs", authz.Job},
}

// node finds anything by its global id. The id carries its type, so that one statement is enough; what is not there,
// is another clinic's, or is not for this role, is null alike.
func (r *Resolver) node(ctx context.Context, id string) (db.Noder, error) {
	prefix, _, _ := strings.Cut(id, "_")
	kind, ok := readable[prefix]
	v, signedIn := authz.From(ctx)
	if !ok || !signedIn || !r.P.Policy.Can(v, kind.noun, authz.Read) {
		return nil, nil
	}
	n, err := r.P.DB.Noder(ctx, id, db.WithFixedNodeType(kind.table))
	if db.IsNotFound(err) {
		return nil, nil
	}
	return n, err
}
