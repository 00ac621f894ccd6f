// Package interop is what the outside world says, in one shape. The codecs under it (fhir, hl7v2) are pure:
// bytes in, Records and Problems out. Nothing here knows of a clinic, a database or a clock.
//
// Names follow FHIR R4, said in primary care's words: Encounter is a Visit, Condition is a Problem,
// MedicationRequest is a Medication, DiagnosticReport is a Report.
package interop

import "time"

// Record is what one message, or one bundle, says about one person.
type Record struct {
	// Source names where the record came from: "fhir", or the sending application and facility of an HL7 message.
	Source        string
	MessageID     string // MSH-10, or Bundle.id; empty when the source gave none
	Patient       Patient
	Visits        []Visit
	Problems      []Problem
	Allergies     []Allergy
	Medications   []Medication
	Immunizations []Immunization
	Observations  []Observation // those that stand in no report
	Reports       []Report
	CarePlans     []CarePlan
	Goals         []Goal
}

// Key is the identity of a thing in its source, stable when the same file is read again. It is unique within
// a source; the store makes it unique within a clinic. Never empty in a decoded Record.
type Key string

// Coding is a code in a code system, with the words the source showed for it.
type Coding struct {
	System  string `json:"system,omitempty"` // URI: http://loinc.org, http://snomed.info/sct ...; "local:<authority>" for a local code
	Code    string `json:"code,omitempty"`
	Display string `json:"display,omitempty"`
}

// Code systems by URI, as FHIR names them.
const (
	LOINC  = "http://loinc.org"
	SNOMED = "http://snomed.info/sct"
	RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm"
	CVX    = "http://hl7.org/fhir/sid/cvx"
	ICD10  = "http://hl7.org/fhir/sid/icd-10-cm"
	UCUM   = "http://unitsofmeasure.org"
)

// Concept is FHIR's CodeableConcept: codings of one idea, and the text the source wrote.
type Concept struct {
	Codings []Coding `json:"codings,omitempty"`
	Text    string   `json:"text,omitempty"`
}

// Label is the words to show: the text, else the first display, else the first code.
func (c Concept) Label() string {
	if c.Text != "" {
		return c.Text
	}
	for _, k := range c.Codings {
		if k.Display != "" {
			return k.Display
		}
	}
	if len(c.Codings) > 0 {
		return c.Codings[0].Code
	}
	return ""
}

// In is the first code of the given system, or "".
func (c Concept) In(system string) string {
	for _, k := range c.Codings {
		if k.System == system {
			return k.Code
		}
	}
	return ""
}

// Sex is the administrative sex that a source states.
type Sex string

// The four values of FHIR's administrative-gender.
const (
	Female     Sex = "FEMALE"
	Male       Sex = "MALE"
	OtherSex   Sex = "OTHER"
	UnknownSex Sex = "UNKNOWN"
)

// Identifier is a number that an authority gave a person. A blank value is never an identifier: codecs drop it.
type Identifier struct {
	System string `json:"system"` // URI or assigning authority
	Type   string `json:"type"`   // MR, SS, NH, DL, PPN ... (HL7 table 0203); "" unknown
	Value  string `json:"value"`
}

// Patient is a person as the source describes them. Fields the source left out are zero.
type Patient struct {
	Key         Key
	Identifiers []Identifier
	Family      string
	Given       string // all given names, space separated
	Sex         Sex
	BirthDate   Date
	Deceased    bool
	DeceasedAt  time.Time
	Phone       string
	Email       string
	Address     string // one line
	Language    string // BCP 47, "" unknown
}

// Date is a calendar day, or part of one: Month or Day zero when the source gave only the year or the month.
type Date struct{ Year, Month, Day int }

// IsZero says that no date was given.
func (d Date) IsZero() bool { return d == Date{} }

// String is the date as far as it is known: 1961, 1961-03 or 1961-03-04; "" when no date was given.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return d.Time().Format("2006")
	case d.Day == 0:
		return d.Time().Format("2006-01")
	}
	return d.Time().Format(time.DateOnly)
}

