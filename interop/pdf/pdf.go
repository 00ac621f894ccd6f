// Package pdf reads the text of a PDF: line by line from the top, columns divided by two or more spaces, so that the rows of
// a table stay rows. It reads what a person sees and no more: no pictures, no text that is drawn invisibly, no forms, no
// attachments, no scripts. It is pure, uses the standard library only, and bounds what a hostile file can make it do.
package pdf

import (
	"bytes"
	"strings"
)

// Limits bound what one file may ask; a zero field takes its ordinary value.
type Limits struct {
	MaxBytes   int // the file; 32 MiB
	MaxPages   int // 200
	MaxInflate int // bytes of all streams together when they are unpacked; 128 MiB
	MaxWork    int // tokens read and letters drawn; 20 million
}

func (l Limits) orDefault() Limits {
	pick := func(v, standard int) int {
		if v > 0 {
			return v
		}
		return standard
	}
	return Limits{pick(l.MaxBytes, 32<<20), pick(l.MaxPages, 200), pick(l.MaxInflate, 128<<20), pick(l.MaxWork, 20_000_000)}
}

// Page is the text of a page, its lines divided by "\n". A letter that the file draws without saying which it is, is U+FFFD.
type Page struct {
	Number int // from 1
	Text   string
}

// Whole is the text of all pages, divided by form feeds.
func Whole(pages []Page) string {
	var all []string
	for _, p := range pages {
		all = append(all, p.Text)
	}
	return strings.Join(all, "\n\f\n")
}

// Reason is why a file was not read.
type Reason string

// Every reason.
const (
	NotPDF     Reason = "not_pdf"
	Encrypted  Reason = "encrypted"
	NoText     Reason = "no_text"
	Unreadable Reason = "unreadable"
	TooLarge   Reason = "too_large"
	Damaged    Reason = "damaged"
)

// Error is a refusal, in words for whoever sent the file.
type Error struct {
	Reason Reason
	EN, ZH string
}

// Error in English.
func (e *Error) Error() string { return string(e.Reason) + ": " + e.EN }

var refusals = map[Reason]*Error{
	NotPDF:     {NotPDF, "This is not a PDF.", "这不是 PDF 文件。"},
	Encrypted:  {Encrypted, "This document is locked by a password; nothing was read from it.", "此文件已加密，未读取任何内容。"},
	NoText:     {NoText, "This document holds pictures and no text; nothing was read from it.", "此文件只有图像，没有文字，未读取任何内容。"},
	Unreadable: {Unreadable, "The letters of this document cannot be told apart; nothing was read from it.", "无法识别此文件中的文字编码，未读取任何内容。"},
	TooLarge:   {TooLarge, "This document is larger than what is read here.", "此文件超出可读取的大小。"},
	Damaged:    {Damaged, "This document is damaged; nothing was read from it.", "此文件已损坏，未读取任何内容。"},
}

// stop ends the reading from anywhere inside it. It never leaves the package.
type stop struct{ reason Reason }

// Text reads the pages of a PDF. The error is always an *Error. A document of which not everything can be read is refused
// whole, because nobody could tell what its missing part would have said.
func Text(body []byte, limits Limits) (pages []Page, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case stop:
			pages, err = nil, refusals[p.reason]
		default: // a file that breaks what the reader believes of it
			pages, err = nil, refusals[Damaged]
		}
	}()
	limits = limits.orDefault()
	if len(body) > limits.MaxBytes {
		panic(stop{TooLarge})
	}
	if at := bytes.Index(body[:min(len(body), 1024)], []byte("%PDF-")); at < 0 {
		panic(stop{NotPDF})
	}
	d := &document{body: body, limits: limits, objects: map[int]any{}, fonts: map[int]*font{}}
	d.load()
	pages = d.pages()
	letters, unknown := 0, 0
	for _, p := range pages {
		for _, c := range p.Text {
			switch {
			case c == '\ufffd':
				unknown++
			case c > ' ':
				letters++
			}
		}
	}
	switch {
	case letters+unknown == 0:
		panic(stop{NoText})
	case unknown*5 > letters: // more than one letter in six: the words cannot be trusted
		panic(stop{Unreadable})
	}
	return pages, nil
}
