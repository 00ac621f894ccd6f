// Package uploads takes in reports that come as a PDF or as text. What the machine reads in one is proposed; nothing of
// it counts until a person has held it against the document and confirmed it.
package uploads

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/ent/db"
	"github.com/famulus-health/famulus/ent/db/patient"
	"github.com/famulus-health/famulus/ent/db/upload"
	"github.com/famulus-health/famulus/ent/schema"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/interop/pdf"
	"github.com/famulus-health/famulus/interop/sheet"
	"github.com/famulus-health/famulus/medicine"
	"github.com/famulus-health/famulus/practice"
)

var (
	uploadReport = practice.Verb{Name: "uploadReport", Noun: authz.Report, Act: authz.Write}
	rejectUpload = practice.Verb{Name: "rejectUpload", Noun: authz.Report, Act: authz.Write}
	confirm      = practice.Verb{Name: "confirmUpload", Noun: authz.Report, Act: authz.Write}
)

// MaxBytes is the largest file that is taken in.
const MaxBytes = 10 << 20

// Media types that are read.
const (
	PDF  = "application/pdf"
	Text = "text/plain"
)

// File is what was uploaded, and about whom.
type File struct {
	PatientID string
	Name      string
	MediaType string
	Content   []byte
}

// Take keeps a file and proposes what it says. The same file for the same patient again is the same upload. A file that
// cannot be read is refused with the reason, and nothing is kept.
func Take(ctx context.Context, p *practice.Practice, f File) (string, error) {
	text, err := f.text()
	if err != nil {
		return "", err
	}
	read := sheet.Read(text)
	hash := sha256.Sum256(f.Content)
	sum := hex.EncodeToString(hash[:])
	return p.Do(ctx, practice.Call{Verb: uploadReport}, func(ctx context.Context, tx *practice.Tx) (string, error) {
		who, err := tx.Patient.Query().Where(patient.ID(f.PatientID)).Only(ctx)
		if db.IsNotFound(err) {
			return "", practice.NotFoundf("There is no such patient in this clinic.")
		}
		if err != nil {
			return "", err
		}
		tx.About(&who.ID, map[string]any{"bytes": len(f.Content), "mediaType": f.MediaType})
		known, err := tx.Upload.Query().Where(upload.PatientID(who.ID), upload.Hash(sum)).Only(ctx)
		if err == nil {
			return known.ID, nil
		}
		if !db.IsNotFound(err) {
			return "", err
		}
		made, err := tx.Upload.Create().SetPatientID(who.ID).SetName(name(f.Name)).SetMediaType(f.MediaType).SetContent(f.Content).
			SetHash(sum).SetText(text).SetResults(proposed(p, read)).SetHeader(header(read, who)).
			SetUploadedByID(tx.Viewer.MembershipID).Save(ctx)
		if err != nil {
			return "", err
		}
		return made.ID, nil
	})
}

// text is the words of the file.
func (f *File) text() (string, error) {
	at := []string{"file"}
	if len(f.Content) == 0 || len(f.Content) > MaxBytes {
		return "", practice.Invalidf(at, "A file has between one byte and %d MiB.", MaxBytes>>20)
	}
	if f.MediaType == Text {
		if !utf8.Valid(f.Content) || strings.ContainsRune(string(f.Content), 0) {
			return "", practice.Invalidf(at, "This is not text in UTF-8.")
		}
		return string(f.Content), nil
	}
	if f.MediaType != PDF {
		return "", practice.Invalidf(at, "A report is uploaded as a PDF or as plain text, not as %q.", f.MediaType)
	}
	pages, err := pdf.Text(f.Content, pdf.Limits{})
	if e, ok := errors.AsType[*pdf.Error](err); ok {
		return "", practice.Invalidf(at, "%s", e.EN)
	}
	if err != nil {
		return "", err
	}
	return pdf.Whole(pages), nil
}

// name is the file's name without its folders.
func name(s string) string {
	s = strings.TrimSpace(s[strings.LastIndexAny(s, `/\`)+1:])
	if s == "" {
		return "report"
	}
	return string([]rune(s)[:min(200, utf8.RuneCountInString(s))])
}

func proposed(p *practice.Practice, read sheet.Sheet) []schema.ProposedResult {
	out := make([]schema.ProposedResult, len(read.Rows))
	for i, r := range read.Rows {
		out[i] = schema.ProposedResult{
			Label: r.Label, Comparator: r.Comparator, Number: r.Number, Text: r.Text, Unit: r.Unit, RangeLow: r.RangeLow,
			RangeHigh: r.RangeHigh, RangeText: r.RangeText, Flag: r.Flag, Line: r.Line, Source: r.Source, Doubt: r.Doubt, DoubtZH: r.DoubtZH,
		}
		o := medicine.Observation{Label: r.Label, Value: medicine.Value{Kind: medicine.QuantityValue, Number: r.Number, Unit: r.Unit}}
		if a, ok := p.Labs.Match(o, read.Title); ok {
			out[i].Analyte = a.Key
		}
	}
	return out
}

// header is what the document says of itself, with a warning when it seems to be about somebody else.
func header(read sheet.Sheet, who *db.Patient) schema.ProposedHeader {
	h := schema.ProposedHeader{Title: read.Title, Collected: read.Collected, Name: read.Name, BirthDate: read.BirthDate}
	born := ""
	if who.BirthDate != nil && who.BirthPrecision == patient.BirthPrecisionDAY {
		born = who.BirthDate.UTC().Format("2006-01-02")
	}
	sexes := func(s interop.Sex) bool { return s == interop.Female || s == interop.Male }
	switch {
	case read.BirthDate != "" && born != "" && read.BirthDate != born:
		h.Warning, h.WarningZH = "The document names another birth date than this patient's.", "文件中的出生日期与该患者不符。"
	case sexes(read.Sex) && sexes(interop.Sex(who.Sex)) && string(read.Sex) != string(who.Sex):
		h.Warning, h.WarningZH = "The document names another sex than this patient's.", "文件中的性别与该患者不符。"
	case read.Name != "" && !named(read.Name, who):
		h.Warning, h.WarningZH = "The document names somebody else than this patient.", "文件中的姓名与该患者不符。"
	}
	return h
}

// named says that a name as a document writes it could be the patient's: it holds the family name.
func named(name string, who *db.Patient) bool {
	return who.Family == "" || strings.Contains(strings.ToLower(name), strings.ToLower(who.Family))
}
