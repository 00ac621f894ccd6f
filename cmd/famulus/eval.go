package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/draft/eval"
	"github.com/famulus-health/famulus/draft/model"
)

type evalCmd struct {
	Cases      string        `type:"existingdir" help:"A folder of cases in short form; those that come with Famulus when left out."`
	Synthetic  int           `default:"20" help:"How many synthetic cases to add when no folder is given."`
	Seed       uint64        `default:"2026" help:"Of the synthetic cases and the planted errors."`
	Model      []string      `sep:"none" placeholder:"name=N,url=U,model=M,key-env=VAR" help:"A model to compare; may be given again. key-env names the environment variable that holds the key; json=object or json=none begins with a simpler form of JSON."`
	Timeout    time.Duration `default:"2m" help:"For one text."`
	JSON       string        `name:"json" type:"path" help:"Write the results to this file as JSON."`
	HTML       string        `name:"html" type:"path" help:"Write the results to this file as a page with plots."`
	Planted    bool          `help:"Plant errors in true drafts, and report what the check stops."`
	MinStopped float64       `default:"99" help:"With --planted: fail below this share of stopped mutants, in percent."`
	MaxRefused float64       `default:"1" help:"With --planted: fail above this share of refused true drafts, in percent."`
}

// plantsPerKind is how many errors of each kind are planted in one text, at most.
const plantsPerKind = 2

// Run compares writers, or the check with planted errors.
func (e *evalCmd) Run(ctx context.Context, c *Config) error {
	cases, err := e.cases()
	if err != nil {
		return err
	}
	if e.Planted {
		return e.planted(ctx, cases)
	}
	return e.compare(ctx, c.Model, cases)
}

func (e *evalCmd) cases() ([]eval.Case, error) {
	if e.Cases != "" {
		return eval.ReadCases(os.DirFS(e.Cases))
	}
	built, err := eval.BuiltIn()
	if err != nil {
		return nil, err
	}
	made, err := eval.Cases(e.Seed, e.Synthetic)
	return append(built, made...), err
}

// planted prints what the check stops by kind and language; exit code 1 when it is less than was asked for.
func (e *evalCmd) planted(ctx context.Context, cases []eval.Case) error {
	report, err := eval.Planted(ctx, cases, draft.Template{}, e.Seed, plantsPerKind)
	if err != nil {
		return err
	}
	report.Print(os.Stdout)
	for _, miss := range report.Missed {
		fmt.Println("passed though false:", miss)
	}
	for _, refused := range report.FalseRefusals {
		fmt.Println("refused though true:", refused)
	}
	if err := writeJSON(e.JSON, report); err != nil {
		return err
	}
	if !report.Meets(e.MinStopped, e.MaxRefused) {
		fmt.Printf("wanted: at least %g%% of mutants stopped, at most %g%% of true drafts refused\n", e.MinStopped, e.MaxRefused)
		return errQuiet
	}
	return nil
}

func (e *evalCmd) compare(ctx context.Context, configured Model, cases []eval.Case) error {
	contenders, err := e.contenders(configured)
	if err != nil {
		return err
	}
	result, err := eval.Compare(ctx, cases, contenders, progress())
	if err != nil {
		return err
	}
	if err := result.Print(os.Stdout); err != nil {
		return err
	}
	if err := writeJSON(e.JSON, result); err != nil {
		return err
	}
	return writeFile(e.HTML, result.HTML)
}

// contenders are the template, the model of the environment, and those named by flags.
func (e *evalCmd) contenders(configured Model) ([]eval.Contender, error) {
	template := draft.Template{}
	all := []eval.Contender{{Name: template.Name(), Version: template.Version(), Ask: askTemplate}}
	var configs []model.Config
	if configured.URL != "" || configured.Name != "" {
		configs = append(configs, configured.config())
	}
	for _, spec := range e.Model {
		cfg, err := modelOf(spec)
		if err != nil {
			return nil, err
		}
		configs = append(configs, cfg)
	}
	for _, cfg := range configs {
		cfg.Timeout = e.Timeout
		w, err := model.New(cfg, model.RealMachine(time.Now))
		if err != nil {
			return nil, err
		}
		all = append(all, eval.Contender{Name: w.Name(), Version: w.Version(), Ask: askModel(w), Failed: failure})
	}
	return all, nil
}

// modelOf reads "name=N,url=U,model=M,key-env=VAR". A key itself is no part of it: a command line is seen by everybody on
// the machine.
func modelOf(spec string) (model.Config, error) {
	var cfg model.Config
	for part := range strings.SplitSeq(spec, ",") {
		key, value, _ := strings.Cut(part, "=")
		switch strings.TrimSpace(key) {
		case "name":
			cfg.Name = value
		case "url":
			cfg.BaseURL = value
		case "model":
			cfg.Model = value
		case "key-env":
			cfg.APIKey = os.Getenv(value)
		case "json":
			cfg.JSONMode = model.JSONMode(value)
		default:
			return cfg, fmt.Errorf("--model %s: no such part: %q", spec, key)
		}
	}
	if cfg.BaseURL == "" || cfg.Model == "" {
		return cfg, fmt.Errorf("--model %s: url and model are needed", spec)
	}
	return cfg, nil
}

func askTemplate(ctx context.Context, f draft.Facts, a draft.Audience, l draft.Lang) (draft.Draft, eval.Cost, error) {
	began := time.Now()
	d, err := draft.Template{}.Write(ctx, f, a, l)
	return d, eval.Cost{Latency: time.Since(began)}, err
}

func askModel(w *model.Writer) func(context.Context, draft.Facts, draft.Audience, draft.Lang) (draft.Draft, eval.Cost, error) {
	return func(ctx context.Context, f draft.Facts, a draft.Audience, l draft.Lang) (draft.Draft, eval.Cost, error) {
		r, err := w.Ask(ctx, f, a, l)
		u := r.Usage
		return r.Draft, eval.Cost{Latency: u.Latency, PromptTokens: u.PromptTokens, CompletionTokens: u.CompletionTokens}, err
	}
}

// failure names the kind of a model's error.
func failure(err error) string {
	if e, ok := errors.AsType[*model.Error](err); ok {
		return strings.TrimPrefix(e.Kind.Error(), "model: ")
	}
	return "error"
}

func writeJSON(name string, value any) error {
	return writeFile(name, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(value)
	})
}

// writeFile writes a file, or nothing when it has no name.
func writeFile(name string, write func(io.Writer) error) error {
	if name == "" {
		return nil
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
