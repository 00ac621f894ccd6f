package labs

import (
	"github.com/famulus-health/famulus/medicine"
)

// chooseReference finds the interval in the order of precedence: the report's own, the clinic's, the catalogue's.
// ok is false when none applies; then j may already say that the report's own range makes no sense.
func (in *interpreter) chooseReference(o *medicine.Observation, j *judged, by *Accepted, own Limits, state rangeState, bands []Band) (reference, bool) {
	a := j.analyte
	switch state {
	case rangeUnread:
		j.because(medicine.TriageNormal, "range_unread", said{"The range that came with the result is not one plain interval and was not used.", "随结果给出的范围不是单一区间，未采用。"})
	case rangeRead:
		ref, canonical, ok := in.ownReference(o, j, by, own)
		switch {
		case !ok:
			j.because(medicine.TriageNormal, "range_unread", said{"The range that came with the result is in a unit that is not known and was not used.", "随结果给出的范围单位未知，未采用。"})
		case !plausibleRange(a, canonical, bands):
			j.unread(medicine.FlagNeedsReading, "range_implausible", said{"The range that came with the result cannot be in the unit stated.", "随结果给出的范围不可能是所写的单位。"})
			return reference{}, false
		default:
			return ref, true
		}
	}
	if iv, has := in.chart.Settings.Intervals[a.Key]; has {
		if l, ok := in.c.clinicLimits(a, iv); ok {
			return reference{limits: l, unit: a.Unit, origin: medicine.OriginClinic, text: iv.Text, source: iv.Source}, true
		}
		j.because(medicine.TriageNormal, "clinic_interval_unread", said{"The clinic's own interval is in a unit that is not known and was not used.", "诊所自定的区间单位未知，未采用。"})
	}
	if len(bands) == 0 {
		return reference{}, false
	}
	if a.notOn != (classSet{}) && in.chartClasses().allDrugs.meets(a.notOn) {
		j.unread(medicine.FlagNotJudged, "on_treatment", said{"On this person's medicines the usual interval does not apply.", "因所用药物，通常的区间不适用。"})
		return reference{}, false
	}
	return catalogueReference(a, bands), true
}

// ownReference is the report's own range: compared in the unit as sent, so that no conversion can move a boundary; in
// the canonical unit only when range and value were sent in different units.
func (in *interpreter) ownReference(o *medicine.Observation, j *judged, by *Accepted, own Limits) (reference, Limits, bool) {
	if sameUnitText(o.Range.Unit, j.parsed.unit) {
		return reference{limits: own, sent: true, unit: by.Unit, origin: medicine.OriginReport, text: o.Range.Text},
			own.scaled(by.Multiply, by.Add), true
	}
	u, ok := in.c.accepts(j.analyte, o.Range.Unit)
	if !ok {
		return reference{}, Limits{}, false
	}
	l := own.scaled(u.Multiply, u.Add)
	return reference{limits: l, unit: j.analyte.Unit, origin: medicine.OriginReport, text: o.Range.Text}, l, true
}

func catalogueReference(a *Analyte, bands []Band) reference {
	return reference{alternatives: bands, limits: bands[0].Limits, unit: a.Unit, origin: medicine.OriginCatalogue,
		text: bands[0].Text, source: bands[0].Source}
}

// holdAgainst sets the flag by the reference interval.
func (in *interpreter) holdAgainst(j *judged, ref *reference) {
	value := j.value
	if ref.sent {
		value = j.parsed.reading
	}
	j.Interval = ref.limits.interval(&j.parts.interval, ref.unit, ref.origin, ref.text, ref.source)
	rel := ref.limits.relate(value)
	for i := 1; i < len(ref.alternatives); i++ {
		if ref.alternatives[i].Limits.relate(value) != rel {
			j.unread(medicine.FlagNeedsReading, "depends", said{
				"Whether this is normal depends on what the report does not say (" + ref.alternatives[0].When + ", " + ref.alternatives[i].When + ").",
				"是否正常取决于报告未说明的情况（" + whenZH[ref.alternatives[0].When] + "、" + whenZH[ref.alternatives[i].When] + "）。"})
			return
		}
	}
	ordinal := j.analyte.Kind == Ordinal
	switch {
	case rel == inside:
		j.Flag = medicine.FlagNormal
	case rel == uncertain:
		j.unread(medicine.FlagNeedsReading, "uncertain", said{"The value as sent may lie inside the range or outside of it.", "所报数值可能在范围之内，也可能在范围之外。"})
	case ordinal:
		j.Flag = medicine.FlagAbnormal
		j.because(medicine.TriageAbnormal, "abnormal", said{j.Label + verb(j.Label, " is", " are") + " " + in.sentText(&j.Value) + ".", j.nameZH() + "为" + in.sentText(&j.Value) + "。"})
	case rel == below:
		j.Flag = medicine.FlagLow
		j.because(medicine.TriageAbnormal, "below_range", in.beyond(j, " below ", "低于", show(ref.limits.Low.Value), ref.unit))
	default:
		j.Flag = medicine.FlagHigh
		j.because(medicine.TriageAbnormal, "above_range", in.beyond(j, " above ", "高于", show(ref.limits.High.Value), ref.unit))
		if j.analyte.HighUrgent != "" {
			j.because(medicine.TriageUrgent, "urgent_high", said{"Raised " + inSentence(j.Label) + verb(j.Label, " needs", " need") + " action today.", j.nameZH() + "升高，需当天处理。"})
		}
	}
}

