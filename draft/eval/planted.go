package eval

import (
	"embed"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/medicine"
)

//go:embed plants/*.txt
var plantFiles embed.FS

// Kinds of planted error, in the order of the table.
var Kinds = []string{"number", "unit", "decimal", "direction", "date", "drug", "advice", "negation", "omission", "person",
	"diagnosis", "test", "reassurance", "urgency", "ground"}

// Mutant is a true draft with one error planted.
type Mutant struct {
	Kind     string
	Sentence int // the one that was changed; -1 when one was left out
	Draft    draft.Draft
}

// plants are the words of one language that errors are made of.
type plants struct {
	swaps []plant
	says  []plant
	words map[string][]string // date, due, number, unit, drug
}

type plant struct{ kind, when, from, to string }

func readPlants(l draft.Lang) (plants, error) {
	p := plants{words: map[string][]string{}}
	data, err := plantFiles.ReadFile("plants/" + string(l) + ".txt")
	if err != nil {
		return p, err
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, text, found := strings.Cut(line, " = ")
		words := strings.Fields(key)
		switch {
		case !found:
			return p, fmt.Errorf("plants/%s.txt: %q", l, line)
		case words[0] == "swap":
			from, to, _ := strings.Cut(text, " > ")
			p.swaps = append(p.swaps, plant{kind: words[1], when: strings.Join(words[2:], " "), from: from, to: to})
		case words[0] == "say":
			p.says = append(p.says, plant{kind: words[1], when: strings.Join(words[2:], " "), to: text})
		default:
			p.words[words[0]] = append(p.words[words[0]], text)
		}
	}
	return p, nil
}

// planter plants errors in one true draft.
type planter struct {
	f    draft.Facts
	d    draft.Draft
	p    plants
	rng  *rand.Rand
	true []draft.Rendered
	out  []Mutant
}

// Plant makes mutants of a true draft: at most perKind of each kind, chosen by the seed. A mutant that renders as the
// true draft does, or that happens to be true, is not one.
func Plant(f draft.Facts, d draft.Draft, seed uint64, perKind int) ([]Mutant, error) {
	p, err := readPlants(d.Lang)
	if err != nil {
		return nil, err
	}
	rendered, err := draft.Render(f, d)
	if err != nil {
		return nil, err
	}
	m := planter{f: f, d: d, p: p, rng: rand.New(rand.NewPCG(seed, 7)), true: rendered}
	for i := range d.Sentences {
		m.values(i)
		m.dates(i)
		m.chart(i)
		m.counts(i)
		m.swap(i)
		m.moved(i)
		m.ungrounded(i)
		m.unhedged(i)
	}
	m.say()
	m.leaveOut()
	return m.sample(perKind), nil
}

func (m *planter) sample(perKind int) []Mutant {
	m.rng.Shuffle(len(m.out), func(a, b int) { m.out[a], m.out[b] = m.out[b], m.out[a] })
	taken := map[string]int{}
	var out []Mutant
	for _, x := range m.out {
		if taken[x.Kind] < perKind {
			taken[x.Kind]++
			out = append(out, x)
		}
	}
	return out
}

// text plants a mutant that changes one sentence's text.
func (m *planter) text(kind string, i int, text string) {
	s := m.d.Sentences[i]
	if text == s.Text {
		return
	}
	s.Text = text
	m.sentence(kind, i, s)
}

func (m *planter) sentence(kind string, i int, s draft.Sentence) {
	d := m.d
	d.Sentences = slices.Clone(m.d.Sentences)
	d.Sentences[i] = s
	if rendered, err := draft.Render(m.f, d); err == nil && rendered[i].Text == m.true[i].Text && slices.Equal(s.Findings, m.d.Sentences[i].Findings) &&
		slices.Equal(s.Grounds, m.d.Sentences[i].Grounds) {
		return
	}
	m.out = append(m.out, Mutant{kind, i, d})
}

var holderForm = regexp.MustCompile(`\{\{([^}]+)\.([a-z]+)\}\}`)

// rendered is what a placeholder shows.
func (m *planter) rendered(holder string, s draft.Sentence) string {
	s.Text = holder
	out, err := draft.Render(m.f, draft.Draft{Lang: m.d.Lang, Sentences: []draft.Sentence{s}})
	if err != nil {
		return ""
	}
	return out[0].Text
}

var anyNumber = regexp.MustCompile(`\d+(\.\d+)?`)

