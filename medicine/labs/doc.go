// Package labs is what Famulus knows of laboratory results and vital signs: which test a result is, what its unit
// means, which interval fits this person, what is critical, what has really changed, and what follows from it.
//
// The knowledge is data, in catalogue/*.yaml, where every number names its source; the Go beside it only reads,
// checks and applies it. Interpret is a pure function of the chart, the report and the catalogue.
//
// The order of reading:
//
//	catalogue.go  what an analyte is; Default and Load
//	load.go       files into analytes; plainyaml reads them; validate.go refuses what does not hold together
//	units.go      unit spellings and conversion
//	match.go      observation -> analyte, never fuzzy
//	value.go      the value as sent -> a reading; ordinal.go for 1+, trace, negative
//	ranges.go     which reference interval is used, and where it came from
//	judge.go      one result -> one finding; interpret.go -> the whole report
//	change.go     what has changed; series.go the course and its slope; aki.go the kidney-injury rule
//	derive.go     computed values; derivations.go says which and when, formulas.go how
//	relevance.go  which medicines and problems a finding touches; followup.go what should happen next
//	read.go       questions of other packages about single entries; reading.go about a whole report and its chart
package labs
