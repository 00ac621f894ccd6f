package medicine

import "time"

// Pattern is what several facts of a chart are consistent with, told as a consideration: never a diagnosis made. Every
// text stands in English and Chinese, because it is shown as it is, and not written again by anybody.
type Pattern struct {
	Supports   string // what is to be considered: "Iron deficiency anaemia"
	SupportsZH string
	For        []Evidence // facts of this chart that speak for it; never empty
	Against    []Evidence // facts of this chart that speak against it
	Settle     string     // what would settle it: "Ferritin, with CRP"; "" when nothing more is needed
	SettleZH   string
	Awaits     []string // catalogue keys of the tests that would settle it
	Next       string   // the suggested next step, in plain words
	NextZH     string
	Due        time.Duration // by when, from the interpretation; 0 when there is no hurry
	Sources    []string      // citation keys, never empty
}

// Evidence is one fact of the chart, and where it stands.
type Evidence struct {
	Text   string // "Ferritin 6 ug/L, below 30 ug/L"
	TextZH string
	// What it rests on: ids of findings of this interpretation, or of observations, problems and medicines of the chart.
	Findings     []string
	Observations []string
	Chart        []string
}

// Point is one value of a series, in the analyte's canonical unit.
type Point struct {
	At          time.Time
	Value       float64
	Observation string // id
}

// Slope is the straight line through a series by least squares.
type Slope struct {
	PerYear float64 // canonical units a year
	Points  int     // how many values it rests on, at least three
	From    time.Time
	To      time.Time
}
