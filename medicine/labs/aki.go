package labs

import (
	"math"
	"slices"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// Numbers of the NHS England algorithm for acute kidney injury, creatinine in umol/L (NHS England, Patient Safety Alert
// NHS/PSA/D/2014/010, "Standardising the early identification of Acute Kidney Injury", 2014), which carries out the
// creatinine criteria of KDIGO 2012.
const (
	akiStage1Ratio   = 1.5
	akiStage2Ratio   = 2.0
	akiStage3Ratio   = 3.0
	akiStage3Above   = 354.0 // with a ratio of 1.5, or the 48-hour rise
	akiRiseIn48Hours = 26.0  // more than
	day              = 24 * time.Hour
)

// kidneyInjury marks a creatinine that has risen as in acute kidney injury. Adults only, and only against this person's
// own earlier values: a first creatinine is never called acute.
func (in *interpreter) kidneyInjury() {
	for i := range in.judged {
		j := &in.judged[i]
		if j.Analyte != "creatinine" || j.Canonical == nil || !j.ageOK || j.age < 18 || in.chart.Person.Pregnant {
			continue
		}
		stage := in.akiStage(j)
		switch {
		case stage == 0:
		case stage == 3:
			j.because(medicine.TriageCritical, "aki_3", said{"Creatinine has risen as in acute kidney injury stage 3.", "肌酐升高，符合急性肾损伤3期。"})
		case stage == 2:
			j.because(medicine.TriageUrgent, "aki_2", said{"Creatinine has risen as in acute kidney injury stage 2.", "肌酐升高，符合急性肾损伤2期。"})
		default:
			j.because(medicine.TriageUrgent, "aki_1", said{"Creatinine has risen as in acute kidney injury stage 1.", "肌酐升高，符合急性肾损伤1期。"})
		}
		// RCPath G158 (2017): stage 1 with potassium above 6.0 mmol/L is telephoned as stages 2 and 3 are.
		if stage == 0 {
			continue
		}
		if k := in.input("potassium", in.places()); k != nil && k.value.lo > 6.0 {
			j.because(medicine.TriageCritical, "aki_with_potassium", said{"Acute kidney injury with a potassium above 6.0 mmol/L.", "急性肾损伤，且血钾高于6.0 mmol/L。"})
		}
	}
}

// akiStage follows the algorithm: against the lowest value of the last 7 days, else the median of 8 to 365 days; and
// failing a ratio of 1.5, the rise within 48 hours.
func (in *interpreter) akiStage(j *judged) int {
	at := timeOr(j.at, in.chart.Now)
	if at.IsZero() {
		return 0
	}
	lowest7, lowest2 := math.Inf(1), math.Inf(1)
	var older []float64
	for i := in.past.first[j.analyte.index]; i >= 0; i = in.past.entries[i].next {
		e := &in.past.entries[i]
		ago := at.Sub(in.past.at(e))
		if ago <= 0 || ago > 365*day {
			continue
		}
		v, ok := in.pastValue(j.analyte, e)
		switch {
		case !ok:
		case ago <= 7*day:
			lowest7 = math.Min(lowest7, v)
			if ago <= 2*day {
				lowest2 = math.Min(lowest2, v)
			}
		default:
			older = append(older, v)
		}
	}
	baseline := lowest7
	if math.IsInf(baseline, 1) {
		if len(older) == 0 {
			return 0
		}
		baseline = median(older)
	}
	now := j.value.lo
	ratio := tidy(now / baseline)
	switch {
	case ratio >= akiStage3Ratio:
		return 3
	case ratio >= akiStage2Ratio:
		return 2
	case ratio >= akiStage1Ratio, now-lowest2 > akiRiseIn48Hours:
		if now > akiStage3Above {
			return 3
		}
		return 1
	}
	return 0
}

func median(v []float64) float64 {
	slices.Sort(v)
	n := len(v)
	if n%2 == 1 {
		return v[n/2]
	}
	return (v[n/2-1] + v[n/2]) / 2
}
