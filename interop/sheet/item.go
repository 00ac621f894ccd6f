package sheet

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/famulus-health/famulus/interop"
)

// kind is what a piece of a line is.
type kind int

const (
	wordItem   kind = iota // words that mean nothing here: a name, a remark
	numberItem             // 6.1, <5, 1:160
	commaItem              // 5,3: a number in one of two ways
	rangeItem              // 3.5-5.3
	unitItem
	flagItem
	qualityItem  // Negative, ++
	dateItem     // a day or a time
	rangeWord    // "Ref."
	previousWord // "previous"
	targetWord   // "target": what follows is no result
	longNumber   // too many digits for a result without a unit: a telephone, an order
)

// item is a piece of a line with the column it stands in.
type item struct {
	kind kind
	text string
	cell int
}

var (
	dateShape = regexp.MustCompile(`^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2}[-/ ]?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ]?\d{2,4}|\d{1,2}:\d{2}(:\d{2})?)([T ]\d{1,2}:\d{2}.*)?$`)
	phone     = regexp.MustCompile(`^\+?\(?\d{2,5}\)?[- ]\d{3,}[- ]?\d{2,}`)
	glued     = regexp.MustCompile(`^((?:<=|>=|<|>)?[+-]?\d[\d.,]*)(.+)$`)
	powers    = regexp.MustCompile(`^[x×*]?10(?:[\^*]|\*\*)?[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}/\S+$`)
	commaNum  = regexp.MustCompile(`^(?:<=|>=|<|>)?[+-]?\d+(?:,\d+)+$`)
	word      = regexp.MustCompile(`^[\p{L}\p{N}%/^*·.\-\[\]{}()²³µμ]+$`)
)

// classify takes a line's columns apart into pieces. A phrase of words.txt, and an interval with spaces in it, is one piece.
func classify(cells []string) []item {
	var out []item
	for c, cell := range cells {
		words := loose(strings.Fields(cell))
		for i := 0; i < len(words) && len(out) < maxWords; {
			used, list := piece(words[i:])
			for _, it := range list {
				it.cell = c
				out = append(out, it)
			}
			i += used
		}
	}
	return out
}

