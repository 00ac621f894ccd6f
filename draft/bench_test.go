package draft_test

import (
	"context"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/draft/eval"
)

// twenty is a report of twenty results with a bit of everything.
func twenty(tb testing.TB) draft.Facts {
	tb.Helper()
	cases, err := eval.Cases(7, 60)
	if err != nil {
		tb.Fatal(err)
	}
	for _, c := range cases {
		if n := len(c.Facts.Interpretation.Findings); n >= 20 && n <= 21 && c.Facts.Interpretation.Triage == "CRITICAL" {
			return c.Facts
		}
	}
	tb.Fatal("no case of twenty results")
	return draft.Facts{}
}

// cpu is the processor time that this process has used: on a busy machine the time on the wall tells little.
func cpu(tb testing.TB) time.Duration {
	tb.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkFourTexts writes, checks and renders the doctor's and the patient's text in both languages.
func BenchmarkFourTexts(b *testing.B) {
	facts := twenty(b)
	b.ReportAllocs()
	began := cpu(b)
	defer func() { b.ReportMetric(float64((cpu(b)-began).Microseconds())/1000/float64(b.N), "cpu-ms/op") }()
	for b.Loop() {
		for _, a := range []draft.Audience{draft.Doctor, draft.Patient} {
			for _, l := range draft.Langs {
				d, err := draft.Template{}.Write(context.Background(), facts, a, l)
				if err != nil {
					b.Fatal(err)
				}
				if refusals := draft.Check(facts, d); len(refusals) > 0 {
					b.Fatal(refusals)
				}
				if _, err := draft.Render(facts, d); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

// BenchmarkLongText checks one sentence of the greatest length, of the kinds that are dearest: no writer may stall the
// check. A text over the limit is refused unread.
func BenchmarkLongText(b *testing.B) {
	facts := golden(b, "critical_potassium")
	for _, part := range []string{"not high, ", "all normal is ", "高不"} {
		l := draft.English
		if part == "高不" {
			l = draft.Chinese
		}
		d := draft.Draft{Audience: draft.Doctor, Lang: l, Sentences: []draft.Sentence{{Section: draft.Matters,
			Findings: []string{"potassium", "sodium"}, Text: strings.Repeat(part, 1490/len([]rune(part)))}}}
		b.Run(part, func(b *testing.B) {
			for b.Loop() {
				draft.Check(facts, d)
			}
		})
	}
}