// Time is the first moment of the date in UTC; an unknown month or day counts as the first.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Visit is FHIR's Encounter.
type Visit struct {
	Key    Key
	Kind   Concept // type of encounter
	Class  string  // AMB, EMER, IMP, ...: HL7 ActCode; "" unknown
	Status string  // FHIR's code: finished, in-progress ...
	Reason Concept
	Start  time.Time
	End    time.Time // zero: open or not stated
	Note   string
}

// Problem is FHIR's Condition.
type Problem struct {
	Key      Key
	Visit    Key // "" none
	Code     Concept
	Status   string // ACTIVE, INACTIVE, RESOLVED
	Verified string // CONFIRMED, PROVISIONAL, REFUTED, ENTERED_IN_ERROR, UNKNOWN
	Onset    time.Time
	Abated   time.Time
	Recorded time.Time
}

// Allergy is FHIR's AllergyIntolerance.
type Allergy struct {
	Key         Key
	Code        Concept
	Category    string // FOOD, MEDICATION, ENVIRONMENT, BIOLOGIC, "" unknown
	Criticality string // LOW, HIGH, UNABLE_TO_ASSESS, "" unknown
	Status      string // ACTIVE, INACTIVE, RESOLVED
	Reaction    string
	Onset       time.Time
	Recorded    time.Time
}

// Medication is FHIR's MedicationRequest: what was ordered, with the dose as written.
type Medication struct {
	Key     Key
	Visit   Key
	Code    Concept
	Status  string // ACTIVE, STOPPED, COMPLETED, CANCELLED, ON_HOLD, DRAFT, UNKNOWN
	Dose    string // as a person would read it; "" when the source has none
	Reason  Concept
	Started time.Time
	Ended   time.Time
}

// Immunization is a vaccine given, or not given.
type Immunization struct {
	Key   Key
	Visit Key
	Code  Concept
	Given time.Time
	Done  bool // false: FHIR status not-done or entered-in-error
	Lot   string
	Site  string
}

// ValueKind says which fields of a Value count.
type ValueKind string

// The kinds of value that laboratories send.
const (
	NoValue       ValueKind = "NONE"     // pending, cancelled, absent: see Value.Absent
	QuantityValue ValueKind = "QUANTITY" // Number with Comparator and Unit
	RangeValue    ValueKind = "RANGE"    // Number to Number2, Unit
	RatioValue    ValueKind = "RATIO"    // Number : Number2 (a titre is a ratio with numerator 1)
	CodedValue    ValueKind = "CODED"    // Codings, Text
	TextValue     ValueKind = "TEXT"     // Text
)

// Value is a result as it was sent: never converted, never rounded.
type Value struct {
	Kind       ValueKind `json:"kind"`
	Number     string    `json:"number,omitempty"`     // decimal, the digits as sent
	Number2    string    `json:"number2,omitempty"`    // upper end or denominator
	Comparator string    `json:"comparator,omitempty"` // "", "<", "<=", ">", ">="
	Unit       string    `json:"unit,omitempty"`       // as sent; "" when none was sent
	Codings    []Coding  `json:"codings,omitempty"`
	Text       string    `json:"text,omitempty"`
	Absent     string    `json:"absent,omitempty"` // why there is none: PENDING, CANCELLED, NOT_ASKED, UNKNOWN, ERROR
}

// RangeText is a reference range as the source stated it. Low and High are "" when that side is open or unread.
type RangeText struct {
	Low  string `json:"low,omitempty"`
	High string `json:"high,omitempty"`
	Unit string `json:"unit,omitempty"`
	Text string `json:"text,omitempty"` // the words as sent, always kept
}

// Observation is one result, or one measurement.
type Observation struct {
	Key        Key
	Visit      Key
	Code       Concept
	Value      Value
	Components []Component // blood pressure and the like: Value.Kind is NONE, the parts are here
	Range      RangeText
	Flag       string // the source's own interpretation code: H, L, HH, LL, A, N ...; "" none
	Status     ResultStatus
	Effective  time.Time // when it was true of the person: collection time
	Issued     time.Time
	Category   string // laboratory, vital-signs, survey, social-history ...; "" unknown
	Note       string // comments beneath the result
}

// Component is a part of an Observation that has a code and a value of its own.
type Component struct {
	Code  Concept   `json:"code"`
	Value Value     `json:"value"`
	Range RangeText `json:"range"`
	Flag  string    `json:"flag,omitempty"`
}

