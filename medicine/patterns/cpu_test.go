package patterns

import (
	"syscall"
	"testing"
	"time"
)

// reportCPU adds the processor time of the whole process to the result, as cpu-us/op: unlike the clock on the wall it stays
// honest when others use the machine. Call it just before the loop, and what it returns just after.
func reportCPU(b *testing.B) (stop func()) {
	b.Helper()
	start := processorTime(b)
	return func() {
		used := processorTime(b) - start
		b.ReportMetric(float64(used.Nanoseconds())/1000/float64(b.N), "cpu-us/op")
	}
}

func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
