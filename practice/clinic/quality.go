package clinic

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"github.com/famulus-health/famulus/ent/db/draftrun"
	"github.com/famulus-health/famulus/practice"
)

var newest = sql.OrderDesc()

// Quality is how well the drafts of one writer did in a while. It holds no word of any draft.
type Quality struct {
	Writer       string
	Drafts       int // attempts
	Used         int
	Refused      int // by the check
	Failed       int // the writer did not answer
	Late         int // somebody had begun to edit or sign
	Signed       int
	Edited       int     // signed, and changed by the signer
	EditedShare  float64 // characters changed, of those written, in the drafts that were signed; 0 to 1
	MedianMillis int
	P95Millis    int
	PromptTokens int
	AnswerTokens int
	Rules        []RuleCount // refusals by rule, most first
	Reasons      []RuleCount // failures by reason, most first
}

// RuleCount is how often a rule, or a reason, was met.
type RuleCount struct {
	Rule  string
	Count int
}

// longest is how far back Quality looks, and how many runs it reads: the newest.
const (
	longest  = 366 * 24 * time.Hour
	mostRuns = 50_000
)

// Drafts tells how each writer did since then, by name: one statement.
func Drafts(ctx context.Context, p *practice.Practice, since time.Time) ([]*Quality, error) {
	if p.Now().Sub(since) > longest {
		return nil, practice.Invalidf([]string{"since"}, "At most a year back.")
	}
	runs, err := p.DB.DraftRun.Query().Where(draftrun.CreatedAtGTE(since.UTC())).Order(draftrun.ByCreatedAt(newest)).Limit(mostRuns).All(ctx)
	if err != nil {
		return nil, err
	}
	type sums struct {
		q              *Quality
		millis         []int
		rules, reasons map[string]int
		changed, of    int
	}
	all := map[string]*sums{}
	for _, r := range runs {
		s := all[r.Writer]
		if s == nil {
			s = &sums{q: &Quality{Writer: r.Writer}, rules: map[string]int{}, reasons: map[string]int{}}
			all[r.Writer] = s
		}
		s.q.Drafts++
		s.q.PromptTokens += r.PromptTokens
		s.q.AnswerTokens += r.CompletionTokens
		switch r.Verdict {
		case draftrun.VerdictUSED:
			s.q.Used++
		case draftrun.VerdictREFUSED:
			s.q.Refused++
		case draftrun.VerdictFAILED:
			s.q.Failed++
			s.reasons[r.Why]++
		case draftrun.VerdictLATE:
			s.q.Late++
		}
		if r.Verdict != draftrun.VerdictFAILED {
			s.millis = append(s.millis, r.Millis)
		}
		for _, rule := range r.Rules {
			s.rules[rule]++
		}
		if r.EditDistance != nil {
			s.q.Signed++
			if *r.EditDistance > 0 {
				s.q.Edited++
			}
			s.changed += *r.EditDistance
			s.of += r.Length
		}
	}
	out := make([]*Quality, 0, len(all))
	for _, writer := range slices.Sorted(maps.Keys(all)) {
		s := all[writer]
		slices.Sort(s.millis)
		s.q.MedianMillis, s.q.P95Millis = at(s.millis, 0.5), at(s.millis, 0.95)
		s.q.Rules, s.q.Reasons = ranked(s.rules), ranked(s.reasons)
		if s.of > 0 {
			s.q.EditedShare = min(1, float64(s.changed)/float64(s.of))
		}
		out = append(out, s.q)
	}
	return out, nil
}

// at is the value below which a share of a sorted list lies.
func at(sorted []int, share float64) int {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

func ranked(counts map[string]int) []RuleCount {
	out := make([]RuleCount, 0, len(counts))
	for rule, n := range counts {
		out = append(out, RuleCount{rule, n})
	}
	slices.SortFunc(out, func(a, b RuleCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Rule, b.Rule)
	})
	return out
}
