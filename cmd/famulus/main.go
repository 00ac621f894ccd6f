// Command famulus is the whole product: the API, the workers, the web app, and the tools of who runs it.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// What was built; set by the linker (see Makefile).
var (
	version = "development"
	commit  = "unknown"
	built   = "unknown"
)

type cli struct {
	Config

	Serve   serveCmd   `cmd:"" help:"Serve everything in one process: API, web app and workers."`
	API     apiCmd     `cmd:"" name:"api" help:"Serve the API and the web app, without workers."`
	Work    workCmd    `cmd:"" help:"Work on jobs, without serving."`
	Migrate migrateCmd `cmd:"" help:"Bring the database to this binary's schema, or show how far it is."`
	Import  importCmd  `cmd:"" help:"Take in FHIR R4 bundles and HL7 v2 messages: files, folders, or - for standard input."`
	Demo    demoCmd    `cmd:"" help:"Make a demo clinic of people who do not exist."`
	User    userCmd    `cmd:"" help:"People who sign in."`
	Token   tokenCmd   `cmd:"" help:"Bearer tokens for scripts."`
	Check   checkCmd   `cmd:"" help:"Say what is wrong with this installation, one line each."`
	Eval    evalCmd    `cmd:"" help:"Compare what writes drafts, or try the check on planted errors."`
	Version versionCmd `cmd:"" help:"Say what was built."`
}

type versionCmd struct{}

func (versionCmd) Run() error {
	fmt.Printf("famulus %s (commit %s, built %s)\n", version, commit, built)
	return nil
}

// errQuiet ends the program with exit code 1 after everything was said already.
var errQuiet = errors.New("")

func main() {
	time.Local = time.UTC // one zone inside; people see their own in the app
	var c cli
	k := kong.Parse(&c, kong.Name("famulus"), kong.Description("The family doctor's assistant."), kong.UsageOnError())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	k.BindTo(ctx, (*context.Context)(nil))
	err := k.Run(&c.Config)
	stop()
	switch {
	case errors.Is(err, errQuiet):
		os.Exit(1)
	case err != nil:
		fmt.Fprintln(os.Stderr, "famulus:", plainly(err))
		os.Exit(1)
	}
}
