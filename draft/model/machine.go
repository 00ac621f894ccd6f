package model

import (
	"context"
	"math/rand/v2"
	"time"
)

// RealMachine is a machine whose pauses are real, on the caller's clock.
func RealMachine(now func() time.Time) Machine {
	return Machine{Now: now, Sleep: sleep, Jitter: rand.Float64}
}

// sleep waits for d, or until ctx is done.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
