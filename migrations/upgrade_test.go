package migrations

import (
	"database/sql"
	"embed"
	"os"
	"path/filepath"
	"testing"

	"entgo.io/ent/dialect"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"
)

// The rows that an installation of each earlier version might hold, by the name of SQLite's migration.
//
//go:embed testdata
var earlier embed.FS

// Every earlier version is brought to this one with its data: each row is still there, and points where it pointed.
func TestUpgradeKeepsEveryRow(t *testing.T) {
	t.Parallel()
	if os.Getenv("FAMULUS_TEST_DATABASE_URL") != "" {
		t.Skip("PostgreSQL adds columns in place; SQLite makes tables anew, which is where rows could get lost")
	}
	pool, err := sql.Open("sqlite", "file:"+filepath.Join(t.TempDir(), "x.db")+"?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	ctx := t.Context()
	if _, err := upTo(ctx, pool, dialect.SQLite, 1); err != nil {
		t.Fatal(err)
	}
	rows, err := earlier.ReadFile("testdata/20261122173541_init.sql")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.ExecContext(ctx, string(rows)); err != nil {
		t.Fatal(err)
	}
	done, err := Up(ctx, pool, dialect.SQLite)
	if err != nil || len(done) == 0 {
		t.Fatalf("upgraded by %v, %v", done, err)
	}
	for _, c := range []struct{ table, where string }{
		{"clinics", "name = 'Upgrade clinic'"},
		{"memberships", "user_id = 'usr_1'"},
		{"reports", "patient_id = 'pat_1' AND assignee_id = 'mem_1' AND signed_by_id = 'mem_1'"},
		{"observations", "report_id = 'rep_1' AND patient_id = 'pat_1'"},
		{"findings", "report_id = 'rep_1'"},
		{"summaries", "report_id = 'rep_1' AND signed_by_id = 'mem_1'"},
		{"tasks", "report_id = 'rep_1' AND patient_id = 'pat_1' AND owner_id = 'mem_1'"},
	} {
		var n int
		if err := pool.QueryRowContext(ctx, "SELECT count(*) FROM "+c.table+" WHERE "+c.where).Scan(&n); err != nil || n != 1 {
			t.Errorf("%s: %d rows where %s, %v", c.table, n, c.where, err)
		}
	}
	var on int
	if err := pool.QueryRowContext(ctx, "PRAGMA foreign_keys").Scan(&on); err != nil || on != 1 {
		t.Errorf("foreign keys are %d after the upgrade, %v", on, err)
	}
}
