package patterns

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
	"github.com/famulus-health/famulus/medicine/labs/labstest"
)

// proposals are the follow-ups of patterns for a ferritin of 12 ug/L, when the pattern `whole` and the others are known.
func proposals(t *testing.T, more ...string) []medicine.FollowUp {
	t.Helper()
	s, err := Load(fstest.MapFS{"iron.yaml": {Data: []byte(strings.Join(append([]string{whole}, more...), ""))}}, labs.Default())
	if err != nil {
		t.Fatal(err)
	}
	chart := medicine.Chart{Now: labstest.Now, Person: medicine.Person{Sex: medicine.Female, BirthDate: labstest.Now.AddDate(-40, 0, 0)}}
	out := s.Interpret(chart, medicine.Report{ID: "r", Status: medicine.Final, Effective: labstest.Now, Results: []medicine.Observation{{
		ID: "o", Label: "Ferritin", Status: medicine.Final, Effective: labstest.Now,
		Value: medicine.Value{Kind: medicine.QuantityValue, Number: "12", Unit: "ug/L"}}}})
	var found []medicine.FollowUp
	for _, f := range out.FollowUps {
		if strings.HasPrefix(f.Code, followCode) {
			found = append(found, f)
		}
	}
	return found
}

// another is `whole` under another key, with lines behind it.
func another(key, due, lines string) string {
	p := strings.Replace(strings.TrimPrefix(whole, "patterns:\n"), "key: iron", "key: "+key, 1)
	return strings.Replace(p, "due: 2w", "due: "+due+"\n"+lines, 1)
}

const settling = "    settle: Haemoglobin\n    settle_zh: 血红蛋白\n"

// TestSoonestIsProposed: of steps that await one test only the soonest is a task, whichever pattern comes first, and it
// rests on the findings of all.
func TestSoonestIsProposed(t *testing.T) {
	t.Parallel()
	awaits := settling + "    awaits: [haemoglobin]"
	late, soon := another("late", "4w", awaits), another("soon", "1w", awaits)
	for _, order := range [][]string{{late, soon}, {soon, late}} {
		got := proposals(t, order...)
		if len(got) != 2 || got[1].Code != "pattern_soon" || got[1].Awaits != "haemoglobin" || got[1].Due != 7*24*time.Hour {
			t.Fatalf("%+v", got)
		}
		if text := strings.Join(got[1].Findings, " "); !strings.Contains(text, "pattern-late") || !strings.Contains(text, "pattern-soon") {
			t.Errorf("rests on %s", text)
		}
	}
	urgent := another("call", "4w", awaits+"\n    triage: CRITICAL")
	if got := proposals(t, urgent, soon); len(got) != 3 {
		t.Errorf("what must be done at once gives way to nothing: %+v", got)
	}
}

// TestSettlesClosesNothing: a test that would settle a pattern is shown, and its result does not close the task.
func TestSettlesClosesNothing(t *testing.T) {
	t.Parallel()
	for _, f := range proposals(t, another("action", "1w", settling+"    settles: [haemoglobin]")) {
		if f.Awaits != "" {
			t.Errorf("%s is closed by %s", f.Code, f.Awaits)
		}
	}
	for _, p := range Default().Patterns() {
		if p.Key == "aki" && (len(p.Awaits) != 0 || len(p.toSettle) == 0) {
			t.Errorf("acute kidney injury awaits %v, shows %v", p.Awaits, p.toSettle)
		}
	}
}

// TestReassuranceIsNoTask: a reassuring pattern proposes a step only when it takes a test, or says so.
func TestReassuranceIsNoTask(t *testing.T) {
	t.Parallel()
	calm := "    triage: NORMAL"
	for lines, want := range map[string]int{calm: 1, calm + "\n    task: true": 2, calm + "\n" + settling + "    awaits: [haemoglobin]": 2,
		calm + "\n" + settling + "    settles: [haemoglobin]": 1} {
		if got := proposals(t, another("calm", "1w", lines)); len(got) != want {
			t.Errorf("%s: %d follow-ups, expected %d: %+v", lines, len(got), want, got)
		}
	}
}
