package labs

import (
	"math"
	"strconv"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// form is what a value turned out to be.
type form uint8

const (
	formNumber  form = iota // a number, a bounded number or a range: reading holds it
	formLevel               // an ordinal: reading holds its level
	formWords               // words that a person must read
	formNothing             // no result: pending, cancelled, absent
)

// parsed is a value as it was understood.
type parsed struct {
	form    form
	reading reading
	unit    string // the unit that came with it, "" none
	why     string // formNothing: PENDING, CANCELLED ...; formWords: what could not be read
}

// parse reads a value. It never guesses: what is not clearly a number, a grade or an absence is words.
func (c *Catalogue) parse(v *medicine.Value) parsed {
	switch v.Kind {
	case medicine.QuantityValue:
		r, ok := bounded(v.Comparator, v.Number)
		if !ok {
			return parsed{form: formWords, why: "number_unread"}
		}
		return parsed{form: formNumber, reading: r, unit: v.Unit}
	case medicine.RangeValue:
		lo, ok1 := number(v.Number)
		hi, ok2 := number(v.Number2)
		if !ok1 || !ok2 || lo > hi {
			return parsed{form: formWords, why: "number_unread"}
		}
		return parsed{form: formNumber, reading: reading{lo: lo, hi: hi}, unit: v.Unit}
	case medicine.CodedValue, medicine.TextValue:
		return c.parseText(v)
	case medicine.RatioValue:
		return parsed{form: formWords, why: "ratio"}
	}
	why := v.Absent
	if why == "" {
		why = "UNKNOWN"
	}
	return parsed{form: formNothing, why: why}
}

// absences are texts that say there is no result.
var absences = map[string]string{
	"pending": "PENDING", "tofollow": "PENDING", "inprogress": "PENDING", "awaited": "PENDING", "待检": "PENDING",
	"cancelled": "CANCELLED", "canceled": "CANCELLED", "notdone": "CANCELLED", "notperformed": "CANCELLED",
	"testnotperformed": "CANCELLED", "tnp": "CANCELLED", "rejected": "CANCELLED", "insufficient": "CANCELLED",
	"qns": "CANCELLED", "quantitynotsufficient": "CANCELLED", "haemolysed": "ERROR", "hemolyzed": "ERROR",
	"hemolysed": "ERROR", "clotted": "ERROR", "unsuitable": "ERROR", "invalid": "ERROR", "error": "ERROR",
	"unknown": "UNKNOWN", "notavailable": "UNKNOWN", "n/a": "UNKNOWN", "na": "UNKNOWN", "": "UNKNOWN",
}

func (c *Catalogue) parseText(v *medicine.Value) parsed {
	if lv, ok := c.ordinal(v); ok {
		return parsed{form: formLevel, reading: lv.reading(), unit: v.Unit}
	}
	text := strings.TrimSpace(v.Text)
	if text == "" {
		text = v.Number
	}
	var buf [foldLimit]byte
	if why, ok := absences[string(fold(&buf, text))]; ok && len(v.Codings) == 0 {
		return parsed{form: formNothing, why: why}
	}
	if r, unit, ok := textNumber(text); ok {
		if unit == "" {
			unit = v.Unit
		} else if v.Unit != "" && !c.sameUnit(unit, v.Unit) {
			return parsed{form: formWords, why: "two_units"}
		}
		return parsed{form: formNumber, reading: r, unit: unit}
	}
	return parsed{form: formWords, why: "words"}
}

func (c *Catalogue) sameUnit(a, b string) bool {
	x, y := c.units.find(a), c.units.find(b)
	return len(x) > 0 && len(y) > 0 && x[0] == y[0]
}

// textNumber reads "5.4", "< 0.01", ">=90", "3.5-4.0", with or without a unit behind.
func textNumber(text string) (reading, string, bool) {
	comparator, rest := cutComparator(text)
	n := numberLength(rest)
	if n == 0 {
		return reading{}, "", false
	}
	first, rest := rest[:n], strings.TrimSpace(rest[n:])
	if dash := cutDash(rest); dash != "" && comparator == "" {
		if m := numberLength(dash); m > 0 {
			lo, ok1 := number(first)
			hi, ok2 := number(dash[:m])
			unit, ok3 := unitBehind(dash[m:])
			return reading{lo: lo, hi: hi}, unit, ok1 && ok2 && ok3 && lo < hi
		}
	}
	r, ok := bounded(comparator, first)
	unit, okUnit := unitBehind(rest)
	return r, unit, ok && okUnit
}

// unitBehind accepts one word without digits at its start as a unit; anything longer is a sentence, not a result.
func unitBehind(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", true
	}
	if len(s) > 24 || strings.ContainsAny(s, "();,=<>") || strings.Count(s, " ") > 1 {
		return "", false
	}
	return s, true
}

