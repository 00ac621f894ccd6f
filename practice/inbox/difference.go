package inbox

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/famulus-health/famulus/ent"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/observation"
	"github.com/famulus-health/famulus/ent/db/summary"
	"github.com/famulus-health/famulus/practice"
)

// ResultChange is one result that a corrected report tells differently.
type ResultChange struct {
	Label  string
	Before *db.Observation // nil: it was not there
	After  *db.Observation // nil: it is not there any more
}

// Difference compares a report that its source changed with the version that was signed last, or, when none was, with
// the one before. Nil when the source sent one version only.
func Difference(ctx context.Context, p *practice.Practice, r *db.Report) ([]*ResultChange, error) {
	if r.ContentVersion < 2 {
		return nil, nil
	}
	base := r.ContentVersion - 1
	s, err := p.DB.Summary.Query().Where(summary.ReportID(r.ID)).Only(ctx)
	if err != nil && !db.IsNotFound(err) {
		return nil, err
	}
	if s != nil {
		for _, was := range s.Signed {
			if was.ContentVersion < r.ContentVersion {
				base = was.ContentVersion
			}
		}
	}
	all, err := p.DB.Observation.Query().Where(observation.ReportID(r.ID)).Order(observation.ByPosition(), observation.ByID()).
		All(ent.WithSuperseded(ctx))
	if err != nil {
		return nil, err
	}
	var now []*db.Observation
	was := map[string]*db.Observation{}
	seen := map[string]int{}
	for _, o := range all {
		switch {
		case o.Current:
			now = append(now, o)
		case contentVersion(o) == base:
			was[name(o, seen)] = o
		}
	}
	clear(seen)
	var out []*ResultChange
	for _, o := range now {
		key := name(o, seen)
		before := was[key]
		delete(was, key)
		if before == nil || told(before) != told(o) {
			out = append(out, &ResultChange{o.Label, before, o})
		}
	}
	for _, o := range all { // in the report's order
		for key, gone := range was {
			if gone.ID == o.ID {
				out = append(out, &ResultChange{Label: o.Label, Before: o})
				delete(was, key)
			}
		}
	}
	return out, nil
}

// contentVersion is which version of its report a result came with: its key ends in @2, @3 ... from the second on.
func contentVersion(o *db.Observation) int {
	if o.SourceKey == nil {
		return 1
	}
	if at := strings.LastIndexByte(*o.SourceKey, '@'); at >= 0 {
		if n, err := strconv.Atoi((*o.SourceKey)[at+1:]); err == nil {
			return n
		}
	}
	return 1
}

// name says which result of a report it is: its test, and which of several of that test.
func name(o *db.Observation, seen map[string]int) string {
	key := o.Analyte
	if key == "" {
		key = "label:" + strings.ToLower(o.Label)
	}
	seen[key]++
	return key + "#" + strconv.Itoa(seen[key])
}

// told is all of a result that a reader would call a difference.
func told(o *db.Observation) string {
	return fmt.Sprintf("%s|%s|%s|%s|%s|%s|%v", practice.DisplayObservation(o), o.Unit, o.RangeText, o.ReportedFlag, o.Status, o.Note, o.Components)
}
