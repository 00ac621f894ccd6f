package draft

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// Render fills the placeholders of a draft from the facts. An unknown placeholder, or one that the facts have nothing
// for, is an error: a text with a hole is never shown.
func Render(f Facts, d Draft) ([]Rendered, error) {
	book := books[d.Lang]
	if book == nil {
		return nil, fmt.Errorf("draft: no phrases for language %q", d.Lang)
	}
	out := make([]Rendered, 0, len(d.Sentences))
	for i := range d.Sentences {
		text, err := renderSentence(&f, &d.Sentences[i], book)
		if err != nil {
			return nil, fmt.Errorf("draft: sentence %d: %w", i, err)
		}
		out = append(out, Rendered{Section: d.Sentences[i].Section, Text: text, Findings: d.Sentences[i].Findings})
	}
	return out, nil
}

func renderSentence(f *Facts, s *Sentence, book *phraseBook) (string, error) {
	pieces, ok := split(s.Text)
	if !ok {
		return "", fmt.Errorf("malformed placeholder in %q", s.Text)
	}
	var out strings.Builder
	for _, p := range pieces {
		if p.holder == nil {
			out.WriteString(p.text)
			continue
		}
		text := fill(f, s, p.holder, pieces, book)
		if text == "" {
			return "", fmt.Errorf("the facts have nothing for %s", p.holder)
		}
		if book.lang == English {
			text = fitCase(text, startsSentence(out.String()), p.holder)
		}
		out.WriteString(text)
	}
	if book.lang == Chinese {
		return spaceChinese(out.String()), nil
	}
	return out.String(), nil
}

// fill is the text of one placeholder, "" when the facts have none.
func fill(f *Facts, s *Sentence, h *placeholder, pieces []piece, book *phraseBook) string {
	switch h.space {
	case nsMedicine, nsProblem:
		return fillChartName(f, h)
	case nsFollowUp:
		if u := f.followUp(h.ref); u != nil {
			return fillFollowUp(u, h.field, book)
		}
	case nsCount:
		return strconv.Itoa(count(s, h.field, pieces))
	case nsPerson:
		if f.AgeYears >= 0 {
			return strconv.Itoa(f.AgeYears)
		}
	case nsReport:
		return reportWhy(f, book)
	case nsDose, nsAllergy, nsNotice, nsScore, nsDue, nsTarget, nsPlan:
		return fillPerson(f, h, book)
	case nsFinding:
		if fd := f.finding(h.ref); fd != nil {
			return fillFinding(f, fd, h.field, book)
		}
	}
	return ""
}

// fillChartName is what a medicine or a problem is called.
func fillChartName(f *Facts, h *placeholder) string {
	if h.space == nsMedicine {
		if m := f.medication(h.ref); m != nil {
			return cleanLabel(m.Label)
		}
	}
	if h.space == nsProblem {
		if p := f.problem(h.ref); p != nil {
			return cleanLabel(p.Label)
		}
	}
	return ""
}

// count counts the sentence's findings: all of them, or those that its text does not name.
func count(s *Sentence, field string, pieces []piece) int {
	n := len(s.Findings)
	if field == "all" {
		return n
	}
	for _, id := range s.Findings {
		for _, p := range pieces {
			if p.holder != nil && p.holder.space == nsFinding && p.holder.ref == id {
				n--
				break
			}
		}
	}
	return n
}

func fillFollowUp(u *medicine.FollowUp, field string, book *phraseBook) string {
	if field == "due" {
		return dueText(u.Due, book)
	}
	if book.lang == Chinese && u.TitleZH != "" {
		return strings.TrimRight(u.TitleZH, "。 ")
	}
	return strings.TrimRight(u.Title, ". ")
}

func fillFinding(f *Facts, fd *medicine.Finding, field string, book *phraseBook) string {
	switch field {
	case "name":
		return nameText(fd, book.lang)
	case "plain":
		if words, ok := book.analytes[fd.Analyte]; ok && words.plain != "" {
			return words.plain
		}
		return nameText(fd, book.lang)
	case "about":
		return book.analytes[fd.Analyte].about
	case "value":
		return valueText(fd, book)
	case "interval":
		return intervalText(fd, book)
	case "origin":
		if fd.Interval != nil {
			return book.phrases["origin."+string(fd.Interval.Origin)]
		}
	case "why":
		return whyText(fd, book)
	case "slope", "points", "since":
		return fillSlope(fd, field, book)
	case "for", "against", "settle", "next", "due":
		return fillPattern(fd.Pattern, field, book)
	}
	if fd.Change != nil {
		return fillChange(f, fd, field, book)
	}
	return ""
}

func fillChange(f *Facts, fd *medicine.Finding, field string, book *phraseBook) string {
	c := fd.Change
	switch field {
	case "previous":
		return numberText(previousNumber(fd), c.Previous.Unit)
	case "comparable":
		return comparableText(fd, book)
	case "change":
		delta := c.Delta
		if delta < 0 {
			delta = -delta
		}
		return numberText(formatFloat(delta, decimalsOf(fd)), c.Previous.Unit)
	case "date":
		return dateText(c.At, book)
	case "ago":
		return agoText(c.At, f.Now, book)
	}
	return ""
}
