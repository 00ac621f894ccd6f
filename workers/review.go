package workers

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/documents"
)

// planReviews finds whose health review is to be drafted before a visit.
func planReviews(ctx context.Context, p *practice.Practice, _ []byte, done func(context.Context, *practice.Tx) error) error {
	return documents.Plan(ctx, p, done)
}

// review drafts one of them.
func review(ctx context.Context, p *practice.Practice, payload []byte, done func(context.Context, *practice.Tx) error) error {
	var in practice.ReviewPayload
	if err := json.Unmarshal(payload, &in); err != nil {
		return fmt.Errorf("payload: %w", err)
	}
	return documents.Review(ctx, p, in.PatientID, done)
}

// Daily asks for what is done once a day in each clinic. It looks often, and the jobs' keys make it once: a process that was
// down at midnight, a clinic that is new and a second process all end in one job a clinic and day.
type Daily struct {
	p     *practice.Practice
	log   *slog.Logger
	every time.Duration
}

// NewDaily makes one that looks as often as every says.
func NewDaily(p *practice.Practice, log *slog.Logger, every time.Duration) *Daily {
	return &Daily{p, log, every}
}

// Run looks at once, and then until the context ends.
func (d *Daily) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := documents.AskDaily(ctx, d.p); err != nil && ctx.Err() == nil {
			d.log.WarnContext(ctx, "the day's work was not asked for; it will be tried again", "error", err)
		}
		pause(ctx, d.every)
	}
}