func cutDash(s string) string {
	for _, d := range []string{"-", "–", "—", "~", "to "} {
		if rest, ok := strings.CutPrefix(s, d); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

var comparators = []struct{ written, meant string }{
	{"< OR =", "<="}, {"> OR =", ">="}, {"<OR=", "<="}, {">OR=", ">="}, {"<=", "<="}, {">=", ">="}, {"=<", "<="}, {"=>", ">="}, {"≤", "<="}, {"≥", ">="}, {"＜", "<"}, {"＞", ">"}, {"<", "<"}, {">", ">"},
}

func cutComparator(s string) (comparator, rest string) {
	s = strings.TrimSpace(s)
	for _, c := range comparators {
		if rest, ok := strings.CutPrefix(s, c.written); ok {
			return c.meant, strings.TrimSpace(rest)
		}
	}
	return "", s
}

// bounded reads a number with a comparator. "<15" is everything from 0 to 15: what laboratories bound from above
// cannot be negative.
func bounded(comparator, digits string) (reading, bool) {
	v, ok := number(digits)
	if !ok {
		if c, rest := cutComparator(digits); c != "" && comparator == "" {
			return bounded(c, rest)
		}
		return reading{}, false
	}
	switch comparator {
	case "":
		return exactly(v), true
	case "<", "<=":
		return reading{lo: math.Min(0, v), hi: v, hiOpen: comparator == "<", upTo: true}, true
	case ">":
		return reading{lo: v, hi: math.Inf(1), loOpen: true, hiOpen: true}, true
	case ">=":
		return reading{lo: v, hi: math.Inf(1), hiOpen: true}, true
	}
	return reading{}, false
}

// numberLength is how much of s, from its start, is digits with at most one sign, point or comma, and exponent.
func numberLength(s string) int {
	i := 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		i++
	}
	digits := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' || s[i] == ',') {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
		i++
	}
	if digits == 0 {
		return 0
	}
	return i
}

// number reads decimal digits as sent. A comma is a decimal comma when it cannot be a thousands separator ("5,4",
// "0,125"); "1,250" could be either and is refused, "1,250.5" and "1,250,000" are not.
func number(s string) (float64, bool) {
	if v, ok := plainNumber(s); ok {
		return v, true
	}
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 32 || numberLength(s) == 0 {
		return 0, false
	}
	if strings.IndexByte(s, ',') >= 0 {
		var ok bool
		if s, ok = withoutCommas(s); !ok {
			return 0, false
		}
	}
	for i := range len(s) { // ParseFloat also reads hexadecimal, Inf, NaN and underscores
		switch b := s[i]; {
		case b >= '0' && b <= '9', b == '.', b == '-', b == '+', b == 'e', b == 'E':
		default:
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, false
	}
	return v, true
}

// plainNumber reads what nearly every result is: at most 15 digits with at most one point between them. Such an integer and
// such a power of ten are exact, so their quotient is the number that ParseFloat gives.
func plainNumber(s string) (float64, bool) {
	if len(s) == 0 || len(s) > 16 || s[len(s)-1] == '.' || s[0] == '.' {
		return 0, false
	}
	whole, point := 0, len(s)-1
	for i := range len(s) {
		switch b := s[i]; {
		case b >= '0' && b <= '9':
			whole = whole*10 + int(b-'0')
		case b == '.' && point == len(s)-1:
			point = i
		default:
			return 0, false
		}
	}
	if point == len(s)-1 && len(s) == 16 {
		return 0, false
	}
	return float64(whole) / math.Pow10(len(s)-1-point), true
}

func withoutCommas(s string) (string, bool) {
	commas := strings.Count(s, ",")
	last := strings.LastIndexByte(s, ',')
	behind := len(s) - last - 1
	whole := strings.TrimLeft(s[:strings.IndexByte(s, ',')], "+-")
	switch {
	case strings.IndexByte(s, '.') > last && len(whole) <= 3 && grouped(s[:strings.IndexByte(s, '.')]):
		return strings.ReplaceAll(s, ",", ""), true
	case strings.IndexByte(s, '.') >= 0:
		return "", false
	case commas > 1 && grouped(s):
		return strings.ReplaceAll(s, ",", ""), true
	case commas == 1 && (behind != 3 || whole == "0") && behind > 0:
		return strings.Replace(s, ",", ".", 1), true
	}
	return "", false
}

// grouped says that every comma is followed by exactly three digits.
func grouped(s string) bool {
	for _, part := range strings.Split(s, ",")[1:] {
		if len(part) != 3 {
			return false
		}
	}
	return true
}
