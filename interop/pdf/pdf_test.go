package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// writer makes small PDFs: objects by number, and a trailer.
type writer struct{ bytes.Buffer }

func newWriter() *writer {
	w := &writer{}
	w.WriteString("%PDF-1.7\n")
	return w
}

func (w *writer) object(n int, body string) *writer {
	fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\n", n, body)
	return w
}

func (w *writer) stream(n int, extra, body string) *writer {
	return w.object(n, fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(body), extra, body))
}

func (w *writer) packed(n int, extra, body string) *writer {
	return w.stream(n, "/Filter /FlateDecode "+extra, deflate(body))
}

func (w *writer) done(trailer string) []byte {
	fmt.Fprintf(w, "trailer\n<< /Root 1 0 R %s >>\n%%%%EOF\n", trailer)
	return w.Bytes()
}

func deflate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

// onePage is a document with Helvetica as F1, a Chinese font as F2, and Courier as F3.
func onePage(content string) *writer {
	return newWriter().object(1, "<< /Type /Catalog /Pages 2 0 R >>").object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources 9 0 R >>").
		object(3, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 595 842] >>").
		object(9, "<< /Font << /F1 5 0 R /F2 6 0 R /F3 8 0 R >> /XObject << /X 10 0 R >> >>").
		object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>").
		object(6, "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [<< /Subtype /CIDFontType2 /DW 1000 /W [1 [500 500] 3 12 500] >>] >>").
		packed(7, "", "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"+
			"2 beginbfchar <0100> <94BE> <0101> <8461> endbfchar\n3 beginbfrange <0001> <000A> <0030> <0102> <0103> [<8404> <7CD6>] <0200> <0202> <2190> endbfrange endcmap").
		object(8, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>").
		packed(4, "", content)
}

func textOf(t *testing.T, body []byte) string {
	t.Helper()
	pages, err := Text(body, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return Whole(pages)
}

func TestText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ why, content, want string }{
		{"a table: rows from the top, columns apart, in whatever order they were drawn",
			"BT /F1 10 Tf 50 700 Td (Sodium) Tj ET BT /F1 10 Tf 200 700 Td (140) Tj 60 0 Td (mmol/L) Tj ET BT /F1 10 Tf 200 720 Td (6.1) Tj ET BT /F1 10 Tf 50 720 Td (Potassium) Tj ET",
			"Potassium   6.1\nSodium   140   mmol/L"},
		{"Chinese by its ToUnicode map: single letters, a range, and a list", "BT /F2 10 Tf 50 700 Td <0100> Tj 100 0 Td <0007000C0002> Tj ET BT /F2 10 Tf 50 680 Td <010101020103> Tj ET",
			"钾   6\ufffd1\n葡萄糖"},
		{"arrows", "BT /F2 10 Tf 50 700 Td <0100> Tj 40 0 Td <0201> Tj ET", "钾   ↑"},
		{"kerning is no space, and a wide step is one", "BT /F1 10 Tf 50 700 Td [(Pot) 20 (assium) -400 (6.1)] TJ ET", "Potassium 6.1"},
		{"columns made of spaces", "BT /F3 10 Tf 50 700 Td (Sodium     140 mmol/L) Tj ET", "Sodium   140 mmol/L"},
		{"lines by T* and '", "BT /F1 10 Tf 12 TL 50 700 Td (one) Tj T* (two) Tj (three) ' ET", "one\ntwo\nthree"},
		{"escapes", `BT /F1 10 Tf 50 700 Td (a\(b\)\101\
c\\) Tj ET`, `a(b)Ac\`},
		{"Windows letters", "BT /F1 10 Tf 50 700 Td (\xb5mol \x96 \xb0C) Tj ET", "µmol – °C"},
		{"bold by drawing twice is read once", "BT /F1 10 Tf 50 700 Td (131) Tj ET BT /F1 10 Tf 50.3 700 Td (131) Tj ET", "131"},
		{"an exponent keeps its mark", "BT /F1 10 Tf 50 700 Td (10) Tj /F1 6 Tf 4 Ts (9) Tj /F1 10 Tf 0 Ts (/L) Tj ET", "10^9/L"},
		{"drawn invisibly: not read", "BT /F1 10 Tf 50 700 Td (seen) Tj 3 Tr 100 0 Td (7.7) Tj ET", "seen"},
		{"text up the margin: not read", "BT /F1 10 Tf 0 1 -1 0 20 100 Tm (Form 123) Tj 1 0 0 1 50 700 Tm (seen) Tj ET", "seen"},
		{"scaled and moved", "q 2 0 0 2 10 10 cm BT /F1 5 Tf 1 0 0 1 20 300 Tm (left) Tj ET Q BT /F1 10 Tf 200 610 Td (right) Tj ET", "left   right"},
		{"a picture in the content", "BI /W 1 /H 1 ID \x00(EIx\xff EI BT /F1 10 Tf 50 700 Td (after) Tj ET", "after"},
	} {
		if got := textOf(t, onePage(c.content).done("")); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	shown := "BT /F1 10 Tf 50 700 Td (Potassium) Tj 150 0 Td (6.1) Tj ET"
	form := onePage("/X Do").stream(10, "/Subtype /Form /Matrix [1 0 0 1 5 5]", shown+" /X Do").done("")
	changed := onePage(shown).packed(4, "", strings.Replace(shown, "6.1", "4.1", 1)).done("")
	rotated := newWriter().object(1, "<< /Type /Catalog /Pages 2 0 R >>").object(2, "<< /Kids [3 0 R 11 0 R] /Resources << /Font << /F1 5 0 R >> >> >>").
		object(3, "<< /Type /Page /Rotate 90 /Contents [4 0 R 4 0 R] >>").object(5, "<< /Subtype /TrueType /BaseFont /Arial /Encoding << /Differences [1 /K /uni94BE 65 /six /period /one] >> >>").
		object(11, "<< /Type /Page /Contents 12 0 R >>").stream(4, "", "BT /F1 10 Tf 0 1 -1 0 100 50 Tm (\\001) Tj 0 1 -1 0 100 200 Tm (ABC) Tj ET").
		stream(12, "", "BT /F1 10 Tf 50 50 Td (\\002) Tj ET").done("")
	head := "1 0 2 33 "
	inside := "<< /Type /Catalog /Pages 2 0 R >>" + strings.Repeat(" ", 33-len("<< /Type /Catalog /Pages 2 0 R >>")) + "<< /Kids [3 0 R] >>"
	packed := newWriter().packed(20, fmt.Sprintf("/Type /ObjStm /N 2 /First %d", len(head)), head+inside).
		object(3, "<< /Contents 4 0 R /Resources << /Font << /F1 << /Subtype /Type1 >> >> >> >>").stream(4, "/Filter [/ASCIIHexDecode]", fmt.Sprintf("%x>", shown)).
		stream(21, "/Type /XRef /Root 1 0 R", "x")
	for why, c := range map[string]struct {
		body []byte
		want string
	}{
		"a form, which names itself":         {form, "Potassium   6.1"},
		"changed later: the last one counts": {changed, "Potassium   4.1"},
		"turned, letters by name, two pages": {rotated, "K   6.1\n\f\n钾"},
		"objects in a stream":                {packed.Bytes(), "Potassium   6.1"},
	} {
		if got := textOf(t, c.body); got != c.want {
			t.Errorf("%s: got %q, want %q", why, got, c.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	plain := "BT /F1 10 Tf 50 700 Td (Potassium) Tj ET"
	whole := onePage(plain).done("")
	loop := newWriter().object(1, "<< /Pages 2 0 R >>").object(2, "<< /Kids [2 0 R 2 0 R] >>").done("")
	many := newWriter().object(1, "<< /Pages 2 0 R >>").object(2, "<< /Kids ["+strings.Repeat("3 0 R << >> ", 300)+"] >>").object(3, "<< >>").done("")
	for _, c := range []struct {
		why    string
		body   []byte
		limits Limits
		want   Reason
	}{
		{"nothing", nil, Limits{}, NotPDF},
		{"text", []byte("Potassium 6.1"), Limits{}, NotPDF},
		{"locked", onePage(plain).done("/Encrypt << /Filter /Standard >>"), Limits{}, Encrypted},
		{"a scan", onePage("q 595 0 0 842 0 0 cm /X Do Q").stream(10, "/Subtype /Image /Filter /DCTDecode", "\xff\xd8").done(""), Limits{}, NoText},
		{"a scan with an invisible layer of text", onePage("BT 3 Tr /F1 10 Tf 50 700 Td (Potassium 6.1) Tj ET").done(""), Limits{}, NoText},
		{"letters without a map", onePage("BT /F2 10 Tf 50 700 Td <0300030103020303> Tj ET").done(""), Limits{}, Unreadable},
		{"a filter that is not known", onePage("").stream(4, "/Filter /Crypt", "x").done(""), Limits{}, Unreadable},
		{"cut in the middle", whole[:len(whole)-120], Limits{}, Damaged},
		{"broken packing", onePage("").stream(4, "/Filter /FlateDecode", "no").done(""), Limits{}, Damaged},
		{"no pages", newWriter().object(5, "<< >>").done(""), Limits{}, Damaged},
		{"a tree that bites its tail", loop, Limits{}, NoText},
		{"too many pages", many, Limits{}, TooLarge},
		{"too many bytes", whole, Limits{MaxBytes: 100}, TooLarge},
		{"a bomb", onePage(strings.Repeat(" ", 1<<20)).done(""), Limits{MaxInflate: 1 << 19}, TooLarge},
		{"too much work", onePage(strings.Repeat("0 ", 10_000)).done(""), Limits{MaxWork: 5000}, TooLarge},
		{"too deep", onePage(strings.Repeat("[", 10_000)).done(""), Limits{}, TooLarge},
	} {
		pages, err := Text(c.body, c.limits)
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Reason != c.want || pages != nil || e.EN == "" || e.ZH == "" {
			t.Errorf("%s: %v, want %s", c.why, err, c.want)
		}
	}
}

// TestCutAnywhere: a file that ends early is read whole or refused, and never breaks the reader.
func TestCutAnywhere(t *testing.T) {
	t.Parallel()
	whole := onePage("BT /F1 10 Tf 50 700 Td (Potassium) Tj 150 0 Td (6.1) Tj ET").done("")
	for n := range whole {
		pages, err := Text(whole[:n], Limits{})
		if err == nil && Whole(pages) != "Potassium   6.1" {
			t.Errorf("cut at %d: %q", n, Whole(pages))
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add(onePage("BT /F1 10 Tf 50 700 Td (Potassium) Tj 150 0 Td (6.1) Tj ET").done(""))
	f.Add(onePage("BT /F2 10 Tf 50 700 Td <0100> Tj ET /X Do").stream(10, "/Subtype /Form", "BT ET").done(""))
	f.Add(newWriter().object(1, "<< /Pages << /Kids [<< /Contents 4 0 R /Rotate 90 >>] >> >>").stream(4, "", "BI ID EI q Q 1 2 3 4 5 6 cm [(a) -5] TJ").done(""))
	f.Fuzz(func(t *testing.T, body []byte) {
		pages, err := Text(body, Limits{MaxInflate: 1 << 20, MaxWork: 200_000})
		if _, ok := errors.AsType[*Error](err); err != nil && !ok {
			t.Errorf("%T", err)
		}
		if err == nil && strings.TrimSpace(strings.ReplaceAll(Whole(pages), "\f", "")) == "" {
			t.Error("no text, and no refusal")
		}
	})
}
