package labs

import (
	"strings"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// judged is a finding in the making, with what later rules need of it.
type judged struct {
	medicine.Finding
	analyte *Analyte
	value   reading   // in the canonical unit
	placed  bool      // value holds
	by      *Accepted // the unit it was converted from
	at      time.Time
	age     float64
	ageOK   bool
	parsed  parsed
	parts   *parts
}

// parts is what a finding points to. The parts of all results of a report are made at once.
type parts struct {
	observation        [1]string
	canonical          medicine.Quantity
	interval, critical intervalBox
	change             medicine.Change
	slope              medicine.Slope
}

// because adds a reason and lets it raise the triage. The reason that raised it last stands first.
func (j *judged) because(t medicine.Triage, code string, text said) {
	r := medicine.Reason{Code: code, Finding: j.ID, Text: text.en, TextZH: text.zh}
	raises := gravity(t) < gravity(j.Triage)
	if raises {
		j.Triage = t
	}
	if j.Reasons == nil {
		j.Reasons = make([]medicine.Reason, 0, 2)
	}
	j.Reasons = append(j.Reasons, r)
	if n := len(j.Reasons); raises && n > 1 {
		copy(j.Reasons[1:], j.Reasons[:n-1])
		j.Reasons[0] = r
	}
}

func (j *judged) has(code string) bool {
	for i := range j.Reasons {
		if j.Reasons[i].Code == code {
			return true
		}
	}
	return false
}

// unread says that a person must read it, and why.
func (j *judged) unread(flag medicine.Flag, code string, text said) {
	j.Flag = flag
	j.because(medicine.TriageNeedsReading, code, text)
}

// judge makes the finding of one result: value, unit, interval, critical limits, the laboratory's flag, status.
func (in *interpreter) judge(o *medicine.Observation, j *judged) {
	if !in.judgeStatus(o, j) {
		return
	}
	j.parsed = in.c.parse(&o.Value)
	switch {
	case j.parsed.form == formNothing:
		j.unread(medicine.FlagNotJudged, absenceCode(j.parsed.why), said{"No result: " + strings.ToLower(j.parsed.why) + ".", "没有结果：" + absenceZH(j.parsed.why) + "。"})
	case j.analyte == nil:
		in.judgeUncoded(o, j)
	case j.parsed.form == formWords:
		j.unread(medicine.FlagNeedsReading, j.parsed.why, said{"The result is in words, or a number that cannot be read with certainty.", "结果为文字，或为无法确定读取的数字。"})
	case j.analyte.Kind == Ordinal:
		in.judgeOrdinal(o, j)
	case j.parsed.form == formLevel:
		j.unread(medicine.FlagNeedsReading, "words", said{"A number was expected, and a word was sent.", "应为数字，实际为文字。"})
	default:
		in.judgeQuantity(o, j)
	}
	in.judgeLabFlag(o, j)
	in.judgeNotFinal(o, j)
}

func absenceCode(why string) string {
	switch why {
	case "PENDING":
		return "pending"
	case "CANCELLED":
		return "cancelled"
	}
	return "no_value"
}

// judgeStatus stops at results that are withdrawn or not there yet.
func (in *interpreter) judgeStatus(o *medicine.Observation, j *judged) bool {
	switch o.Status {
	case medicine.Cancelled:
		j.unread(medicine.FlagNotJudged, "cancelled", said{"The laboratory cancelled this test.", "实验室已取消此项检测。"})
	case medicine.EnteredInError:
		j.unread(medicine.FlagNotJudged, "entered_in_error", said{"The laboratory withdrew this result as entered in error.", "实验室已撤回此结果：录入错误。"})
	case medicine.Registered:
		j.unread(medicine.FlagNotJudged, "pending", said{"The result is not there yet.", "结果尚未报告。"})
	default:
		return true
	}
	return false
}

// judgeNotFinal keeps what may still change, or carries words beneath it, from being called normal.
func (in *interpreter) judgeNotFinal(o *medicine.Observation, j *judged) {
	switch o.Status {
	case medicine.Preliminary, medicine.Partial:
		j.because(medicine.TriageNeedsReading, "preliminary", said{"The result is preliminary and may change.", "结果为初步报告，可能更改。"})
	case medicine.Corrected:
		j.because(medicine.TriageNormal, "corrected", said{"The laboratory corrected this result.", "实验室已更正此结果。"})
	case medicine.Final:
	default:
		j.because(medicine.TriageNeedsReading, "status_unknown", said{"The source did not say that the result is final.", "来源未说明结果为最终结果。"})
	}
	if strings.TrimSpace(o.Note) != "" {
		j.because(medicine.TriageNeedsReading, "note", said{"The laboratory wrote a comment beneath this result.", "实验室对此结果附有备注。"})
	}
}

// judgeUncoded judges a test that the catalogue does not know by the report's own range, and never calls it normal.
func (in *interpreter) judgeUncoded(o *medicine.Observation, j *judged) {
	j.unread(medicine.FlagNotJudged, "uncoded", said{"This test is not in the catalogue.", "目录中没有此项检测。"})
	own, state := in.c.readRange(&o.Range)
	if state != rangeRead || j.parsed.form != formNumber || !sameUnitText(o.Range.Unit, j.parsed.unit) {
		return
	}
	j.Interval = own.interval(&j.parts.interval, j.parsed.unit, medicine.OriginReport, o.Range.Text, "")
	switch own.relate(j.parsed.reading) {
	case below:
		j.Flag = medicine.FlagLow
		j.because(medicine.TriageAbnormal, "below_range", said{"Below the range that came with the result.", "低于随结果给出的参考范围。"})
	case above:
		j.Flag = medicine.FlagHigh
		j.because(medicine.TriageAbnormal, "above_range", said{"Above the range that came with the result.", "高于随结果给出的参考范围。"})
	}
}

// sameUnitText says that a range is in the unit of its value: none of its own, or spelled alike.
func sameUnitText(rangeUnit, valueUnit string) bool {
	if rangeUnit == "" || rangeUnit == valueUnit {
		return true
	}
	var b1, b2 [foldLimit]byte
	return string(fold(&b1, rangeUnit)) == string(fold(&b2, valueUnit))
}

// judgeLabFlag compares the laboratory's flag with ours. Disagreement is shown as such; the graver triage always wins,
// so that a disagreement can never hide a critical result.
func (in *interpreter) judgeLabFlag(o *medicine.Observation, j *judged) {
	lab := labFlag(o.Flag)
	if lab == "" {
		return
	}
	if t := triageOf(lab); t == medicine.TriageCritical {
		j.because(t, "lab_critical", said{"The laboratory flagged this result as critical.", "实验室将此结果标为危急值。"})
	} else if t != medicine.TriageNormal && (j.Flag == medicine.FlagNotJudged || j.Flag == medicine.FlagNeedsReading) {
		j.because(t, "lab_flag_only", said{"The laboratory flagged this result (" + o.Flag + "); it could not be judged here.",
			"实验室标记了此结果（" + o.Flag + "），此处无法判断。"})
	}
	switch j.Flag {
	case medicine.FlagNotJudged, medicine.FlagNeedsReading:
		return
	}
	if agree(lab, j.Flag) {
		return
	}
	text := said{"The laboratory says " + o.Flag + "; by the range used here the value is " + strings.ToLower(string(j.Flag)) + ".",
		"实验室标记为" + o.Flag + "，按此处所用范围为" + flagZH(j.Flag) + "。"}
	j.because(graver(medicine.TriageNeedsReading, triageOf(lab)), "flag_disagrees", text)
	if triageOf(j.Flag) != medicine.TriageCritical {
		j.Flag = medicine.FlagNeedsReading
	}
}

// judgeOrdinal judges a grade: negative, trace, 1+ ...
func (in *interpreter) judgeOrdinal(o *medicine.Observation, j *judged) {
	if j.parsed.form != formLevel {
		j.unread(medicine.FlagNeedsReading, "words", said{"A grade (negative, trace, 1+ ...) was expected, and a number was sent.", "应为等级（阴性、微量、1+等），实际为数字。"})
		return
	}
	j.value, j.placed = j.parsed.reading, true
	bands, why := j.analyte.bandsFor(&in.chart.Person, j.age, j.ageOK)
	if lv, ok := in.c.word(unwrap(o.Range.Text)); ok && lv.lo == lv.hi {
		ref := reference{limits: Limits{High: Bound{lv.hi, true, true}}, unit: j.analyte.Unit, origin: medicine.OriginReport, text: o.Range.Text}
		in.holdAgainst(j, &ref)
	} else if len(bands) > 0 {
		ref := catalogueReference(j.analyte, bands)
		in.holdAgainst(j, &ref)
	} else {
		j.unread(medicine.FlagNotJudged, why, whyNot[why])
	}
	in.holdCritical(j)
}

// judgeQuantity places a number in its unit, finds the interval and compares.
func (in *interpreter) judgeQuantity(o *medicine.Observation, j *judged) {
	own, state := in.c.readRange(&o.Range)
	bands, why := j.analyte.bandsFor(&in.chart.Person, j.age, j.ageOK)
	ownIfSame := own
	if !sameUnitText(o.Range.Unit, j.parsed.unit) {
		ownIfSame = Limits{}
	}
	m, fault := in.c.resolve(j.analyte, j.parsed.reading, j.parsed.unit, ownIfSame, bands)
	if fault != unitFine {
		in.unitTrap(j, fault)
		return
	}
	j.value, j.placed, j.by = m.reading, true, m.by
	if m.reading.exact() {
		j.parts.canonical = medicine.Quantity{Value: m.reading.lo, Unit: j.analyte.Unit}
		j.Canonical = &j.parts.canonical
	}
	ref, ok := in.chooseReference(o, j, m.by, own, state, bands)
	switch {
	case ok:
		in.holdAgainst(j, &ref)
	case j.Flag == "":
		j.unread(medicine.FlagNotJudged, why, whyNot[why])
	}
	in.holdCritical(j)
}

// whyNot explains the codes of bandsFor.
var whyNot = map[string]said{
	"no_interval":     {"No reference interval: the catalogue has none for this test, and none came with the result.", "没有参考区间：目录中没有，结果也未附带。"},
	"pregnancy":       {"The catalogue has no interval for this test in pregnancy.", "目录中没有此项检测的妊娠期区间。"},
	"age_unknown":     {"The birth date is unknown, and the intervals depend on age.", "出生日期未知，而参考区间取决于年龄。"},
	"age_not_covered": {"The catalogue has no interval for this age.", "目录中没有此年龄的区间。"},
	"sex_unknown":     {"The intervals differ by sex, and it is not recorded as female or male.", "参考区间因性别而异，而性别未记录为女或男。"},
}

// unitTrap explains a value that does not fit its unit, and names the reading that would make sense. If that reading
// would be critical, somebody must look today.
func (in *interpreter) unitTrap(j *judged, fault unitFault) {
	sent := in.sentText(&j.Value)
	var hint said
	u := j.analyte.sensibleUnit(j.parsed.reading)
	if u != nil {
		hint.en = " " + in.c.withUnit(readingText(j.parsed.reading), u.Unit) + " would make sense."
		hint.zh = "若为" + in.c.withUnit(readingTextZH(j.parsed.reading), u.Unit) + "则合理。"
	}
	switch fault {
	case unitImpossible:
		j.unread(medicine.FlagNeedsReading, "unit_impossible", said{sent + " is not possible for " + inSentence(j.Label) + "." + hint.en, j.nameZH() + "不可能为" + sent + "。" + hint.zh})
	case unitMissing:
		j.unread(medicine.FlagNeedsReading, "unit_missing", said{"No unit was sent, and more than one, or none, would make sense." + hint.en, "未给出单位，而合理的单位不止一个，或没有。" + hint.zh})
	default:
		j.unread(medicine.FlagNeedsReading, "unit_unknown", said{"The unit " + j.parsed.unit + " is none that " + inSentence(j.Label) + " is measured in." + hint.en,
			j.nameZH() + "不以" + j.parsed.unit + "为单位。" + hint.zh})
	}
	in.mayBeCritical(j)
}

// mayBeCritical makes a value of unknown unit urgent when it is ordinary in none of the common units, and critical in one.
func (in *interpreter) mayBeCritical(j *judged) {
	limits := in.criticalLimits(j)
	critical := ""
	for i := range j.analyte.Units {
		u := &j.analyte.Units[i]
		m := j.parsed.reading.converted(u, j.analyte.Decimals)
		if u.Rare || !j.analyte.possible(m) {
			continue
		}
		if j.analyte.ordinary(m) {
			return
		}
		for _, cl := range limits {
			if cl.Limits.relate(m) != inside {
				critical = u.Unit
			}
		}
	}
	if critical != "" {
		j.because(medicine.TriageUrgent, "may_be_critical", said{"In " + in.c.shownUnit(critical) + " the value would be critical.", "若单位为" + in.c.shownUnit(critical) + "，则为危急值。"})
	}
}

func (in *interpreter) sentText(v *medicine.Value) string {
	if v.Number == "" {
		return v.Text
	}
	return strings.TrimSpace(in.c.withUnit(v.Comparator+v.Number, v.Unit))
}

// inSentence is a name as it stands inside a sentence: "Adjusted calcium" as "adjusted calcium". ALT, HbA1c, D-dimer and
// other names whose first word is more than one capital and small letters stay as they are.
func inSentence(name string) string {
	if name == "" || name[0] < 'A' || name[0] > 'Z' {
		return name
	}
	n := 1
	for n < len(name) && letter(name[n]) {
		n++
	}
	if n == 1 || n < len(name) && name[n] != ' ' && name[n] != '-' {
		return name
	}
	return string(name[0]+'a'-'A') + name[1:]
}

func readingText(r reading) string {
	switch {
	case r.exact():
		return show(r.lo)
	case r.upTo:
		return "below " + show(r.hi)
	case r.hi > 1e300:
		return "above " + show(r.lo)
	}
	return show(r.lo) + " to " + show(r.hi)
}

// verb picks the form that goes with a name: platelets are, potassium is.
func verb(name, one, many string) string {
	name, _, _ = strings.Cut(name, " (")
	name, _, _ = strings.Cut(name, ",")
	if n := len(name); n > 2 && name[n-1] == 's' && letter(name[n-2]) && !strings.ContainsRune("sui", rune(name[n-2])) {
		return many
	}
	return one
}
