package model

import (
	"context"
	"sync"
	"time"
)

type clinicKey struct{}

// WithClinic says whose request it is, so that it counts on that clinic's places and tokens. Without it requests count
// on nobody's: all of them together.
func WithClinic(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, clinicKey{}, id)
}

func clinicOf(ctx context.Context) string {
	id, _ := ctx.Value(clinicKey{}).(string)
	return id
}

// quota holds each clinic to so many requests at a time, and so many tokens a day (UTC). It lives in this process: two
// processes allow twice as much, and a restart forgets what was spent.
type quota struct {
	places int   // 0: no limit
	tokens int64 // 0: no limit
	now    func() time.Time

	mu      sync.Mutex
	clinics map[string]*account
}

type account struct {
	running int
	day     string
	spent   int64
}

// enter takes a place, or says at once that there is none. leave must be called with the tokens that were used.
func (q *quota) enter(clinic string) (leave func(tokens int64), err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.now().UTC()
	a := q.account(clinic, now)
	if q.tokens > 0 && a.spent >= q.tokens {
		midnight := now.Truncate(24 * time.Hour).Add(24 * time.Hour)
		return nil, &Error{Kind: ErrBudget, RetryAfter: midnight.Sub(now)}
	}
	if q.places > 0 && a.running >= q.places {
		return nil, &Error{Kind: ErrBusy, Detail: "the clinic's places are taken", RetryAfter: time.Second}
	}
	a.running++
	return func(tokens int64) {
		q.mu.Lock()
		defer q.mu.Unlock()
		a := q.account(clinic, q.now().UTC())
		a.running--
		a.spent += tokens
	}, nil
}

// account is the clinic's, with the spending of another day forgotten.
func (q *quota) account(clinic string, now time.Time) *account {
	a := q.clinics[clinic]
	if a == nil {
		a = &account{}
		q.clinics[clinic] = a
	}
	if day := now.Format(time.DateOnly); a.day != day {
		a.day, a.spent = day, 0
	}
	return a
}
