package workers

import "github.com/famulus-health/famulus/practice"

// Handlers maps each kind of job to what does it, one file a kind.
func Handlers() map[string]Handler {
	return map[string]Handler{
		practice.InterpretJob:   interpret,
		practice.EscalateJob:    escalate,
		practice.DraftJob:       draft,
		practice.PlanReviewsJob: planReviews,
		practice.ReviewJob:      review,
	}
}

// slow are the kinds that wait for somebody else's machine. They have places of their own, so that what a person waits
// for never stands behind them, and a lease that is renewed.
var slow = map[string]bool{practice.DraftJob: true}
