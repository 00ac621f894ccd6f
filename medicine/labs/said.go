package labs

import (
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// said is a sentence in both languages, with the same numbers and units.
type said struct{ en, zh string }

// nameZH is the finding's Chinese name, and the source's own where the catalogue has none.
func (j *judged) nameZH() string {
	if j.LabelZH != "" {
		return j.LabelZH
	}
	return j.Label
}

// absenceZH names why there is no value. A reason that is not listed is told as the source wrote it.
func absenceZH(why string) string {
	switch why {
	case "PENDING":
		return "待出"
	case "CANCELLED":
		return "已取消"
	case "UNKNOWN":
		return "原因不明"
	case "NOT_PERFORMED":
		return "未检测"
	}
	return strings.ToLower(why)
}

// whenZH is the state that an interval holds for, as the catalogue's `when` names it.
var whenZH = map[string]string{
	"fasting": "空腹", "after food": "餐后", "first trimester": "孕早期", "second trimester": "孕中期", "third trimester": "孕晚期",
	"first or third trimester": "孕早期或孕晚期",
}

func flagZH(f medicine.Flag) string {
	switch f {
	case medicine.FlagNormal:
		return "正常"
	case medicine.FlagLow:
		return "偏低"
	case medicine.FlagHigh:
		return "偏高"
	case medicine.FlagCriticalLow:
		return "危急偏低"
	case medicine.FlagCriticalHigh:
		return "危急偏高"
	case medicine.FlagCritical:
		return "危急"
	case medicine.FlagNotJudged, medicine.FlagNeedsReading:
		return "未判断"
	case medicine.FlagAbnormal:
	}
	return "异常"
}

func limitTextZH(b Bound, high bool) string {
	word := "低于"
	if high {
		word = "高于"
	}
	if !b.At {
		word = map[bool]string{true: "达到或高于", false: "达到或低于"}[high]
	}
	return word + show(b.Value)
}

func readingTextZH(r reading) string {
	switch {
	case r.exact():
		return show(r.lo)
	case r.upTo:
		return "低于" + show(r.hi)
	case r.hi > 1e300:
		return "高于" + show(r.lo)
	}
	return show(r.lo) + "至" + show(r.hi)
}

// kdigoSaid is a KDIGO category; the risk is "" where only one of the two categories is known.
func kdigoSaid(category, risk string) said {
	if risk == "" {
		return said{"KDIGO category " + category + ", if it lasts more than 3 months.", "KDIGO分类" + category + "，需持续超过3个月才成立。"}
	}
	zh := map[string]string{"low": "低", "moderately increased": "中度升高", "high": "高", "very high": "极高"}[risk]
	return said{"KDIGO category " + category + " (" + risk + " risk), if it lasts more than 3 months.", "KDIGO分类" + category + "（风险" + zh + "），需持续超过3个月才成立。"}
}

// beyond says that a value is below or above the end of its interval.
func (in *interpreter) beyond(j *judged, en, zh, limit, unit string) said {
	limit = in.c.withUnit(limit, unit)
	return said{j.Label + verb(j.Label, " is", " are") + en + limit + ".", j.nameZH() + zh + limit + "。"}
}

// critical says that a value is beyond its critical limit.
func (in *interpreter) critical(j *judged, b Bound, high bool) said {
	en, zh := " critically low (", "危急偏低（"
	if high {
		en, zh = " critically high (", "危急偏高（"
	}
	unit := j.analyte.Unit
	return said{j.Label + verb(j.Label, " is", " are") + en + in.c.withUnit(limitText(b, high), unit) + ").",
		j.nameZH() + zh + in.c.withUnit(limitTextZH(b, high), unit) + "）。"}
}

// today says that a value is beyond its urgent limit.
func (in *interpreter) today(j *judged, b Bound, high bool) said {
	unit := j.analyte.Unit
	return said{j.Label + verb(j.Label, " needs", " need") + " action today (" + in.c.withUnit(limitText(b, high), unit) + ").",
		j.nameZH() + "需当天处理（" + in.c.withUnit(limitTextZH(b, high), unit) + "）。"}
}
