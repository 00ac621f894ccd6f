package migrations_test

import (
	"embed"
	"testing"

	"entgo.io/ent/dialect"

	"github.com/famulus-health/famulus/migrations"
)

// The rows that an installation of each earlier version might hold, by the name of SQLite's migration.
//
//go:embed testdata
var earlier embed.FS

// Every earlier version is brought to this one with its data: each row is still there, and points where it pointed.
func TestUpgradeKeepsEveryRow(t *testing.T) {
	t.Parallel()
	pool, name := empty(t)
	ctx := t.Context()
	if _, err := migrations.UpTo(ctx, pool, name, 1); err != nil {
		t.Fatal(err)
	}
	rows, err := earlier.ReadFile("testdata/20261122173541_init.sql")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.ExecContext(ctx, string(rows)); err != nil {
		t.Fatal(err)
	}
	done, err := migrations.Up(ctx, pool, name)
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
	if name != dialect.SQLite {
		return
	}
	var on int
	if err := pool.QueryRowContext(ctx, "PRAGMA foreign_keys").Scan(&on); err != nil || on != 1 {
		t.Errorf("foreign keys are %d after the upgrade, %v", on, err)
	}
}
