package inbox

import (
	"context"
	"unicode/utf8"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/practice"
)

var editSummary = practice.Verb{Name: "editSummary", Noun: authz.Report, Act: authz.Write}

// EditInput of BeginEdit.
type EditInput struct {
	ReportID       string
	Version        int
	IdempotencyKey string
}

// BeginEdit says that a person has begun to change the draft: from now on no model replaces it under their hands.
func BeginEdit(ctx context.Context, p *practice.Practice, in EditInput) (string, error) {
	call := practice.Call{Verb: editSummary, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		r, err := readVersion(ctx, tx, in.ReportID, in.Version, report.StateOPEN)
		if err != nil {
			return "", err
		}
		tx.About(r.PatientID, nil)
		s, err := r.QuerySummary().Only(ctx)
		if err != nil {
			return "", err
		}
		return r.ID, s.Update().SetEditingByID(tx.Viewer.MembershipID).SetEditingAt(tx.Now).Exec(ctx)
	})
}

// Edits is what a doctor changed of a summary, against its draft; none when it was signed as it stood.
func Edits(s *db.Summary) []practice.Edit {
	return practice.Edits(practice.Prose(s.Texts, draft.Doctor, practice.LangOf(s.EditedLang)), s.EditedText)
}

// noteEdit keeps with the draft's run how much of it the doctor changed; 0 for a draft that was signed as it stood.
func noteEdit(ctx context.Context, tx *practice.Tx, s *db.Summary, edited string, lang draft.Lang) (int, error) {
	written := practice.Prose(s.Texts, draft.Doctor, lang)
	n := practice.Distance(written, edited)
	return n, tx.NoteEdit(ctx, s.ReportID, s.Writer, n, utf8.RuneCountInString(written))
}
