package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/clinic"
	"github.com/famulus-health/famulus/ent/db/membership"
	"github.com/famulus-health/famulus/ent/db/user"
	"github.com/famulus-health/famulus/practice/demo"
	"github.com/famulus-health/famulus/server"
	"github.com/famulus-health/famulus/workers"
)

// Door are the flags of what serves HTTP.
type Door struct {
	Secure        bool `env:"FAMULUS_SECURE_COOKIES" help:"Send the session cookie over TLS only. Set it behind a TLS proxy."`
	Introspection bool `env:"FAMULUS_INTROSPECTION" help:"Answer questions about the GraphQL schema."`
	MLLP          Wire `embed:"" prefix:"mllp-"`
}

// Hands are the flags of what works on jobs.
type Hands struct {
	Workers int `env:"FAMULUS_WORKERS" default:"0" help:"Jobs at once; 0 is one per core."`
}

type serveCmd struct {
	Door
	Hands
	NoDemo bool `env:"FAMULUS_NO_DEMO" help:"Do not make a demo clinic in an empty embedded database."`
}

// Run serves everything in one process.
func (s *serveCmd) Run(ctx context.Context, c *Config) error {
	return c.run(ctx, func(ctx context.Context, a *app, parts *parts) error {
		if err := a.firstStart(ctx, c.embedded() && !s.NoDemo); err != nil {
			return err
		}
		worker := parts.work(s.Hands)
		return parts.serve(s.Door, worker)
	})
}

type apiCmd struct{ Door }

// Run serves without workers.
func (s *apiCmd) Run(ctx context.Context, c *Config) error {
	if c.RedisURL == "" {
		return errors.New("api needs a Redis that the workers share: set FAMULUS_REDIS_URL, or use `famulus serve`")
	}
	return c.run(ctx, func(_ context.Context, _ *app, parts *parts) error { return parts.serve(s.Door, nil) })
}

type workCmd struct{ Hands }

// Run works without serving.
func (s *workCmd) Run(ctx context.Context, c *Config) error {
	if c.RedisURL == "" {
		return errors.New("work needs a Redis that the API shares: set FAMULUS_REDIS_URL, or use `famulus serve`")
	}
	return c.run(ctx, func(_ context.Context, _ *app, parts *parts) error { parts.work(s.Hands); return nil })
}

// lookForReviews is how often it is asked whether today's health reviews are planned; each clinic's day is planned once.
const lookForReviews = 15 * time.Minute

// parts are what runs in a process until it is told to stop.
type parts struct {
	*app
	ctx   context.Context
	group *errgroup.Group
}

// run opens Famulus, starts what every server has, then what start adds, and waits. When it ends, what was begun is
// finished, and what was not is left to another process.
func (c *Config) run(ctx context.Context, start func(context.Context, *app, *parts) error) error {
	log := c.logger()
	stopTracing, err := server.Trace(ctx, version)
	if err != nil {
		return err
	}
	defer stopTracing()
	a, err := open(ctx, c, log)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	p := &parts{a, ctx, group}
	p.always(a.relay.Run)
	p.always(a.news.Run)
	if err := start(ctx, a, p); err != nil {
		return errors.Join(err, a.close())
	}
	log.InfoContext(ctx, "famulus runs", "version", version, "database", a.DB.Dialect, "redis", redisKind(c))
	err = group.Wait()
	log.Info("famulus stopped")
	return errors.Join(err, a.close())
}

func redisKind(c *Config) string {
	if c.RedisURL == "" {
		return "in process"
	}
	return "server"
}

func (p *parts) always(run func(context.Context)) {
	p.group.Go(func() error { run(p.ctx); return nil })
}

func (p *parts) work(h Hands) *workers.Worker {
	n := h.Workers
	if n <= 0 {
		n = runtime.NumCPU()
	}
	w := workers.NewWorker(p.Practice, p.redis, p.Log, n)
	p.always(w.Run)
	p.always(workers.NewDaily(p.Practice, p.Log, lookForReviews).Run)
	return w
}

func (p *parts) serve(d Door, worker *workers.Worker) error {
	l, err := (&net.ListenConfig{}).Listen(p.ctx, "tcp", p.config.Addr)
	if err != nil {
		return fmt.Errorf("cannot serve on %s: %w", p.config.Addr, err)
	}
	metrics := server.NewMetrics(p.DB.SQL)
	p.Meter = metrics
	if worker != nil {
		worker.Done = metrics.Job
	}
	shown, err := p.demo(p.ctx)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	h := server.New(server.Options{
		Practice: p.Practice, Feed: p.news, Log: p.Log, Metrics: metrics, Version: version,
		Secure: d.Secure, Introspection: d.Introspection, Demo: shown,
		Ready: map[string]func(context.Context) error{
			"database": p.DB.SQL.PingContext,
			"redis":    p.redis.Ready,
		},
		ReadyWithout: map[string]bool{"redis": true}, // without it work waits, and no request fails
	})
	if err := p.mllp(d.MLLP, metrics); err != nil {
		return errors.Join(err, l.Close())
	}
	p.group.Go(func() error { return server.Serve(p.ctx, l, h) })
	fmt.Fprintf(os.Stdout, "\nFamulus is at http://%s\n", l.Addr())
	p.welcome(p.ctx, shown)
	return nil
}

// demo is what the sign-in page shows, when there is a demo clinic and no other.
func (a *app) demo(ctx context.Context) (*server.Demo, error) {
	ctx = authz.AsOperator(ctx, "")
	inUse, err := a.DB.Clinic.Query().Where(clinic.Demo(false)).Exist(ctx)
	if err != nil || inUse {
		return nil, err
	}
	c, err := a.DB.Clinic.Query().Where(clinic.Demo(true)).First(ctx)
	if db.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := &server.Demo{Clinic: c.Name, Password: demo.Password}
	for _, s := range demo.Everyone() {
		out.People = append(out.People, server.DemoPerson{Name: s.Name, Email: s.Email, Role: s.Role})
	}
	portal, err := a.DB.Membership.Query().Where(membership.ClinicID(c.ID), membership.RoleEQ(membership.RolePATIENT), membership.HasUserWith(user.Email(demo.PatientEmail))).
		First(ctx)
	if db.IsNotFound(err) {
		return out, nil
	}
	if err == nil {
		out.People = append(out.People, server.DemoPerson{Name: portal.Name, Email: demo.PatientEmail, Role: string(portal.Role)})
	}
	return out, err
}

// welcome says how to get in.
func (a *app) welcome(ctx context.Context, d *server.Demo) {
	if d == nil {
		if _, err := a.clinic(ctx); err != nil {
			fmt.Fprintln(os.Stdout, plainly(err))
		}
		return
	}
	fmt.Fprintf(os.Stdout, "\n%s is a demo clinic of people who do not exist. Sign in with the password %s as\n", d.Clinic, d.Password)
	for _, s := range d.People {
		fmt.Fprintf(os.Stdout, "  %-34s %-10s %s\n", s.Email, s.Role, s.Name)
	}
	fmt.Fprintln(os.Stdout)
}
