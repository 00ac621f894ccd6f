package labs

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

func creatinineSeries(t *testing.T, now string, earlier map[int]string) medicine.Finding {
	t.Helper()
	result := func(id, number string, daysAgo int) medicine.Observation {
		return medicine.Observation{ID: id, Label: "Creatinine", Status: medicine.Final, Effective: caseNow.Add(-time.Duration(daysAgo) * day),
			Value: medicine.Value{Kind: medicine.QuantityValue, Number: number, Unit: "umol/L"}}
	}
	chart := medicine.Chart{Now: caseNow, Person: medicine.Person{Sex: medicine.Male, BirthDate: birth(60)}}
	for days, number := range earlier { // in any order: a map
		chart.History = append(chart.History, result(fmt.Sprint("h", days), number, days))
	}
	report := medicine.Report{ID: "r", Status: medicine.Final, Effective: caseNow, Results: []medicine.Observation{result("o", now, 0)}}
	f := findingByID(Default().Interpret(chart, report).Findings, "creatinine")
	if f == nil {
		t.Fatal("no finding")
	}
	return *f
}

// TestSeries: oldest first, this value last, the latest twelve, and no value that cannot be compared.
func TestSeries(t *testing.T) {
	t.Parallel()
	earlier := map[int]string{7: "<20", 8: "not done"}
	for i := range 20 {
		earlier[10*(i+1)] = fmt.Sprint(80 + i)
	}
	f := creatinineSeries(t, "79", earlier)
	if n := len(f.Series); n != medicine.SeriesLimit || f.Series[n-1].Observation != "o" || f.Series[n-1].Value != 79 || f.Series[0].Observation != "h110" {
		t.Errorf("%d: %+v", n, f.Series)
	}
	for i := 1; i < len(f.Series); i++ {
		if !f.Series[i-1].At.Before(f.Series[i].At) {
			t.Errorf("not in the order of time: %+v", f.Series)
		}
	}
	if f := creatinineSeries(t, "79", nil); f.Series != nil || !f.First {
		t.Errorf("a first value has no series: %+v", f.Series)
	}
}

// TestSlope: the line through three values, worked by hand: 80, 90, 103 at 0, 182.625 and 365.25 days lie on a line of 23 a
// year (least squares: the ends decide). Two values, and three within a month, have none.
func TestSlope(t *testing.T) {
	t.Parallel()
	points := []medicine.Point{{At: caseNow, Value: 80}, {At: caseNow.Add(year / 2), Value: 90}, {At: caseNow.Add(year), Value: 103}}
	if s, ok := slope(points); !ok || math.Abs(s.PerYear-23) > 1e-9 || s.Points != 3 || !s.To.Equal(caseNow.Add(year)) {
		t.Errorf("%+v", s)
	}
	for _, c := range []struct {
		earlier map[int]string
		slope   bool
	}{
		{map[int]string{400: "80"}, false},
		{map[int]string{29: "80", 10: "85"}, false},
		{map[int]string{30: "80", 10: "85"}, true},
	} {
		if f := creatinineSeries(t, "90", c.earlier); (f.Slope != nil) != c.slope {
			t.Errorf("%v: %+v", c.earlier, f.Slope)
		}
	}
	if f := creatinineSeries(t, "80", map[int]string{100: "80", 50: "80"}); f.Slope == nil || f.Slope.PerYear != 0 {
		t.Errorf("a level series: %+v", f.Slope)
	}
}