// values plants wrong numbers, units and decimal points where a value stands.
func (m *planter) values(i int) {
	s := m.d.Sentences[i]
	for _, at := range holderForm.FindAllStringSubmatchIndex(s.Text, -1) {
		id, field := s.Text[at[2]:at[3]], s.Text[at[4]:at[5]]
		if field != "value" && field != "comparable" && field != "previous" && field != "interval" && field != "slope" && field != "goal" {
			continue
		}
		put := func(kind, text string) {
			if text != "" {
				m.text(kind, i, s.Text[:at[0]]+text+s.Text[at[1]:])
			}
		}
		shown := m.rendered(s.Text[at[0]:at[1]], s)
		if anyNumber.MatchString(shown) {
			put("number", anyNumber.ReplaceAllStringFunc(shown, wrongNumber))
			put("decimal", anyNumber.ReplaceAllStringFunc(shown, movePoint))
		}
		put("number", m.pick("number"))
		put("unit", anyNumber.FindString(shown)+" "+m.pick("unit"))
		put("unit", s.Text[at[0]:at[1]]+" "+m.pick("unit"))
		for _, other := range []string{"value", "previous", "comparable", "interval", "change"} {
			if other == field {
				continue
			}
			holder := "{{" + id + "." + other + "}}"
			if text := m.rendered(holder, s); text != "" && text != shown {
				put("number", holder)
			}
		}
		for _, fd := range m.f.Interpretation.Findings {
			holder := "{{" + fd.ID + "." + field + "}}"
			if text := m.rendered(holder, s); fd.ID != id && text != "" && text != shown {
				put("number", holder)
				if field == "interval" {
					put("unit", holder)
				}
			}
		}
	}
}

// wrongNumber turns the digits round, or adds one.
func wrongNumber(s string) string {
	runes := []rune(s)
	for i := range runes {
		if runes[i] >= '0' && runes[i] <= '9' {
			runes[i] = '0' + (runes[i]-'0'+3)%10
			break
		}
	}
	return string(runes)
}

func movePoint(s string) string {
	if whole, part, ok := strings.Cut(s, "."); ok {
		return whole + part
	}
	return s[:len(s)-1] + "." + s[len(s)-1:]
}

func (m *planter) pick(word string) string {
	list := m.p.words[word]
	return list[m.rng.IntN(len(list))]
}

// dates plants wrong dates and time limits.
func (m *planter) dates(i int) {
	s := m.d.Sentences[i]
	for _, at := range holderForm.FindAllStringSubmatchIndex(s.Text, -1) {
		id, field := s.Text[at[2]:at[3]], s.Text[at[4]:at[5]]
		holder := s.Text[at[0]:at[1]]
		put := func(text string) { m.text("date", i, s.Text[:at[0]]+text+s.Text[at[1]:]) }
		switch field {
		case "when", "by", "since":
			put(m.pick("date"))
			put(anyNumber.ReplaceAllStringFunc(m.rendered(holder, s), wrongNumber))
			for _, other := range m.f.About.Due {
				if at := "{{due." + other.Key + ".when}}"; at != holder && m.rendered(at, s) != m.rendered(holder, s) {
					put(at)
				}
			}
		case "date", "ago":
			put(m.pick("date"))
			put(anyNumber.ReplaceAllStringFunc(m.rendered(holder, s), wrongNumber))
			put("{{" + id + ".value}}")
			for _, fd := range m.f.Interpretation.Findings {
				other := "{{" + fd.ID + "." + field + "}}"
				if text := m.rendered(other, s); text != "" && text != m.rendered(holder, s) {
					put(other)
				}
			}
		case "due":
			put(m.pick("due"))
			for _, key := range draft.FollowUpKeys(m.f.Interpretation) {
				other := "{{followup." + key + ".due}}"
				if m.rendered(other, s) != m.rendered(holder, s) {
					put(other)
				}
			}
		}
	}
}

var chartForm = regexp.MustCompile(`\{\{(medicine|problem)\.([^}]+)\}\}`)

// chart plants another medicine or problem.
func (m *planter) chart(i int) {
	s := m.d.Sentences[i]
	for _, at := range chartForm.FindAllStringSubmatchIndex(s.Text, -1) {
		put := func(text string) { m.text("drug", i, s.Text[:at[0]]+text+s.Text[at[1]:]) }
		if s.Text[at[2]:at[3]] == "medicine" {
			put(m.drug())
			put(s.Text[at[0]:at[1]] + " " + map[draft.Lang]string{draft.English: "and ", draft.Chinese: "和"}[m.d.Lang] + m.drug())
		}
		for _, drug := range m.f.Medications {
			if !m.touches(s, drug.ID) {
				put("{{medicine." + drug.ID + "}}")
			}
		}
		for _, p := range m.f.Problems {
			if !m.touches(s, p.ID) {
				put("{{problem." + p.ID + "}}")
			}
		}
		put("{{medicine.somebody-elses}}")
	}
}

