package labs

import "github.com/famulus-health/famulus/medicine"

// derivation computes one analyte from others of the same sample.
type derivation struct {
	key       string
	inputs    []string                                // "a|b": a, else b
	adds      func(in *interpreter, f []*judged) bool // whether the value would add something; nil: always
	compute   func(in *interpreter, f []*judged, v []float64) (value float64, why said)
	meaning   func(v float64) said // for values that have no interval: what they say
	onlyIfOut bool                 // a finding only when the value, or its first input, is outside its interval
}

// derivations in the order they are tried. Inputs are in the catalogue's canonical units.
var derivations = []derivation{
	// eGFR adds to every creatinine of an adult, and of a child whose height is known.
	{key: "egfr", inputs: []string{"creatinine"}, compute: func(in *interpreter, f []*judged, v []float64) (float64, said) {
		p := &in.chart.Person
		switch {
		case f[0].age < 18:
			return in.childEGFR(f[0], v[0])
		case p.Pregnant:
			return 0, said{"the equation does not hold in pregnancy", "方程不适用于妊娠期"}
		case p.Sex != medicine.Female && p.Sex != medicine.Male:
			return 0, said{"it needs a sex recorded as female or male", "需要记录为女或男的性别"}
		}
		return EGFR2021(v[0], f[0].age, p.Sex), said{}
	}},
	{key: "non_hdl_cholesterol", inputs: []string{"cholesterol", "hdl_cholesterol"}, compute: func(_ *interpreter, _ []*judged, v []float64) (float64, said) {
		if v[0] <= v[1] {
			return 0, notForThem
		}
		return NonHDL(v[0], v[1]), said{}
	}},
	{key: "ldl_cholesterol", inputs: []string{"triglycerides", "cholesterol", "hdl_cholesterol"}, compute: func(_ *interpreter, _ []*judged, v []float64) (float64, said) {
		if v[0]*mgPerMmolTriglycerides > sampsonLimit {
			return 0, said{"the equation does not hold with triglycerides above 800 mg/dL (9.0 mmol/L)", "甘油三酯高于800 mg/dL（9.0 mmol/L）时方程不适用"}
		}
		ldl := SampsonLDL(v[1], v[2], v[0])
		if v[1] <= v[2] || ldl <= 0 {
			return 0, said{"the equation gives no sensible number", "方程得不出合理的数值"}
		}
		return ldl, said{}
	}},
	// Adjusted calcium adds to every total calcium of an adult whose albumin is known.
	{key: "calcium_adjusted", inputs: []string{"calcium", "albumin"}, compute: func(_ *interpreter, f []*judged, v []float64) (float64, said) {
		switch {
		case f[0].age < 18:
			return 0, notForThem
		case v[1] < 20:
			return 0, said{"the adjustment does not hold with an albumin below 20 g/L", "白蛋白低于20 g/L时校正不适用"}
		}
		return AdjustedCalcium(v[0], v[1]), said{}
	}},
	{key: "transferrin_saturation", inputs: []string{"iron", "tibc"}, compute: func(_ *interpreter, _ []*judged, v []float64) (float64, said) {
		if v[1] <= 0 {
			return 0, notForThem
		}
		return TransferrinSaturation(v[0], v[1]), said{}
	}},
	// The anion gap adds only when bicarbonate is low.
	{key: "anion_gap", inputs: []string{"bicarbonate", "sodium", "chloride"},
		adds: func(_ *interpreter, f []*judged) bool { return side(f[0].Flag) == -1 },
		compute: func(_ *interpreter, _ []*judged, v []float64) (float64, said) {
			return AnionGap(v[1], v[2], v[0]), said{}
		},
		meaning: func(v float64) said {
			if v > 12 {
				return said{"High for most methods: without potassium 4 to 12 mmol/L is usual, and less when albumin is low.", "对多数方法偏高：不计钾通常为4至12 mmol/L，白蛋白偏低时更低。"}
			}
			return said{"Not raised for most methods: without potassium 4 to 12 mmol/L is usual, and less when albumin is low.", "对多数方法不高：不计钾通常为4至12 mmol/L，白蛋白偏低时更低。"}
		}},
	// Calculated osmolality adds only when sodium is abnormal, or glucose is 20 mmol/L and over.
	{key: "osmolality_calculated", inputs: []string{"sodium", "glucose|glucose_fasting", "urea|urea_nitrogen"},
		adds: func(_ *interpreter, f []*judged) bool { return side(f[0].Flag) != 0 || f[1].value.lo >= 20 },
		compute: func(_ *interpreter, _ []*judged, v []float64) (float64, said) {
			return CalculatedOsmolality(v[0], v[1], v[2]), said{}
		}},
	// The Mentzer index adds only when the red cells are small.
	{key: "mentzer_index", inputs: []string{"mcv", "red_cells"},
		adds: func(in *interpreter, f []*judged) bool { return side(f[0].Flag) == -1 && !in.chart.Person.Pregnant },
		compute: func(_ *interpreter, _ []*judged, v []float64) (float64, said) {
			if v[1] <= 0 {
				return 0, notForThem
			}
			return Mentzer(v[0], v[1]), said{}
		},
		meaning: func(v float64) said {
			if v < 13 {
				return said{"Below 13 thalassaemia trait is likelier than iron deficiency; it proves neither.", "低于13时地中海贫血携带的可能大于缺铁；两者均不能由此确定。"}
			}
			return said{"From 13 on iron deficiency is likelier than thalassaemia trait; it proves neither.", "13及以上时缺铁的可能大于地中海贫血携带；两者均不能由此确定。"}
		}},
	// FIB-4 adds only when a transaminase is raised, or the problem list names a risk of liver fibrosis.
	{key: "fib4", inputs: []string{"ast", "alt", "platelets"},
		adds: func(in *interpreter, f []*judged) bool {
			return side(f[0].Flag) == 1 || side(f[1].Flag) == 1 || in.hasProblem("liver_disease", "alcohol", "diabetes", "obesity")
		},
		compute: func(_ *interpreter, f []*judged, v []float64) (float64, said) {
			switch {
			case f[0].age < 18 || v[1] <= 0 || v[2] <= 0:
				return 0, notForThem
			case f[0].age < 35:
				return 0, said{"it does not hold below 35 years", "35岁以下不适用"}
			case triageOf(f[0].Flag) == medicine.TriageCritical || triageOf(f[1].Flag) == medicine.TriageCritical:
				return 0, said{"it does not hold in acute liver injury", "急性肝损伤时不适用"}
			}
			return FIB4(f[0].age, v[0], v[1], v[2]), said{}
		}},
	// APRI adds only in hepatitis B or C.
	{key: "apri", inputs: []string{"ast", "platelets"},
		adds: func(in *interpreter, _ []*judged) bool { return in.hasProblem("viral_hepatitis") },
		compute: func(_ *interpreter, f []*judged, v []float64) (float64, said) {
			switch {
			case f[0].age < 18 || v[1] <= 0:
				return 0, notForThem
			case triageOf(f[0].Flag) == medicine.TriageCritical:
				return 0, said{"it does not hold in acute liver injury", "急性肝损伤时不适用"}
			}
			return APRI(v[0], v[1]), said{}
		}},
	// Average glucose adds only to a raised HbA1c in the diabetic range, or in known diabetes.
	{key: "average_glucose", inputs: []string{"hba1c"},
		adds: func(in *interpreter, f []*judged) bool {
			return f[0].value.lo >= 48 || side(f[0].Flag) == 1 && in.hasProblem("diabetes")
		},
		compute: func(in *interpreter, f []*judged, v []float64) (float64, said) {
			switch {
			case f[0].age < 18 || in.chart.Person.Pregnant:
				return 0, notForThem
			case in.flagged("haemoglobin", -1):
				return 0, said{"with a low haemoglobin HbA1c may not stand for glucose", "血红蛋白偏低时，糖化血红蛋白可能不反映血糖"}
			}
			return AverageGlucose(v[0]), said{}
		},
		meaning: func(float64) said {
			return said{"The average glucose that this HbA1c stands for, to compare with home readings; it has no interval.", "此糖化血红蛋白对应的平均血糖，供与家中测量值比较；没有参考区间。"}
		}},
	// The alveolar-arterial gradient adds whenever the laboratory says what oxygen was breathed. Sea level is assumed.
	{key: "aa_gradient", inputs: []string{"po2_arterial", "pco2_arterial", "fio2"},
		compute: func(_ *interpreter, f []*judged, v []float64) (float64, said) {
			gradient := AlveolarArterial(v[0], v[1], v[2])
			switch {
			case f[0].age < 18:
				return 0, notForThem
			case gradient < 0:
				return 0, said{"the pressures and the oxygen breathed do not fit together", "血气分压与吸入氧浓度不相符"}
			}
			return gradient, said{}
		},
		meaning: func(float64) said {
			return said{"At sea level on air below 2.7 kPa (20 mmHg) is usual. It rises with age and with the oxygen breathed.",
				"海平面呼吸空气时通常低于2.7 kPa（20 mmHg），随年龄和吸入氧浓度升高。"}
		}},
	// HOMA-IR adds whenever fasting insulin was measured beside fasting glucose: nobody does so without wanting it.
	{key: "homa_ir", inputs: []string{"insulin", "glucose_fasting"},
		compute: func(in *interpreter, f []*judged, v []float64) (float64, said) {
			switch {
			case f[0].age < 18 || in.chart.Person.Pregnant:
				return 0, notForThem
			case in.chartClasses().allDrugs.meets(in.c.drugs.named("insulin")):
				return 0, said{"it does not hold on insulin", "使用胰岛素时不适用"}
			case triageOf(f[1].Flag) == medicine.TriageCritical || v[1] < 3:
				return 0, said{"it does not hold at this glucose", "在此血糖水平不适用"}
			}
			return HOMAIR(v[1], v[0]), said{}
		},
		meaning: func(float64) said {
			return said{"An index of insulin resistance; no limit is agreed upon.", "胰岛素抵抗指数；没有公认的界值。"}
		}},
	differential("neutrophils"), differential("lymphocytes"), differential("monocytes"), differential("eosinophils"), differential("basophils"),
}

