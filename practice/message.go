package practice

import (
	"context"
	"strings"

	"github.com/famulus-health/famulus/draft"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/message"
)

// Letter is a message to a patient that is about to be released. It is about a report or a document.
type Letter struct {
	PatientID  string
	ReportID   *string
	DocumentID *string
	Lang       message.Lang
	Title      string
	Text       string
	Writer     string // whose draft it is: template, a model by name, or Doctor
	Version    int    // of what the report's source sent, or of the document
}

// Doctor is the writer of a message in the doctor's own words.
const Doctor = "doctor"

// longestMessage is what fits a telephone's screen many times over, in characters.
const longestMessage = 4000

// OwnWords are the words that a doctor sends in the place of a draft; "" when there are none, and the draft is meant.
func OwnWords(text *string) (string, error) {
	if text == nil {
		return "", nil
	}
	own := strings.TrimSpace(*text)
	switch {
	case own == "":
		return "", Invalidf([]string{"input", "text"}, "The message is empty: leave the text out to send the draft.")
	case len([]rune(own)) > longestMessage:
		return "", Invalidf([]string{"input", "text"}, "A message has at most %d characters.", longestMessage)
	}
	return own, nil
}

// Release sends a message. What the patient gets is kept word for word, with how it came to be; an earlier message on the
// same thing in the same language is withdrawn.
func (tx *Tx) Release(ctx context.Context, l Letter) (*db.Message, error) {
	same := message.DocumentIDEQ(deref(l.DocumentID))
	if l.ReportID != nil {
		same = message.ReportIDEQ(*l.ReportID)
	}
	err := tx.Message.Update().Where(same, message.LangEQ(l.Lang), message.StateEQ(message.StateRELEASED)).
		SetState(message.StateRETRACTED).SetRetractedAt(tx.Now).SetRetractedWhy("A newer message took its place.").Exec(ctx)
	if err != nil {
		return nil, err
	}
	q := tx.Message.Create().SetPatientID(l.PatientID).SetNillableReportID(l.ReportID).SetNillableDocumentID(l.DocumentID).
		SetLang(l.Lang).SetTitle(l.Title).SetText(l.Text).SetNotice(notice(&l)).SetWriter(l.Writer).SetContentVersion(l.Version).
		SetReleasedByID(tx.Viewer.MembershipID).SetReleasedAt(tx.Now)
	if l.Lang == message.LangEN {
		q.SetGrade(draft.Grade(l.Text))
	}
	return q.Save(ctx)
}

// notice tells a patient how a message came to be.
func notice(l *Letter) string {
	chinese := l.Lang == message.LangZH
	from, ofYours := "your results", "检查结果"
	if l.DocumentID != nil {
		from, ofYours = "your record", "健康档案"
	}
	switch {
	case l.Writer == Doctor && chinese:
		return "本消息由您的医生撰写。"
	case l.Writer == Doctor:
		return "Your doctor wrote this message."
	case l.Writer == draft.Template{}.Name() && chinese:
		return "本消息由计算机程序根据您的" + ofYours + "起草，经您的医生阅读后发出。"
	case l.Writer == draft.Template{}.Name():
		return "A computer program drafted this message from " + from + ". Your doctor read it before it was sent."
	case chinese:
		return "本消息由人工智能（AI）根据您的" + ofYours + "起草，经程序核对并由您的医生阅读后发出。"
	}
	return "Artificial intelligence (AI) drafted this message from " + from + ". A program checked it, and your doctor read it before it was sent."
}
