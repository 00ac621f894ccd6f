package risk

import (
	"math"
	"strconv"

	"github.com/famulus-health/famulus/medicine"
)

// preventVariables are the names that the tables of PREVENT are made of; the first is always 1.
var preventVariables = []string{
	"constant", "age", "age2", "nonhdl", "hdl", "sbp_low", "sbp_high", "diabetes", "smoking", "bmi_low", "bmi_high", "egfr_low", "egfr_high",
	"bp_medicine", "statin", "sdi_missing", "ln_uacr", "uacr_missing", "hba1c", "hba1c_missing", "no_diabetes", "sdi_middle", "sdi_high",
}

// preventModels are the equations that the authors made, by whether HbA1c and the albumin/creatinine ratio are known. The one with
// both also knows a social deprivation index of US postcodes, which is always missing here.
var preventModels = [4]string{"base", "hba1c", "uacr", "full"}

func preventColumn(model, sex string, d *scoreData) string {
	return model + "_" + sex + "_" + d.Outcome + "_" + strconv.Itoa(d.Horizon)
}

// preventInput is what the equations ask, in the units they were made with.
type preventInput struct {
	age, cholesterol, hdl      float64 // years, mmol/L
	systolic, bmi, egfr        float64 // mmHg, kg/m2, mL/min/1.73 m2
	diabetes, smoking          float64 // 1 or 0
	bpMedicine, statin         float64
	hba1c, uacr                float64 // %, mg/g
	hba1cKnown, uacrKnown      bool
	middleSDI, highSDI, anySDI float64 // of the deprivation index; all 0 here
}

// variables are the terms of Khan 2024, supplemental table S12, in the order of preventVariables.
func (p *preventInput) variables() []float64 {
	x := []float64{
		1, (p.age - 55) / 10, math.Pow((p.age-55)/10, 2), p.cholesterol - p.hdl - 3.5, (p.hdl - 1.3) / 0.3,
		(min(p.systolic, 110) - 110) / 20, (max(p.systolic, 110) - 130) / 20, p.diabetes, p.smoking,
		(min(p.bmi, 30) - 25) / 5, (max(p.bmi, 30) - 30) / 5, (min(p.egfr, 60) - 60) / -15, (max(p.egfr, 60) - 90) / -15,
		p.bpMedicine, p.statin, 1 - p.anySDI, 0, 1, 0, 1, 1 - p.diabetes, p.middleSDI, p.highSDI,
	}
	if p.uacrKnown {
		x[16], x[17] = math.Log(max(p.uacr, 0.1)), 0
	}
	if p.hba1cKnown {
		x[18], x[19] = p.hba1c-5.3, 0
	}
	return x
}

// percent turns log odds into a risk.
func percent(logOdds float64) float64 { return 100 / (1 + math.Exp(-logOdds)) }

// byPrevent chooses the equation by the optional inputs at hand and computes the risk in percent.
func (t *trial) byPrevent() float64 {
	f := t.facts
	in := preventInput{
		age: f.age, cholesterol: f.get("cholesterol").value, hdl: f.get("hdl").value, systolic: f.get("systolic").value,
		bmi: f.get("bmi").value, egfr: f.get("egfr").value, diabetes: f.get("diabetes").value, smoking: f.get("smoking").value,
		bpMedicine: f.get("bp_medicine").value, statin: f.get("statin").value,
	}
	model := 0
	if x, ok := t.optional("hba1c"); ok {
		in.hba1c, in.hba1cKnown = 0.09148*x.value+2.152, true
		model++
	}
	if x, ok := t.optional("uacr"); ok {
		in.uacr, in.uacrKnown = x.value*mgPerG, true
		model += 2
	}
	if len(t.out.NotValid)+len(t.out.Missing) > 0 {
		return 0
	}
	t.model = [4]phrase{
		{"Base equation.", "基础方程。"},
		{"Equation with HbA1c.", "含糖化血红蛋白的方程。"},
		{"Equation with the albumin/creatinine ratio.", "含尿白蛋白/肌酐比值的方程。"},
		{"Equation with HbA1c and the albumin/creatinine ratio.", "含糖化血红蛋白和尿白蛋白/肌酐比值的方程。"},
	}[model]
	e := f.s.prevent[preventColumn(preventModels[model], sexName(f.chart.Person.Sex), t.rule)]
	return percent(e.sum(in.variables()))
}

// optional takes an input that may be missing. Outside of its range it is not used, and the score says so.
func (t *trial) optional(key string) (*fact, bool) {
	x := t.facts.get(key)
	if !x.known {
		return x, false
	}
	t.use(key)
	for i := range t.family.Limits {
		if l := &t.family.Limits[i]; l.Input == key && !l.holds(x.value) {
			last := &t.out.Inputs[len(t.out.Inputs)-1]
			last.Assumed, last.AssumedZH = "Outside of the range of the equation: not used.", "超出方程的适用范围，未使用。"
			return x, false
		}
	}
	return x, true
}

func sexName(s medicine.Sex) string {
	if s == medicine.Female {
		return "female"
	}
	return "male"
}
