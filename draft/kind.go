package draft

// Kind is what a draft is about.
type Kind string

// Kinds of draft. Facts without a kind are those of a report.
const (
	ReportSummary    Kind = "REPORT"            // one report: a summary for the doctor, a message for the patient
	HealthReview     Kind = "HEALTH_REVIEW"     // a person: problems, trends, control, risks, medicines, what is due
	MedicationReview Kind = "MEDICATION_REVIEW" // a person's medicines: a letter for the patient, a worksheet for the doctor
	CarePlan         Kind = "CARE_PLAN"         // a care plan as the patient reads it
)

// Kinds lists all.
var Kinds = []Kind{ReportSummary, HealthReview, MedicationReview, CarePlan}

// sectionTable has the sections of each kind and audience, in reading order. The first is where a critical finding must
// stand. A kind and audience that is not here is not written.
var sectionTable = map[Kind]map[Audience][]Section{
	ReportSummary: {
		Doctor:  {Headline, Changed, Matters, ToDo, Fine},
		Patient: {Result, Meaning, Next},
	},
	HealthReview: {
		Doctor:  {Headline, Problems, Trends, Control, Risks, Medicines, Matters, Due},
		Patient: {Result, Meaning, Problems, Control, Risks, Medicines, Due, Next},
	},
	MedicationReview: {
		Doctor:  {Headline, Medicines, Matters, ToDo},
		Patient: {Result, Medicines, Next},
	},
	CarePlan: {
		Patient: {Goals, Activities, Next},
	},
}

// SectionsOf lists the sections of a kind of draft for an audience, in reading order; none: there is no such text.
func SectionsOf(k Kind, a Audience) []Section {
	if k == "" {
		k = ReportSummary
	}
	return sectionTable[k][a]
}
