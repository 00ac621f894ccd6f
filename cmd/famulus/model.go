package main

import (
	"time"

	"github.com/famulus-health/famulus/draft/model"
)

// Model is how to reach a language model over the OpenAI-compatible protocol. Without a URL there is none, and the template
// writes alone.
type Model struct {
	URL          string        `env:"FAMULUS_MODEL_URL" placeholder:"URL" help:"Base URL of the endpoint (.../v1)."`
	Name         string        `env:"FAMULUS_MODEL_NAME" placeholder:"NAME" help:"The model, as the endpoint calls it."`
	Key          string        `env:"FAMULUS_MODEL_KEY" placeholder:"KEY" help:"The endpoint's key; better by the environment than on the command line."`
	Timeout      time.Duration `env:"FAMULUS_MODEL_TIMEOUT" default:"1m" help:"For one text, retries and all."`
	Concurrency  int           `env:"FAMULUS_MODEL_CONCURRENCY" default:"2" help:"Requests of one clinic at a time."`
	TokensPerDay int64         `env:"FAMULUS_MODEL_TOKENS_PER_DAY" default:"0" help:"Of one clinic; 0 is no limit."`
}

// config is what the writer is made of.
func (m Model) config() model.Config {
	return model.Config{
		BaseURL: m.URL, APIKey: m.Key, Model: m.Name, Timeout: m.Timeout, Concurrency: m.Concurrency, TokensPerDay: m.TokensPerDay,
	}
}

// writer is nil when no model is configured.
func (m Model) writer(now func() time.Time) (*model.Writer, error) {
	if m.URL == "" && m.Name == "" {
		return nil, nil
	}
	return model.New(m.config(), model.RealMachine(now))
}
