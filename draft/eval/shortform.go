// Package eval measures writers and the check: it holds synthetic facts, plants errors in true drafts, and counts what
// the check stops. Nothing here is needed to draft.
package eval

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
)

// Parse reads facts in short form, one fact a line, clauses separated by ";":
//
//	person 67 FEMALE
//	now 2026-11-22
//	medicine m1: Lisinopril 10 mg tablet
//	problem p1: Chronic kidney disease stage 3
//	result potassium: Potassium / 钾; = 6.8 mmol/L; range 3.5..5.1 REPORT; flag CRITICAL_HIGH; was 4.9 on 2026-03-03 significant; touches m1 p1
//	result nitrite: Nitrite / 亚硝酸盐; = "positive"; expected negative REPORT; flag ABNORMAL; first
//	pattern aki: Acute kidney injury / 急性肾损伤; flag ABNORMAL; triage URGENT; because aki Creatinine rose by half.
//	report narrative The report has a conclusion in words.
//	followup call_patient: Call the patient / 致电患者; on potassium; due 1h; awaits potassium; critical
//
// A result may have "slope 12.5 a year over 5 since 2023-01-01", a pattern "for TEXT / 文字", "against", "settle", "next".
// Facts of a person have besides:
//
//	kind HEALTH_REVIEW
//	allergy a1: Penicillin
//	dose m1: once a day
//	score cvd: Cardiovascular score / 心血管评分; = 12.4 %; years 10; category high / 高; note Its words. / 说明。
//	due flu: Influenza vaccination / 流感疫苗; by 2026-10-01
//	target hba1c: HbA1c / 糖化血红蛋白; = 8.1%; goal below 7.0% / 低于 7.0%; state NOT_MET
//	notice n1: May raise potassium together / 合用可能升高血钾; on m1 m2
//	plan p: Walking / 步行
//	goal g1: Walk to the market / 走到市场; by 2026-12-24
//	step s1: Ten minutes after lunch / 午饭后走十分钟
//
// A finding's triage follows from its flag unless it is stated; the interpretation's is the gravest.
func Parse(text string) (draft.Facts, error) {
	f := draft.Facts{Kind: draft.ReportSummary, AgeYears: -1, Sex: medicine.UnknownSex, ReportLabel: "Blood tests"}
	f.Interpretation.RuleSet = "eval"
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := parseLine(&f, line); err != nil {
			return f, fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	for i := range f.Interpretation.Findings {
		if fd := &f.Interpretation.Findings[i]; fd.Change != nil {
			finishChange(fd)
		}
	}
	f.Interpretation.Triage = gravest(f.Interpretation.Findings)
	if f.Interpretation.Triage == medicine.TriageNormal && len(f.Interpretation.Why) > 0 {
		f.Interpretation.Triage = medicine.TriageNeedsReading
	}
	return f, nil
}

func parseLine(f *draft.Facts, line string) error {
	word, rest, _ := strings.Cut(line, " ")
	head, body, _ := strings.Cut(rest, ":")
	clauses := strings.Split(body, ";")
	for i := range clauses {
		clauses[i] = strings.TrimSpace(clauses[i])
	}
	switch word {
	case "person":
		age, sex, _ := strings.Cut(rest, " ")
		f.Sex = medicine.Sex(sex)
		years, err := strconv.Atoi(age)
		if age == "?" {
			years, err = -1, nil
		}
		f.AgeYears = years
		return err
	case "now":
		now, err := time.Parse(time.DateOnly, rest)
		f.Now = now
		return err
	case "medicine":
		f.Medications = append(f.Medications, medicine.Medication{ID: head, Label: clauses[0], Active: true})
		return nil
	case "problem":
		f.Problems = append(f.Problems, medicine.Problem{ID: head, Label: clauses[0], Active: true})
		return nil
	case "result", "derived", "pattern":
		return parseFinding(f, medicine.FindingKind(strings.ToUpper(word)), head, clauses)
	case "report":
		code, text, _ := strings.Cut(rest, " ")
		f.Interpretation.Why = append(f.Interpretation.Why, medicine.Reason{Code: code, Text: text})
		return nil
	case "followup":
		return parseFollowUp(f, head, clauses)
	}
	known, err := personLine(f, word, strings.TrimSpace(head), clauses)
	if !known {
		return fmt.Errorf("no such fact: %q", word)
	}
	return err
}

func parseFinding(f *draft.Facts, kind medicine.FindingKind, id string, clauses []string) error {
	fd := medicine.Finding{ID: id, Kind: kind, Flag: medicine.FlagNormal}
	if kind != medicine.PatternFinding {
		fd.Analyte, _, _ = strings.Cut(id, "#")
	}
	fd.Label, fd.LabelZH = names(clauses[0])
	for _, clause := range clauses[1:] {
		if err := findingClause(&fd, clause); err != nil {
			return err
		}
	}
	if fd.Triage == "" {
		fd.Triage = triageOf(fd.Flag)
	}
	f.Interpretation.Findings = append(f.Interpretation.Findings, fd)
	return nil
}

func names(s string) (string, string) {
	en, zh, _ := strings.Cut(s, " / ")
	return strings.TrimSpace(en), strings.TrimSpace(zh)
}

func findingClause(fd *medicine.Finding, clause string) error {
	word, rest, _ := strings.Cut(clause, " ")
	switch word {
	case "=":
		fd.Value = value(rest)
		if x, err := strconv.ParseFloat(fd.Value.Number, 64); err == nil && fd.Value.Kind == medicine.QuantityValue {
			fd.Canonical = &medicine.Quantity{Value: x, Unit: fd.Value.Unit}
		}
	case "canonical":
		number, unit, _ := strings.Cut(rest, " ")
		x, err := strconv.ParseFloat(number, 64)
		fd.Canonical = &medicine.Quantity{Value: x, Unit: unit}
		return err
	case "range":
		return interval(fd, rest)
	case "expected":
		at := strings.LastIndex(rest, " ")
		fd.Interval = &medicine.Interval{Text: rest[:at], Origin: medicine.Origin(rest[at+1:])}
	case "flag":
		fd.Flag = medicine.Flag(rest)
	case "triage":
		fd.Triage = medicine.Triage(rest)
	case "first":
		fd.First = true
	case "touches":
		fd.Relevant = strings.Fields(rest)
	case "because":
		code, text, _ := strings.Cut(rest, " ")
		fd.Reasons = append(fd.Reasons, medicine.Reason{Code: code, Finding: fd.ID, Text: text})
	case "was":
		return change(fd, strings.Fields(rest))
	case "slope":
		return slope(fd, rest)
	case "for", "against", "settle", "next":
		patternClause(fd, word, rest)
	default:
		return fmt.Errorf("no such clause: %q", clause)
	}
	return nil
}

func value(s string) medicine.Value {
	if strings.HasPrefix(s, `"`) {
		return medicine.Value{Kind: medicine.TextValue, Text: strings.Trim(s, `"`)}
	}
	if s == "pending" {
		return medicine.Value{Kind: medicine.NoValue, Absent: "PENDING"}
	}
	number, unit, _ := strings.Cut(s, " ")
	v := medicine.Value{Kind: medicine.QuantityValue, Unit: unit}
	v.Number = strings.TrimLeft(number, "<>=")
	v.Comparator = number[:len(number)-len(v.Number)]
	return v
}

func interval(fd *medicine.Finding, s string) error {
	sides, origin, _ := strings.Cut(s, " ")
	low, high, _ := strings.Cut(sides, "..")
	fd.Interval = &medicine.Interval{Unit: fd.Value.Unit, Origin: medicine.Origin(origin)}
	for text, at := range map[string]**float64{low: &fd.Interval.Low, high: &fd.Interval.High} {
		if text == "" {
			continue
		}
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return err
		}
		*at = &x
	}
	return nil
}