// ResultStatus is how far a result, or a whole report, has come.
type ResultStatus string

// FHIR's observation and report statuses that matter to a reader.
const (
	Registered     ResultStatus = "REGISTERED" // ordered, nothing yet
	Partial        ResultStatus = "PARTIAL"
	Preliminary    ResultStatus = "PRELIMINARY"
	Final          ResultStatus = "FINAL"
	Corrected      ResultStatus = "CORRECTED" // also FHIR's amended and appended
	Cancelled      ResultStatus = "CANCELLED"
	EnteredInError ResultStatus = "ENTERED_IN_ERROR"
	UnknownStatus  ResultStatus = "UNKNOWN"
)

// Report is FHIR's DiagnosticReport, or one OBR group of an ORU^R01.
type Report struct {
	Key        Key
	Visit      Key
	Code       Concept
	Category   string // LAB, RAD ...; "" unknown
	Status     ResultStatus
	Effective  time.Time // collection
	Issued     time.Time // release by the laboratory
	Performer  string    // laboratory or person
	Conclusion string    // narrative, as sent
	Results    []Observation
}

// CarePlan is FHIR's CarePlan, as far as it can be read without its references.
type CarePlan struct {
	Key        Key
	Title      string
	Status     string // DRAFT, ACTIVE, ON_HOLD, REVOKED, COMPLETED, ENTERED_IN_ERROR, UNKNOWN
	Start      time.Time
	End        time.Time
	Activities []string
	Goals      []Key
}

// Goal is a target that a person and a clinic agreed on.
type Goal struct {
	Key    Key
	Title  string
	Status string // PROPOSED, ACTIVE, ON_HOLD, COMPLETED, CANCELLED
	Due    time.Time
}

// Reason is the closed list of why something was not taken in, so that it can be counted and explained.
type Reason string

// Every reason a codec gives. docs/interop.md explains each to the person who sent the file.
const (
	ReasonNotRecognised   Reason = "not_recognised"   // neither FHIR JSON nor HL7 v2
	ReasonTruncated       Reason = "truncated"        // ends in the middle
	ReasonMalformed       Reason = "malformed"        // breaks its own format
	ReasonWrongType       Reason = "wrong_type"       // a message or resource that carries no record of a person
	ReasonNoPatient       Reason = "no_patient"       // no PID segment, no Patient resource
	ReasonNothingToMatch  Reason = "nothing_to_match" // a patient with neither identifier nor name, birth date and sex
	ReasonImpossibleDate  Reason = "impossible_date"  // 20191345
	ReasonDanglingSubject Reason = "dangling_subject" // a resource about a patient that the bundle does not hold
	ReasonNoCode          Reason = "no_code"          // a result without any code or name
	ReasonTooLarge        Reason = "too_large"        // over the limit on size, nesting or count
	ReasonBadValue        Reason = "bad_value"        // a number that is none, in a field that must hold one
	ReasonUnsupported     Reason = "unsupported"      // valid, but of a kind that Famulus does not keep
	ReasonMissingResult   Reason = "missing_result"   // a report names a result that the file does not hold for that person
)

// Rejection is a thing that was not taken in: what, where in the source, and why, in words for the sender.
// It never carries a person's name.
type Rejection struct {
	Reason Reason
	Where  string // "entry[17].resource (Observation/abc)", "OBX[3]-5", "message 2"
	Detail string // one plain sentence
	Fatal  bool   // true: the whole message or bundle was refused; false: the rest went in
}

// Error makes a Rejection usable as an error.
func (r Rejection) Error() string { return string(r.Reason) + " at " + r.Where + ": " + r.Detail }

// Decoded is what a codec made of one file: records to take in, and what was left out with its reason.
type Decoded struct {
	Format   Format
	Records  []Record
	Rejected []Rejection
	// Skipped counts, by resource or message kind, what is valid but holds nothing that Famulus keeps (Claim,
	// Organization ...). It is not a refusal: nobody has to be told. Nil when there is none.
	Skipped map[string]int
}

// Format is what the bytes were recognised as.
type Format string

// The formats told apart by content.
const (
	FormatFHIR    Format = "FHIR"
	FormatHL7v2   Format = "HL7V2"
	FormatUnknown Format = "UNKNOWN"
)