// differential is an absolute count from its percentage of the white cells. It adds only when either is out of range: a
// normal percentage of a low total hides a low count, and a high percentage may be a normal count.
func differential(key string) derivation {
	return derivation{key: key, inputs: []string{key + "_percent", "white_cells"}, onlyIfOut: true,
		compute: func(_ *interpreter, _ []*judged, v []float64) (float64, said) { return v[0] / 100 * v[1], said{} }}
}

// hasProblem says that an active problem is of one of the classes.
func (in *interpreter) hasProblem(classes ...string) bool {
	var set classSet
	for _, c := range classes {
		set.join(in.c.problems.named(c))
	}
	return in.chartClasses().allProblems.meets(set)
}

// flagged says that the report has the analyte out of range on that side.
func (in *interpreter) flagged(key string, s int) bool {
	for i := range in.judged {
		if in.judged[i].Analyte == key && side(in.judged[i].Flag) == s {
			return true
		}
	}
	return false
}

// heightHolds is how old a child's height may be; the project's own choice, as children grow about 3 cm in that time.
const heightHolds = 183 * day

// childEGFR is the eGFR of a child of 2 years and over by the bedside Schwartz equation, with a height of this report or of the
// half year before it. The creatinine says which height was used.
func (in *interpreter) childEGFR(j *judged, creatinine float64) (float64, said) {
	if j.age < 2 {
		return 0, said{"the equation for children holds from 2 years on", "儿童方程适用于2岁及以上"}
	}
	cm := 0.0
	if own := in.input("height", in.places()); own != nil {
		cm = own.unrounded()
	} else if e, v := in.lastBefore(in.c.byKey["height"], j.at.Add(1)); e != nil && j.at.Sub(in.past.at(e)) <= heightHolds {
		cm = v
	}
	if cm <= 0 {
		return 0, said{"for a child the equation needs a height of the last 6 months", "儿童方程需要近6个月内的身高"}
	}
	height := show(roundTo(cm, 1))
	j.because(medicine.TriageNormal, "child_egfr", said{"The eGFR is by the bedside Schwartz equation, with a height of " + height + " cm.",
		"eGFR按床旁Schwartz方程计算，身高" + height + " cm。"})
	return BedsideSchwartz(cm, creatinine), said{}
}
