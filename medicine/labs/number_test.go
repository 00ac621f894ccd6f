package labs

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestPlainNumber: the short way of reading a number gives what ParseFloat gives, to the last bit, or leaves it to the long way.
func TestPlainNumber(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"0", "5.4", "0.005", "1000", "123456789012345", "1234567.89012345", "007.50"} {
		if _, ok := plainNumber(s); !ok {
			t.Errorf("%s is a plain number", s)
		}
	}
	for _, s := range []string{"", ".", "5.", ".5", "-1", "1e3", "1,5", "1.2.3", "1234567890123456", "12345678901234567", " 5", "५"} {
		if v, ok := plainNumber(s); ok {
			t.Errorf("%q is not a plain number: %v", s, v)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[0-9]{1,16}(\.[0-9]{0,15})?`).Draw(t, "digits")
		want, err := strconv.ParseFloat(s, 64)
		if v, ok := plainNumber(s); ok && (err != nil || v != want) {
			t.Fatalf("%s: %v, and not %v", s, v, want)
		}
	})
}

// TestLoincNumber: no two codes of the catalogue have one number, and what is not written as a code has none.
func TestLoincNumber(t *testing.T) {
	t.Parallel()
	codes := map[uint32]string{}
	for _, a := range Default().Analytes() {
		for _, code := range a.LOINC {
			n := loincNumber(code)
			if other, twice := codes[n]; n == 0 || twice {
				t.Errorf("%s has the number %d, and so has %q", code, n, other)
			}
			codes[n] = code
		}
	}
	for _, s := range []string{"", "2823", "02823-3", "2823-", "-3", "28-23-3", "2823-x", "1234567890-1", "28233", "2823 3"} {
		if n := loincNumber(s); n != 0 {
			t.Errorf("%q has the number %d", s, n)
		}
	}
}
