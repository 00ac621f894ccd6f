package risk

import (
	"math"
	"slices"

	"github.com/famulus-health/famulus/medicine"
)

// trial is one score being worked out for one person.
type trial struct {
	facts   *facts
	family  *familyData
	rule    *scoreData
	region  Region
	out     Score
	atLeast int    // points that are certain although something is missing
	model   phrase // which equation was used, where there are several
}

// concerns says whether the score is shown at all.
func (t *trial) concerns() bool {
	f, fam := t.facts, t.family
	switch {
	case fam.Region && !slices.Contains(Regions, t.region),
		fam.OnlyWith != "" && !f.get(fam.OnlyWith).yes(),
		fam.Unless != "" && f.get(fam.Unless).yes():
		return false
	}
	return !f.ageKnown || f.age >= float64(fam.ShownFrom) && (fam.ShownTo == 0 || f.age <= float64(fam.ShownTo))
}

// run works the score out: where it does not hold, what is missing, then the number and its category.
func (t *trial) run() Score {
	d := t.rule
	t.out = Score{
		Key: d.Key, Name: d.Name, NameZH: d.ZH, Horizon: d.Horizon, Note: d.Note, NoteZH: d.NoteZH,
		Unit: "%", Sources: slices.Concat(t.family.Sources, d.Sources),
	}
	t.person()
	for _, x := range t.family.Excludes {
		if t.use(x.Input).yes() {
			t.refuse(x.Code, phrase{x.Text, x.ZH})
		}
	}
	for _, key := range slices.Concat(t.family.Needs, d.Needs) {
		if x := t.use(key); x.known {
			t.within(x)
		}
	}
	var value float64
	switch t.family.Equation {
	case "prevent":
		value = t.byPrevent()
	case "score2":
		value = t.byScore2()
	case "points":
		t.out.Unit = "points"
		value = t.byPoints()
	}
	if len(t.out.NotValid) == 0 && len(t.out.Missing) == 0 {
		value = math.Round(value*10) / 10
		t.out.Value = &value
		t.categorise(value)
	}
	t.tell()
	return t.out
}

// person checks age, sex and pregnancy.
func (t *trial) person() {
	f, fam := t.facts, t.family
	to := fam.To
	if t.rule.To != 0 {
		to = t.rule.To
	}
	if f.ageKnown && (f.age < float64(fam.From) || to != 0 && f.age > float64(to)) {
		t.refuse("age", ageLimits(fam.From, to, f.age))
	}
	p := &f.chart.Person
	if (fam.Sexes || t.rule.Sexes) && p.Sex != medicine.Female && p.Sex != medicine.Male {
		t.refuse("sex", phrase{"It needs a sex recorded as female or male.", "需要记录为女或男的性别。"})
	}
	if fam.NotPregnant && p.Pregnant {
		t.refuse("pregnancy", phrase{"It does not hold in pregnancy.", "不适用于妊娠期。"})
	}
}

func (t *trial) refuse(code string, why phrase) {
	t.out.NotValid = append(t.out.NotValid, Reason{code, why.en, why.zh})
}

// use takes an input into the score: as known, or as missing. Each stands there once.
func (t *trial) use(key string) *fact {
	x := t.facts.get(key)
	in := x.rule
	switch {
	case x.known && !slices.ContainsFunc(t.out.Inputs, func(i Input) bool { return i.Key == key }):
		t.out.Inputs = append(t.out.Inputs, x.input(t.facts))
	case !x.known && !slices.ContainsFunc(t.out.Missing, func(m Missing) bool { return m.Key == key }):
		t.out.Missing = append(t.out.Missing, Missing{key, in.Name, in.ZH, x.why.en, x.why.zh})
	}
	return x
}

func (x *fact) input(f *facts) Input {
	d := x.rule
	in := Input{Key: d.Key, Name: d.Name, NameZH: d.ZH, At: x.at, Observation: x.id, Chart: x.chart, Assumed: x.assumed.en, AssumedZH: x.assumed.zh}
	text := yesOrNo(x.value == 1)
	switch {
	case d.number():
		v := x.value
		in.Value, in.Unit = &v, d.Unit
		if a, ok := f.cat.Analyte(d.Analyte); ok {
			in.Unit = a.Unit
		}
		text = withUnit(v, in.Unit)
	case d.Key == "family_diabetes":
		text = relation(x.value)
	}
	in.Text, in.TextZH = text.en, text.zh
	return in
}

// within checks a known input against the range that the score holds for. It is compared rounded as it is shown.
func (t *trial) within(x *fact) bool {
	for i := range t.family.Limits {
		if l := &t.family.Limits[i]; l.Input == x.rule.Key && !l.holds(x.value) {
			t.refuse("range", outOfRange(x.rule, l, l.in(x.value)))
			return false
		}
	}
	return true
}

// in is a value in the unit of the limits; a laboratory's mg/dL and mmol/L meet at whole mg/dL.
func (l *limitData) in(v float64) float64 {
	if l.Times == 0 {
		return math.Round(v*10) / 10
	}
	return math.Round(v * l.Times)
}

func (l *limitData) holds(v float64) bool {
	v = l.in(v)
	return v >= l.Low && (l.High == nil || v <= *l.High) && (l.Below == nil || v < *l.Below)
}

// categorise names the value as it is shown, so that number and word always agree.
func (t *trial) categorise(value float64) {
	for _, c := range t.rule.Categories {
		if (c.To == 0 || t.facts.age <= float64(c.To)) && t.ofSex(c.Sex) && (c.Below == nil || value < *c.Below) {
			t.out.Category, t.out.CategoryZH = c.Name, c.ZH
			return
		}
	}
}

// ofSex says that the person has the sex that a rule is for; "" is for everybody.
func (t *trial) ofSex(sex string) bool {
	switch t.facts.chart.Person.Sex {
	case medicine.Female:
		return sex != "male"
	case medicine.Male:
		return sex != "female"
	}
	return sex == ""
}
