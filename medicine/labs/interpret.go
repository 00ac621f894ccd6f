package labs

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// interpreter is the work on one report.
type interpreter struct {
	c           *Catalogue
	chart       *medicine.Chart
	report      *medicine.Report
	judged      []judged
	times       []uint16       // by analyte index: how many findings are about it
	strangers   map[string]int // the same of tests that the catalogue does not know, by id
	points      []medicine.Point
	past        pastIndex
	classes     chartClasses
	classesRead bool
}

// Interpret says what code can say of the single results of a report: a pure function of chart, report and catalogue.
// Patterns across results are package patterns' business, whose Interpret does this first.
func (c *Catalogue) Interpret(chart medicine.Chart, report medicine.Report) medicine.Interpretation {
	return c.interpret(&chart, &report).result(0)
}

// interpret judges every result.
func (c *Catalogue) interpret(chart *medicine.Chart, report *medicine.Report) *interpreter {
	in := &interpreter{c: c, chart: chart, report: report}
	in.judged = make([]judged, len(report.Results), len(report.Results)+roomForDerived)
	specimen := specimenOf(report.Label)
	in.times = make([]uint16, len(c.analytes))
	all := make([]parts, len(report.Results))
	for i := range report.Results {
		in.judged[i].parts = &all[i]
		in.begin(&report.Results[i], &in.judged[i], specimen)
		in.number(&in.judged[i])
	}
	in.readPast()
	for i := range report.Results {
		j := &in.judged[i]
		if in.judge(&report.Results[i], j); j.placed && j.analyte.Kind == Quantity {
			in.compareWithPast(j)
		}
	}
	for _, j := range in.derive() {
		in.judged = append(in.judged, *j)
	}
	in.kidneyInjury()
	in.kidneyCategories()
	in.relate()
	return in
}

// roomForDerived is how many computed values a report usually has; more only cost a copy.
const roomForDerived = 8

// begin names the finding and matches it.
func (in *interpreter) begin(o *medicine.Observation, j *judged, specimen string) {
	j.Kind = medicine.ResultFinding
	j.parts.observation[0] = o.ID
	j.Observations = j.parts.observation[:]
	j.Value, j.ReportedFlag = o.Value, o.Flag
	j.Triage = medicine.TriageNormal
	j.analyte = in.c.match(o, specimen)
	if a := j.analyte; a != nil {
		j.Analyte, j.Label, j.LabelZH, j.ID = a.Key, a.Name, a.NameZH, a.Key
	} else {
		j.Label = o.Label
		if j.Label == "" && len(o.Codings) > 0 {
			j.Label = o.Codings[0].Code
		}
		j.ID = slug(j.Label)
	}
	j.at = o.Effective
	if j.at.IsZero() {
		j.at = in.report.Effective
	}
	at := j.at
	if at.IsZero() {
		at = in.chart.Now
	}
	j.age, j.ageOK = in.chart.Person.AgeAt(at)
}

// number makes the second of two findings on one test "glucose#2".
func (in *interpreter) number(j *judged) {
	var n int
	if a := j.analyte; a != nil {
		in.times[a.index]++
		n = int(in.times[a.index])
	} else {
		if in.strangers == nil {
			in.strangers = map[string]int{}
		}
		in.strangers[j.ID]++
		n = in.strangers[j.ID]
	}
	if n > 1 {
		j.ID += "#" + strconv.Itoa(n)
	}
}

// slug makes an id of a label that the catalogue does not know.
func slug(label string) string {
	var b strings.Builder
	b.WriteString("uncoded")
	dash := true
	for _, r := range strings.ToLower(label) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127 {
			if dash {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			dash = false
		} else {
			dash = true
		}
		if b.Len() > 60 {
			break
		}
	}
	return b.String()
}

// result orders the findings, decides the overall triage and says why. Room is left behind the findings for others.
func (in *interpreter) result(room int) medicine.Interpretation {
	out := medicine.Interpretation{RuleSet: in.c.RuleSet, Triage: medicine.TriageNormal}
	out.Findings = make([]medicine.Finding, 0, len(in.judged)+room)
	for _, t := range medicine.Triages {
		start := len(out.Findings)
		for i := range in.judged {
			j := &in.judged[i]
			if j.Triage != t {
				continue
			}
			out.Findings = append(out.Findings, j.Finding)
			out.Triage = graver(out.Triage, t)
		}
		if t != medicine.TriageNormal {
			out.Why = in.c.appendWhy(out.Why, out.Findings[start:])
		}
	}
	for _, r := range in.reportReasons() {
		out.Triage = graver(out.Triage, medicine.TriageNeedsReading)
		out.Why = append(out.Why, r)
	}
	out.FollowUps = in.followUps()
	return out
}

// appendWhy adds the first reason of findings of one triage, in the order of the catalogue, so that the same facts are
// told in the same order whatever the order of the message; tests that the catalogue does not know come last.
func (c *Catalogue) appendWhy(why []medicine.Reason, findings []medicine.Finding) []medicine.Reason {
	place := func(f *medicine.Finding) int {
		if a := c.byKey[f.Analyte]; a != nil {
			return a.index
		}
		return len(c.analytes)
	}
	order := make([]*medicine.Finding, len(findings))
	for i := range findings {
		order[i] = &findings[i]
	}
	slices.SortStableFunc(order, func(x, y *medicine.Finding) int { return place(x) - place(y) })
	for _, f := range order {
		if len(f.Reasons) > 0 {
			why = append(why, f.Reasons[0])
		}
	}
	return why
}

// reportReasons are what keeps the whole report from being normal: words, and content that is missing or not final.
func (in *interpreter) reportReasons() []medicine.Reason {
	var out []medicine.Reason
	add := func(code, en, zh string) { out = append(out, medicine.Reason{Code: code, Text: en, TextZH: zh}) }
	r := in.report
	if strings.TrimSpace(r.Conclusion) != "" {
		add("narrative", "The report has a conclusion in words.", "报告带有文字结论。")
	}
	if len(r.Results) == 0 {
		add("empty", "The report has no results that could be judged.", "报告没有可判断的结果。")
	}
	switch r.Status {
	case medicine.Final, medicine.Corrected:
	case medicine.Cancelled:
		add("cancelled", "The report was cancelled.", "报告已取消。")
	case medicine.EnteredInError:
		add("entered_in_error", "The report was withdrawn as entered in error.", "报告因录入错误已撤回。")
	case medicine.Preliminary, medicine.Partial, medicine.Registered:
		add("preliminary", "The report is not final.", "报告不是最终报告。")
	default:
		add("status_unknown", "The source did not say that the report is final.", "来源未说明报告为最终报告。")
	}
	if narrativeCategory(r.Category) {
		add("narrative", "Reports of this kind are read by a person.", "此类报告由人阅读。")
	}
	return out
}

// narrativeCategory says that a report is of a kind whose meaning is in its words: HL7 table 0074 sections.
func narrativeCategory(category string) bool {
	switch strings.ToUpper(strings.TrimSpace(category)) {
	case "RAD", "RX", "CT", "NMR", "NMS", "RUS", "OUS", "VUS", "CUS", "XRC", "CG", "EC", "SP", "CP", "PAT", "CTH",
		"ICU", "PHY", "PT", "OT", "OTH", "MB", "MCB", "MYC", "VR", "GE", "EN", "IMAGING", "RADIOLOGY", "PATHOLOGY":
		return true
	}
	return false
}

// timeOr is t, or the fallback where t is zero.
func timeOr(t, fallback time.Time) time.Time {
	if t.IsZero() {
		return fallback
	}
	return t
}