// criticalLimits are the clinic's, else the catalogue's for the age.
func (in *interpreter) criticalLimits(j *judged) []AgeLimit {
	if iv, has := in.chart.Settings.Critical[j.analyte.Key]; has {
		if l, ok := in.c.clinicLimits(j.analyte, iv); ok {
			return []AgeLimit{{To: eternity, Limits: l, Text: iv.Text, Source: "clinic"}}
		}
	}
	return limitsAt(j.analyte.Critical, j.age, j.ageOK, in.chart.Person.Pregnant)
}

// holdCritical compares with the critical and the urgent limits, whichever reference interval was used. A bounded value
// (">6.0") that is surely abnormal and may be critical is urgent.
func (in *interpreter) holdCritical(j *judged) {
	for _, cl := range in.criticalLimits(j) {
		if j.Critical == nil || j.Triage != medicine.TriageCritical {
			origin := medicine.OriginCatalogue
			if cl.Source == "clinic" {
				origin = medicine.OriginClinic
			}
			j.Critical = cl.Limits.interval(&j.parts.critical, j.analyte.Unit, origin, cl.Text, cl.Source)
		}
		switch cl.Limits.relate(j.value) {
		case below:
			j.Flag = criticalFlag(j.analyte, medicine.FlagCriticalLow)
			j.because(medicine.TriageCritical, "critical_low", in.critical(j, cl.Limits.Low, false))
		case above:
			j.Flag = criticalFlag(j.analyte, medicine.FlagCriticalHigh)
			j.because(medicine.TriageCritical, "critical_high", in.critical(j, cl.Limits.High, true))
		case uncertain:
			if side(j.Flag) != 0 {
				j.because(medicine.TriageUrgent, "may_be_critical", said{"The value as sent may be critical.", "所报数值可能为危急值。"})
			}
		}
	}
	if j.Triage == medicine.TriageCritical {
		in.doubtUnit(j)
	}
	for _, u := range limitsAt(j.analyte.Urgent, j.age, j.ageOK, in.chart.Person.Pregnant) {
		switch u.Limits.relate(j.value) {
		case below:
			j.because(medicine.TriageUrgent, "urgent_low", in.today(j, u.Limits.Low, false))
		case above:
			j.because(medicine.TriageUrgent, "urgent_high", in.today(j, u.Limits.High, true))
		}
	}
}

// doubtUnit tells the reader of a critical value when the same digits in another unit would be ordinary. The value stays
// critical: a doubt about the unit must not hide it.
func (in *interpreter) doubtUnit(j *judged) {
	if j.by == nil || j.analyte.envelope.empty() {
		return
	}
	for i := range j.analyte.Units {
		u := &j.analyte.Units[i]
		if u.Multiply == j.by.Multiply && u.Add == j.by.Add {
			continue
		}
		if !u.Rare && j.analyte.ordinary(j.parsed.reading.converted(u, j.analyte.Decimals)) {
			j.because(medicine.TriageNormal, "unit_doubtful", said{"In " + in.c.shownUnit(u.Unit) + " the same digits would be ordinary: is the unit right?",
				"若单位为" + in.c.shownUnit(u.Unit) + "，同样的数字则属平常：单位是否正确？"})
			return
		}
	}
}

func criticalFlag(a *Analyte, f medicine.Flag) medicine.Flag {
	if a.Kind == Ordinal {
		return medicine.FlagCritical
	}
	return f
}

func limitText(b Bound, high bool) string {
	word := "below "
	if high {
		word = "above "
	}
	if !b.At {
		if high {
			word = "at or above "
		} else {
			word = "at or below "
		}
	}
	return word + show(b.Value)
}
