// Package sheet reads the text of a printed laboratory report and proposes what it says: results, and what the document
// says about itself and its subject. It is pure. What it gives counts for nothing until a person has held it against
// the document, and it is written for that person: each row names its line, and says what is doubtful about it.
//
// It would rather leave a line unread than read it wrongly. A number that could be something other than the result (an
// earlier result, a limit, a part of the name) is not chosen: the row then has its words, a doubt, and no number.
package sheet

import (
	"strings"

	"github.com/famulus-health/famulus/interop"
)

// Sheet is what a report's text says.
type Sheet struct {
	Title       string // the first line that is a title; "" not found
	Collected   string // YYYY-MM-DD; "" not found, or a day that could be read in two ways
	Name        string // of the person, as it stands there
	BirthDate   string // YYYY-MM-DD; "" as for Collected
	Sex         interop.Sex
	Identifiers []Identifier
	Rows        []Row
}

// Identifier is a number of the person, with the words before it.
type Identifier struct{ Label, Value string }

// Row is a result as it was read. Number, RangeLow and RangeHigh are decimals with the digits of the document.
type Row struct {
	Label      string
	Comparator string // "", "<", "<=", ">", ">="
	Number     string // "" when the result is words, or is in doubt
	Text       string // the result in words; of a doubtful one, the words as they stand there
	Unit       string
	RangeLow   string
	RangeHigh  string
	RangeText  string
	Flag       string // H, L, HH, LL, A, N; "" none
	Line       int    // of the text, from 1
	Source     string // the line as it stands there
	Doubt      string // what a person must look at; "" none
	DoubtZH    string
}

// Bounds of what is read. A report has fewer lines than this; a text that has more is no report.
const (
	maxLines    = 3000
	maxLine     = 500 // runes; a longer line is prose
	maxRows     = 1000
	maxLabel    = 80 // runes
	maxWords    = 40 // of a line
	barelyWords = 4  // of the name before a number that stands alone
)

// Read reads the text of a report, as it came from a file or from interop/pdf: columns divided by two or more spaces, a tab,
// or a bar.
func Read(text string) Sheet {
	var s Sheet
	r := reader{sheet: &s}
	text = strings.ToValidUTF8(strings.TrimPrefix(text, "\ufeff"), "\ufffd")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n").Replace(text)
	for n, raw := range strings.SplitN(text, "\n", maxLines+1) {
		if n == maxLines || len(s.Rows) == maxRows {
			break
		}
		r.line(n+1, raw)
	}
	return s
}

// reader goes through the lines and remembers what the next one may need.
type reader struct {
	sheet   *Sheet
	columns []string // roles of the table's columns, after its header
	twofold bool     // the header has an earlier result's column, or more than one date: a lone number may be either
	name    string   // the line before, when it was nothing but words: the beginning of a name
	last    int      // line of the last row
}

// line reads one line. Each line is one of: a table's header, pairs about the person, a row, or nothing.
func (r *reader) line(n int, raw string) {
	if len(raw) > 4*maxLine || len([]rune(raw)) > maxLine || rule(raw) {
		r.name = ""
		return
	}
	cells := split(raw)
	before := r.name
	r.name = ""
	if len(cells) == 0 || r.header(cells) {
		return
	}
	if rest, found := r.pairs(raw, cells); found {
		if cells = split(rest); len(cells) == 0 {
			return
		}
	}
	rows := r.rows(cells, before)
	for _, row := range rows {
		row.Line, row.Source = n, strings.TrimSpace(raw)
		r.sheet.Rows = append(r.sheet.Rows, row)
		r.last = n
	}
	if len(rows) > 0 || r.last == n-1 && r.last > 0 && r.continued(cells) {
		return
	}
	if r.name = wordsOnly(cells); r.sheet.Title == "" && len(r.sheet.Rows) == 0 && !strings.HasSuffix(r.name, ",") {
		r.sheet.Title = r.name
	}
}

// split cuts a line into its columns. Empty ones between bars are kept, so that columns keep their places.
func split(raw string) []string {
	raw = strings.Map(func(c rune) rune {
		switch c {
		case '\u3000':
			return '\t'
		case '│', '┃', '¦', '｜':
			return '|'
		}
		return c
	}, raw)
	var cells []string
	if strings.Contains(raw, "|") {
		for c := range strings.SplitSeq(strings.Trim(strings.TrimSpace(raw), "|"), "|") {
			cells = append(cells, interop.Plain(c))
		}
		if strings.Join(cells, "") == "" {
			return nil
		}
		return cells
	}
	for part := range strings.SplitSeq(strings.ReplaceAll(raw, "  ", "\t"), "\t") {
		if c := interop.Plain(part); c != "" {
			cells = append(cells, c)
		}
	}
	return cells
}

// rule is a line that only draws.
func rule(raw string) bool {
	return strings.Trim(raw, "-=_*.·─━═| \t+") == ""
}

// wordsOnly is a line of nothing but words, which may be a title or the beginning of a name; "" when it is not.
func wordsOnly(cells []string) string {
	text := strings.Join(cells, " ")
	if len(cells) > 2 || len([]rune(text)) > maxLabel || strings.ContainsAny(text, "0123456789:") || !hasLetter(text) {
		return ""
	}
	return text
}

// continued adds to the row of the line before what this line has of its range, and is false for any other line.
func (r *reader) continued(cells []string) bool {
	row := &r.sheet.Rows[len(r.sheet.Rows)-1]
	items := classify(cells)
	var found *item
	for i := range items {
		switch {
		case items[i].kind == rangeItem && found == nil:
			found = &items[i]
		case items[i].kind == unitItem, items[i].kind == rangeWord:
		default:
			return false
		}
	}
	if found == nil || row.RangeText != "" || row.Doubt != "" {
		return false
	}
	row.setRange(found.text)
	row.doubt(wrapped)
	return true
}