// change reads "4.9 on 2026-03-03 significant|steady|unknown".
func change(fd *medicine.Finding, words []string) error {
	if len(words) != 4 {
		return fmt.Errorf("want: was NUMBER on DATE significant|steady|unknown")
	}
	x, err := strconv.ParseFloat(words[0], 64)
	if err != nil {
		return err
	}
	at, err := time.Parse(time.DateOnly, words[2])
	if err != nil {
		return err
	}
	fd.Change = &medicine.Change{Previous: medicine.Quantity{Value: x}, At: at, Limit: 20, Significant: words[3] == "significant"}
	if words[3] == "unknown" {
		fd.Change.Limit = 0
	}
	return nil
}

func finishChange(fd *medicine.Finding) {
	c := fd.Change
	c.Previous.Unit = fd.Canonical.Unit
	c.Delta = math.Round((fd.Canonical.Value-c.Previous.Value)*1e6) / 1e6
	if c.Previous.Value != 0 {
		c.Percent = 100 * c.Delta / c.Previous.Value
	}
	switch {
	case c.Delta > 0:
		c.Direction = medicine.Rising
	case c.Delta < 0:
		c.Direction = medicine.Falling
	default:
		c.Direction = medicine.Steady
	}
}

func parseFollowUp(f *draft.Facts, code string, clauses []string) error {
	u := medicine.FollowUp{Code: code}
	u.Title, u.TitleZH = names(clauses[0])
	for _, clause := range clauses[1:] {
		word, rest, _ := strings.Cut(clause, " ")
		switch word {
		case "on":
			u.Findings = strings.Fields(rest)
		case "due":
			due, err := time.ParseDuration(strings.Replace(rest, "d", "h", 1))
			if err != nil {
				return err
			}
			if strings.HasSuffix(rest, "d") {
				due *= 24
			}
			u.Due = due
		case "awaits":
			u.Awaits = rest
		case "critical":
			u.Critical = true
		default:
			return fmt.Errorf("no such clause: %q", clause)
		}
	}
	f.Interpretation.FollowUps = append(f.Interpretation.FollowUps, u)
	return nil
}

func triageOf(flag medicine.Flag) medicine.Triage {
	switch flag {
	case medicine.FlagCritical, medicine.FlagCriticalHigh, medicine.FlagCriticalLow:
		return medicine.TriageCritical
	case medicine.FlagHigh, medicine.FlagLow, medicine.FlagAbnormal:
		return medicine.TriageAbnormal
	case medicine.FlagNormal:
		return medicine.TriageNormal
	}
	return medicine.TriageNeedsReading
}

func gravest(findings []medicine.Finding) medicine.Triage {
	for _, t := range medicine.Triages {
		for i := range findings {
			if findings[i].Triage == t {
				return t
			}
		}
	}
	return medicine.TriageNeedsReading
}
