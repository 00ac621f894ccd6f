package eval

import (
	_ "embed" // the page
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// metric is a row of the table, and a plot of the page.
type metric struct {
	en, zh string
	max    float64 // of the plot; 0: the greatest value
	value  func(s *Score, texts int) float64
	text   func(s *Score, texts int) string
}

func whole(n int) string { return fmt.Sprint(n) }

func number(x float64, form string) string {
	if x < 0 {
		return "-"
	}
	return fmt.Sprintf(form, x)
}

// metrics are what contenders are compared by, in reading order.
var metrics = []metric{
	{"written", "写出", 100, func(s *Score, n int) float64 { return share(s.Written, n) },
		func(s *Score, n int) string { return fmt.Sprintf("%d of %d", s.Written, n) }},
	{"passed the check", "通过核查", 100, func(s *Score, n int) float64 { return share(s.Passed, n) },
		func(s *Score, n int) string { return fmt.Sprintf("%d of %d", s.Passed, n) }},
	{"findings covered", "覆盖的结果", 100, func(s *Score, _ int) float64 { return s.Covered },
		func(s *Score, _ int) string { return number(s.Covered, "%.1f%%") }},
	{"critical recall", "危急值召回", 100, func(s *Score, _ int) float64 { return s.CriticalRecall },
		func(s *Score, _ int) string { return number(s.CriticalRecall, "%.1f%%") }},
	{"unsupported sentences", "无依据的句子", 0, func(s *Score, _ int) float64 { return float64(s.Unsupported) },
		func(s *Score, _ int) string { return fmt.Sprintf("%d of %d", s.Unsupported, s.Sentences) }},
	{"refused for wording only", "仅因措辞被拒", 0, func(s *Score, _ int) float64 { return float64(s.WordingOnly) },
		func(s *Score, _ int) string { return whole(s.WordingOnly) }},
	{"reading grade (patient, English)", "阅读年级（患者，英文）", 0, func(s *Score, _ int) float64 { return max(s.Grade, 0) },
		func(s *Score, _ int) string { return number(s.Grade, "%.1f") }},
	{"texts above grade 8", "高于八年级的文本", 0, func(s *Score, _ int) float64 { return float64(s.HardTexts) },
		func(s *Score, _ int) string { return whole(s.HardTexts) }},
	{"latency, median (ms)", "延迟中位数（毫秒）", 0, func(s *Score, _ int) float64 { return s.LatencyMedianMS },
		func(s *Score, _ int) string { return fmt.Sprintf("%.2f", s.LatencyMedianMS) }},
	{"latency, 95th percentile (ms)", "延迟第 95 百分位（毫秒）", 0, func(s *Score, _ int) float64 { return s.Latency95MS },
		func(s *Score, _ int) string { return fmt.Sprintf("%.2f", s.Latency95MS) }},
	{"tokens read", "输入词元", 0, func(s *Score, _ int) float64 { return float64(s.PromptTokens) },
		func(s *Score, _ int) string { return fmt.Sprint(s.PromptTokens) }},
	{"tokens written", "输出词元", 0, func(s *Score, _ int) float64 { return float64(s.OutputTokens) },
		func(s *Score, _ int) string { return fmt.Sprint(s.OutputTokens) }},
}

// Print writes the table: a row for each measure, a column for each contender.
func (c *Comparison) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(head string, cell func(s *Score) string) {
		cells := []string{head}
		for i := range c.Contenders {
			cells = append(cells, cell(&c.Contenders[i]))
		}
		fmt.Fprintln(t, strings.Join(cells, "\t")+"\t")
	}
	row(fmt.Sprintf("%d cases, %d texts", c.Cases, c.Texts), func(s *Score) string { return s.Name })
	for _, m := range metrics {
		row(m.en, func(s *Score) string { return m.text(s, c.Texts) })
	}
	for _, rule := range c.keys(func(s *Score) map[string]int { return s.Refusals }) {
		row("refused: "+rule, func(s *Score) string { return whole(s.Refusals[rule]) })
	}
	for _, kind := range c.keys(func(s *Score) map[string]int { return s.Failures }) {
		row("failed: "+kind, func(s *Score) string { return whole(s.Failures[kind]) })
	}
	return t.Flush()
}

// keys are all keys that any contender has, sorted.
func (c *Comparison) keys(of func(s *Score) map[string]int) []string {
	all := map[string]bool{}
	for i := range c.Contenders {
		for key := range of(&c.Contenders[i]) {
			all[key] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Parse(pageSource))

// The plots' measures, in the page's own pixels.
const (
	barWidth  = 420.0
	barHeight = 22
)

type bar struct {
	Name, Text string
	Y, Width   float64
	TextY      float64
}

type plot struct {
	EN, ZH string
	Height int
	Bars   []bar
}

// HTML writes a page that needs nothing but itself: the plots are drawings inside of it.
func (c *Comparison) HTML(w io.Writer) error {
	var plots []plot
	for _, m := range metrics {
		plots = append(plots, c.plot(m))
	}
	for _, rule := range c.keys(func(s *Score) map[string]int { return s.Refusals }) {
		plots = append(plots, c.plot(metric{"refused: " + rule, "被拒：" + rule, 0,
			func(s *Score, _ int) float64 { return float64(s.Refusals[rule]) }, func(s *Score, _ int) string { return whole(s.Refusals[rule]) }}))
	}
	for _, kind := range c.keys(func(s *Score) map[string]int { return s.Failures }) {
		plots = append(plots, c.plot(metric{"failed: " + kind, "失败：" + kind, 0,
			func(s *Score, _ int) float64 { return float64(s.Failures[kind]) }, func(s *Score, _ int) string { return whole(s.Failures[kind]) }}))
	}
	return page.Execute(w, struct {
		*Comparison
		Plots []plot
	}{c, plots})
}

// shortName is a name that fits beside a bar.
func shortName(name string) string {
	if runes := []rune(name); len(runes) > 26 {
		return string(runes[:25]) + "…"
	}
	return name
}

func (c *Comparison) plot(m metric) plot {
	p := plot{EN: m.en, ZH: m.zh, Height: barHeight * len(c.Contenders)}
	greatest := m.max
	if greatest == 0 {
		for i := range c.Contenders {
			greatest = max(greatest, m.value(&c.Contenders[i], c.Texts))
		}
	}
	for i := range c.Contenders {
		s := &c.Contenders[i]
		b := bar{Name: shortName(s.Name), Text: m.text(s, c.Texts), Y: float64(i*barHeight) + 3, TextY: float64(i*barHeight) + 16}
		if greatest > 0 {
			b.Width = max(0, m.value(s, c.Texts)) / greatest * barWidth
		}
		p.Bars = append(p.Bars, b)
	}
	return p
}
