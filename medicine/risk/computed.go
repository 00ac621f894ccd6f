package risk

import (
	"math"
	"slices"
	"time"

	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/medicine/labs"
)

// computed are the inputs that follow from others. They are called in the order of inputs.yaml, so that what one needs stands
// before it.
var computed = map[string]func(f *facts, x *fact){
	"age": age, "egfr": egfr, "diagnosis_age": diagnosisAge, "deranged_liver": derangedLiver,
	"labile_inr": labileINR, "moderate_ckd": moderateCKD,
}

func age(f *facts, x *fact) {
	x.known, x.value, x.why = f.ageKnown, f.age, phrase{"The birth date is unknown.", "出生日期未知。"}
}

// egfr is computed from the latest creatinine by CKD-EPI 2021, so that every person's is by the same equation. A reported eGFR
// counts only where it is later than the creatinine, or where there is none.
func egfr(f *facts, x *fact) {
	crea, reported := f.get("creatinine"), f.get("reported_egfr")
	sex := f.chart.Person.Sex
	years, ok := f.chart.Person.AgeAt(crea.at)
	fits := crea.known && ok && years >= 18 && (sex == medicine.Female || sex == medicine.Male)
	switch {
	case fits && (!reported.known || !reported.at.After(crea.at)):
		x.known, x.value, x.at, x.id = true, labs.EGFR2021(crea.value, years, sex), crea.at, crea.id
		x.assumed = phrase{"From creatinine, by CKD-EPI 2021.", "由肌酐按CKD-EPI 2021计算。"}
	case reported.known:
		x.known, x.value, x.at, x.id = true, reported.value, reported.at, reported.id
	default:
		x.why = phrase{"No creatinine and no eGFR of the last 2 years can be used.", "近2年没有可用的肌酐或eGFR。"}
	}
}

// diagnosisAge is the age at which type 2 diabetes began, by the date of its problem.
func diagnosisAge(f *facts, x *fact) {
	d := f.get("type_2_diabetes")
	years, ok := f.chart.Person.AgeAt(d.at)
	x.known, x.value, x.at, x.chart = d.yes() && ok, years, d.at, d.chart
	x.why = phrase{"The problem list does not say when diabetes was diagnosed.", "问题清单没有写明糖尿病的诊断时间。"}
}

// derangedLiver is HAS-BLED's biochemical sign: bilirubin above twice, and one of ALT, AST and alkaline phosphatase above three
// times the upper limit. Without bilirubin, or without any of the three, it is unknown.
func derangedLiver(f *facts, x *fact) {
	bili := f.times("bilirubin")
	enzyme, measured := 0.0, false
	for _, key := range []string{"alt", "ast", "alp"} {
		if t := f.times(key); t >= 0 {
			enzyme, measured = max(enzyme, t), true
		}
	}
	b := f.get("bilirubin")
	x.why = phrase{"Bilirubin with a liver enzyme is not known for the last 2 years.", "近2年没有胆红素及肝酶结果。"}
	if bili < 0 || !measured {
		return
	}
	x.known, x.at, x.id = true, b.at, b.id
	if bili > 2 && enzyme > 3 {
		x.value = 1
	}
}

// times is a result as a multiple of its upper limit, -1 when it is not known.
func (f *facts) times(key string) float64 {
	x := f.get(key)
	a, ok := f.cat.Analyte(x.rule.Analyte)
	if !ok || !x.known {
		return -1
	}
	limit, ok := a.UpperLimit(&f.chart.Person, f.age)
	if !ok || limit <= 0 {
		return -1
	}
	return x.value / limit
}

// Time in range: over the last half year, between INR 2.0 and 3.0, by straight lines between results; gaps of more than 56 days are
// left out (Rosendaal 1993). At least 28 days must be covered, which is the project's own choice.
const (
	inrLow, inrHigh = 2.0, 3.0
	inrGap          = 56 * 24 * time.Hour
	inrCovered      = 28 * 24 * time.Hour
	inrEnough       = 0.6
)

func labileINR(f *facts, x *fact) {
	if !f.get("vitamin_k_antagonist").yes() {
		x.known, x.assumed = true, phrase{"Not on a vitamin K antagonist.", "未使用维生素K拮抗剂。"}
		return
	}
	since := f.chart.Now.AddDate(0, 0, -183)
	recent := slices.DeleteFunc(slices.Clone(f.inrs), func(i inr) bool { return i.at.Before(since) })
	slices.SortFunc(recent, func(a, b inr) int { return a.at.Compare(b.at) })
	inside, covered := timeInRange(recent)
	if covered < inrCovered {
		x.why = phrase{"INR results of the last 6 months cover less than 28 days.", "近6个月的INR结果覆盖不足28天。"}
		return
	}
	x.known, x.at = true, recent[len(recent)-1].at
	if inside.Hours()/covered.Hours() < inrEnough {
		x.value = 1
	}
}

// timeInRange is how long the INR was in range, and how long it is known for. Results are in order of time.
func timeInRange(list []inr) (inside, covered time.Duration) {
	for i := 1; i < len(list); i++ {
		a, b := list[i-1], list[i]
		gap := b.at.Sub(a.at)
		if gap <= 0 || gap > inrGap {
			continue
		}
		covered += gap
		low, high := min(a.value, b.value), max(a.value, b.value)
		if low == high {
			if low >= inrLow && low <= inrHigh {
				inside += gap
			}
			continue
		}
		share := (min(high, inrHigh) - max(low, inrLow)) / (high - low)
		inside += time.Duration(max(share, 0) * float64(gap))
	}
	return inside, covered
}

// Limits of kidney disease, in mL/min/1.73 m2 and mg/g.
const (
	ckdGFR, mildGFR   = 45, 60
	ckdACR, severeACR = 30, 300
)

// mgPerG is the mg/g of albumin to creatinine that are 1 mg/mmol.
const mgPerG = 8.84

// moderateCKD is what the ESC guidelines exempt from SCORE2 and SCORE2-Diabetes: eGFR below 45; below 60 with an albumin/creatinine
// ratio of 30 mg/g and over; or a ratio above 300 mg/g. Without a ratio, albuminuria is taken as absent; without an eGFR, the
// disease is taken as absent unless the problem list holds it.
func moderateCKD(f *facts, x *fact) {
	gfr, acr := f.get("egfr"), f.get("uacr")
	ratio := math.Round(acr.value * mgPerG)
	x.at, x.id = gfr.at, gfr.id
	switch {
	case acr.known && ratio > severeACR:
		x.known, x.value, x.at, x.id = true, 1, acr.at, acr.id
	case gfr.known && (gfr.value < ckdGFR || gfr.value < mildGFR && acr.known && ratio >= ckdACR):
		x.known, x.value = true, 1
	case gfr.known && !acr.known:
		x.known, x.assumed = true, phrase{"No albumin/creatinine ratio of the last 1 year: taken as normal.", "近1年没有尿白蛋白/肌酐比值，按正常处理。"}
	case gfr.known:
		x.known = true
	case f.hasCKD():
		x.why = phrase{"Chronic kidney disease is on the problem list, and no eGFR of the last 2 years is known.", "问题清单有慢性肾脏病，但近2年没有eGFR。"}
	default:
		x.known, x.assumed = true, phrase{"Taken as absent: no eGFR of the last 2 years, and not on the problem list.", "近2年没有eGFR，问题清单中也没有，按无处理。"}
	}
}

func (f *facts) hasCKD() bool {
	return slices.ContainsFunc(f.chart.Problems, func(p medicine.Problem) bool {
		return p.Active && f.cat.ProblemClasses(&p).Has("ckd")
	})
}
