// Package draft writes and checks the text of a summary. A Writer turns facts into sentences; each sentence names the
// findings it rests on, and holds placeholders where a value, a unit, a date, a medicine or a problem belongs. Check
// refuses a sentence that says what the facts do not hold, whoever wrote it. Render fills the placeholders from the
// facts, so that no writer ever types a number.
//
// The contract, the rules and their limits are in docs/clinical/drafts.md.
package draft

import "context"

// Lang is the language of a draft.
type Lang string

// Languages.
const (
	English Lang = "en"
	Chinese Lang = "zh"
)

// Langs lists the languages that have phrases and a lexicon.
var Langs = []Lang{English, Chinese}

// Audience is who a draft is for.
type Audience string

// Audiences.
const (
	Doctor  Audience = "DOCTOR"
	Patient Audience = "PATIENT"
)

// Section is the part of a draft that a sentence belongs to.
type Section string

// Sections, in reading order: first the doctor's, then the patient's.
const (
	Headline Section = "HEADLINE" // what a busy doctor needs if nothing else is read
	Changed  Section = "CHANGED"  // what changed, and since when
	Matters  Section = "MATTERS"  // what matters in this patient, and what could not be judged
	ToDo     Section = "TODO"     // follow-ups proposed
	Fine     Section = "FINE"     // what was within range

	Result  Section = "RESULT"  // the results, in plain words
	Meaning Section = "MEANING" // what the tests are about
	Next    Section = "NEXT"    // what happens now

	Problems   Section = "PROBLEMS"   // the problem list, and allergies
	Trends     Section = "TRENDS"     // where values are going
	Control    Section = "CONTROL"    // targets, met or not
	Risks      Section = "RISKS"      // scores of the person
	Medicines  Section = "MEDICINES"  // what is taken
	Due        Section = "DUE"        // preventive care and checks
	Goals      Section = "GOALS"      // what a care plan is for
	Activities Section = "ACTIVITIES" // what it asks for
)

// Sections lists the sections of a report's summary in reading order; SectionsOf those of every kind.
func Sections(a Audience) []Section { return SectionsOf(ReportSummary, a) }

// Sentence is one sentence (or a few that belong together) with what it rests on. Text holds placeholders such as
// {{potassium.value}}, and no digit outside of them.
type Sentence struct {
	Section   Section  `json:"section"`
	Text      string   `json:"text"`
	Findings  []string `json:"findings,omitempty"`
	FollowUps []string `json:"followUps,omitempty"` // follow-up keys: the code, or code#2 for the second of that code
	Grounds   []string `json:"grounds,omitempty"`   // of a draft on a person: "problem.ID", "medicine.ID", "score.KEY", "due.KEY", "plan.KEY" ...
}

// Draft is a text as a writer made it, before placeholders are filled.
type Draft struct {
	Audience  Audience   `json:"audience"`
	Lang      Lang       `json:"lang"`
	Sentences []Sentence `json:"sentences"`
	Writer    string     `json:"writer"`
	Version   string     `json:"version"`
}

// Writer makes drafts.
type Writer interface {
	Name() string
	Version() string
	Write(ctx context.Context, f Facts, a Audience, l Lang) (Draft, error)
}

// Refusal is one reason why a draft must not be shown.
type Refusal struct {
	Sentence int    `json:"sentence"` // index in Draft.Sentences; -1 when it concerns the draft as a whole
	Rule     string `json:"rule"`
	Detail   string `json:"detail"`
}

// Rendered is a sentence with its placeholders filled.
type Rendered struct {
	Section  Section  `json:"section"`
	Text     string   `json:"text"`
	Findings []string `json:"findings,omitempty"`
}
