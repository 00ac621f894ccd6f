package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent"
	"github.com/famulus-health/famulus/medicine/patterns"
	"github.com/famulus-health/famulus/migrations"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/workers"
)

// Config is what every command can be told, by flag or by environment.
type Config struct {
	Addr        string `env:"FAMULUS_ADDR" default:"localhost:8080" help:"Address to serve on."`
	DataDir     string `env:"FAMULUS_DATA_DIR" default:"data" help:"Folder of the embedded database." type:"path"`
	DatabaseURL string `env:"FAMULUS_DATABASE_URL" name:"database-url" help:"postgres://...; embedded SQLite in the data folder when left out."`
	RedisURL    string `env:"FAMULUS_REDIS_URL" name:"redis-url" help:"redis://...; an in-process server when left out."`
	Clinic      string `env:"FAMULUS_CLINIC" help:"Id of the clinic that a command is about; needed when there is more than one."`
	Model       Model  `embed:"" prefix:"model-" group:"A language model that drafts, too"`
	LogLevel    string `env:"FAMULUS_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"debug, info, warn or error."`
}

// embedded says that the database is the one in the data folder.
func (c *Config) embedded() bool { return c.DatabaseURL == "" }

func (c *Config) databaseURL() string {
	if c.embedded() {
		return "sqlite:" + filepath.Join(c.DataDir, "famulus.db")
	}
	return c.DatabaseURL
}

// app is an open Famulus.
type app struct {
	*practice.Practice
	config *Config
	redis  *workers.Redis
	news   *workers.News
	relay  *workers.Relay
}

// open opens the database and brings it up to date, and connects the rest.
func open(ctx context.Context, c *Config, log *slog.Logger) (*app, error) {
	a, err := connect(ctx, c, log)
	if err != nil {
		return nil, err
	}
	applied, err := migrations.Up(ctx, a.DB.SQL, a.DB.Dialect)
	if err != nil {
		return nil, errors.Join(err, a.close())
	}
	for _, name := range applied {
		log.InfoContext(ctx, "migrated", "migration", name)
	}
	return a, nil
}

// connect opens without migrating.
func connect(ctx context.Context, c *Config, log *slog.Logger) (*app, error) {
	policy := authz.Default()
	db, err := ent.Open(ctx, ent.Options{URL: c.databaseURL(), Policy: policy})
	if err != nil {
		return nil, err
	}
	r, err := workers.OpenRedis(c.RedisURL)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	p := &practice.Practice{DB: db, Policy: policy, Patterns: patterns.Default(), Labs: patterns.Default().Labs(), Clock: time.Now, Log: log}
	a := &app{Practice: p, config: c, redis: r, news: workers.NewNews(r, log), relay: workers.NewRelay(p, r, log, time.Second)}
	p.Bus, p.Poke = a.news, a.relay.Poke
	if p.Model, err = c.Model.writer(time.Now); err != nil {
		return nil, errors.Join(err, a.close())
	}
	return a, nil
}

func (a *app) close() error { return errors.Join(a.redis.Close(), a.DB.Close()) }

// logger writes JSON to standard error.
func (c *Config) logger() *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // an enum: one of the four
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

// quiet is the logger of commands that speak to a person.
func quiet() *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// clinic finds the clinic a command is about: the one named, or the only one.
func (a *app) clinic(ctx context.Context) (string, error) {
	all, err := a.DB.Clinic.Query().All(authz.AsOperator(ctx, ""))
	if err != nil {
		return "", err
	}
	var known []string
	for _, c := range all {
		if c.ID == a.config.Clinic {
			return c.ID, nil
		}
		known = append(known, c.ID+" ("+c.Name+")")
	}
	switch {
	case a.config.Clinic != "":
		return "", fmt.Errorf("there is no clinic %s; there are: %s", a.config.Clinic, strings.Join(known, ", "))
	case len(all) == 1:
		return all[0].ID, nil
	case len(all) == 0:
		return "", errors.New("there is no clinic yet: make one and its first admin with `famulus user create --clinic-name NAME --role ADMIN --email EMAIL --name NAME`")
	}
	return "", fmt.Errorf("there is more than one clinic; name one with --clinic: %s", strings.Join(known, ", "))
}

// plainly is an error as the person at the keyboard should read it.
func plainly(err error) string {
	var e *practice.Error
	if errors.As(err, &e) && e.Cause == nil {
		return e.Message
	}
	return err.Error()
}
