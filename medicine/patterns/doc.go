// Package patterns knows what several facts of a chart mean together: tests, their course over time, problems and
// medicines. It gives considerations with the evidence for and against, what would settle them and a next step; it never
// makes a diagnosis.
//
// The knowledge is data, in data/*.yaml, with conditions in a small language that a clinician can read (docs/clinical/
// patterns.md). The Go beside it reads, checks and applies it, as a pure function of chart, report and data.
//
// The order of reading:
//
//	patterns.go   what a pattern is; Default and Load
//	load.go       files into patterns, and what is refused
//	language.go   the words of the language, and how a condition becomes a program
//	logic.go      most lines as a logic, which is asked faster than a program and means the same
//	facts.go      what each word finds in a chart; a fact that is not there is neither true nor false
//	text.go       placeholders in texts
//	interpret.go  labs' interpretation, with the patterns that fit
//	version.go    the name of code and data together
package patterns
