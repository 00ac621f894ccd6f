package labs

import (
	"slices"
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
	n := 1
	for i := in.past.first[j.analyte.index]; i >= 0 && n < medicine.SeriesLimit; i = in.past.entries[i].next {
		n++
	}
	points := make([]medicine.Point, 1, n)
	points[0] = medicine.Point{At: j.at, Value: j.value.lo, Observation: j.Observations[0]}
	for i := in.past.first[j.analyte.index]; i >= 0 && len(points) < medicine.SeriesLimit; i = in.past.entries[i].next {
		e := &in.past.entries[i]
		if !in.past.at(e).Before(j.at) {
			continue
		}
		if v, ok := in.pastValue(j.analyte, e); ok {
			points = append(points, medicine.Point{At: in.past.at(e), Value: v, Observation: in.past.id(e)})
		}
	}
	slices.Reverse(points)
	j.Series, j.Slope = points, slope(points)
}

// slope is the straight line through points, oldest first and at most SeriesLimit, by least squares.
func slope(points []medicine.Point) *medicine.Slope {
	n := len(points)
	if n < slopeLeastPoints || points[n-1].At.Sub(points[0].At) < slopeLeastSpan {
		return nil
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
	return &medicine.Slope{PerYear: tidy(xy / xx), Points: n, From: points[0].At, To: points[n-1].At}
}

func years(d time.Duration) float64 { return float64(d) / float64(year) }
