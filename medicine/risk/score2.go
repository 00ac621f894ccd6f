package risk

import (
	"math"
	"strings"
)

// score2Variables are the names that the table of the SCORE2 family is made of; the first is always 1.
var score2Variables = []string{"one", "age", "smoking", "systolic", "diabetes", "cholesterol", "hdl", "diagnosis_age", "hba1c", "ln_egfr"}

var score2Params = []string{
	"mean_predictor", "baseline_survival", "low_scale1", "low_scale2", "moderate_scale1", "moderate_scale2",
	"high_scale1", "high_scale2", "very_high_scale1", "very_high_scale2",
}

// score2Input is what the equations ask: years, mmHg, mmol/L, mmol/mol, mL/min/1.73 m2.
type score2Input struct {
	age, systolic, cholesterol, hdl, smoking float64
	diagnosisAge, hba1c, egfr                float64 // of SCORE2-Diabetes only
}

// variables centres the inputs as the supplements of SCORE2, SCORE2-OP (older) and SCORE2-Diabetes do.
func (p *score2Input) variables(model string) []float64 {
	if model == "score2_op" {
		return []float64{1, p.age - 73, p.smoking, p.systolic - 150, 0, p.cholesterol - 6, p.hdl - 1.4, 0, 0, 0}
	}
	x := []float64{1, (p.age - 60) / 5, p.smoking, (p.systolic - 120) / 20, 0, p.cholesterol - 6, (p.hdl - 1.3) / 0.5, 0, 0, 0}
	if model == "score2_diabetes" {
		x[4], x[7], x[8], x[9] = 1, (p.diagnosisAge-50)/5, (p.hba1c-31)/9.34, (math.Log(p.egfr)-4.5)/0.15
	}
	return x
}

// score2Risk is the calibrated 10-year risk in percent.
func score2Risk(e *equation, x []float64, region Region) float64 {
	uncalibrated := 1 - math.Pow(e.params["baseline_survival"], math.Exp(e.sum(x)-e.params["mean_predictor"]))
	r := strings.ToLower(string(region))
	return 100 * (1 - math.Exp(-math.Exp(e.params[r+"_scale1"]+e.params[r+"_scale2"]*math.Log(-math.Log(1-uncalibrated)))))
}

func (t *trial) byScore2() float64 {
	if len(t.out.NotValid)+len(t.out.Missing) > 0 {
		return 0
	}
	f := t.facts
	in := score2Input{
		age: f.age, systolic: f.get("systolic").value, cholesterol: f.get("cholesterol").value, hdl: f.get("hdl").value,
		smoking: f.get("smoking").value, diagnosisAge: f.get("diagnosis_age").value, hba1c: f.get("hba1c").value, egfr: f.get("egfr").value,
	}
	e := f.s.score2[t.rule.Outcome+"_"+sexName(f.chart.Person.Sex)]
	t.model = regionNames[t.region]
	return score2Risk(&e, in.variables(t.rule.Outcome), t.region)
}

var regionNames = map[Region]phrase{
	LowRegion:      {"For a region of low risk.", "按低风险地区计算。"},
	ModerateRegion: {"For a region of moderate risk.", "按中等风险地区计算。"},
	HighRegion:     {"For a region of high risk.", "按高风险地区计算。"},
	VeryHighRegion: {"For a region of very high risk.", "按极高风险地区计算。"},
}
