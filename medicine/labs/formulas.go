package labs

import (
	"math"

	"github.com/famulus-health/famulus/medicine"
)

// EGFR2021 is the glomerular filtration rate in mL/min/1.73 m2 estimated from serum creatinine (umol/L), age (whole
// years, 18 and over) and sex, by the race-free CKD-EPI creatinine equation: Inker LA et al., N Engl J Med
// 2021;385:1737-49. It does not hold in pregnancy, in acute kidney injury, or at extremes of muscle mass.
func EGFR2021(creatinine, age float64, sex medicine.Sex) float64 {
	scr := creatinine / umolPerMg // mg/dL
	kappa, alpha, factor := 0.9, -0.302, 1.0
	if sex == medicine.Female {
		kappa, alpha, factor = 0.7, -0.241, 1.012
	}
	return 142 * math.Pow(math.Min(scr/kappa, 1), alpha) * math.Pow(math.Max(scr/kappa, 1), -1.200) *
		math.Pow(0.9938, age) * factor
}

// BedsideSchwartz is the glomerular filtration rate in mL/min/1.73 m2 of a child, from height (cm) and serum creatinine (umol/L by
// an enzymatic method): Schwartz GJ et al., J Am Soc Nephrol 2009;20:629-37.
func BedsideSchwartz(height, creatinine float64) float64 {
	return 0.413 * height / (creatinine / umolPerMg)
}

// AlveolarArterial is the alveolar-arterial oxygen gradient in kPa, from arterial oxygen and carbon dioxide (kPa) and the oxygen
// breathed (%): alveolar pressure is the oxygen's share of 760 - 47 mmHg at sea level, less carbon dioxide over a respiratory
// quotient of 0.8 (MSD Manual, alveolar gas equation).
func AlveolarArterial(oxygen, carbonDioxide, breathed float64) float64 {
	return breathed/100*(760-47)*kPaPerMmHg - carbonDioxide/0.8 - oxygen
}

// kPaPerMmHg is the pressure in kPa that is 1 mmHg.
const kPaPerMmHg = 0.1333224

// umolPerMg is the creatinine in umol/L that is 1 mg/dL (molar mass 113.12 g/mol).
const umolPerMg = 10000 / 113.12

// NonHDL is total minus HDL cholesterol, in the unit of both.
func NonHDL(total, hdl float64) float64 { return total - hdl }

// AdjustedCalcium is total calcium (mmol/L) adjusted to an albumin of 40 g/L: calcium + 0.02 * (40 - albumin).
// Payne RB et al., BMJ 1973;4:643-6, in the rounded form of BMJ 1977;1:598. Not used below an albumin of 20 g/L.
func AdjustedCalcium(calcium, albumin float64) float64 { return calcium + 0.02*(40-albumin) }

// TransferrinSaturation is iron as percent of the total iron-binding capacity, both in umol/L.
func TransferrinSaturation(iron, tibc float64) float64 { return iron / tibc * 100 }

// SampsonLDL is LDL cholesterol estimated from total cholesterol, HDL cholesterol and triglycerides, all in mmol/L:
// Sampson M et al., JAMA Cardiol 2020;5:540-8 (the NIH equation). It holds up to triglycerides of 800 mg/dL, fasting or not.
func SampsonLDL(total, hdl, triglycerides float64) float64 {
	tc, h, tg := total*mgPerMmolCholesterol, hdl*mgPerMmolCholesterol, triglycerides*mgPerMmolTriglycerides
	ldl := tc/0.948 - h/0.971 - (tg/8.56 + tg*(tc-h)/2140 - tg*tg/16100) - 9.44
	return ldl / mgPerMmolCholesterol
}

// sampsonLimit is the triglycerides in mg/dL beyond which Sampson's equation was not tested.
const sampsonLimit = 800

// The mg/dL that are 1 mmol/L, by the molar masses of the catalogue (cholesterol 386.65, triolein 885.4 g/mol).
const (
	mgPerMmolCholesterol   = 38.665
	mgPerMmolTriglycerides = 88.54
)

// AnionGap is sodium less chloride and bicarbonate, without potassium, in mmol/L.
func AnionGap(sodium, chloride, bicarbonate float64) float64 { return sodium - chloride - bicarbonate }

// CalculatedOsmolality is 2 x sodium + glucose + urea, in mmol/L: the form of the Joint British Diabetes Societies'
// guideline on the hyperosmolar hyperglycaemic state, 2022.
func CalculatedOsmolality(sodium, glucose, urea float64) float64 { return 2*sodium + glucose + urea }

// Mentzer is MCV (fL) divided by the red cell count (10^12/L): Mentzer WC, Lancet 1973;1:882.
func Mentzer(mcv, redCells float64) float64 { return mcv / redCells }

// FIB4 is age x AST / (platelets x root of ALT), enzymes in U/L, platelets in 10^9/L: Sterling RK et al., Hepatology
// 2006;43:1317-25.
func FIB4(age, ast, alt, platelets float64) float64 { return age * ast / (platelets * math.Sqrt(alt)) }

// APRI is AST as a multiple of its upper limit, for which WHO takes 40 U/L, per platelets in 10^9/L, times 100: Wai CT et al.,
// Hepatology 2003;38:518-26; WHO hepatitis B guidelines 2024.
func APRI(ast, platelets float64) float64 { return ast / 40 * 100 / platelets }

// AverageGlucose is the glucose in mmol/L that an HbA1c in mmol/mol stands for on average: (28.7 x HbA1c % - 46.7) mg/dL, Nathan
// DM et al. (ADAG), Diabetes Care 2008;31:1473-8, with the IFCC-NGSP master equation; 18 mg/dL to 1 mmol/L, as the American
// Diabetes Association prints its table.
func AverageGlucose(hba1c float64) float64 { return (28.7*(0.09148*hba1c+2.152) - 46.7) / 18 }

// HOMAIR is fasting glucose (mmol/L) x fasting insulin (mU/L) / 22.5: Matthews DR et al., Diabetologia 1985;28:412-9.
func HOMAIR(glucose, insulin float64) float64 { return glucose * insulin / 22.5 }

// KDIGOGFR is the KDIGO 2024 category of a glomerular filtration rate in mL/min/1.73 m2.
func KDIGOGFR(egfr float64) string {
	switch {
	case egfr >= 90:
		return "G1"
	case egfr >= 60:
		return "G2"
	case egfr >= 45:
		return "G3a"
	case egfr >= 30:
		return "G3b"
	case egfr >= 15:
		return "G4"
	}
	return "G5"
}

// KDIGOAlbumin is the KDIGO 2024 category of a urine albumin/creatinine ratio in mg/mmol.
func KDIGOAlbumin(acr float64) string {
	switch {
	case acr < 3:
		return "A1"
	case acr <= 30:
		return "A2"
	}
	return "A3"
}

// KDIGORisk is the risk that the KDIGO 2024 grid gives two categories.
func KDIGORisk(g, a string) string {
	step := map[string]int{"G1": 0, "G2": 0, "G3a": 1, "G3b": 2, "G4": 3, "G5": 3}[g] + map[string]int{"A1": 0, "A2": 1, "A3": 2}[a]
	return [...]string{"low", "moderately increased", "high", "very high", "very high", "very high"}[step]
}
