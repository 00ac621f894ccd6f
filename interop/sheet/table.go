package sheet

import (
	"slices"
	"strings"

	"github.com/famulus-health/famulus/interop"
)

// header reads the head of a table, and remembers what its columns hold. It must name the tests' and the results' column.
func (r *reader) header(cells []string) bool {
	var roles []string
	dates, known := 0, 0
	for _, c := range cells {
		role := roleOf(c)
		if role == "date" {
			dates++
		}
		if role != "" {
			known++
		}
		roles = append(roles, role)
	}
	label := slices.Contains(roles, "label")
	if known < 2 || !label && dates < 2 || label && known < len(cells)-1 {
		return false
	}
	r.columns = roles
	values := 0
	for _, role := range roles {
		if role == "value" {
			values++
		}
	}
	r.twofold = values != 1 || dates > 0 || slices.Contains(roles, "previous")
	if slices.Contains(roles, "") || values != 1 || dates > 0 {
		r.columns = nil // it is not certain which column is which
	}
	return true
}

func roleOf(cell string) string {
	for _, role := range []string{"label", "value", "unit", "range", "low", "high", "flag", "other"} {
		if means("column."+role, cell) {
			return role
		}
	}
	switch {
	case means("previous", cell):
		return "previous"
	case dateShape.MatchString(cell):
		return "date"
	}
	return ""
}

// byColumns reads a row by the head of its table. It is false, and the line is read piece by piece, when the row has another
// number of columns than the head. One whose columns do not hold what the head says is given with a doubt.
func (r *reader) byColumns(cells []string) ([]Row, bool) {
	if r.columns == nil || len(cells) != len(r.columns) {
		return nil, false
	}
	at := map[string]string{}
	for i, role := range r.columns {
		if at[role] == "" {
			at[role] = cells[i]
		}
	}
	label, value := strings.TrimRight(at["label"], ": "), at["value"]
	if !hasLetter(label) || value == "" || reserved(label) {
		return nil, false
	}
	row := Row{Label: label}
	row.Unit = at["unit"]
	switch {
	case at["range"] != "":
		row.setRange(at["range"])
	case at["low"] != "" && at["high"] != "":
		row.setRange(at["low"] + "-" + at["high"])
	}
	row.Flag = flagOf(at["flag"])
	fits := row.Unit == "" || looksLikeUnit(row.Unit) || looksLikePower(row.Unit) || strings.Trim(row.Unit, "-") == ""
	fits = fits && (at["flag"] == "" || row.Flag != "" || strings.Trim(at["flag"], "-") == "")
	fits = fits && (row.RangeText == "" || row.RangeLow != "" || row.RangeHigh != "" || vocabulary["words"][strings.ToLower(row.RangeText)])
	if !row.cell(value) {
		return nil, false
	}
	if !fits {
		row.Unit = ""
		row.unsure(misplaced)
	}
	row.againstFlag()
	return []Row{row}, true
}

// cell reads the column of results: a number, with a flag or a unit glued to it perhaps, or words.
func (r *Row) cell(value string) bool {
	p, ok := sorted(classify([]string{value}))
	switch {
	case !ok, p.before:
		return false
	case len(p.commas) > 0:
		r.Text = value
		r.doubt(comma)
	case len(p.numbers) == 1 && len(p.words) == 0 && len(p.ranges) == 0:
		r.setNumber(p.numbers[0].text)
		if r.Unit == "" && len(p.units) == 1 {
			r.Unit = p.units[0].text
		}
		if r.Flag == "" && len(p.flags) == 1 {
			r.Flag = flagOf(p.flags[0].text)
		}
	case len(p.numbers) == 0 && len(p.ranges) == 0 && len(p.qualities)+len(p.words) > 0:
		r.Text = value
	default:
		r.Text = value
		r.doubt(intervals)
		if v := interop.ParseValue(value); v.Kind == interop.TextValue {
			r.Doubt, r.DoubtZH = twoNumbers.en, twoNumbers.zh
		}
	}
	return true
}
