package inbox

import (
	"context"
	"strings"

	"entgo.io/ent/dialect/sql"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/membership"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/ent/db/summary"
	"github.com/famulus-health/famulus/ent/db/task"
	"github.com/famulus-health/famulus/practice"
)

var (
	signReport    = practice.Verb{Name: "signReport", Noun: authz.Report, Act: authz.Sign}
	reopenReport  = practice.Verb{Name: "reopenReport", Noun: authz.Report, Act: authz.Sign}
	handOffReport = practice.Verb{Name: "handOffReport", Noun: authz.Report, Act: authz.Write}
)

var descending = sql.OrderDesc()

// SignInput of Sign.
type SignInput struct {
	ReportID       string
	Version        int      // that the signer read
	EditedText     *string  // nil: the draft as it stands
	Lang           *string  // language of EditedText; nil: English
	FollowUps      []string // codes to promise; nil: all that were proposed
	Note           *string
	IdempotencyKey string
}

// Sign puts a doctor's name to the summary, and makes what it promises tasks, in one transaction.
func Sign(ctx context.Context, p *practice.Practice, in SignInput) (string, error) {
	call := practice.Call{Verb: signReport, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		r, err := readVersion(ctx, tx, in.ReportID, in.Version, report.StateOPEN)
		if err != nil {
			return "", err
		}
		edited, note := trimmed(in.EditedText), trimmed(in.Note)
		tx.About(r.PatientID, map[string]any{"triage": r.Triage, "edited": edited != "", "followUps": in.FollowUps})
		if err := keepChosen(ctx, tx, r, in.FollowUps); err != nil {
			return "", err
		}
		if err := signSummary(ctx, tx, r, edited, in.Lang); err != nil {
			return "", err
		}
		return r.ID, change(ctx, tx, r, "SIGNED", r.Update().SetState(report.StateSIGNED).
			SetSignedByID(tx.Viewer.MembershipID).SetSignedAt(tx.Now).SetSignNote(note))
	})
}

// signSummary puts the signer's name to the text as it was read, or as it was changed.
func signSummary(ctx context.Context, tx *practice.Tx, r *db.Report, edited string, in *string) error {
	s, err := tx.Summary.Query().Where(summary.ReportID(r.ID)).Only(ctx)
	if err != nil {
		return err
	}
	lang := practice.LangOf(trimmed(in))
	n, err := noteEdit(ctx, tx, s, edited, lang)
	if err != nil {
		return err
	}
	return s.Update().SetState(summary.StateSIGNED).SetEditedText(edited).SetEditedLang(string(lang)).SetEditDistance(n).
		ClearEditingByID().ClearEditingAt().SetSignedByID(tx.Viewer.MembershipID).SetSignedAt(tx.Now).Exec(ctx)
}

// keepChosen makes tasks of the proposals the signer chose.
func keepChosen(ctx context.Context, tx *practice.Tx, r *db.Report, chosen []string) error {
	left := map[string]bool{}
	for _, code := range chosen {
		left[code] = true
	}
	for _, f := range r.Proposals {
		if chosen != nil && !left[f.Code] {
			continue
		}
		delete(left, f.Code)
		made := promise(r, f, tx.Now)
		if made.Owner == nil {
			made.Owner = &tx.Viewer.MembershipID
		}
		if _, err := tx.Keep(ctx, made); err != nil {
			return err
		}
	}
	for code := range left {
		return practice.Invalidf([]string{"input", "followUps"}, "The report proposes no follow-up %q.", code)
	}
	return nil
}

// ReopenInput of Reopen.
type ReopenInput struct {
	ReportID       string
	Version        int
	Reason         string
	IdempotencyKey string
}

