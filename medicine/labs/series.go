package labs

import (
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// What a slope rests on: fewer values, or a shorter time, say more of chance than of the person.
const (
	slopeLeastPoints = 3
	slopeLeastSpan   = 30 * day
	year             = 365.25 * 24 * time.Hour
)

// series gives a finding that can be compared its earlier values and, where they allow it, the line through them.
func (in *interpreter) series(j *judged) {
	if j.at.IsZero() {
		return
	}
	var latest [medicine.SeriesLimit]medicine.Point
	n := 0
	for i := in.past.first[j.analyte.index]; i >= 0 && n < len(latest)-1; i = in.past.entries[i].next {
		e := &in.past.entries[i]
		if !in.past.at(e).Before(j.at) {
			continue
		}
		if v, ok := in.pastValue(j.analyte, e); ok {
			latest[n] = medicine.Point{At: in.past.at(e), Value: v, Observation: in.past.id(e)}
			n++
		}
	}
	points := in.room(n + 1)
	for i := range points[:n] {
		points[i] = latest[n-1-i]
	}
	points[n] = medicine.Point{At: j.at, Value: j.value.lo, Observation: j.Observations[0]}
	j.Series = points
	if line, ok := slope(points); ok {
		j.parts.slope = line
		j.Slope = &j.parts.slope
	}
}

// room is a place for the points of one series, cut from one that serves several.
func (in *interpreter) room(n int) []medicine.Point {
	if cap(in.points)-len(in.points) < n {
		in.points = make([]medicine.Point, 0, 10*medicine.SeriesLimit)
	}
	start := len(in.points)
	in.points = in.points[:start+n]
	return in.points[start : start+n : start+n]
}

// slope is the straight line through points, oldest first and at most SeriesLimit, by least squares. ok is false
// where they say too little.
func slope(points []medicine.Point) (line medicine.Slope, ok bool) {
	n := len(points)
	if n < slopeLeastPoints || points[n-1].At.Sub(points[0].At) < slopeLeastSpan {
		return line, false
	}
	var at [medicine.SeriesLimit]float64
	var x, y float64
	for i := range points {
		at[i] = years(points[i].At.Sub(points[0].At))
		x += at[i]
		y += points[i].Value
	}
	x, y = x/float64(n), y/float64(n)
	var xy, xx float64
	for i := range points {
		dx := at[i] - x
		xy += dx * (points[i].Value - y)
		xx += dx * dx
	}
	return medicine.Slope{PerYear: tidy(xy / xx), Points: n, From: points[0].At, To: points[n-1].At}, true
}

func years(d time.Duration) float64 { return float64(d) / float64(year) }
