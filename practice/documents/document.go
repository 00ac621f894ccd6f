package documents

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/document"
	"github.com/famulus-health/famulus/ent/db/message"
	"github.com/famulus-health/famulus/practice"
)

var (
	editDocument    = practice.Verb{Name: "editDocument", Noun: authz.Report, Act: authz.Write}
	signDocument    = practice.Verb{Name: "signDocument", Noun: authz.Report, Act: authz.Sign}
	releaseDocument = practice.Verb{Name: "releaseDocument", Noun: authz.Message, Act: authz.Sign}
)

// listed is how many documents of a patient a list shows, newest first.
const listed = 50

// Newest puts a patient's documents in order, newest first, and keeps the first of them.
func Newest(all []*db.Document) []*db.Document {
	out := slices.Clone(all)
	slices.SortFunc(out, func(a, b *db.Document) int {
		if c := b.CreatedAt.Compare(a.CreatedAt); c != 0 {
			return c
		}
		return strings.Compare(b.ID, a.ID)
	})
	return out[:min(len(out), listed)]
}

// Reader is whose text is signed: the doctor's, or the patient's where the kind has no other.
func Reader(kind document.Kind) draft.Audience {
	if len(draft.SectionsOf(draft.Kind(kind), draft.Doctor)) > 0 {
		return draft.Doctor
	}
	return draft.Patient
}

// Edits is what a person changed of a document, against its draft; none when it was signed as it stood.
func Edits(d *db.Document) []practice.Edit {
	return practice.Edits(practice.Prose(d.Texts, Reader(d.Kind), practice.LangOf(d.EditedLang)), d.EditedText)
}

// EditInput of BeginEdit.
type EditInput struct {
	DocumentID     string
	Version        int
	IdempotencyKey string
}

// BeginEdit says that a person has begun to change the draft: from now on nothing replaces it under their hands.
func BeginEdit(ctx context.Context, p *practice.Practice, in EditInput) (string, error) {
	call := practice.Call{Verb: editDocument, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		d, err := readVersion(ctx, tx, in.DocumentID, in.Version, document.StateDRAFT)
		if err != nil {
			return "", err
		}
		return d.ID, change(ctx, d, d.Update().SetEditingByID(tx.Viewer.MembershipID).SetEditingAt(tx.Now))
	})
}

// SignInput of Sign.
type SignInput struct {
	DocumentID     string
	Version        int     // that the signer read
	EditedText     *string // nil: the draft as it stands
	Lang           *string // language of EditedText; nil: English
	IdempotencyKey string
}

// Sign puts a doctor's name to the document as it was read, or as it was changed.
func Sign(ctx context.Context, p *practice.Practice, in SignInput) (string, error) {
	call := practice.Call{Verb: signDocument, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		d, err := readVersion(ctx, tx, in.DocumentID, in.Version, document.StateDRAFT)
		if err != nil {
			return "", err
		}
		edited, lang := strings.TrimSpace(orEmpty(in.EditedText)), practice.LangOf(orEmpty(in.Lang))
		written := practice.Prose(d.Texts, Reader(d.Kind), lang)
		if written == "" && edited == "" {
			return "", practice.Conflictf("The draft was withheld by the check: write the text yourself.")
		}
		n := practice.Distance(written, edited)
		if err := tx.NoteEdit(ctx, d.ID, d.Writer, n, utf8.RuneCountInString(written)); err != nil {
			return "", err
		}
		tx.About(&d.PatientID, map[string]any{"kind": d.Kind, "edited": edited != ""})
		return d.ID, change(ctx, d, d.Update().SetState(document.StateSIGNED).SetEditedText(edited).SetEditedLang(string(lang)).
			SetEditDistance(n).ClearEditingByID().ClearEditingAt().SetSignedByID(tx.Viewer.MembershipID).SetSignedAt(tx.Now))
	})
}

// ReleaseInput of Release.
type ReleaseInput struct {
	DocumentID     string
	Version        int
	Lang           message.Lang
	Text           *string // the doctor's own words; nil: the text for the patient as it was signed
	IdempotencyKey string
}

// Release sends the patient's text of a signed document. It is an act of its own: signing sends nothing.
func Release(ctx context.Context, p *practice.Practice, in ReleaseInput) (string, error) {
	call := practice.Call{Verb: releaseDocument, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		d, err := readVersion(ctx, tx, in.DocumentID, in.Version, document.StateSIGNED)
		if err != nil {
			return "", err
		}
		text, writer, err := in.words(d)
		if err != nil {
			return "", err
		}
		tx.About(&d.PatientID, map[string]any{"kind": d.Kind, "lang": in.Lang, "writer": writer, "own": in.Text != nil})
		m, err := tx.Release(ctx, practice.Letter{
			PatientID: d.PatientID, DocumentID: &d.ID, Lang: in.Lang, Title: titles[d.Kind][in.Lang], Text: text, Writer: writer, Version: d.Version,
		})
		if err != nil {
			return "", err
		}
		return m.ID, nil
	})
}

// titles are what a patient reads above the message.
var titles = map[document.Kind]map[message.Lang]string{
	document.KindHEALTH_REVIEW:     {message.LangEN: "Your health review", message.LangZH: "您的健康回顾"},
	document.KindMEDICATION_REVIEW: {message.LangEN: "Your medicines", message.LangZH: "您的用药"},
	document.KindCARE_PLAN:         {message.LangEN: "Your care plan", message.LangZH: "您的健康计划"},
}

// words is the text to send, and whose it is. A text that the signer changed is sent as it was changed; in the other
// language the draft would say something else than what was signed.
func (in *ReleaseInput) words(d *db.Document) (text, writer string, err error) {
	if text, err = practice.OwnWords(in.Text); err != nil || text != "" {
		return text, practice.Doctor, err
	}
	lang := practice.LangOf(string(in.Lang))
	if d.EditedText != "" && Reader(d.Kind) == draft.Patient {
		if practice.LangOf(d.EditedLang) != lang {
			return "", "", practice.Conflictf("The text was changed in the other language before it was signed: write the message yourself.")
		}
		return d.EditedText, practice.Doctor, nil
	}
	if text = practice.Prose(d.Texts, draft.Patient, lang); text == "" {
		return "", "", practice.Conflictf("This document has no text for the patient, or the check withheld it: write the message yourself.")
	}
	return text, d.Writer, nil
}

// readVersion reads the document that a verb is about, and refuses when it is not as the caller read it.
func readVersion(ctx context.Context, tx *practice.Tx, id string, version int, want document.State) (*db.Document, error) {
	d, err := tx.Document.Query().Where(document.ID(id)).Only(ctx)
	if db.IsNotFound(err) {
		return nil, practice.NotFoundf("There is no such document in this clinic.")
	}
	if err != nil {
		return nil, err
	}
	if d.State != want {
		return nil, practice.Conflictf("The document is %s, not %s: look at it again.", strings.ToLower(string(d.State)), strings.ToLower(string(want)))
	}
	if d.Version != version {
		return nil, changed()
	}
	tx.About(&d.PatientID, map[string]any{"kind": d.Kind})
	return d, nil
}

// change writes a document's change if, and only if, nobody else changed it in the meantime.
func change(ctx context.Context, d *db.Document, q *db.DocumentUpdateOne) error {
	err := q.Where(document.Version(d.Version)).AddVersion(1).Exec(ctx)
	if db.IsNotFound(err) {
		return changed()
	}
	return err
}

func changed() error {
	return practice.Conflictf("The document was changed since you read it: look at it again.")
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
