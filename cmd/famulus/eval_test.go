package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/draft/eval"
	"github.com/famulus-health/famulus/draft/model/modeltest"
)

// TestEval compares the template, a model of the environment and two of flags, and writes what came of it.
func TestEval(t *testing.T) {
	well, liar, down := modeltest.New(t), modeltest.New(t), modeltest.New(t)
	liar.Behave(modeltest.Invented)
	down.Behave(modeltest.Forbidden)
	t.Setenv("LIARS_KEY", "secret")
	folder := t.TempDir()
	configured := &Config{Model: Model{URL: well.URL, Name: "good", Key: "open"}}
	e := evalCmd{Cases: "../../draft/eval/cases/set", Timeout: time.Minute, JSON: filepath.Join(folder, "r.json"), HTML: filepath.Join(folder, "r.html"),
		Model: []string{"name=liar,url=" + liar.URL + ",model=bad,key-env=LIARS_KEY", "url=" + down.URL + ",model=gone"}}
	if err := e.Run(t.Context(), configured); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(e.JSON)
	if err != nil {
		t.Fatal(err)
	}
	var got eval.Comparison
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Contenders) != 4 {
		t.Fatalf("%d contenders", len(got.Contenders))
	}
	template, good, bad, gone := got.Contenders[0], got.Contenders[1], got.Contenders[2], got.Contenders[3]
	if template.Passed != got.Texts || good.Passed != got.Texts || good.PromptTokens != int64(got.Texts)*modeltest.PromptTokens {
		t.Errorf("template %d, good %d of %d", template.Passed, good.Passed, got.Texts)
	}
	if bad.Name != "liar" || bad.Passed != 0 || gone.Name != "gone" || gone.Failures["refused"] != got.Texts {
		t.Errorf("bad %+v, gone %+v", bad, gone)
	}
	if key := liar.Requests()[0].Authorization; key != "Bearer secret" {
		t.Errorf("key %q", key)
	}
	page, err := os.ReadFile(e.HTML)
	if err != nil || !strings.Contains(string(page), "liar") {
		t.Errorf("page: %v", err)
	}
}

// TestEvalPlanted: the exit code follows the thresholds.
func TestEvalPlanted(t *testing.T) {
	configured := &Config{}
	e := evalCmd{Planted: true, Synthetic: 5, Seed: 1, MinStopped: 99, MaxRefused: 1}
	if err := e.Run(t.Context(), configured); err != nil {
		t.Error(err)
	}
	e.MinStopped = 101
	if err := e.Run(t.Context(), configured); !errors.Is(err, errQuiet) {
		t.Errorf("%v", err)
	}
}

// TestModelOf: a model's flag without an address, or with a part nobody knows, is an error.
func TestModelOf(t *testing.T) {
	for _, spec := range []string{"", "url=http://x", "model=m", "url=http://x,model=m,key=secret"} {
		if _, err := modelOf(spec); err == nil {
			t.Errorf("%q", spec)
		}
	}
}
