package sheet

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/famulus-health/famulus/interop"
)

// less compares two decimals that were read.
func less(a, b string) bool {
	x, ok1 := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	return ok1 && ok2 && x.Cmp(y) < 0
}

// pairShape finds the words of words.txt about the person and the paper, with the colon behind them.
var pairShape = regexp.MustCompile(`(?i)(?:^|[\s,;|])(` + strings.Join(pairWords(), "|") + `)\s*[:：]\s*`)

// pairWords are those words, the longest first, so that "Patient name" is not read as "Patient".
func pairWords() []string {
	var out []string
	for _, m := range []string{"name", "birth", "sex", "collected", "id", "admin"} {
		for w := range vocabulary[m] {
			out = append(out, regexp.QuoteMeta(w))
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return out
}

// pairs reads the "label: value" pairs of a line about the person, the sample or the paper, and gives what stands before the
// first of them, which may be a result: "Potassium 6.1 mmol/L   Comment: haemolysed". The first pair begins the line or a
// column, so that "Prothrombin time: 12 s" is none. Columns without colons, "Name    Ada Example", are pairs too.
func (r *reader) pairs(raw string, cells []string) (before string, found bool) {
	text := interop.Plain(strings.ReplaceAll(raw, "\t", "  "))
	at := pairShape.FindAllStringSubmatchIndex(text, -1)
	for len(at) > 0 && !begins(text, at[0][2]) {
		at = at[1:]
	}
	for i, f := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		value := strings.TrimSpace(text[f[1]:end])
		if gap := strings.Index(value, "  "); gap > 0 {
			value = value[:gap]
		}
		r.pair(text[f[2]:f[3]], value)
	}
	if len(at) > 0 {
		return strings.TrimRight(text[:at[0][0]], " ,;|"), true
	}
	for i := 0; i+1 < len(cells); i++ {
		for _, m := range []string{"name", "birth", "sex", "collected", "id"} {
			if means(m, cells[i]) {
				r.pair(cells[i], cells[i+1])
				found = true
			}
		}
	}
	return "", found
}

// begins says that a line or a column begins at i.
func begins(text string, i int) bool {
	before := text[:i]
	return strings.TrimSpace(before) == "" || strings.HasSuffix(before, "  ") || strings.HasSuffix(strings.TrimRight(before, " "), "|")
}

// pair keeps one pair; the first of a kind counts.
func (r *reader) pair(label, value string) {
	s := r.sheet
	value = strings.Trim(value, " ,;|")
	if value == "" {
		return
	}
	switch {
	case means("name", label):
		if s.Name == "" && !strings.ContainsAny(value, "0123456789") && len([]rune(value)) <= maxLabel {
			s.Name = value
		}
	case means("birth", label):
		if s.BirthDate == "" {
			s.BirthDate = day(value)
		}
	case means("sex", label):
		if s.Sex == "" {
			s.Sex = sexes[strings.ToLower(strings.Fields(value)[0])]
		}
	case means("collected", label):
		if s.Collected == "" {
			s.Collected = day(value)
		}
	case means("id", label):
		if !interop.IsBlankIdentifier(value) && len(value) <= maxLabel {
			s.Identifiers = append(s.Identifiers, Identifier{Label: strings.TrimSpace(label), Value: value})
		}
	}
}

var sexes = map[string]interop.Sex{
	"f": interop.Female, "female": interop.Female, "女": interop.Female, "女性": interop.Female, "w": interop.Female,
	"m": interop.Male, "male": interop.Male, "男": interop.Male, "男性": interop.Male,
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|\b)`)
	packed    = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})\b`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})\b`)
	dayNamed  = regexp.MustCompile(`^(\d{1,2})[-/ .]*([A-Za-z]{3})[a-z]*[-/ .,]*(\d{4})\b`)
	nameFirst = regexp.MustCompile(`^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})\b`)
)

const months = "janfebmaraprmayjunjulaugsepoctnovdec"

// day reads the day at the start of a text as YYYY-MM-DD; "" when there is none, or when day and month could be exchanged.
// A time of day behind it is left out: it names no zone.
func day(s string) string {
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return isoDay(m[1], m[2], m[3])
	}
	if m := packed.FindStringSubmatch(s); m != nil {
		return isoDay(m[1], m[2], m[3])
	}
	if m := dayNamed.FindStringSubmatch(s); m != nil {
		return isoDay(m[3], month(m[2]), m[1])
	}
	if m := nameFirst.FindStringSubmatch(s); m != nil {
		return isoDay(m[3], month(m[1]), m[2])
	}
	m := yearLast.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	a, b := isoDay(m[4], m[3], m[1]), isoDay(m[4], m[1], m[3])
	switch {
	case a == b, b == "", m[2] == ".": // 05.03.2024 has the day first wherever it is written
		return a
	case a == "":
		return b
	}
	return ""
}

func month(name string) string {
	at := strings.Index(months, strings.ToLower(name))
	if at < 0 || at%3 != 0 {
		return "0"
	}
	return strconv.Itoa(at/3 + 1)
}

func isoDay(y, m, d string) string {
	year, _ := strconv.Atoi(y)
	mon, _ := strconv.Atoi(m)
	dd, _ := strconv.Atoi(d)
	date := interop.Date{Year: year, Month: mon, Day: dd}
	if mon == 0 || dd == 0 || !date.Possible() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, mon, dd)
}
