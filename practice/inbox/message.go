package inbox

import (
	"context"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/message"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/practice"
)

var releaseMessage = practice.Verb{Name: "releaseMessage", Noun: authz.Message, Act: authz.Sign}

// ReleaseInput of Release.
type ReleaseInput struct {
	ReportID       string
	Version        int
	Lang           message.Lang
	Text           *string // the doctor's own words; nil: the draft for the patient as it stands
	IdempotencyKey string
}

// Release sends the patient's message of a signed report. It is an act of its own: signing sends nothing.
func Release(ctx context.Context, p *practice.Practice, in ReleaseInput) (string, error) {
	call := practice.Call{Verb: releaseMessage, Key: in.IdempotencyKey, Input: in}
	return p.Do(ctx, call, func(ctx context.Context, tx *practice.Tx) (string, error) {
		r, err := readVersion(ctx, tx, in.ReportID, in.Version, report.StateSIGNED)
		if err != nil {
			return "", err
		}
		s, err := r.QuerySummary().Only(ctx)
		if err != nil {
			return "", err
		}
		text, writer, err := in.words(s)
		if err != nil {
			return "", err
		}
		tx.About(r.PatientID, map[string]any{"lang": in.Lang, "writer": writer, "own": in.Text != nil})
		m, err := tx.Release(ctx, practice.Letter{
			PatientID: *r.PatientID, ReportID: &r.ID, Lang: in.Lang, Title: r.Label, Text: text, Writer: writer, Version: r.ContentVersion,
		})
		if err != nil {
			return "", err
		}
		return m.ID, nil
	})
}

// words is the text to send, and whose it is.
func (in *ReleaseInput) words(s *db.Summary) (text, writer string, err error) {
	if text, err = practice.OwnWords(in.Text); err != nil || text != "" {
		return text, practice.Doctor, err
	}
	text = practice.Prose(s.Texts, draft.Patient, practice.LangOf(string(in.Lang)))
	if text == "" {
		return "", "", practice.Conflictf("The draft of this message was withheld by the check: write the message yourself.")
	}
	return text, s.Writer, nil
}
