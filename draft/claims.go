package draft

import (
	"math"
	"slices"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// claim is what a class of words says of a finding: when it is true, and when it is known to be false. Neither holds
// when the facts cannot tell, and then neither may be said.
type claim struct {
	class class
	rule  string
	holds func(fd *medicine.Finding) bool
	fails func(fd *medicine.Finding) bool
}

// claims on a finding, in the order they are tested.
var claims = []claim{
	{clHigh, "direction", isHigh, func(fd *medicine.Finding) bool { return isJudged(fd) && !isHigh(fd) }},
	{clLow, "direction", isLow, func(fd *medicine.Finding) bool { return isJudged(fd) && !isLow(fd) }},
	{clOut, "direction", isOut, func(fd *medicine.Finding) bool { return fd.Flag == medicine.FlagNormal }},
	{clCritical, "urgency", isCritical, func(fd *medicine.Finding) bool { return isJudged(fd) && !isCritical(fd) }},
	{clSevere, "degree", isCritical, never},
	{clMild, "degree", isMild, never},
	{clNormal, "reassurance", isNormal, isOut},
	{clRising, "direction", moves(medicine.Rising), moves(medicine.Falling, medicine.Steady)},
	{clFalling, "direction", moves(medicine.Falling), moves(medicine.Rising, medicine.Steady)},
	{clSteady, "direction", isSteady, isSignificant},
	{clBetter, "direction", isBetter, isWorse},
	{clWorse, "direction", isWorse, func(fd *medicine.Finding) bool { return isBetter(fd) || isSteady(fd) }},
	{clSignificant, "direction", isSignificant, isSteady},
	{clFirst, "history", func(fd *medicine.Finding) bool { return fd.First && fd.Change == nil }, hasEarlier},
	{clEarlier, "history", hasEarlier, func(fd *medicine.Finding) bool { return fd.First && fd.Change == nil }},
	{clJudged, "unjudged", isJudged, func(fd *medicine.Finding) bool { return !isJudged(fd) }},
	{clPending, "unjudged", isPending, func(fd *medicine.Finding) bool { return !isPending(fd) }},
	{clSlopeUp, "direction", slopes(1), slopes(-1)},
	{clSlopeDown, "direction", slopes(-1), slopes(1)},
	{clRemains, "history", remains, never},
	{clPositive, "direction", isPositive, isNegative},
	{clNegative, "reassurance", isNegative, isPositive},
}

func never(*medicine.Finding) bool { return false }

func isJudged(fd *medicine.Finding) bool {
	return fd.Flag != medicine.FlagNotJudged && fd.Flag != medicine.FlagNeedsReading && fd.Flag != ""
}

func isHigh(fd *medicine.Finding) bool {
	return fd.Flag == medicine.FlagHigh || fd.Flag == medicine.FlagCriticalHigh
}

func isLow(fd *medicine.Finding) bool {
	return fd.Flag == medicine.FlagLow || fd.Flag == medicine.FlagCriticalLow
}

func isOut(fd *medicine.Finding) bool { return isJudged(fd) && fd.Flag != medicine.FlagNormal }

// isNormal asks for flag and triage: a value within its range that a rule found grave is not to be called normal.
func isNormal(fd *medicine.Finding) bool {
	return fd.Kind != medicine.PatternFinding && fd.Flag == medicine.FlagNormal
}

// isPending: the source says that the result is still to come.
func isPending(fd *medicine.Finding) bool {
	return fd.Value.Absent == "PENDING" || len(fd.Reasons) > 0 && fd.Reasons[0].Code == "pending"
}

func hasEarlier(fd *medicine.Finding) bool { return fd.Change != nil }

func moves(directions ...medicine.Direction) func(*medicine.Finding) bool {
	return func(fd *medicine.Finding) bool {
		return fd.Change != nil && slices.Contains(directions, fd.Change.Direction)
	}
}

func isSignificant(fd *medicine.Finding) bool { return fd.Change != nil && fd.Change.Significant }

// slopes says that the straight line through the values goes up (1) or down (-1).
func slopes(sign float64) func(*medicine.Finding) bool {
	return func(fd *medicine.Finding) bool { return fd.Slope != nil && fd.Slope.PerYear*sign > 0 }
}

// remains: the earlier value stood where the present one does, below, within or above the same interval.
func remains(fd *medicine.Finding) bool {
	i := fd.Interval
	if fd.Change == nil || fd.Canonical == nil || i == nil || i.Unit != fd.Change.Previous.Unit || i.Unit != fd.Canonical.Unit {
		return false
	}
	return place(i, fd.Change.Previous.Value) == place(i, fd.Canonical.Value)
}

func place(i *medicine.Interval, x float64) int {
	switch {
	case i.Low != nil && x < *i.Low:
		return -1
	case i.High != nil && x > *i.High:
		return 1
	}
	return 0
}

// isSteady: no change, or one that is known to be within what varies by itself.
func isSteady(fd *medicine.Finding) bool {
	c := fd.Change
	return c != nil && !c.Significant && (c.Direction == medicine.Steady || c.Limit > 0)
}

func isBetter(fd *medicine.Finding) bool {
	before, now, ok := distances(fd)
	return ok && isSignificant(fd) && now < before
}

func isWorse(fd *medicine.Finding) bool {
	before, now, ok := distances(fd)
	return ok && isSignificant(fd) && now > before
}

// distances are how far the earlier and the present value lie outside the interval, in its unit.
func distances(fd *medicine.Finding) (before, now float64, ok bool) {
	i := fd.Interval
	if fd.Change == nil || fd.Canonical == nil || i == nil || i.Unit != fd.Change.Previous.Unit || i.Unit != fd.Canonical.Unit {
		return 0, 0, false
	}
	return outside(i, fd.Change.Previous.Value), outside(i, fd.Canonical.Value), true
}

func outside(i *medicine.Interval, x float64) float64 {
	switch {
	case i.Low != nil && x < *i.Low:
		return *i.Low - x
	case i.High != nil && x > *i.High:
		return x - *i.High
	}
	return 0
}

// mildShare is how far, as a share of the limit, a value may lie outside and still be called slightly high or low.
const mildShare = 0.10

// isMild: outside by a tenth of the limit at most, and nothing that somebody must act on today.
func isMild(fd *medicine.Finding) bool {
	i := fd.Interval
	if !isHigh(fd) && !isLow(fd) || isCritical(fd) || fd.Triage == medicine.TriageUrgent || i == nil || fd.Canonical == nil ||
		i.Unit != fd.Canonical.Unit {
		return false
	}
	limit := i.Low
	if isHigh(fd) {
		limit = i.High
	}
	return limit != nil && outside(i, fd.Canonical.Value) <= mildShare*math.Abs(*limit)
}

func isPositive(fd *medicine.Finding) bool {
	text := strings.ToLower(fd.Value.Text)
	return !isNegative(fd) && (containsAny(text, "pos", "detect", "reactive", "present", "阳", "检出") || isOut(fd) && text != "")
}

func isNegative(fd *medicine.Finding) bool {
	text := strings.ToLower(fd.Value.Text)
	return containsAny(text, "neg", "not detected", "undetected", "non-reactive", "nonreactive", "absent", "阴", "未检出")
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
