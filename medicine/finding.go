package medicine

import "time"

// Interpretation is what code, not a model, says about a report. It is a pure function of chart, report, settings
// and the rule set named in RuleSet, so that it can be made again and compared.
type Interpretation struct {
	RuleSet   string    // version of the catalogue and rules, e.g. "labs-2026.11"
	Triage    Triage    // the gravest of the findings, and never Normal when anything was left unjudged
	Why       []Reason  // what decided the triage, gravest first
	Findings  []Finding // in the order a doctor reads: gravest first, then the report's own order
	FollowUps []FollowUp
}

// Triage is how soon a person must look.
type Triage string

// Triage, gravest first.
const (
	TriageCritical     Triage = "CRITICAL"      // call now
	TriageUrgent       Triage = "URGENT"        // today
	TriageAbnormal     Triage = "ABNORMAL"      // this week
	TriageNeedsReading Triage = "NEEDS_READING" // the machine could not judge all of it
	TriageNormal       Triage = "NORMAL"        // every result judged, and none outside its range
)

// Triages lists all, gravest first.
var Triages = []Triage{TriageCritical, TriageUrgent, TriageAbnormal, TriageNeedsReading, TriageNormal}

// FindingKind says what a finding is about.
type FindingKind string

// Kinds of finding.
const (
	ResultFinding  FindingKind = "RESULT"  // one result of the report, judged
	DerivedFinding FindingKind = "DERIVED" // computed from results (eGFR ...), judged the same way
	PatternFinding FindingKind = "PATTERN" // several facts together; a consideration, never a diagnosis made
)

// Flag is where a value stands against its interval.
type Flag string

// Flags. NotJudged means that no interval applied; NeedsReading that the machine must not judge it (unit, status,
// narrative, a disagreement with the laboratory): neither is ever normal.
const (
	FlagNormal       Flag = "NORMAL"
	FlagLow          Flag = "LOW"
	FlagHigh         Flag = "HIGH"
	FlagCriticalLow  Flag = "CRITICAL_LOW"
	FlagCriticalHigh Flag = "CRITICAL_HIGH"
	FlagAbnormal     Flag = "ABNORMAL" // abnormal without a direction: a positive test
	FlagCritical     Flag = "CRITICAL" // critical without a direction
	FlagNotJudged    Flag = "NOT_JUDGED"
	FlagNeedsReading Flag = "NEEDS_READING"
)

// Origin says whose interval was used.
type Origin string

// Origins of an interval, in order of precedence.
const (
	OriginReport    Origin = "REPORT"    // came with the result
	OriginClinic    Origin = "CLINIC"    // the clinic's own
	OriginCatalogue Origin = "CATALOGUE" // Famulus's catalogue, for this age and sex
)

// Interval is a reference interval in the unit given; a nil side is open.
type Interval struct {
	Low    *float64 `json:"low,omitempty"`
	High   *float64 `json:"high,omitempty"`
	Unit   string   `json:"unit"`
	Origin Origin   `json:"origin"`
	Text   string   `json:"text,omitempty"`   // as the report stated it, or for whom the catalogue's is ("women 18 years and over")
	Source string   `json:"source,omitempty"` // citation key of the catalogue's number
}

// Quantity is a number in a UCUM unit.
type Quantity struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

// Direction of a change.
type Direction string

// Directions.
const (
	Rising  Direction = "RISING"
	Falling Direction = "FALLING"
	Steady  Direction = "STEADY"
)

// Change compares a value with the last comparable one.
type Change struct {
	Previous    Quantity  `json:"previous"` // in the finding's canonical unit
	At          time.Time `json:"at"`
	Observation string    `json:"observation"` // id of the earlier Observation
	Delta       float64   `json:"delta"`
	Percent     float64   `json:"percent"`
	Direction   Direction `json:"direction"`
	Significant bool      `json:"significant"` // beyond the reference change value, where one is known
	Limit       float64   `json:"limit"`       // the reference change value used, in percent; 0 when none is known
}

// Reason is why a finding, or a triage, came out as it did: a closed code, and words for a reader.
type Reason struct {
	Code    string `json:"code"`              // e.g. "unit_impossible", "flag_disagrees", "no_interval", "critical_high"
	Finding string `json:"finding,omitempty"` // the finding it concerns
	Text    string `json:"text"`              // one plain sentence, English, for a doctor
	TextZH  string `json:"textZh,omitempty"`  // the same in Chinese, with the same numbers
}

// Finding is one thing that is true of a report, with what it rests on.
type Finding struct {
	ID           string // unique in the interpretation and stable when it is made again: "potassium", "egfr", "glucose#2"
	Kind         FindingKind
	Observations []string // ids of the observations it rests on; never empty
	Analyte      string   // catalogue key; "" when the test is not in the catalogue
	Label        string   // the catalogue's English name, else the source's
	LabelZH      string   // the catalogue's Chinese name, "" when unknown
	Value        Value    // as sent
	Canonical    *Quantity
	Interval     *Interval
	Critical     *Interval // the critical limits that were applied, in the canonical unit
	Flag         Flag
	ReportedFlag string // the laboratory's own flag, as sent
	Change       *Change
	First        bool // no earlier comparable value is known
	Triage       Triage
	Reasons      []Reason
	Relevant     []string // ids of problems and medicines of the chart that this touches
	Series       []Point  // earlier comparable values and this one, oldest first; at most SeriesLimit, the latest
	Slope        *Slope   // nil with fewer than three values, or over less than 30 days
	Pattern      *Pattern // of a PatternFinding
}

// SeriesLimit is how many values Finding.Series holds at most.
const SeriesLimit = 12

// FollowUp is a next step that code proposes; signing turns it into a task that cannot get lost.
type FollowUp struct {
	Code     string        // e.g. "call_patient", "repeat_test", "review_medicine"
	Findings []string      // what it rests on
	Title    string        // plain words, English
	TitleZH  string        // plain words, Chinese
	Due      time.Duration // from now
	Awaits   string        // analyte key of the result that would answer it; "" none
	Critical bool          // made a task at once, without waiting for a signature
	Source   string
}
