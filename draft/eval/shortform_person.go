package eval

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
)

// personLine reads a fact about a person; known is false when the word is none of them.
func personLine(f *draft.Facts, word, head string, clauses []string) (known bool, err error) {
	a := &f.About
	en, zh := names(clauses[0])
	known = true
	switch word {
	case "kind":
		f.Kind = draft.Kind(head)
	case "allergy":
		f.Allergies = append(f.Allergies, medicine.Allergy{ID: head, Label: clauses[0], Active: true})
	case "dose":
		for i := range f.Medications {
			if f.Medications[i].ID == head {
				f.Medications[i].Dose = clauses[0]
			}
		}
	case "score":
		s := draft.Score{Key: head, Name: en, NameZH: zh}
		err = each(clauses[1:], func(word, rest string) error { return scoreClause(&s, word, rest) })
		a.Scores = append(a.Scores, s)
	case "due":
		d := draft.DueItem{Key: head, Title: en, TitleZH: zh}
		err = each(clauses[1:], func(word, rest string) error { return day(&d.Due, word, rest) })
		a.Due = append(a.Due, d)
	case "target":
		t := draft.Target{Key: head, Name: en, NameZH: zh}
		err = each(clauses[1:], func(word, rest string) error { return targetClause(&t, word, rest) })
		a.Targets = append(a.Targets, t)
	case "notice":
		n := draft.Notice{Key: head, Text: en, TextZH: zh}
		err = each(clauses[1:], func(_, rest string) error { n.About = strings.Fields(rest); return nil })
		a.Notices = append(a.Notices, n)
	case "plan", "goal", "step":
		err = planLine(a, word, head, en, zh, clauses[1:])
	default:
		known = false
	}
	return known, err
}

// each reads clauses of the form "word rest".
func each(clauses []string, read func(word, rest string) error) error {
	for _, clause := range clauses {
		word, rest, _ := strings.Cut(clause, " ")
		if err := read(word, rest); err != nil {
			return err
		}
	}
	return nil
}

func scoreClause(s *draft.Score, word, rest string) (err error) {
	switch word {
	case "=":
		s.Value, s.Unit, _ = strings.Cut(rest, " ")
	case "years":
		s.HorizonYears, err = strconv.Atoi(rest)
	case "category":
		s.Category, s.CategoryZH = names(rest)
	case "note":
		s.Note, s.NoteZH = names(rest)
	default:
		return fmt.Errorf("no such clause of a score: %q", word)
	}
	return err
}

func targetClause(t *draft.Target, word, rest string) error {
	switch word {
	case "=":
		t.Value = rest
	case "goal":
		t.Goal, t.GoalZH = names(rest)
	case "state":
		t.State = draft.TargetState(rest)
	default:
		return fmt.Errorf("no such clause of a target: %q", word)
	}
	return nil
}

func day(at *time.Time, word, rest string) (err error) {
	if word != "by" {
		return fmt.Errorf("no such clause: %q", word)
	}
	*at, err = time.Parse(time.DateOnly, rest)
	return err
}

func planLine(a *draft.About, word, key, en, zh string, clauses []string) error {
	if a.Plan == nil {
		a.Plan = &draft.Plan{}
	}
	if word == "plan" {
		a.Plan.Title, a.Plan.TitleZH = en, zh
		return nil
	}
	item := draft.PlanItem{Key: key, Goal: word == "goal", Text: en, TextZH: zh}
	err := each(clauses, func(word, rest string) error { return day(&item.By, word, rest) })
	a.Plan.Items = append(a.Plan.Items, item)
	return err
}

// patternClause reads what a pattern rests on and asks for: "for Ferritin 6 ug/L / 铁蛋白 6 ug/L".
func patternClause(fd *medicine.Finding, word, rest string) {
	if fd.Pattern == nil {
		fd.Pattern = &medicine.Pattern{Supports: fd.Label, SupportsZH: fd.LabelZH, Sources: []string{"eval"}}
	}
	p := fd.Pattern
	en, zh := names(rest)
	switch word {
	case "for":
		p.For = append(p.For, medicine.Evidence{Text: en, TextZH: zh})
	case "against":
		p.Against = append(p.Against, medicine.Evidence{Text: en, TextZH: zh})
	case "settle":
		p.Settle, p.SettleZH = en, zh
	case "next":
		p.Next, p.NextZH = en, zh
	}
}

// slope reads "12.5 a year over 5 since 2023-01-01": how much a year, over how many values, since when.
func slope(fd *medicine.Finding, rest string) error {
	w := strings.Fields(rest)
	if len(w) != 7 {
		return fmt.Errorf("want: slope NUMBER a year over COUNT since DATE")
	}
	perYear, err := strconv.ParseFloat(w[0], 64)
	if err != nil {
		return err
	}
	points, err := strconv.Atoi(w[4])
	if err != nil {
		return err
	}
	from, err := time.Parse(time.DateOnly, w[6])
	fd.Slope = &medicine.Slope{PerYear: perYear, Points: points, From: from}
	return err
}
