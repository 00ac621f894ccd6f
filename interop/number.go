package interop

import "strings"

// maxDigits is the longest number that is read as one; beyond it, it is text.
const maxDigits = 64

// ParseValue reads a result that came as text, as laboratories write it: "5.3", "<15", "≥ 90", "1:160", "10-20",
// "1,234.5". What is not certainly a number stays text, word for word: a number misread is worse than one unread.
//
//   - A lone comma is not guessed at: "5,3" and "1,234" stay text, because half the world reads them as 5.3 and
//     1.234 and the other half does not. "1,234.5" and "1,234,567" can only be read one way, and are.
//   - "+", "2+", "trace", "5 mg" and "5.3 H" stay text.
//   - The number keeps its digits as sent, trailing zeros included.
//   - Empty text is no value, absent for an unknown reason.
func ParseValue(text string) Value {
	s := plain(text)
	if s == "" {
		return Value{Kind: NoValue, Absent: "UNKNOWN"}
	}
	comparator, rest := cutComparator(s)
	if number, ok := Decimal(rest); ok {
		return Value{Kind: QuantityValue, Number: number, Comparator: comparator}
	}
	if n, d, ok := cutRatio(rest); ok {
		return Value{Kind: RatioValue, Number: n, Number2: d, Comparator: comparator}
	}
	if low, high, ok := cutInterval(rest); ok && comparator == "" && !paddedZero(rest) {
		return Value{Kind: RangeValue, Number: low, Number2: high}
	}
	return Value{Kind: TextValue, Text: strings.TrimSpace(text)}
}

// Decimal reads text that is one decimal number and nothing else, and gives its digits as sent, without a leading
// plus and without group commas. Exponents, hexadecimal, NaN and infinities are not numbers here.
func Decimal(s string) (string, bool) {
	if len(s) > maxDigits {
		return "", false
	}
	s = strings.TrimPrefix(s, "+")
	if strings.Contains(s, ",") {
		joined, ok := ungroup(s)
		if !ok {
			return "", false
		}
		s = joined
	}
	body := strings.TrimPrefix(s, "-")
	digits, points := 0, 0
	for i := range len(body) {
		switch c := body[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		default:
			return "", false
		}
	}
	return s, digits > 0 && points <= 1
}

// ungroup removes the commas of "1,234.5" or "1,234,567": groups of three, and either a decimal point or a second
// comma to prove that the comma groups.
func ungroup(s string) (string, bool) {
	whole, _, point := strings.Cut(s, ".")
	groups := strings.Split(strings.TrimPrefix(whole, "-"), ",")
	if len(groups) < 2 || len(groups) == 2 && !point {
		return "", false
	}
	for i, g := range groups {
		if len(g) != 3 && (i > 0 || len(g) == 0 || len(g) > 3) {
			return "", false
		}
	}
	return strings.ReplaceAll(s, ",", ""), true
}

// Plain is the text with full-width forms, East Asian spaces, the true minus and the signs for "at least" and "at most" in
// ASCII, as ParseValue and ParseRange read it. Space around it is dropped.
func Plain(s string) string { return plain(s) }

// plain maps what keyboards and East Asian laboratory systems write onto ASCII: full-width forms, the no-break
// space, the true minus sign, and the signs for "at least" and "at most". Surrounding space is dropped.
func plain(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.TrimSpace(s)
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			b.WriteRune(r - 0xFEE0)
		case r == 0x00A0 || r == 0x3000 || r == 0x202F || r == 0x2009:
			b.WriteByte(' ')
		case r == '−':
			b.WriteByte('-')
		case r == '〜' || r == '∼':
			b.WriteByte('~')
		case r == '≤' || r == '≦' || r == '⩽':
			b.WriteString("<=")
		case r == '≥' || r == '≧' || r == '⩾':
			b.WriteString(">=")
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// comparators in the order they must be tried, and what they mean.
var comparators = []struct{ sign, meaning string }{
	{"<=", "<="}, {"=<", "<="}, {">=", ">="}, {"=>", ">="}, {"<>", "?"}, {"<", "<"}, {">", ">"}, {"=", ""},
}

// cutComparator splits a leading comparator from the rest. "=" says nothing and is dropped; "<>" is no comparator
// that a result can have, so the text is left whole.
func cutComparator(s string) (comparator, rest string) {
	for _, c := range comparators {
		if after, ok := strings.CutPrefix(s, c.sign); ok {
			if c.meaning == "?" {
				return "", s
			}
			return c.meaning, strings.TrimSpace(after)
		}
	}
	return "", s
}

// cutRatio reads "1:160": two unsigned numbers and one colon. What could be a time of day ("10:30") is no ratio,
// except behind the 1 of a titre ("1:40").
func cutRatio(s string) (numerator, denominator string, ok bool) {
	left, right, found := strings.Cut(s, ":")
	if !found {
		return "", "", false
	}
	numerator, ok1 := Decimal(strings.TrimSpace(left))
	denominator, ok2 := Decimal(strings.TrimSpace(right))
	if !ok1 || !ok2 || numerator[0] == '-' || denominator[0] == '-' || paddedZero(denominator) {
		return "", "", false
	}
	if numerator != "1" && len(numerator) <= 2 && len(denominator) == 2 {
		return "", "", false
	}
	return numerator, denominator, true
}

// paddedZero is true for "05", as in the time 10:05 or the date 05-10: a number that was padded to a width.
func paddedZero(s string) bool { return len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9' }
