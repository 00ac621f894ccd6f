package inbox

import (
	"context"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

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

// Edit is a piece of what was signed, against the draft.
type Edit struct {
	Kind EditKind
	Text string
}

// EditKind of an Edit.
type EditKind string

// Kinds of edit.
const (
	Kept     EditKind = "KEPT"
	Inserted EditKind = "INSERTED"
	Deleted  EditKind = "DELETED"
)

// Edits is what a doctor changed, in pieces that a reader can follow: the draft is what is kept and deleted, the signed
// text what is kept and inserted. None when the draft was signed as it stood.
func Edits(s *db.Summary) []Edit {
	if s.EditedText == "" {
		return nil
	}
	var out []Edit
	for _, d := range difference(Prose(s.Texts, string(draft.Doctor), editedLang(s)), s.EditedText) {
		kind := Kept
		switch d.Type {
		case diffmatchpatch.DiffInsert:
			kind = Inserted
		case diffmatchpatch.DiffDelete:
			kind = Deleted
		case diffmatchpatch.DiffEqual:
		}
		out = append(out, Edit{kind, d.Text})
	}
	return out
}

func editedLang(s *db.Summary) string {
	if s.EditedLang == "" {
		return string(draft.English)
	}
	return s.EditedLang
}

func difference(before, after string) []diffmatchpatch.Diff {
	d := diffmatchpatch.New()
	return d.DiffCleanupSemantic(d.DiffMain(before, after, false))
}

// distance is how many characters were inserted, deleted or replaced.
func distance(before, after string) int {
	return diffmatchpatch.New().DiffLevenshtein(difference(before, after))
}

// noteEdit keeps with the draft's run how much of it the doctor changed; 0 for a draft that was signed as it stood.
func noteEdit(ctx context.Context, tx *practice.Tx, s *db.Summary, edited, lang string) (int, error) {
	written := Prose(s.Texts, string(draft.Doctor), lang)
	n := 0
	if edited != "" {
		n = distance(written, edited)
	}
	return n, tx.NoteEdit(ctx, s.ReportID, s.Writer, n, utf8.RuneCountInString(written))
}