// loose drops brackets that a word does not close itself: "(ref:", "3.5-5.3)".
func loose(words []string) []string {
	kept := words[:0]
	for _, w := range words {
		for _, pair := range []string{"()", "[]"} {
			if !strings.Contains(w, pair[:1]) {
				w = strings.TrimSuffix(w, pair[1:])
			} else if !strings.Contains(w, pair[1:]) {
				w = strings.TrimPrefix(w, pair[:1])
			}
		}
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

// piece reads the piece at the start of words: how many words it takes, and what it is.
func piece(words []string) (int, []item) {
	for n := min(longest, len(words)); n >= 1; n-- {
		phrase := strings.Join(words[:n], " ")
		if k, ok := meaningOf(phrase, n > 1); ok {
			return n, []item{{kind: k, text: phrase}}
		}
	}
	most := 1
	if strings.ContainsAny(words[0], "0123456789<>≤≥") {
		most = min(5, len(words))
	}
	for n := most; n >= 2; n-- { // "3.5 - 5.3", "< 5", "05 Mar 2024"
		phrase := strings.Join(words[:n], " ")
		if k, ok := shapeOf(phrase); ok {
			return n, []item{{kind: k, text: phrase}}
		}
	}
	if len(words) > 1 && (words[0] == "x" || words[0] == "×" || words[0] == "*") && powers.MatchString(words[1]) {
		return 2, []item{{kind: unitItem, text: words[1]}}
	}
	return 1, single(words[0])
}

// meaningOf looks a phrase up in words.txt.
func meaningOf(phrase string, several bool) (kind, bool) {
	switch {
	case means("rangeword", phrase):
		return rangeWord, true
	case means("previous", phrase):
		return previousWord, true
	case means("target", phrase):
		return targetWord, true
	case vocabulary["words"][strings.ToLower(phrase)]:
		return qualityItem, true
	case flagOf(phrase) != "":
		return flagItem, true
	case !several && vocabulary["unit"][strings.ToLower(phrase)]:
		return unitItem, true
	}
	return wordItem, false
}

// shapeOf reads what is a number, an interval or a day by its shape.
func shapeOf(s string) (kind, bool) {
	if dateShape.MatchString(s) || phone.MatchString(s) {
		return dateItem, true
	}
	if commaNum.MatchString(s) {
		if v := interop.ParseValue(s); v.Kind == interop.TextValue {
			return commaItem, true
		}
	}
	switch v := interop.ParseValue(s); v.Kind {
	case interop.QuantityValue:
		if strings.Contains(s, " ") && v.Comparator == "" {
			return wordItem, false
		}
		if digits(v.Number) > 6 {
			return longNumber, true
		}
		return numberItem, true
	case interop.RatioValue:
		return numberItem, true
	case interop.RangeValue:
		return rangeItem, true
	}
	if r := interop.ParseRange(s); r.Low != "" && r.High != "" && r.Unit == "" {
		return rangeItem, true
	}
	return wordItem, false
}

func digits(s string) int {
	whole, _, _ := strings.Cut(s, ".")
	return len(strings.TrimLeft(whole, "-+"))
}

// single reads one word. A flag or a unit that is glued to a number is cut off it: "6.1↑", "↑6.1", "131g/L", "6.1H".
func single(w string) []item {
	if k, ok := shapeOf(w); ok {
		return []item{{kind: k, text: w}}
	}
	if inner := unbracket(w); inner != w {
		if k, ok := shapeOf(inner); ok && (k == rangeItem || k == numberItem && strings.ContainsAny(inner, "<>")) {
			return []item{{kind: rangeItem, text: inner}}
		}
		if looksLikeUnit(inner) {
			return []item{{kind: unitItem, text: inner}}
		}
		if looksLikePower(inner) {
			return []item{{kind: unitItem, text: inner}}
		}
	}
	if looksLikePower(w) || looksLikeUnit(w) {
		return []item{{kind: unitItem, text: w}}
	}
	if rest := strings.TrimLeft(w, "↑↓*"); rest != w {
		if k, ok := shapeOf(rest); ok && k == numberItem && flagOf(w[:len(w)-len(rest)]) != "" {
			return []item{{kind: flagItem, text: w[:len(w)-len(rest)]}, {kind: k, text: rest}}
		}
	}
	if m := glued.FindStringSubmatch(w); m != nil {
		if k, ok := shapeOf(m[1]); ok && (k == numberItem || k == commaItem) {
			switch {
			case flagOf(m[2]) != "":
				return []item{{kind: k, text: m[1]}, {kind: flagItem, text: m[2]}}
			case looksLikeUnit(m[2]):
				return []item{{kind: k, text: m[1]}, {kind: unitItem, text: m[2]}}
			}
		}
	}
	return []item{{kind: wordItem, text: w}}
}

func looksLikePower(w string) bool { return powers.MatchString(w) }

// looksLikeUnit says that a word is a unit: one of words.txt, or two short names with a slash between them.
func looksLikeUnit(w string) bool {
	if vocabulary["unit"][strings.ToLower(w)] {
		return true
	}
	before, after, ok := strings.Cut(w, "/")
	if !ok || after == "" || len([]rune(w)) > 20 || !word.MatchString(w) || !hasLetter(after) {
		return false
	}
	if before == "" {
		return true
	}
	first := []rune(before)[0]
	if !unicode.IsLetter(first) && first != '%' {
		return false
	}
	return unitHeads[strings.ToLower(before)] || vocabulary["unit"][strings.ToLower(before)]
}

// unitHeads are what laboratory units have before the slash: an amount of substance, mass, activity or number, in SI or in the
// customary form. "A/G", "BUN/Creatinine" and "and/or" have none, and are no units.
var unitHeads = map[string]bool{
	"mol": true, "mmol": true, "umol": true, "µmol": true, "μmol": true, "nmol": true, "pmol": true, "kg": true, "g": true,
	"mg": true, "ug": true, "µg": true, "μg": true, "mcg": true, "ng": true, "pg": true, "fg": true, "u": true, "iu": true,
	"mu": true, "miu": true, "uiu": true, "µiu": true, "μiu": true, "uu": true, "ku": true, "kiu": true, "au": true,
	"meq": true, "ueq": true, "mosm": true, "mosmol": true, "ml": true, "l": true, "ukat": true, "nkat": true, "copies": true,
	"cells": true, "cfu": true, "k": true, "m": true, "t": true, "mm": true, "s": true, "个": true,
}

func unbracket(s string) string {
	for _, pair := range []string{"()", "[]"} {
		if len(s) > 2 && s[0] == pair[0] && s[len(s)-1] == pair[1] {
			return strings.TrimSpace(s[1 : len(s)-1])
		}
	}
	return s
}
