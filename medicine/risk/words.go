package risk

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// phrase is a sentence in both languages, with the same numbers.
type phrase struct{ en, zh string }

var noneRecorded = phrase{"None is recorded.", "没有记录。"}

func tooOld(at time.Time, days int) phrase {
	day := at.Format(time.DateOnly)
	years := days / 365
	if years == 1 {
		return phrase{"The last, of " + day + ", is more than 1 year old.", "最近一次为" + day + "，已超过1年。"}
	}
	n := strconv.Itoa(years)
	return phrase{"The last, of " + day + ", is more than " + n + " years old.", "最近一次为" + day + "，已超过" + n + "年。"}
}

func notListed(in *inputData) phrase {
	if len(in.Medicines) > 0 {
		return phrase{"Taken as no: not on the medicine list.", "用药清单中没有，按无处理。"}
	}
	return phrase{"Taken as absent: not on the problem list.", "问题清单中没有，按无处理。"}
}

// number writes a value with at most two decimals.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

// shownUnit is a unit as a reader sees it.
func shownUnit(unit string) string {
	switch unit {
	case "mm[Hg]":
		return "mmHg"
	case "mL/min/{1.73_m2}":
		return "mL/min/1.73 m2"
	case "umol/L":
		return "µmol/L"
	case "kg/m2":
		return "kg/m2"
	}
	return strings.Trim(unit, "{}")
}

func withUnit(v float64, unit string) phrase {
	n := number(v)
	switch unit {
	case "a":
		return phrase{n + " years", n + "岁"}
	case "/wk":
		return phrase{n + " a week", "每周" + n + "份"}
	case "":
		return phrase{n, n}
	}
	s := n + " " + shownUnit(unit)
	return phrase{s, s}
}

func yesOrNo(yes bool) phrase {
	if yes {
		return phrase{"yes", "是"}
	}
	return phrase{"no", "否"}
}

// relation is the answer to family_diabetes, whose values are 0, 1 and 2.
func relation(v float64) phrase {
	return [...]phrase{{"none", "无"}, {"a distant relative", "二级亲属"}, {"a parent, sibling or child", "一级亲属"}}[int(v)]
}

// ageLimits is why a score does not hold at an age. An upper limit of 0 is none.
func ageLimits(from, to int, age float64) phrase {
	f, t, a := strconv.Itoa(from), strconv.Itoa(to), number(age)
	switch {
	case to == 0:
		return phrase{"It holds from " + f + " years on; this person is " + a + ".", "适用于" + f + "岁及以上；本人" + a + "岁。"}
	case from == 0:
		return phrase{"It holds up to " + t + " years; this person is " + a + ".", "适用于" + t + "岁及以下；本人" + a + "岁。"}
	}
	return phrase{"It holds from " + f + " to " + t + " years; this person is " + a + ".", "适用于" + f + "-" + t + "岁；本人" + a + "岁。"}
}

func outOfRange(in *inputData, l *limitData, v float64) phrase {
	low, value := number(l.Low), withUnit(v, l.Unit).en
	if l.Below != nil {
		high := number(*l.Below)
		return phrase{in.Name + " is " + value + "; it holds from " + low + " to below " + high + ".", in.ZH + "为" + value + "；适用范围为" + low + "至" + high + "以下。"}
	}
	high := number(*l.High)
	return phrase{in.Name + " is " + value + "; it holds from " + low + " to " + high + ".", in.ZH + "为" + value + "；适用范围为" + low + "-" + high + "。"}
}

// tell writes the sentence of a score that has a value, that needs something, or that does not hold.
func (t *trial) tell() {
	out := &t.out
	switch {
	case len(out.NotValid) > 0:
		out.Text, out.TextZH = "No number: "+out.NotValid[0].Text, "不计算："+out.NotValid[0].TextZH
	case len(out.Missing) > 0:
		var en, zh []string
		for _, m := range out.Missing {
			en, zh = append(en, m.Name), append(zh, m.NameZH)
		}
		out.Text, out.TextZH = "No number: what is missing is "+strings.Join(en, "; ")+".", "不计算：缺少"+strings.Join(zh, "；")+"。"
		if t.atLeast > 0 {
			out.Text, out.TextZH = "At least "+points(t.atLeast).en+". "+out.Text, "至少"+points(t.atLeast).zh+"。"+out.TextZH
		}
	default:
		t.tellValue(out)
	}
}

func (t *trial) tellValue(out *Score) {
	n, years := number(*out.Value), strconv.Itoa(out.Horizon)
	if out.Unit == "%" {
		out.Text, out.TextZH = "Risk over "+years+" years: "+n+" %", years+"年风险："+n+"%"
	} else {
		p := points(int(*out.Value))
		out.Text, out.TextZH = p.en, p.zh
	}
	if out.Category != "" {
		out.Text, out.TextZH = out.Text+" ("+out.Category+")", out.TextZH+"（"+out.CategoryZH+"）"
	}
	out.Text, out.TextZH = out.Text+".", out.TextZH+"。"
	if t.model.en != "" {
		out.Text, out.TextZH = out.Text+" "+t.model.en, out.TextZH+t.model.zh
	}
}

func points(n int) phrase {
	s := strconv.Itoa(n)
	if n == 1 {
		return phrase{s + " point", s + "分"}
	}
	return phrase{s + " points", s + "分"}
}
