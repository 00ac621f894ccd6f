package pdf

import (
	"math"
	"slices"
	"strings"
)

// Distances between letters, in parts of the letters' size.
const (
	sameLine  = 0.45 // of two baselines: an exponent still belongs to its line
	wordGap   = 0.15
	columnGap = 1.0  // wider than the space of any font, narrower than the gap between columns
	twice     = 0.15 // the same letter drawn again beside itself, to look bold
	raised    = 0.2
)

// layout sets a page's letters into lines from the top, and each line from the left.
func layout(marks []mark) string {
	kept := marks[:0]
	for _, m := range marks {
		if strings.TrimSpace(m.s) != "" && !math.IsNaN(m.x+m.y) && !math.IsInf(m.x+m.y, 0) {
			kept = append(kept, m)
		}
	}
	slices.SortStableFunc(kept, func(a, b mark) int { return compare(b.y, a.y) })
	var lines []string
	for len(kept) > 0 {
		n := 1
		base := kept[0]
		for n < len(kept) && base.y-kept[n].y < sameLine*math.Max(base.size, kept[n].size) {
			if kept[n].size > base.size { // the exponent came first; the line is that of the larger letters
				base = kept[n]
			}
			n++
		}
		line := slices.Clone(kept[:n])
		kept = kept[n:]
		slices.SortStableFunc(line, func(a, b mark) int { return compare(a.x, b.x) })
		lines = append(lines, joined(line))
	}
	return strings.Join(lines, "\n")
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// joined writes the letters of a line. A small raised digit behind a digit is an exponent and gets its mark: 10^9, not 109.
func joined(line []mark) string {
	var b strings.Builder
	var last mark
	for i, m := range line {
		if i > 0 {
			if m.s == last.s && math.Abs(m.x-last.x) < twice*m.size && math.Abs(m.y-last.y) < twice*m.size {
				continue
			}
			gap := m.x - (last.x + last.width)
			size := math.Min(m.size, last.size)
			switch {
			case gap > columnGap*size:
				b.WriteString("   ")
			case gap > wordGap*size:
				b.WriteString(" ")
			}
			if m.size < 0.85*last.size && m.y-last.y > raised*last.size && digit(m.s) && digit(last.s) {
				b.WriteString("^")
			}
		}
		b.WriteString(m.s)
		last = m
	}
	return b.String()
}

func digit(s string) bool { return len(s) == 1 && s[0] >= '0' && s[0] <= '9' }
