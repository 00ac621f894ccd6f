package eval

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/famulus-health/famulus/draft"
)

// Row counts one kind of planted error.
type Row struct {
	Kind    string             `json:"kind"`
	Planted map[draft.Lang]int `json:"planted"`
	Stopped map[draft.Lang]int `json:"stopped"`
}

// Report is what the check did with true drafts and with mutants of them.
type Report struct {
	Cases         int      `json:"cases"`
	Drafts        int      `json:"drafts"`  // true ones
	Refused       int      `json:"refused"` // of them
	Rows          []Row    `json:"rows"`
	Missed        []string `json:"missed"`        // mutants that passed: kind, language, text
	FalseRefusals []string `json:"falseRefusals"` // true drafts that were refused: why
}

// Planted drafts each case with the writer for both audiences in every language, checks it, plants up to perKind errors
// of each kind in it, and checks those.
func Planted(ctx context.Context, cases []Case, w draft.Writer, seed uint64, perKind int) (Report, error) {
	rep := Report{Cases: len(cases)}
	at := map[string]int{}
	for i, kind := range Kinds {
		at[kind] = i
		rep.Rows = append(rep.Rows, Row{kind, map[draft.Lang]int{}, map[draft.Lang]int{}})
	}
	for n := range cases {
		for _, x := range cases[n].texts() {
			if err := rep.plantIn(ctx, &cases[n], x, w, seed+uint64(n), perKind, at); err != nil {
				return rep, err
			}
		}
	}
	return rep, nil
}

// plantIn drafts one text, and counts what the check does with it and with its mutants.
func (r *Report) plantIn(ctx context.Context, c *Case, x text, w draft.Writer, seed uint64, perKind int, at map[string]int) error {
	d, err := w.Write(ctx, c.Facts, x.audience, x.lang)
	if err != nil {
		return err
	}
	r.Drafts++
	if refusals := draft.Check(c.Facts, d); len(refusals) > 0 {
		r.Refused++
		r.FalseRefusals = append(r.FalseRefusals, describe(c.Name, d, refusals[0]))
		return nil
	}
	mutants, err := Plant(c.Facts, d, seed, perKind)
	if err != nil {
		return err
	}
	for _, m := range mutants {
		row := &r.Rows[at[m.Kind]]
		row.Planted[x.lang]++
		if len(draft.Check(c.Facts, m.Draft)) > 0 {
			row.Stopped[x.lang]++
			continue
		}
		text := "left out"
		if m.Sentence >= 0 {
			text = m.Draft.Sentences[m.Sentence].Text
		}
		r.Missed = append(r.Missed, fmt.Sprintf("%s %s %s (%s): %s", m.Kind, x.audience, x.lang, c.Name, text))
	}
	return nil
}

func describe(name string, d draft.Draft, r draft.Refusal) string {
	text := ""
	if r.Sentence >= 0 {
		text = d.Sentences[r.Sentence].Text
	}
	return fmt.Sprintf("%s %s %s: %s: %s: %s", name, d.Audience, d.Lang, r.Rule, r.Detail, text)
}

// Totals are all mutants, and those stopped.
func (r *Report) Totals() (planted, stopped int) {
	for _, row := range r.Rows {
		for _, l := range draft.Langs {
			planted += row.Planted[l]
			stopped += row.Stopped[l]
		}
	}
	return planted, stopped
}

// Meets says whether at least minStopped percent of the mutants were stopped, and at most maxRefused percent of the true
// drafts refused.
func (r *Report) Meets(minStopped, maxRefused float64) bool {
	planted, stopped := r.Totals()
	return planted > 0 && share(stopped, planted) >= minStopped && share(r.Refused, r.Drafts) <= maxRefused
}

// Print writes the table.
func (r *Report) Print(w io.Writer) {
	fmt.Fprintf(w, "%-12s", "planted")
	for _, l := range draft.Langs {
		fmt.Fprintf(w, "%16s", l)
	}
	fmt.Fprintf(w, "%9s\n", "stopped")
	for _, row := range r.Rows {
		planted, stopped := 0, 0
		fmt.Fprintf(w, "%-12s", row.Kind)
		for _, l := range draft.Langs {
			fmt.Fprintf(w, "%16s", fmt.Sprintf("%d of %d", row.Stopped[l], row.Planted[l]))
			planted += row.Planted[l]
			stopped += row.Stopped[l]
		}
		fmt.Fprintf(w, "%9s\n", percent(stopped, planted))
	}
	planted, stopped := r.Totals()
	fmt.Fprintf(w, "%s\n%d of %d mutants stopped (%s); %d of %d true drafts refused, from %d sets of facts\n",
		strings.Repeat("-", 53), stopped, planted, percent(stopped, planted), r.Refused, r.Drafts, r.Cases)
}

func percent(part, whole int) string {
	if whole == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(part)/float64(whole))
}
