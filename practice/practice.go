// Package practice is the corridor that every write of the clinic walks through. The packages under it, one per noun,
// hold the verbs; this one holds what they share: Do, the errors, the clock, and the writing of audit and jobs.
package practice

import (
	"context"
	"log/slog"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft/model"
	"github.com/famulus-health/famulus/ent"
	"github.com/famulus-health/famulus/medicine/labs"
	"github.com/famulus-health/famulus/medicine/patterns"
)

// Practice is what the verbs work with.
type Practice struct {
	DB     *ent.DB
	Policy *authz.Policy
	// Patterns interpret a report; Labs is the catalogue beneath them.
	Patterns *patterns.Set
	Labs     *labs.Catalogue
	Clock    func() time.Time
	Log      *slog.Logger
	// Model writes drafts beside the template; nil when none is configured.
	Model *model.Writer
	// Meter counts; nil counts nothing.
	Meter Meter
	// Bus is told of what changed, after it was committed. It may lose anything.
	Bus Bus
	// Poke tells the relay that jobs were committed. It must not block.
	Poke func(jobIDs []string)
}

// Bus carries news to those who are looking at a screen. Losing one costs them a refresh, and nothing else.
type Bus interface {
	Publish(ctx context.Context, events ...Event)
}

// Event says that a report came into, changed in or left a clinic's inbox.
type Event struct {
	ClinicID string `json:"c"`
	ReportID string `json:"r"`
	Change   string `json:"k"` // ARRIVED CHANGED SIGNED REOPENED HANDED_OFF
}

// Stopwatch measures how long something takes on this machine: a measurement, and no fact of the clinic, whose time comes
// from the clock.
func Stopwatch() (elapsed func() time.Duration) {
	began := time.Now()                                      //nolint:forbidigo // a measurement of this machine
	return func() time.Duration { return time.Since(began) } //nolint:forbidigo // a measurement of this machine
}

// Now is the time of this practice, in UTC and in microseconds, which is what both databases keep.
func (p *Practice) Now() time.Time { return p.Clock().UTC().Truncate(time.Microsecond) }
