package draft

import (
	"math"
	"strconv"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// either is the text of a language; without Chinese words the English ones, without English ones the Chinese.
func either(en, zh string, l Lang) string {
	if l == Chinese && zh != "" || en == "" {
		return zh
	}
	return en
}

// own is the text of a language, and nothing where it has none: whole sentences are not shown in the other language.
func own(en, zh string, l Lang) string {
	if l == Chinese {
		return zh
	}
	return en
}

func bareEnd(text string) string { return strings.TrimRight(strings.TrimSpace(text), ".。 ") }

// fillPerson is what a placeholder shows that is of the person and not of a result.
func fillPerson(f *Facts, h *placeholder, book *phraseBook) string {
	switch h.space {
	case nsDose:
		if m := f.medication(h.ref); m != nil {
			return bareEnd(m.Dose)
		}
	case nsAllergy:
		if a := f.allergy(h.ref); a != nil {
			return cleanLabel(a.Label)
		}
	case nsNotice:
		if n := f.notice(h.ref); n != nil {
			return bareEnd(own(n.Text, n.TextZH, book.lang))
		}
	case nsScore:
		if s := f.score(h.ref); s != nil {
			return fillScore(s, h.field, book)
		}
	case nsDue:
		if d := f.dueItem(h.ref); d != nil {
			if h.field == "when" {
				return dateText(d.Due, book)
			}
			return bareEnd(either(d.Title, d.TitleZH, book.lang))
		}
	case nsTarget:
		if t := f.target(h.ref); t != nil {
			return fillTarget(t, h.field, book)
		}
	case nsPlan:
		if i := f.planItem(h.ref); i != nil {
			if h.field == "by" {
				return dateText(i.By, book)
			}
			return bareEnd(either(i.Text, i.TextZH, book.lang))
		}
	}
	return ""
}

func fillScore(s *Score, field string, book *phraseBook) string {
	switch field {
	case "name":
		return either(s.Name, s.NameZH, book.lang)
	case "value":
		return numberText(s.Value, s.Unit)
	case "horizon":
		if s.HorizonYears > 0 {
			return book.counted("span.year", s.HorizonYears)
		}
	case "category":
		return own(s.Category, s.CategoryZH, book.lang)
	case "note":
		return bareEnd(own(s.Note, s.NoteZH, book.lang))
	}
	return ""
}

func fillTarget(t *Target, field string, book *phraseBook) string {
	switch field {
	case "name":
		return either(t.Name, t.NameZH, book.lang)
	case "value":
		return t.Value
	}
	return either(t.Goal, t.GoalZH, book.lang)
}

// fillSlope tells a straight line: how much a year, over how many values, since when. A slope that shows as nought is
// none.
func fillSlope(fd *medicine.Finding, field string, book *phraseBook) string {
	s := fd.Slope
	if s == nil || fd.Canonical == nil {
		return ""
	}
	switch field {
	case "points":
		return strconv.Itoa(s.Points)
	case "since":
		return dateText(s.From, book)
	}
	number := strconv.FormatFloat(math.Abs(s.PerYear), 'g', 2, 64)
	if x, err := strconv.ParseFloat(number, 64); err == nil {
		number = strconv.FormatFloat(x, 'f', -1, 64)
	}
	if number == "0" {
		return ""
	}
	return book.say("slope", "amount", numberText(number, fd.Canonical.Unit))
}

func fillPattern(p *medicine.Pattern, field string, book *phraseBook) string {
	if p == nil {
		return ""
	}
	switch field {
	case "for":
		return evidenceText(p.For, book)
	case "against":
		return evidenceText(p.Against, book)
	case "due":
		if p.Due <= 0 {
			return ""
		}
		return dueText(p.Due, book)
	case "settle":
		return bareEnd(own(p.Settle, p.SettleZH, book.lang))
	}
	return bareEnd(own(p.Next, p.NextZH, book.lang))
}

func evidenceText(list []medicine.Evidence, book *phraseBook) string {
	var texts []string
	for i := range list {
		if text := bareEnd(own(list[i].Text, list[i].TextZH, book.lang)); text != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, book.phrases["clause.sep"])
}
