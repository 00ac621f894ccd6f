package sheet

import (
	"strings"

	"github.com/famulus-health/famulus/interop"
)

// rows reads the results of one line: none, one, or, where both are complete, two.
func (r *reader) rows(cells []string, before string) []Row {
	if row, ok := r.byColumns(cells); ok {
		return row
	}
	label, items := cutLabel(classify(cells))
	if label == "" {
		return r.nameless(items, before)
	}
	if reserved(label) {
		return nil
	}
	if second := secondResult(items); second > 0 {
		one, ok1 := assemble(label, items[:second])
		next, rest := cutLabel(items[second:])
		two, ok2 := assemble(next, rest)
		if ok1 && ok2 && one.complete() && two.complete() && !reserved(next) {
			one.doubt(twoResults)
			two.doubt(twoResults)
			return []Row{one, two}
		}
	}
	row, ok := assemble(label, items)
	if !ok {
		return nil
	}
	if strings.HasSuffix(before, ",") || strings.HasSuffix(before, "-") || strings.HasSuffix(before, "(") {
		row.Label = before + " " + row.Label
		row.doubt(wrapped)
	}
	if r.twofold && row.Number != "" {
		row.unsure(earlier)
	}
	return []Row{row}
}

// nameless is a line that begins with a value: it belongs to the line before, if that was nothing but a name.
func (r *reader) nameless(items []item, before string) []Row {
	if before == "" || reserved(before) || len(items) == 0 || before == r.sheet.Title {
		return nil
	}
	row, ok := assemble(before, items)
	if !ok || row.Number == "" || row.Unit == "" {
		return nil
	}
	row.doubt(wrapped)
	return []Row{row}
}

// reserved says that a line that begins so is never a result: it is about the person, the sample or the paper.
func reserved(label string) bool {
	label = strings.TrimSpace(label)
	for _, m := range []string{"admin", "name", "birth", "sex", "collected", "id", "rangeword", "previous", "target"} {
		if means(m, label) {
			return true
		}
	}
	if head, _, ok := strings.Cut(label, ":"); ok && head != label && reserved(head) {
		return true
	}
	first, _, _ := strings.Cut(label, " ")
	return first != label && (means("admin", first) && !allowed[strings.ToLower(first)])
}

// allowed are words of the head of a report that a test's name may also begin with: "Fasting glucose".
var allowed = map[string]bool{"fasting": true}

// cutLabel takes the name off the front of a line: the words of its first column, or those before the first value. A
// number in a column of its own before the name counts the rows.
func cutLabel(items []item) (string, []item) {
	if len(items) > 1 && items[0].kind == numberItem && items[1].kind == wordItem && items[1].cell > items[0].cell && digits(items[0].text) <= 3 {
		items = items[1:]
	}
	if len(items) == 0 || items[0].kind != wordItem && !(items[0].kind == flagItem || items[0].kind == unitItem || items[0].kind == numberItem) {
		return "", items
	}
	end := labelEnd(items)
	var words []string
	for _, it := range items[:end] {
		words = append(words, it.text)
	}
	label := strings.TrimSpace(strings.TrimRight(strings.TrimLeft(strings.Join(words, " "), "*•·- "), ".:… "))
	if !hasLetter(label) || len([]rune(label)) > maxLabel {
		return "", items
	}
	var flag []item
	label = strings.TrimRight(label, "* ") // a star behind a name is a footnote as often as a flag
	if cut := strings.TrimRight(label, "↑↓"); cut != label && flagOf(label[len(cut):]) != "" {
		flag = []item{{kind: flagItem, text: label[len(cut):], cell: items[0].cell}}
		label = strings.TrimSpace(cut)
	}
	return label, append(flag, items[end:]...)
}

// labelEnd is where the name ends. The first column is the name when a value begins the second one ("CA 125   20 U/mL");
// otherwise the name ends before the first number, and a letter that could be a unit or a flag ("K 4.1") begins it.
func labelEnd(items []item) int {
	column := len(items)
	for i, it := range items {
		if it.cell > items[0].cell {
			column = i
			break
		}
	}
	if column < len(items) {
		switch items[column].kind {
		case numberItem, commaItem, qualityItem, longNumber:
			return column
		}
	}
	if items[0].kind == numberItem && column == len(items) && (len(items) < 2 || items[1].kind != wordItem) {
		return 0
	}
	for i := 1; i < column; i++ {
		switch items[i].kind {
		case wordItem:
		case unitItem, flagItem: // "Vitamin A 0.5": a word as long as a value is still to come; but "Potassium H 6.1" is flagged
			if f := flagOf(items[i].text); f != "" && f != "A" || !followed(items[i+1:column]) {
				return i
			}
		case numberItem:
			if i+1 < column && items[i+1].kind == wordItem && items[0].kind == numberItem {
				continue
			}
			return i
		default:
			return i
		}
	}
	return column
}

// followed says that a number or a quality comes.
func followed(items []item) bool {
	for _, it := range items {
		switch it.kind {
		case numberItem, commaItem, qualityItem:
			return true
		case rangeItem, rangeWord:
			return false
		}
	}
	return false
}

// secondResult is where a second name begins after a whole result, 0 when none does.
func secondResult(items []item) int {
	numbers := 0
	for i, it := range items {
		switch it.kind {
		case numberItem:
			numbers++
		case previousWord, targetWord, rangeWord:
			return 0
		case wordItem:
			if numbers == 1 && hasLetter(it.text) && followed(items[i+1:]) {
				return i
			}
		}
	}
	return 0
}

// complete says that a row stands by itself: a number with a unit, and nothing in doubt.
func (r *Row) complete() bool { return r.Number != "" && r.Unit != "" && r.Doubt == "" }

