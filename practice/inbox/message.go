package inbox

import (
	"context"
	"strings"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/message"
	"github.com/famulus-health/famulus/ent/db/report"
	"github.com/famulus-health/famulus/ent/schema"
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

// longestMessage is what fits a telephone's screen many times over.
const longestMessage = 4000

// Release sends the patient's message of a signed report. It is an act of its own: signing sends nothing. What the
// patient gets is kept word for word, with how it came to be; an earlier message of the same report and language is
// withdrawn.
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
		err = tx.Message.Update().Where(message.ReportID(r.ID), message.LangEQ(in.Lang), message.StateEQ(message.StateRELEASED)).
			SetState(message.StateRETRACTED).SetRetractedAt(tx.Now).SetRetractedWhy("A newer message took its place.").Exec(ctx)
		if err != nil {
			return "", err
		}
		q := tx.Message.Create().SetPatientID(*r.PatientID).SetReportID(r.ID).SetLang(in.Lang).SetTitle(r.Label).SetText(text).
			SetNotice(Notice(in.Lang, writer)).SetWriter(writer).SetContentVersion(r.ContentVersion).
			SetReleasedByID(tx.Viewer.MembershipID).SetReleasedAt(tx.Now)
		if in.Lang == message.LangEN {
			q.SetGrade(draft.Grade(text))
		}
		m, err := q.Save(ctx)
		if err != nil {
			return "", err
		}
		return m.ID, nil
	})
}

// words is the text to send, and whose it is.
func (in *ReleaseInput) words(s *db.Summary) (text, writer string, err error) {
	if own := trimmed(in.Text); own != "" {
		if len([]rune(own)) > longestMessage {
			return "", "", practice.Invalidf([]string{"input", "text"}, "A message has at most %d characters.", longestMessage)
		}
		return own, "doctor", nil
	}
	if in.Text != nil {
		return "", "", practice.Invalidf([]string{"input", "text"}, "The message is empty: leave the text out to send the draft.")
	}
	text = Prose(s.Texts, string(draft.Patient), strings.ToLower(string(in.Lang)))
	if text == "" {
		return "", "", practice.Conflictf("The draft of this message was withheld by the check: write the message yourself.")
	}
	return text, s.Writer, nil
}

// Prose is a stored text as one piece; "" when it was withheld or never written.
func Prose(texts []schema.SummaryText, audience, lang string) string {
	for _, t := range texts {
		if t.Audience != audience || t.Lang != lang {
			continue
		}
		words := make([]string, len(t.Sentences))
		for i, s := range t.Sentences {
			words[i] = s.Text
		}
		if lang == string(draft.Chinese) {
			return strings.Join(words, "")
		}
		return strings.Join(words, " ")
	}
	return ""
}

// Notice tells a patient how a message came to be.
func Notice(lang message.Lang, writer string) string {
	chinese := lang == message.LangZH
	switch {
	case writer == "doctor" && chinese:
		return "本消息由您的医生撰写。"
	case writer == "doctor":
		return "Your doctor wrote this message."
	case writer == draft.Template{}.Name() && chinese:
		return "本消息由计算机程序根据您的检查结果起草，经您的医生阅读后发出。"
	case writer == draft.Template{}.Name():
		return "A computer program drafted this message from your results. Your doctor read it before it was sent."
	case chinese:
		return "本消息由人工智能（AI）根据您的检查结果起草，经程序核对并由您的医生阅读后发出。"
	}
	return "Artificial intelligence (AI) drafted this message from your results. A program checked it, and your doctor read it before it was sent."
}
