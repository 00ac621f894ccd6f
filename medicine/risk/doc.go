// Package risk computes person-level scores from a chart: PREVENT, SCORE2, SCORE2-OP, SCORE2-Diabetes, CHA2DS2-VA,
// CHA2DS2-VASc, HAS-BLED and FINDRISC.
//
// A score holds for some people and not for others. Outside of its limits, or without one of its inputs, there is no number but
// the reason. Nothing is guessed: a value that is too old is missing, an unknown smoking status is missing, and where a
// problem is taken as absent because the problem list does not hold it, the score says so.
//
// What a clinician could correct is data, in data/: for whom a score holds, its limits, points and categories (scores.yaml), what
// it asks of the chart (inputs.yaml), the coefficients (*.csv) and the citations (sources.yaml).
//
// The order of reading:
//
//	risk.go      what a score is; Default and For
//	data.go      what the files may hold; load.go reads and checks them; table.go the coefficients
//	facts.go     chart -> facts, in one pass; question.go what people were asked; computed.go what follows from several
//	evaluate.go  one score: whom it concerns, where it does not hold, what is missing, its category
//	prevent.go, score2.go, points.go   the three ways to a number
//	words.go     sentences, in English and Chinese
package risk
