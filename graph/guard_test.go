package graph_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/famulus-health/famulus/graph"
	"github.com/famulus-health/famulus/graph/generated"
)

// nounOf is what the policy must be asked about an edge to a type.
var nounOf = map[string]string{
	"Patient": "PATIENT", "PatientIdentifier": "PATIENT",
	"Chart": "CHART", "Problem": "CHART", "Medication": "CHART", "Allergy": "CHART", "Immunization": "CHART",
	"Visit": "CHART", "CarePlan": "CHART", "Goal": "CHART", "Observation": "CHART",
	"Report": "REPORT", "Finding": "REPORT", "Summary": "REPORT", "Proposal": "REPORT", "Document": "REPORT",
	"Message": "MESSAGE", "Upload": "REPORT", "RiskScore": "CHART", "ReportSubject": "PATIENT", "Task": "TASK", "Panel": "PANEL", "Job": "JOB",
}

// Every edge to clinical data asks the policy. A new field that forgets to fails here. A connection and its edges are
// reached only through a field that asked; a job's result is the admin's who retried it, which the verb asked.
func TestEveryEdgeToClinicalDataIsGuarded(t *testing.T) {
	t.Parallel()
	schema := generated.NewExecutableSchema(graph.Config(&graph.Resolver{})).Schema()
	checked := 0
	for name, def := range schema.Types {
		if def.Kind != ast.Object || strings.HasPrefix(name, "__") || strings.HasSuffix(name, "Edge") ||
			strings.HasSuffix(name, "Connection") || name == "JobRetried" {
			continue
		}
		for _, f := range def.Fields {
			target := strings.TrimSuffix(f.Type.Name(), "Connection")
			noun, clinical := nounOf[target]
			if !clinical {
				continue
			}
			checked++
			g := f.Directives.ForName("guard")
			if g == nil {
				t.Errorf("%s.%s gives %s and asks nobody", name, f.Name, target)
				continue
			}
			asked := g.Arguments.ForName("noun").Value.Raw
			if asked != noun && !((name == "Report" && f.Name == "results" || name == "ResultChange") && asked == "REPORT") { // a report is its results
				t.Errorf("%s.%s gives %s and asks about %s, not %s", name, f.Name, target, asked, noun)
			}
		}
	}
	if checked < 30 {
		t.Errorf("only %d edges were looked at: the walk is broken", checked)
	}
}

// Everything with an id is either guarded above, or known not to be clinical.
func TestEveryNodeIsKnown(t *testing.T) {
	t.Parallel()
	schema := generated.NewExecutableSchema(graph.Config(&graph.Resolver{})).Schema()
	for _, def := range schema.PossibleTypes["Node"] {
		if _, ok := nounOf[def.Name]; !ok && def.Name != "Membership" && def.Name != "Clinic" {
			t.Errorf("the node %s is in no list: say whether it is clinical", def.Name)
		}
	}
}
