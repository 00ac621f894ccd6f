package eval_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/draft/eval"
)

// written is a contender that writes what the template writes, changed.
func written(name string, change func(d *draft.Draft), err error) eval.Contender {
	return eval.Contender{Name: name, Version: "1", Failed: func(error) string { return "timeout" },
		Ask: func(ctx context.Context, f draft.Facts, a draft.Audience, l draft.Lang) (draft.Draft, eval.Cost, error) {
			d, _ := draft.Template{}.Write(ctx, f, a, l)
			if change != nil {
				change(&d)
			}
			if err != nil {
				d = draft.Draft{}
			}
			return d, eval.Cost{Latency: 20 * time.Millisecond, PromptTokens: 10, CompletionTokens: 2}, err
		}}
}

func compare(t *testing.T, contenders ...eval.Contender) eval.Comparison {
	t.Helper()
	cases, err := eval.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	steps := 0
	c, err := eval.Compare(t.Context(), cases, contenders, func(_, total int) { steps++ })
	if err != nil {
		t.Fatal(err)
	}
	if steps != c.Texts*len(contenders) {
		t.Errorf("%d steps of %d", steps, c.Texts*len(contenders))
	}
	return c
}

// TestCompare: the template is right about everything; what others leave out, make up or fail to send is counted.
func TestCompare(t *testing.T) {
	t.Parallel()
	c := compare(t, written("template", nil, nil), written("silent", nil, errors.New("no answer")),
		written("liar", func(d *draft.Draft) { d.Sentences[0].Text += " {{potassium.value}} leukaemia." }, nil),
		written("talker", func(d *draft.Draft) { d.Sentences[0].Text += " Frobnicate." }, nil),
		written("lazy", func(d *draft.Draft) { d.Sentences = d.Sentences[1:] }, nil))
	if c.Cases != 10 || c.Texts != 38 {
		t.Fatalf("%d cases, %d texts", c.Cases, c.Texts)
	}
	template, silent, liar, talker, lazy := c.Contenders[0], c.Contenders[1], c.Contenders[2], c.Contenders[3], c.Contenders[4]
	if template.Written != 38 || template.Passed != 38 || template.Covered != 100 || template.CriticalRecall != 100 || template.Unsupported != 0 ||
		template.Grade < 2 || template.Grade > 8 || template.HardTexts != 0 || template.LatencyMedianMS != 20 || template.PromptTokens != 380 {
		t.Errorf("template: %+v", template)
	}
	if silent.Written != 0 || silent.Failures["timeout"] != 38 || silent.Covered != 0 || silent.CriticalRecall != 0 || silent.Grade != -1 {
		t.Errorf("silent: %+v", silent)
	}
	if liar.Passed != 0 || liar.Unsupported < 38 || liar.Refusals["diagnosis"] == 0 || len(liar.Refused) != 38 {
		t.Errorf("liar: passed %d, unsupported %d, %v", liar.Passed, liar.Unsupported, liar.Refusals)
	}
	if talker.WordingOnly != 38 || talker.Refusals["unknown"] == 0 {
		t.Errorf("talker: wording only %d, %v", talker.WordingOnly, talker.Refusals)
	}
	if lazy.CriticalRecall >= 100 || lazy.Covered >= 100 || lazy.Refusals["omission"] == 0 {
		t.Errorf("lazy: recall %.1f, covered %.1f, %v", lazy.CriticalRecall, lazy.Covered, lazy.Refusals)
	}
}

// TestShown: table, JSON and page hold every contender; the page needs nothing from elsewhere, and what a model wrote is
// text on it and no markup.
func TestShown(t *testing.T) {
	t.Parallel()
	c := compare(t, written("template", nil, nil), written("liar <b>", func(d *draft.Draft) { d.Sentences[0].Text = "<script>alert()</script>" }, nil))
	var table, page strings.Builder
	if err := c.Print(&table); err != nil {
		t.Fatal(err)
	}
	if err := c.HTML(&page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"template", "liar <b>", "38 of 38", "critical recall", "refused: form"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, table.String())
		}
	}
	for _, not := range []string{"<script", "http://", "https://", "src=", "liar <b>", "ZgotmplZ"} {
		if strings.Contains(page.String(), not) {
			t.Errorf("the page holds %q", not)
		}
	}
	for _, want := range []string{"<svg", `width="420.0"`, "危急值召回", "liar &lt;b&gt;", "refused: form"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back eval.Comparison
	if err := json.Unmarshal(data, &back); err != nil || len(back.Contenders) != 2 || back.Contenders[1].Refusals["form"] == 0 {
		t.Errorf("%v: %+v", err, back)
	}
}

// TestReadCases reads a folder, and says which file is wrong.
func TestReadCases(t *testing.T) {
	t.Parallel()
	cases, err := eval.ReadCases(os.DirFS("../testdata"))
	if err != nil || len(cases) < 20 {
		t.Errorf("%d cases: %v", len(cases), err)
	}
	if _, err := eval.ReadCases(fstest.MapFS{"a.txt": {Data: []byte("nonsense")}}); err == nil || !strings.Contains(err.Error(), "a.txt") {
		t.Errorf("%v", err)
	}
	if _, err := eval.ReadCases(fstest.MapFS{"a.png": {}}); err == nil {
		t.Error("no case, and no error")
	}
}

// TestSetIsTheGoldens: the cases that come with Famulus are those whose texts are known by heart.
func TestSetIsTheGoldens(t *testing.T) {
	t.Parallel()
	set, err := eval.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	goldens, err := eval.ReadCases(os.DirFS("../testdata"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range set {
		same := false
		for _, g := range goldens {
			a, err := json.Marshal(c.Facts)
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(g.Facts)
			if err != nil {
				t.Fatal(err)
			}
			same = same || g.Name == c.Name && string(a) == string(b)
		}
		if !same {
			t.Errorf("%s differs from its golden file: copy the facts", c.Name)
		}
	}
}
