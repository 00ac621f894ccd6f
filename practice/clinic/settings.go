// Package clinic is what a clinic decides for itself: its own limits and intervals, its risk region, who writes its drafts.
package clinic

import (
	"context"
	"maps"
	"strings"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/medicine/labs"
	"github.com/famulus-health/famulus/practice"
)

var (
	setLimit    = practice.Verb{Name: "setClinicLimit", Noun: authz.Clinic, Act: authz.Manage}
	setSettings = practice.Verb{Name: "setClinicSettings", Noun: authz.Clinic, Act: authz.Manage}
)

// Of reads the viewer's clinic.
func Of(ctx context.Context, p *practice.Practice) (*db.Clinic, error) {
	return p.DB.Clinic.Query().Only(ctx)
}

// LimitKind says which of a clinic's numbers is meant.
type LimitKind string

// Kinds of limit.
const (
	Reference LimitKind = "REFERENCE" // the clinic's reference interval, used when the report states none
	Critical  LimitKind = "CRITICAL"  // outside of it is critical, in place of the catalogue's limits
)

// LimitInput of SetLimit.
type LimitInput struct {
	Analyte        string
	Kind           LimitKind
	Low            *float64
	High           *float64
	Unit           string
	IdempotencyKey string
}

// SetLimit sets one of the clinic's own intervals or critical limits; without low and high the catalogue's hold again. It
// is for reports that are interpreted from now on.
func SetLimit(ctx context.Context, p *practice.Practice, in LimitInput) (string, error) {
	if err := in.check(p.Labs); err != nil {
		return "", err
	}
	call := practice.Call{Verb: setLimit, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		c, err := locked(ctx, tx)
		if err != nil {
			return "", err
		}
		s := c.Settings
		chosen := &s.Intervals
		if in.Kind == Critical {
			chosen = &s.Critical
		}
		before := (*chosen)[in.Analyte]
		*chosen = maps.Clone(*chosen)
		if *chosen == nil {
			*chosen = map[string]schema.Bounds{}
		}
		if in.Low == nil && in.High == nil {
			delete(*chosen, in.Analyte)
		} else {
			(*chosen)[in.Analyte] = schema.Bounds{Low: in.Low, High: in.High, Unit: in.Unit}
		}
		tx.About(nil, map[string]any{"analyte": in.Analyte, "kind": in.Kind, "before": before, "after": (*chosen)[in.Analyte]})
		return c.ID, tx.Clinic.UpdateOneID(c.ID).SetSettings(s).Exec(ctx)
	})
}

// check refuses what could not be applied: an unknown test, a unit that it is not measured in, limits the wrong way round or
// beyond what can be in a living person.
func (in *LimitInput) check(c *labs.Catalogue) error {
	at := func(field string) []string { return []string{"input", field} }
	a, ok := c.Analyte(in.Analyte)
	switch {
	case !ok || a.Kind != labs.Quantity:
		return practice.Invalidf(at("analyte"), "The catalogue has no test %q that is measured in numbers.", in.Analyte)
	case in.Low == nil && in.High == nil:
		return nil
	case in.Low != nil && in.High != nil && *in.Low >= *in.High:
		return practice.Invalidf(at("low"), "The lower limit must be below the upper one.")
	}
	for field, v := range map[string]*float64{"low": in.Low, "high": in.High} {
		if v == nil {
			continue
		}
		value, ok := c.Convert(in.Analyte, *v, in.Unit)
		if !ok {
			return practice.Invalidf(at("unit"), "%s is not measured in %q.", a.Name, in.Unit)
		}
		if l := a.Impossible; l.Low.Set && value < l.Low.Value || l.High.Set && value > l.High.Value {
			return practice.Invalidf(at(field), "%s of %g %s cannot be in a living person: is the unit right?", a.Name, *v, in.Unit)
		}
	}
	return nil
}

// SettingsInput of Set; what is nil stays as it is.
type SettingsInput struct {
	Region         *string // LOW, MODERATE, HIGH, VERY_HIGH, or empty for none
	ModelDrafts    *bool
	IdempotencyKey string
}

// Set changes the clinic's settings.
func Set(ctx context.Context, p *practice.Practice, in SettingsInput) (string, error) {
	if in.Region != nil && !strings.Contains("||LOW|MODERATE|HIGH|VERY_HIGH|", "|"+*in.Region+"|") {
		return "", practice.Invalidf([]string{"input", "region"}, "A risk region is LOW, MODERATE, HIGH, VERY_HIGH, or empty.")
	}
	if in.ModelDrafts != nil && *in.ModelDrafts && p.Model == nil {
		return "", practice.Invalidf([]string{"input", "modelDrafts"}, "No model is configured for this installation.")
	}
	call := practice.Call{Verb: setSettings, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		c, err := locked(ctx, tx)
		if err != nil {
			return "", err
		}
		s := c.Settings
		if in.Region != nil {
			s.Region = *in.Region
		}
		if in.ModelDrafts != nil {
			s.Drafts.Model = *in.ModelDrafts
		}
		tx.About(nil, map[string]any{"region": s.Region, "modelDrafts": s.Drafts.Model})
		return c.ID, tx.Clinic.UpdateOneID(c.ID).SetSettings(s).Exec(ctx)
	})
}

// locked reads the clinic so that two changes of its settings follow each other. SQLite lets one writer in at a time anyway.
func locked(ctx context.Context, tx *practice.Tx) (*db.Clinic, error) {
	q := tx.Clinic.Query()
	if !tx.SQLite() {
		q.ForUpdate()
	}
	return q.Only(ctx)
}
