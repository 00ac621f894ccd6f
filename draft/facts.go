package draft

import (
	"strconv"
	"time"

	"github.com/famulus-health/famulus/medicine"
)

// Facts is all that a writer may know: no name, no identifier, no date of birth.
type Facts struct {
	Kind           Kind                    `json:"kind,omitempty"`
	AgeYears       int                     `json:"ageYears"` // -1 unknown
	Sex            medicine.Sex            `json:"sex"`
	ReportLabel    string                  `json:"reportLabel"`
	Now            time.Time               `json:"now"` // when the interpretation was made; "8 months ago" counts from here
	Interpretation medicine.Interpretation `json:"interpretation"`
	Problems       []medicine.Problem      `json:"problems,omitempty"`    // of a report: only those that findings name in Relevant
	Medications    []medicine.Medication   `json:"medications,omitempty"` // of a report: only those that findings name in Relevant
	Allergies      []medicine.Allergy      `json:"allergies,omitempty"`   // of a person
	About          About                   `json:"about,omitzero"`        // of a person
}

// narrativeRunes is the longest text result that a writer is given. Longer ones are narrative: they are read in the
// report itself, and may hold a name.
const narrativeRunes = 80

// NewFacts takes from chart and report what a writer may know. Ids of observations and long narrative are left out.
func NewFacts(chart medicine.Chart, report medicine.Report, in medicine.Interpretation) Facts {
	f := Facts{Kind: ReportSummary, AgeYears: -1, Sex: chart.Person.Sex, ReportLabel: report.Label, Now: chart.Now, Interpretation: in}
	if f.Sex == "" {
		f.Sex = medicine.UnknownSex
	}
	if age, ok := chart.Person.AgeAt(chart.Now); ok {
		f.AgeYears = int(age)
	}
	relevant := map[string]bool{}
	f.Interpretation.Findings = make([]medicine.Finding, len(in.Findings))
	for i, fd := range in.Findings {
		fd.Observations = nil
		if len([]rune(fd.Value.Text)) > narrativeRunes {
			fd.Value.Text = ""
		}
		if fd.Change != nil {
			change := *fd.Change
			change.Observation = ""
			fd.Change = &change
		}
		fd.Series = withoutObservations(fd.Series)
		fd.Pattern = unreferenced(fd.Pattern)
		for _, id := range fd.Relevant {
			relevant[id] = true
		}
		f.Interpretation.Findings[i] = fd
	}
	for _, p := range chart.Problems {
		if relevant[p.ID] {
			f.Problems = append(f.Problems, p)
		}
	}
	for _, m := range chart.Medications {
		if relevant[m.ID] {
			f.Medications = append(f.Medications, m)
		}
	}
	return f
}

// withoutObservations is a series with no ids.
func withoutObservations(series []medicine.Point) []medicine.Point {
	return mapped(series, func(p *medicine.Point) { p.Observation = "" })
}

// unreferenced is a pattern whose evidence names no observation and no entry of the chart by its id.
func unreferenced(p *medicine.Pattern) *medicine.Pattern {
	if p == nil {
		return nil
	}
	out := *p
	bare := func(e *medicine.Evidence) { e.Observations, e.Chart = nil, nil }
	out.For, out.Against = mapped(p.For, bare), mapped(p.Against, bare)
	return &out
}

// finding finds one by id.
func (f *Facts) finding(id string) *medicine.Finding {
	for i := range f.Interpretation.Findings {
		if f.Interpretation.Findings[i].ID == id {
			return &f.Interpretation.Findings[i]
		}
	}
	return nil
}

func (f *Facts) medication(id string) *medicine.Medication {
	for i := range f.Medications {
		if f.Medications[i].ID == id {
			return &f.Medications[i]
		}
	}
	return nil
}

func (f *Facts) problem(id string) *medicine.Problem {
	for i := range f.Problems {
		if f.Problems[i].ID == id {
			return &f.Problems[i]
		}
	}
	return nil
}

// FollowUpKeys names each follow-up of an interpretation, in order: its code, and code#2, code#3 for repeats.
func FollowUpKeys(in medicine.Interpretation) []string {
	seen := map[string]int{}
	keys := make([]string, len(in.FollowUps))
	for i, u := range in.FollowUps {
		seen[u.Code]++
		keys[i] = u.Code
		if n := seen[u.Code]; n > 1 {
			keys[i] += "#" + strconv.Itoa(n)
		}
	}
	return keys
}

// followUp finds one by its key.
func (f *Facts) followUp(key string) *medicine.FollowUp {
	for i, k := range FollowUpKeys(f.Interpretation) {
		if k == key {
			return &f.Interpretation.FollowUps[i]
		}
	}
	return nil
}
