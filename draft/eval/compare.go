package eval

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
)

// Cost is what one draft cost.
type Cost struct {
	Latency          time.Duration
	PromptTokens     int64
	CompletionTokens int64
}

// Contender is a writer to compare, with how to ask it. Failed names the kind of an error ("timeout"), for the table.
type Contender struct {
	Name, Version string
	Ask           func(ctx context.Context, f draft.Facts, a draft.Audience, l draft.Lang) (draft.Draft, Cost, error)
	Failed        func(error) string
}

// Comparison is what every contender did with the same cases.
type Comparison struct {
	Cases      int     `json:"cases"`
	Texts      int     `json:"texts"`      // asked of each contender
	Contenders []Score `json:"contenders"` // in the order given
}

// Score is what one contender did. Shares are in percent of what is named behind them; -1 where there was nothing.
type Score struct {
	Name            string         `json:"name"`
	Version         string         `json:"version"`
	Written         int            `json:"written"`         // of Texts
	Failures        map[string]int `json:"failures"`        // texts that never came, by kind of error
	Passed          int            `json:"passed"`          // of Written, by the check
	Covered         float64        `json:"covered"`         // findings named, of those that are not normal
	CriticalRecall  float64        `json:"criticalRecall"`  // critical findings in the first section, of all critical ones
	Sentences       int            `json:"sentences"`       //
	Unsupported     int            `json:"unsupported"`     // sentences that the check refused
	Refusals        map[string]int `json:"refusals"`        // refused texts, by rule; a text counts once for each of its rules
	WordingOnly     int            `json:"wordingOnly"`     // texts refused for words that nobody knows, and for nothing else
	Grade           float64        `json:"grade"`           // mean reading grade of the patient's English; -1 none
	HardTexts       int            `json:"hardTexts"`       // of those, above grade 8
	LatencyMedianMS float64        `json:"latencyMedianMs"` //
	Latency95MS     float64        `json:"latency95Ms"`     // 95 in 100 are faster
	PromptTokens    int64          `json:"promptTokens"`    // all texts together
	OutputTokens    int64          `json:"outputTokens"`    //
	Refused         []RefusedText  `json:"refused"`         // what was refused, for a reader to judge
}

// RefusedText is a text that the check refused, with its first reason.
type RefusedText struct {
	Case     string         `json:"case"`
	Audience draft.Audience `json:"audience"`
	Lang     draft.Lang     `json:"lang"`
	Rule     string         `json:"rule"`
	Detail   string         `json:"detail"`
	Text     string         `json:"text"` // of the sentence; "" when it concerns the whole
}

// wordingRules say nothing about truth: a word on no list, a form.
var wordingRules = []string{"unknown", "untested", "form", "name"}

// Compare asks each contender for every text of every case, one after another, and counts.
func Compare(ctx context.Context, cases []Case, contenders []Contender, progress func(done, total int)) (Comparison, error) {
	cmp := Comparison{Cases: len(cases)}
	for i := range cases {
		cmp.Texts += len(cases[i].texts())
	}
	done := 0
	for _, c := range contenders {
		t := tally{score: Score{Name: c.Name, Version: c.Version, Failures: map[string]int{}, Refusals: map[string]int{}, Refused: []RefusedText{}}}
		for i := range cases {
			for _, x := range cases[i].texts() {
				d, cost, err := c.Ask(ctx, cases[i].Facts, x.audience, x.lang)
				if ctx.Err() != nil {
					return cmp, ctx.Err()
				}
				t.add(&cases[i], x, d, cost, err, c.Failed)
				done++
				if progress != nil {
					progress(done, cmp.Texts*len(contenders))
				}
			}
		}
		cmp.Contenders = append(cmp.Contenders, t.result())
	}
	return cmp, nil
}

// tally is one contender being counted.
type tally struct {
	score                              Score
	toTell, told, critical, criticalIn int
	grades                             []float64
	latencies                          []time.Duration
}

func (t *tally) add(c *Case, x text, d draft.Draft, cost Cost, err error, failed func(error) string) {
	s := &t.score
	s.PromptTokens += cost.PromptTokens
	s.OutputTokens += cost.CompletionTokens
	t.cover(c, x, d)
	if err != nil {
		kind := "error"
		if failed != nil {
			kind = failed(err)
		}
		s.Failures[kind]++
		return
	}
	s.Written++
	s.Sentences += len(d.Sentences)
	t.latencies = append(t.latencies, cost.Latency)
	refusals := draft.Check(c.Facts, d)
	t.refused(c, x, d, refusals)
	if x.audience == draft.Patient && x.lang == draft.English {
		if rendered, err := draft.Render(c.Facts, d); err == nil {
			t.grades = append(t.grades, gradeOf(rendered))
		}
	}
}

// cover counts the findings that a text had to tell and told; one that never came told nothing.
func (t *tally) cover(c *Case, x text, d draft.Draft) {
	first := draft.SectionsOf(c.Facts.Kind, x.audience)[0]
	for i := range c.Facts.Interpretation.Findings {
		fd := &c.Facts.Interpretation.Findings[i]
		if fd.Kind == medicine.PatternFinding || fd.Flag == medicine.FlagNormal && fd.Triage == medicine.TriageNormal {
			continue
		}
		named, inFirst := false, false
		for _, s := range d.Sentences {
			if slices.Contains(s.Findings, fd.ID) && strings.Contains(s.Text, "{{"+fd.ID+".") {
				named, inFirst = true, inFirst || s.Section == first
			}
		}
		t.toTell++
		t.told += one(named)
		if fd.Triage == medicine.TriageCritical {
			t.critical++
			t.criticalIn += one(inFirst)
		}
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (t *tally) refused(c *Case, x text, d draft.Draft, refusals []draft.Refusal) {
	s := &t.score
	if len(refusals) == 0 {
		s.Passed++
		return
	}
	rules, sentences, wording := map[string]bool{}, map[int]bool{}, true
	for _, r := range refusals {
		rules[r.Rule] = true
		wording = wording && slices.Contains(wordingRules, r.Rule)
		if r.Sentence >= 0 {
			sentences[r.Sentence] = true
		}
	}
	for rule := range rules {
		s.Refusals[rule]++
	}
	s.Unsupported += len(sentences)
	s.WordingOnly += one(wording)
	line := RefusedText{Case: c.Name, Audience: x.audience, Lang: x.lang, Rule: refusals[0].Rule, Detail: refusals[0].Detail}
	if n := refusals[0].Sentence; n >= 0 {
		line.Text = d.Sentences[n].Text
	}
	s.Refused = append(s.Refused, line)
}

func (t *tally) result() Score {
	s := t.score
	s.Covered, s.CriticalRecall = share(t.told, t.toTell), share(t.criticalIn, t.critical)
	s.Grade = -1
	if len(t.grades) > 0 {
		sum := 0.0
		for _, g := range t.grades {
			sum += g
			s.HardTexts += one(g > 8)
		}
		s.Grade = sum / float64(len(t.grades))
	}
	slices.Sort(t.latencies)
	if n := len(t.latencies); n > 0 {
		ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
		s.LatencyMedianMS, s.Latency95MS = ms(t.latencies[n/2]), ms(t.latencies[min(n-1, n*95/100)])
	}
	return s
}

func share(part, whole int) float64 {
	if whole == 0 {
		return -1
	}
	return 100 * float64(part) / float64(whole)
}

func gradeOf(rendered []draft.Rendered) float64 {
	var all strings.Builder
	for _, r := range rendered {
		all.WriteString(r.Text + " ")
	}
	return draft.Grade(all.String())
}