// pieces of a row, sorted by kind.
type pieces struct {
	numbers, commas, ranges, units, flags, qualities, words []item
	before                                                  bool // an earlier result is named
}

// assemble makes a row of a name and the pieces behind it. It is false for what is no result.
func assemble(label string, items []item) (Row, bool) {
	row := Row{Label: label}
	p, ok := sorted(items)
	if !ok || label == "" {
		return row, false
	}
	if len(p.flags) > 0 {
		row.Flag = flagOf(p.flags[0].text)
	}
	if len(p.units) > 0 {
		row.Unit = p.units[0].text
		for _, u := range p.units[1:] {
			if !strings.EqualFold(u.text, row.Unit) {
				p.words = append(p.words, u)
			}
		}
	}
	if !row.value(p) {
		return row, false
	}
	if len(p.words) > 3 || len(p.words) > 0 && row.RangeText == "" && row.Unit == "" && row.Flag == "" {
		return row, false // a sentence, or "Clinic 12 High Street"
	}
	if len(p.words) > 0 {
		row.doubt(remark)
	}
	if p.before {
		row.doubt(earlier)
	}
	if row.Number != "" && row.Unit == "" && row.RangeText == "" && row.Flag == "" && row.Comparator == "" {
		if len(strings.Fields(label)) > barelyWords {
			return row, false
		}
		row.doubt(bare)
	}
	row.againstFlag()
	return row, true
}

// sorted puts the pieces into their kinds. Days and what stands behind "previous" or "target" are left out; a line with a
// telephone's or an order's number is no result, unless a unit follows that number.
func sorted(items []item) (pieces, bool) {
	var p pieces
	skip := false
	for i, it := range items {
		switch it.kind {
		case dateItem:
			p.before = true
			continue
		case previousWord:
			skip, p.before = true, true
			continue
		case targetWord:
			skip = true
			continue
		}
		if skip {
			continue
		}
		switch it.kind {
		case longNumber:
			if i+1 >= len(items) || items[i+1].kind != unitItem {
				return p, false
			}
			p.numbers = append(p.numbers, it)
		case numberItem:
			p.numbers = append(p.numbers, it)
		case commaItem:
			p.commas = append(p.commas, it)
		case rangeItem:
			p.ranges = append(p.ranges, it)
		case unitItem:
			p.units = append(p.units, it)
		case flagItem:
			p.flags = append(p.flags, it)
		case qualityItem:
			p.qualities = append(p.qualities, it)
		case wordItem:
			if hasLetter(it.text) || strings.ContainsAny(it.text, "0123456789") {
				p.words = append(p.words, it)
			}
		}
	}
	return p, true
}

// value sets the result and its range, and is false when there is none.
func (r *Row) value(p pieces) bool {
	limit := -1 // a second number with a comparator is a limit: "CRP 3 mg/L <5"
	for i, n := range p.numbers {
		if i > 0 && strings.ContainsAny(n.text[:1], "<>") && len(p.ranges) == 0 {
			limit = i
		}
	}
	switch {
	case len(p.commas) > 0:
		r.Text = p.commas[0].text
		r.doubt(comma)
	case len(p.numbers) == 1:
		r.setNumber(p.numbers[0].text)
	case len(p.numbers) == 2 && limit == 1:
		r.setNumber(p.numbers[0].text)
		r.setRange(p.numbers[1].text)
	case len(p.numbers) > 1:
		r.Text = joined(p.numbers)
		r.doubt(twoNumbers)
	case len(p.qualities) > 0 && len(p.words) <= 1:
		r.Text = p.qualities[0].text
		if len(p.qualities) > 1 {
			r.RangeText = p.qualities[1].text
		}
	case len(p.ranges) == 2:
		r.Text = p.ranges[0].text
		r.setRange(p.ranges[1].text)
		r.doubt(intervals)
		return true
	default:
		return false
	}
	if len(p.ranges) > 0 {
		r.setRange(p.ranges[0].text)
	}
	if len(p.ranges) > 1 {
		r.doubt(intervals)
	}
	if r.Number != "" && len(p.qualities) > 0 && r.Text == "" {
		r.Text = p.qualities[0].text
	}
	return true
}

func joined(items []item) string {
	var words []string
	for _, it := range items {
		words = append(words, it.text)
	}
	return strings.Join(words, " ")
}

// setNumber sets a result that is one number; a titre stays words.
func (r *Row) setNumber(text string) {
	v := interop.ParseValue(text)
	if v.Kind != interop.QuantityValue {
		r.Text = text
		return
	}
	r.Number, r.Comparator = v.Number, v.Comparator
}

func (r *Row) setRange(text string) {
	span := interop.ParseRange(text)
	r.RangeLow, r.RangeHigh, r.RangeText = span.Low, span.High, text
}

// unsure takes the number back: it stays in the words.
func (r *Row) unsure(s sentence) {
	if r.Number != "" {
		r.Text, r.Number, r.Comparator = r.Comparator+r.Number, "", ""
	}
	r.Doubt, r.DoubtZH = s.en, s.zh
}

// againstFlag doubts a number whose flag says otherwise: one of the three was read wrongly.
func (r *Row) againstFlag() {
	if r.Number == "" || r.Comparator != "" {
		return
	}
	below := r.RangeLow != "" && less(r.Number, r.RangeLow)
	above := r.RangeHigh != "" && less(r.RangeHigh, r.Number)
	inside := r.RangeLow != "" && r.RangeHigh != "" && !below && !above
	switch r.Flag {
	case "H", "HH":
		if below || inside {
			r.doubt(reversed)
		}
	case "L", "LL":
		if above || inside {
			r.doubt(reversed)
		}
	case "N":
		if below || above {
			r.doubt(reversed)
		}
	}
}