// Reopen takes a signature back: the report returns to the inbox, and what the signature promised is cancelled, but for
// what somebody did already, and for the tasks that a critical result made by itself.
func Reopen(ctx context.Context, p *practice.Practice, in ReopenInput) (string, error) {
	call := practice.Call{Verb: reopenReport, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		if strings.TrimSpace(in.Reason) == "" {
			return "", practice.Invalidf([]string{"input", "reason"}, "Say why the signature is taken back.")
		}
		r, err := readVersion(ctx, tx, in.ReportID, in.Version, report.StateSIGNED)
		if err != nil {
			return "", err
		}
		tx.About(r.PatientID, map[string]any{"reason": in.Reason})
		err = tx.Task.Update().Where(task.ReportID(r.ID), task.StateEQ(task.StateOPEN), task.CreatedByIDNotNil(), task.CodeNEQ("")).
			SetState(task.StateCANCELLED).AddVersion(1).Exec(ctx)
		if err != nil {
			return "", err
		}
		s, err := tx.Summary.Query().Where(summary.ReportID(r.ID)).Only(ctx)
		if err != nil {
			return "", err
		}
		err = s.Update().SetSigned(kept(s)).SetState(summary.StateDRAFT).ClearSignedAt().ClearSignedByID().Exec(ctx)
		if err != nil {
			return "", err
		}
		return r.ID, change(ctx, tx, r, "REOPENED", r.Update().SetState(report.StateOPEN).
			ClearSignedAt().ClearSignedByID().SetSignNote("Reopened: "+in.Reason))
	})
}

// HandOffInput of HandOff.
type HandOffInput struct {
	ReportID       string
	Version        int
	ToID           string
	Note           *string
	IdempotencyKey string
}

// HandOff gives an open report to a colleague who may read it.
func HandOff(ctx context.Context, p *practice.Practice, in HandOffInput) (string, error) {
	call := practice.Call{Verb: handOffReport, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		to, err := tx.Membership.Query().Where(membership.ID(in.ToID), membership.Active(true)).Only(ctx)
		if db.IsNotFound(err) {
			return "", practice.NotFoundf("There is no such colleague in this clinic.")
		}
		if err != nil {
			return "", err
		}
		if !p.Policy.Can(authz.Viewer{Role: authz.Role(to.Role), ClinicID: tx.Viewer.ClinicID}, authz.Report, authz.Read) {
			return "", practice.Invalidf([]string{"input", "toId"}, "%s may not read reports.", to.Name)
		}
		r, err := readVersion(ctx, tx, in.ReportID, in.Version, report.StateOPEN)
		if err != nil {
			return "", err
		}
		note := trimmed(in.Note)
		tx.About(r.PatientID, map[string]any{"to": to.ID, "note": note})
		q := r.Update().SetAssigneeID(to.ID)
		if note != "" {
			q.SetSignNote(note)
		}
		return r.ID, change(ctx, tx, r, "HANDED_OFF", q)
	})
}

// readVersion reads the report that a verb is about, and refuses when it is not as the caller read it.
func readVersion(ctx context.Context, tx *practice.Tx, id string, version int, want report.State) (*db.Report, error) {
	r, err := tx.Report.Query().Where(report.ID(id)).Only(ctx)
	if db.IsNotFound(err) {
		return nil, practice.NotFoundf("There is no such report in this clinic.")
	}
	if err != nil {
		return nil, err
	}
	if r.State != want {
		return nil, practice.Conflictf("The report is %s, not %s: look at it again.", strings.ToLower(string(r.State)), strings.ToLower(string(want)))
	}
	if r.Version != version {
		return nil, practice.Conflictf("The report was changed since you read it: look at it again.")
	}
	return r, nil
}

// change writes a report's change if, and only if, nobody else changed it in the meantime, and tells the screens.
func change(ctx context.Context, tx *practice.Tx, r *db.Report, what string, q *db.ReportUpdateOne) error {
	err := q.Where(report.Version(r.Version)).AddVersion(1).Exec(ctx)
	if db.IsNotFound(err) {
		return practice.Conflictf("The report was changed since you read it: look at it again.")
	}
	if err != nil {
		return err
	}
	tx.Tell(practice.Event{ClinicID: tx.Viewer.ClinicID, ReportID: r.ID, Change: what})
	return nil
}

func trimmed(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}
