package labstest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// Check holds an interpretation against what the case expects, and says in which file and line it stands.
func (g *Case) Check(t *testing.T, file string, out medicine.Interpretation) {
	t.Helper()
	at := fmt.Sprintf("%s:%d", file, g.Line)
	if g.Triage != "" && string(out.Triage) != g.Triage {
		t.Errorf("%s: triage %s, expected %s; why: %v", at, out.Triage, g.Triage, out.Why)
	}
	for _, want := range g.Expect {
		f := Finding(out.Findings, want[0])
		if want[0] == "" {
			f = resultOf(out.Findings)
		}
		if f == nil {
			t.Errorf("%s: no finding %q among %v", at, want[0], ids(out.Findings))
			continue
		}
		if string(f.Flag) != want[1] || string(f.Triage) != want[2] {
			t.Errorf("%s: %s is %s %s, expected %s %s; %v", at, f.ID, f.Flag, f.Triage, want[1], want[2], f.Reasons)
		}
		for _, extra := range want[3:] {
			if err := checkExtra(g.Chart, f, extra); err != nil {
				t.Errorf("%s: %s: %v; %v", at, f.ID, err, f.Reasons)
			}
		}
	}
	for _, want := range g.Follow {
		if !hasFollowUp(out.FollowUps, want) {
			t.Errorf("%s: no follow-up %v among %+v", at, want, out.FollowUps)
		}
	}
	for _, code := range g.NoFollow {
		if hasFollowUp(out.FollowUps, strings.Fields(code)) {
			t.Errorf("%s: follow-up %s was not expected", at, code)
		}
	}
	g.checkPatterns(t, at, out.Findings)
}

// checkPatterns: those expected are there, those refused are not, and the words stand in the evidence of one expected.
func (g *Case) checkPatterns(t *testing.T, at string, findings []medicine.Finding) {
	t.Helper()
	var pro, con []string
	for _, key := range g.Patterns {
		f := Finding(findings, "pattern-"+key)
		if f == nil {
			t.Errorf("%s: no pattern %s among %v", at, key, ids(findings))
			continue
		}
		for _, e := range f.Pattern.For {
			pro = append(pro, e.Text, e.TextZH)
		}
		for _, e := range f.Pattern.Against {
			con = append(con, e.Text, e.TextZH)
		}
	}
	for _, key := range g.NoPatterns {
		if f := Finding(findings, "pattern-"+key); f != nil {
			t.Errorf("%s: pattern %s was not expected: %+v", at, key, f.Pattern)
		}
	}
	says := func(said []string, words string) bool {
		return slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, words) })
	}
	for _, words := range g.For {
		if !says(pro, words) {
			t.Errorf("%s: nothing for it says %q: %q", at, words, pro)
		}
	}
	for _, words := range g.Against {
		if !says(con, words) {
			t.Errorf("%s: nothing against it says %q: %q", at, words, con)
		}
	}
}

// Finding is the finding with that id; nil when there is none.
func Finding(fs []medicine.Finding, id string) *medicine.Finding {
	for i := range fs {
		if fs[i].ID == id {
			return &fs[i]
		}
	}
	return nil
}

func ids(fs []medicine.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.ID)
	}
	return out
}

// checkExtra checks one "key=value" of an expectation.
func checkExtra(chart medicine.Chart, f *medicine.Finding, extra string) error {
	key, value, _ := strings.Cut(extra, "=")
	switch key {
	case "why":
		for _, r := range f.Reasons {
			if r.Code == value {
				return nil
			}
		}
		return fmt.Errorf("no reason %q", value)
	case "range":
		if f.Interval == nil && value != "none" || f.Interval != nil && string(f.Interval.Origin) != value {
			return fmt.Errorf("interval %+v, expected from %s", f.Interval, value)
		}
	case "value":
		if f.Canonical == nil || show(f.Canonical.Value) != value {
			return fmt.Errorf("canonical %+v, expected %s", f.Canonical, value)
		}
	case "hint":
		for _, r := range f.Reasons {
			if strings.Contains(strings.ReplaceAll(r.Text, " ", ""), value) {
				return nil
			}
		}
		return fmt.Errorf("no reason mentions %q", value)
	case "touches", "nottouches":
		touched := touches(chart, f, value)
		if touched != (key == "touches") {
			return fmt.Errorf("touches %v", f.Relevant)
		}
	case "change":
		if f.Change == nil && value != "none" || f.Change != nil && string(f.Change.Direction) != value {
			return fmt.Errorf("change %+v, expected %s", f.Change, value)
		}
	case "significant":
		if f.Change == nil || fmt.Sprint(f.Change.Significant) != value {
			return fmt.Errorf("change %+v, expected significant %s", f.Change, value)
		}
	case "first":
		if fmt.Sprint(f.First) != value {
			return fmt.Errorf("first %v", f.First)
		}
	default:
		return fmt.Errorf("unknown expectation %q", extra)
	}
	return nil
}

// touches says that the finding names the medicine or problem whose label contains the word.
func touches(chart medicine.Chart, f *medicine.Finding, word string) bool {
	word = strings.ToLower(word)
	for _, id := range f.Relevant {
		for _, m := range chart.Medications {
			if m.ID == id && strings.Contains(strings.ToLower(m.Label), word) {
				return true
			}
		}
		for _, p := range chart.Problems {
			if p.ID == id && strings.Contains(strings.ToLower(p.Label), word) {
				return true
			}
		}
	}
	return false
}

func hasFollowUp(fs []medicine.FollowUp, want []string) bool {
	for _, f := range fs {
		awaits := f.Awaits
		if awaits == "" {
			awaits = "none"
		}
		if f.Code == want[0] && (len(want) < 2 || awaits == want[1]) && (len(want) < 3 || sameTime(f.Due, want[2])) {
			return true
		}
	}
	return false
}

func sameTime(due time.Duration, text string) bool {
	d, ok := duration(text)
	return ok && d == due
}

// resultOf is the finding of a report's only result: the others are derived from it.
func resultOf(fs []medicine.Finding) *medicine.Finding {
	for i := range fs {
		if fs[i].Kind == medicine.ResultFinding {
			return &fs[i]
		}
	}
	return nil
}

func show(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// duration reads 1h, 14d, 12w.
func duration(s string) (time.Duration, bool) {
	if s == "" {
		return 0, false
	}
	unit, ok := map[byte]time.Duration{'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour}[s[len(s)-1]]
	n, err := strconv.ParseFloat(s[:len(s)-1], 64)
	return time.Duration(n * float64(unit)), ok && err == nil
}
