package labs

import (
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// sameSample is how far apart the times of two results may be that are taken to be of one sample: tubes of one venepuncture
// are labelled within minutes of each other.
const sameSample = 15 * time.Minute

// derive adds the computed findings. A value is computed only when the report does not state it, every input is a plain
// number in a known unit, and all inputs are of the same sample. It becomes a finding only when it adds something (the
// rule stands at each derivation). Outside the limits of an equation there is no number; the first input says why.
func (in *interpreter) derive() (computed []*judged) {
	where := in.places()
	for d := range derivations {
		der := &derivations[d]
		a := in.c.byKey[der.key]
		if a == nil || where[a.index] != 0 {
			continue
		}
		var box [4]*judged
		from := box[:0]
		for _, key := range der.inputs {
			if j := in.input(key, where); j != nil && len(from) < len(box) {
				from = append(from, j)
			}
		}
		if len(from) < len(der.inputs) || !from[0].ageOK || !ofOneSample(from) || der.adds != nil && !der.adds(in, from) {
			continue
		}
		var values [4]float64
		for i, j := range from {
			values[i] = j.unrounded()
		}
		v, why := der.compute(in, from, values[:len(from)])
		switch {
		case why == notForThem:
		case why != said{}:
			from[0].because(medicine.TriageNormal, "not_computed", said{a.Name + " was not computed: " + why.en + ".", "未计算" + a.NameZH + "：" + why.zh + "。"})
		default:
			if j := in.derived(a, der, roundTo(v, a.Decimals), from); j != nil {
				computed = append(computed, j)
			}
		}
	}
	return computed
}

// notForThem is the refusal that needs no words.
var notForThem = said{"-", "-"}

// places finds the results by analyte index: 0 not in the report, -1 more than once, else the place plus one.
func (in *interpreter) places() []int32 {
	where := make([]int32, len(in.c.analytes))
	for i := range in.judged {
		if a := in.judged[i].analyte; a != nil {
			if where[a.index] == 0 {
				where[a.index] = int32(i + 1)
			} else {
				where[a.index] = -1
			}
		}
	}
	return where
}

// input is the only plain value of an analyte in the report; nil when there is none, or there are several. "a|b" is a, and
// b where there is no a.
func (in *interpreter) input(keys string, where []int32) *judged {
	for key := range strings.SplitSeq(keys, "|") {
		a := in.c.byKey[key]
		if a == nil || where[a.index] == 0 {
			continue
		}
		if where[a.index] < 0 {
			return nil
		}
		if j := &in.judged[where[a.index]-1]; j.placed && j.value.exact() {
			return j
		}
		return nil
	}
	return nil
}

func ofOneSample(from []*judged) bool {
	for _, j := range from[1:] {
		if j.at.Sub(from[0].at).Abs() > sameSample {
			return false
		}
	}
	return true
}

// unrounded is the canonical value before it was rounded to the analyte's decimals.
func (j *judged) unrounded() float64 {
	if j.by == nil {
		return j.value.lo
	}
	return j.parsed.reading.lo*j.by.Multiply + j.by.Add
}

// derived judges a computed value by the clinic's own interval, else the catalogue's. It is nil for one that nobody can judge,
// unless the derivation can say what it means.
func (in *interpreter) derived(a *Analyte, der *derivation, v float64, from []*judged) *judged {
	bands, _ := a.bandsFor(&in.chart.Person, from[0].age, true)
	ref, ok := in.clinicReference(a)
	switch {
	case ok:
	case len(bands) > 0:
		ref = catalogueReference(a, bands)
	case der.meaning == nil:
		return nil
	}
	j := &judged{parts: &parts{}, analyte: a, value: exactly(v), placed: true, at: from[0].at, age: from[0].age, ageOK: true}
	j.Kind, j.ID, j.Analyte, j.Label, j.LabelZH = medicine.DerivedFinding, a.Key, a.Key, a.Name, a.NameZH
	j.Triage = medicine.TriageNormal
	in.number(j)
	j.Value = medicine.Value{Kind: medicine.QuantityValue, Number: strconv.FormatFloat(v, 'f', a.Decimals, 64), Unit: a.Unit}
	j.parts.canonical = medicine.Quantity{Value: v, Unit: a.Unit}
	j.Canonical = &j.parts.canonical
	for _, f := range from {
		j.Observations = append(j.Observations, f.Observations...)
		if f.has("preliminary") || f.has("status_unknown") || f.has("note") {
			j.because(medicine.TriageNeedsReading, "input_unread", said{"Computed from a result that must be read first.", "由尚需阅读的结果计算而来。"})
		}
	}
	if ref.origin == "" {
		j.unread(medicine.FlagNotJudged, "index", der.meaning(v))
	} else {
		in.holdAgainst(j, &ref)
	}
	in.holdCritical(j)
	if der.onlyIfOut && side(j.Flag) == 0 && side(from[0].Flag) == 0 {
		in.times[a.index]--
		return nil
	}
	return j
}

// clinicReference is the clinic's own interval for an analyte, where it has one in a unit that is known.
func (in *interpreter) clinicReference(a *Analyte) (reference, bool) {
	iv, has := in.chart.Settings.Intervals[a.Key]
	if !has {
		return reference{}, false
	}
	l, ok := in.c.clinicLimits(a, iv)
	return reference{limits: l, unit: a.Unit, origin: medicine.OriginClinic, text: iv.Text, source: iv.Source}, ok
}

// kidneyCategories names the KDIGO categories of a lowered eGFR or a raised albumin/creatinine ratio in adults. While the
// creatinine is changing as in acute injury, no category holds, and the eGFR itself may be wrong.
func (in *interpreter) kidneyCategories() {
	var egfr, acr *judged
	acute := false
	for i := range in.judged {
		j := &in.judged[i]
		switch j.Analyte {
		case "egfr":
			egfr = j
		case "urine_acr":
			acr = j
		case "creatinine":
			acute = acute || j.has("aki_1") || j.has("aki_2") || j.has("aki_3")
		}
	}
	if in.chart.Person.Pregnant {
		return
	}
	known := func(j *judged) bool { return j != nil && j.Canonical != nil && j.ageOK && j.age >= 18 }
	if acute {
		if known(egfr) {
			egfr.because(medicine.TriageNormal, "egfr_unsteady", said{"The creatinine is changing, so the eGFR may be wrong.", "肌酐正在变化，eGFR可能不准确。"})
		}
		return
	}
	low, leaks := known(egfr) && egfr.Canonical.Value < 60, known(acr) && acr.Canonical.Value >= 3
	switch {
	case known(egfr) && known(acr) && (low || leaks):
		g, a := KDIGOGFR(egfr.Canonical.Value), KDIGOAlbumin(acr.Canonical.Value)
		text := kdigoSaid(g+" "+a, KDIGORisk(g, a))
		egfr.because(medicine.TriageNormal, "kdigo", text)
		acr.because(medicine.TriageNormal, "kdigo", text)
	case low:
		egfr.because(medicine.TriageNormal, "kdigo", kdigoSaid(KDIGOGFR(egfr.Canonical.Value), ""))
	case leaks:
		acr.because(medicine.TriageNormal, "kdigo", kdigoSaid(KDIGOAlbumin(acr.Canonical.Value), ""))
	}
}
