// Package migrations holds the versioned SQL of both databases and applies it. The SQL is made from ent/schema by
// `make migration NAME=...` and then read by a person; a file that was released is never changed.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/postgres"
	"ariga.io/atlas/sql/sqlite"
	"entgo.io/ent/dialect"
)

//go:embed all:postgres all:sqlite
var files embed.FS

// Errors of Up and Status.
var (
	ErrNewer   = errors.New("the database is newer than this binary: install the newer one")
	ErrChanged = errors.New("a migration that was applied has another content in this binary")
)

// Version is one migration and whether it was applied.
type Version struct {
	Name      string
	Applied   bool
	AppliedAt time.Time
}

// Status lists the migrations of this binary, oldest first, and which the database has. It fails with ErrNewer or
// ErrChanged when the two do not belong together.
func Status(ctx context.Context, pool *sql.DB, name string) ([]Version, error) {
	dir, err := open(name)
	if err != nil {
		return nil, err
	}
	revs, err := (&revisions{pool, name}).ReadRevisions(ctx)
	if err != nil {
		return nil, err
	}
	return compare(dir, revs)
}

// Up applies what is pending, all of it or nothing, under a lock: two servers that start at once apply it once.
// It returns the names of what it applied.
func Up(ctx context.Context, pool *sql.DB, name string) ([]string, error) {
	return upTo(ctx, pool, name, 0)
}

// upTo applies at most n of what is pending; 0 is all.
func upTo(ctx context.Context, pool *sql.DB, name string, n int) (applied []string, err error) {
	dir, err := open(name)
	if err != nil {
		return nil, err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	defer func() { _ = conn.Close() }()
	if name == dialect.SQLite {
		// SQLite changes a table by making a new one and dropping the old, and a drop deletes what points at its rows. The
		// switch does nothing inside a transaction, so it stands outside; check says at the end that no reference is broken.
		if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = off"); err != nil {
			return nil, fmt.Errorf("migrate: %w", err)
		}
		defer func() {
			_, again := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = on")
			err = errors.Join(err, again)
		}()
	}
	tx, err := conn.BeginTx(ctx, nil) // on SQLite BEGIN IMMEDIATE, which is the lock
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	rw := &revisions{tx, name}
	if err := rw.lock(ctx); err != nil {
		return nil, err
	}
	revs, err := rw.ReadRevisions(ctx)
	if err != nil {
		return nil, err
	}
	versions, err := compare(dir, revs)
	if err != nil {
		return nil, err
	}
	var pending []string
	for _, v := range versions {
		if !v.Applied {
			pending = append(pending, v.Name)
		}
	}
	if len(pending) == 0 {
		return nil, nil
	}
	if n > 0 {
		pending = pending[:min(n, len(pending))]
	}
	drv, err := driver(tx, name)
	if err != nil {
		return nil, err
	}
	ex, err := migrate.NewExecutor(drv, dir, rw, migrate.WithOperatorVersion("famulus"), migrate.WithAllowDirty(true))
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	if err := ex.ExecuteN(ctx, n); err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	if err := whole(ctx, tx, name); err != nil {
		return nil, err
	}
	return pending, tx.Commit()
}

// whole fails when a migration of SQLite left a row that points at nothing.
func whole(ctx context.Context, tx *sql.Tx, name string) error {
	if name != dialect.SQLite {
		return nil
	}
	var table, parent string
	var row, key sql.NullInt64
	err := tx.QueryRowContext(ctx, "PRAGMA foreign_key_check").Scan(&table, &row, &parent, &key)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return fmt.Errorf("migrate: row %d of %s would point at a row of %s that is not there", row.Int64, table, parent)
}

// compare sets the files of the binary against the revisions of the database.
func compare(dir migrate.Dir, revs []*migrate.Revision) ([]Version, error) {
	sum, err := dir.Checksum()
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	list, err := dir.Files()
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	applied := make(map[string]*migrate.Revision, len(revs))
	for _, r := range revs {
		applied[r.Version] = r
	}
	var out []Version
	for _, f := range list {
		v := Version{Name: f.Name()}
		if r, ok := applied[f.Version()]; ok {
			hash, err := sum.SumByName(f.Name())
			if err != nil {
				return nil, fmt.Errorf("migrate: %w", err)
			}
			if hash != r.Hash {
				return nil, fmt.Errorf("%w: %s", ErrChanged, f.Name())
			}
			v.Applied, v.AppliedAt = true, r.ExecutedAt
			delete(applied, f.Version())
		}
		out = append(out, v)
	}
	for version := range applied {
		return nil, fmt.Errorf("%w (it has migration %s)", ErrNewer, version)
	}
	return out, nil
}

// open copies the embedded folder into a directory that atlas can read, and checks it against its atlas.sum.
func open(name string) (migrate.Dir, error) {
	folder := "postgres"
	if name == dialect.SQLite {
		folder = "sqlite"
	}
	dir := &migrate.MemDir{}
	err := fs.WalkDir(files, folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		return dir.WriteFile(d.Name(), b)
	})
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	if err := migrate.Validate(dir); err != nil {
		return nil, fmt.Errorf("migrations/%s: %w", folder, err)
	}
	return dir, nil
}

func driver(tx *sql.Tx, name string) (migrate.Driver, error) {
	if name == dialect.SQLite {
		return sqlite.Open(tx)
	}
	return postgres.Open(tx)
}