// touches says that any finding of the sentence touches an entry of the chart: then to name it is not false.
func (m *planter) touches(s draft.Sentence, id string) bool {
	for _, fd := range m.f.Interpretation.Findings {
		if slices.Contains(s.Findings, fd.ID) && slices.Contains(fd.Relevant, id) {
			return true
		}
	}
	return false
}

// drug is a medicine that the chart does not hold.
func (m *planter) drug() string {
	for {
		name := m.pick("drug")
		if !slices.ContainsFunc(m.f.Medications, func(x medicine.Medication) bool {
			return strings.Contains(strings.ToLower(x.Label), strings.ToLower(name))
		}) {
			return name
		}
	}
}

// counts plants a wrong count.
func (m *planter) counts(i int) {
	s := m.d.Sentences[i]
	for _, pair := range [][2]string{{"{{count.all}}", "{{count.others}}"}, {"{{count.others}}", "{{count.all}}"}} {
		from, to := pair[0], pair[1]
		if strings.Contains(s.Text, from) {
			m.text("number", i, strings.Replace(s.Text, from, to, 1))
			m.text("number", i, strings.Replace(s.Text, from, map[draft.Lang]string{draft.English: "nineteen", draft.Chinese: "十九"}[m.d.Lang], 1))
		}
	}
}

// swap plants the opposite of a word.
func (m *planter) swap(i int) {
	text := m.d.Sentences[i].Text
	for _, p := range m.p.swaps {
		if !m.applies(p.when) {
			continue
		}
		if at := strings.Index(text, p.from); at >= 0 && (m.d.Lang != draft.English || isWord(text, at, at+len(p.from))) {
			m.text(p.kind, i, text[:at]+p.to+text[at+len(p.from):])
		}
	}
}

// isWord says that text[from:to] begins and ends at the border of a word.
func isWord(text string, from, to int) bool {
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }
	return (from == 0 || !letter(text[from-1])) && (to == len(text) || !letter(text[to]) || !letter(text[to-1]))
}

// moved plants a sentence that rests on something else: findings that its placeholders are not of.
func (m *planter) moved(i int) {
	s := m.d.Sentences[i]
	if !holderForm.MatchString(s.Text) && s.Section != draft.Next || len(s.Grounds) > 0 {
		return
	}
	var elsewhere []string
	for _, fd := range m.f.Interpretation.Findings {
		calm := fd.Flag == medicine.FlagNormal && fd.Triage == medicine.TriageNormal
		if !slices.Contains(s.Findings, fd.ID) && !strings.Contains(s.Text, "{{"+fd.ID+".") && calm {
			elsewhere = append(elsewhere, fd.ID)
		}
	}
	urgent := m.f.Interpretation.Triage == medicine.TriageCritical || m.f.Interpretation.Triage == medicine.TriageUrgent
	names := strings.Contains(s.Text, ".name}}") || strings.Contains(s.Text, ".plain}}")
	if len(elsewhere) == 0 || !names && !(urgent && s.Section == draft.Next) {
		return
	}
	s.Findings = elsewhere[:1]
	if names || len(s.FollowUps) == 0 {
		m.sentence("ground", i, s)
	}
	s.Findings = []string{"no-such-finding"}
	m.sentence("ground", i, s)
}

// ungrounded plants a sentence on a person that rests on something else of the person.
func (m *planter) ungrounded(i int) {
	s := m.d.Sentences[i]
	if len(s.Grounds) == 0 || s.Section == draft.Next {
		return
	}
	for _, ground := range slices.Sorted(maps.Keys(m.grounds())) {
		if !slices.Contains(s.Grounds, ground) {
			s.Grounds = []string{ground}
			m.sentence("ground", i, s)
			break
		}
	}
	s.Grounds = []string{"problem.nobody"}
	m.sentence("ground", i, s)
}

// unhedged turns a consideration into a diagnosis made.
func (m *planter) unhedged(i int) {
	text := m.d.Sentences[i].Text
	if m.d.Lang == draft.English && strings.HasPrefix(text, "Consider ") {
		m.text("diagnosis", i, "The patient has "+strings.TrimPrefix(text, "Consider "))
		m.text("diagnosis", i, "This is "+strings.TrimPrefix(text, "Consider "))
	}
	if rest, ok := strings.CutPrefix(text, "请考虑"); ok {
		m.text("diagnosis", i, "诊断为"+rest)
		m.text("diagnosis", i, "患者有"+rest)
	}
}
