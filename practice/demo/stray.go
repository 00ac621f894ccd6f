package demo

import (
	"time"

	"github.com/famulus-health/famulus/interop"
)

// PatientEmail is the account of one of the patients, with Password: whoever tries the demo sees the patient's side, too.
const PatientEmail = "patient@famulus.example"

// Portal is the person whose account that is: the first with a new report.
func (c *Clinic) Portal() interop.Patient {
	for _, p := range c.People {
		if len(p.Fresh) > 0 {
			return p.History.Patient
		}
	}
	return interop.Patient{}
}

// stray is a report that came without a number of the person, with the name a little off and day and month exchanged where
// that is another date: it fits nobody for certain, and a person must say whose it is.
func stray(people []Person, now time.Time) interop.Record {
	who := people[0].History.Patient
	for _, p := range people {
		b := p.History.Patient.BirthDate
		if len(p.Fresh) == 0 && b.Day != 0 && b.Day <= 12 && b.Day != b.Month && b.Year < now.Year()-30 && len(p.History.Patient.Given) > 3 {
			who = p.History.Patient
			break
		}
	}
	b := who.BirthDate
	taken := now.Add(-26 * time.Hour)
	return interop.Record{
		Source: Source, MessageID: "stray",
		Patient: interop.Patient{
			Family: who.Family, Given: who.Given[:1] + ".", Sex: who.Sex, BirthDate: interop.Date{Year: b.Year, Month: b.Day, Day: b.Month},
		},
		Reports: []interop.Report{{
			Key: "demo|Report/stray", Code: interop.Concept{Text: "Thyroid function"}, Category: "LAB", Status: interop.Final,
			Effective: taken, Issued: taken.Add(6 * time.Hour), Performer: "Harbour Laboratory",
			Results: []interop.Observation{
				strayResult("tsh", "TSH", "3016-3", "11.4", "mIU/L", "0.4-4.0", "H", taken),
				strayResult("ft4", "Free T4", "3024-7", "9.1", "pmol/L", "10-22", "L", taken),
			},
		}},
	}
}

func strayResult(key, name, loinc, number, unit, limits, flag string, at time.Time) interop.Observation {
	return interop.Observation{
		Key: interop.Key("demo|Observation/stray-" + key), Code: interop.Concept{Text: name, Codings: []interop.Coding{{System: interop.LOINC, Code: loinc, Display: name}}},
		Value: interop.Value{Kind: interop.QuantityValue, Number: number, Unit: unit}, Range: interop.ParseRange(limits), Flag: flag,
		Status: interop.Final, Effective: at, Category: "laboratory",
	}
}
