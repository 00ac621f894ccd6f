package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/hex"
	"errors"
	"io"
	"regexp"
	"strconv"
)

// document is a file taken apart.
type document struct {
	body     []byte
	limits   Limits
	objects  map[int]any
	fonts    map[int]*font
	root     any
	inflated int
}

// heads are where an object, or a trailer, begins.
var heads = regexp.MustCompile(`(?:\b(\d{1,7})[ \t\r\n]+\d{1,5}[ \t\r\n]+obj\b|\btrailer\b)`)

// load finds the objects by going through the file once from its beginning, and not by the table at its end: that table is
// what is wrong with most damaged files, and what a hostile one lies with. Of an object that was changed later the last
// version counts, as in the table.
func (d *document) load() {
	l := &lexer{b: d.body, work: &d.limits.MaxWork}
	for from := 0; from < len(d.body); {
		at := heads.FindSubmatchIndex(d.body[from:])
		if at == nil {
			break
		}
		l.at = from + at[1]
		if at[2] < 0 {
			d.trailer(l.next(0))
		} else if n, err := strconv.Atoi(string(d.body[from+at[2] : from+at[3]])); err == nil {
			d.define(n, d.whole(l))
		}
		from = max(l.at, from+at[1])
	}
}

// whole reads an object with its stream, if it has one.
func (d *document) whole(l *lexer) any {
	v := l.next(0)
	head, ok := v.(dict)
	if !ok {
		return v
	}
	l.skip()
	rest := l.b[l.at:]
	if !bytes.HasPrefix(rest, []byte("stream")) {
		return v
	}
	rest = rest[len("stream"):]
	rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
	end := -1
	if n, ok := head["Length"].(float64); ok && n >= 0 && int(n) <= len(rest) {
		if after := bytes.TrimLeft(rest[int(n):min(len(rest), int(n)+20)], "\r\n \t"); bytes.HasPrefix(after, []byte("endstream")) {
			end = int(n)
		}
	}
	if end < 0 {
		if end = bytes.Index(rest, []byte("endstream")); end < 0 {
			panic(stop{Damaged}) // cut off in the middle
		}
	}
	l.at = len(l.b) - len(rest) + end
	return &stream{head, rest[:end]}
}

// define keeps an object. A stream of objects is unpacked at once, so that what comes later in the file counts.
func (d *document) define(n int, v any) {
	d.objects[n] = v
	s, ok := v.(*stream)
	if !ok {
		return
	}
	switch s.dict["Type"] {
	case name("XRef"):
		d.trailer(s.dict)
	case name("ObjStm"):
		d.unpackObjects(s)
	}
}

func (d *document) trailer(v any) {
	t, ok := v.(dict)
	if !ok {
		return
	}
	if t["Encrypt"] != nil {
		panic(stop{Encrypted})
	}
	if t["Root"] != nil {
		d.root = t["Root"]
	}
}

// unpackObjects reads an object stream (7.5.7): pairs of number and place, then the objects.
func (d *document) unpackObjects(s *stream) {
	body := d.unpack(s)
	first, count := int(d.num(s.dict["First"])), int(d.num(s.dict["N"]))
	if first < 0 || first > len(body) {
		panic(stop{Damaged})
	}
	head := &lexer{b: body[:first], work: &d.limits.MaxWork}
	for range count {
		if head.end() {
			return
		}
		n, ok1 := head.next(0).(float64)
		at, ok2 := head.next(0).(float64)
		if !ok1 || !ok2 || at < 0 || first+int(at) > len(body) {
			return
		}
		l := &lexer{b: body, at: first + int(at), work: &d.limits.MaxWork}
		d.objects[int(n)] = l.next(0)
	}
}

// get follows references, through at most a few of them.
func (d *document) get(v any) any {
	for range 16 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = d.objects[int(r)]
	}
	return nil
}

func (d *document) num(v any) float64 { n, _ := d.get(v).(float64); return n }
func (d *document) arr(v any) array   { a, _ := d.get(v).(array); return a }

// dict gives a dictionary, or that of a stream.
func (d *document) dict(v any) dict {
	switch x := d.get(v).(type) {
	case dict:
		return x
	case *stream:
		return x.dict
	}
	return nil
}

// unpack takes the filters off a stream. What cannot be unpacked whole ends the reading: a page that is shown in part could
// lack the line that matters.
func (d *document) unpack(s *stream) []byte {
	out := s.raw
	filters := d.arr(s.dict["Filter"])
	if f, ok := d.get(s.dict["Filter"]).(name); ok {
		filters = array{f}
	}
	for i, f := range filters {
		filter, _ := d.get(f).(name)
		switch filter {
		case "FlateDecode", "Fl":
			out = d.inflate(out)
			if d.predicted(s, i) {
				panic(stop{Unreadable})
			}
		case "ASCIIHexDecode", "AHx":
			out = unhex(out)
		case "ASCII85Decode", "A85":
			out = d.un85(out)
		default:
			panic(stop{Unreadable})
		}
	}
	return out
}

// predicted says that a predictor was used, which texts never are: it is made for pictures.
func (d *document) predicted(s *stream, i int) bool {
	params := d.get(s.dict["DecodeParms"])
	if list, ok := params.(array); ok && i < len(list) {
		params = list[i]
	}
	p := d.dict(params)
	return p != nil && d.num(p["Predictor"]) > 1
}

func (d *document) inflate(b []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		panic(stop{Damaged})
	}
	left := d.limits.MaxInflate - d.inflated
	out, err := io.ReadAll(io.LimitReader(r, int64(left)+1))
	if len(out) > left {
		panic(stop{TooLarge})
	}
	d.inflated += len(out)
	if err != nil && !errors.Is(err, zlib.ErrChecksum) {
		panic(stop{Damaged})
	}
	return out
}

func unhex(b []byte) []byte {
	b, _, _ = bytes.Cut(b, []byte(">"))
	b = bytes.Join(bytes.Fields(b), nil)
	if len(b)%2 == 1 {
		b = append(b, '0')
	}
	out := make([]byte, hex.DecodedLen(len(b)))
	if _, err := hex.Decode(out, b); err != nil {
		panic(stop{Damaged})
	}
	return out
}

func (d *document) un85(b []byte) []byte {
	b, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~")), []byte("~>"))
	out := make([]byte, 4*len(b)+4)
	n, _, err := ascii85.Decode(out, b, true)
	if err != nil {
		panic(stop{Damaged})
	}
	if d.inflated += n; d.inflated > d.limits.MaxInflate {
		panic(stop{TooLarge})
	}
	return out[:n]
}

// pages walks the page tree (7.7.3). Each node is met once, whatever the tree says.
func (d *document) pages() []Page {
	if d.dict(d.root) == nil {
		last := -1
		for n, v := range d.objects {
			if c := d.dict(v); c != nil && c["Type"] == name("Catalog") && n > last {
				d.root, last = c, n
			}
		}
	}
	root := d.dict(d.root)
	if root == nil {
		panic(stop{Damaged})
	}
	var out []Page
	seen := map[ref]bool{}
	var walk func(v any, inherited dict, depth int)
	walk = func(v any, inherited dict, depth int) {
		if r, ok := v.(ref); ok {
			if seen[r] {
				return
			}
			seen[r] = true
		}
		node := d.dict(v)
		if node == nil || depth > maxDepth {
			panic(stop{Damaged})
		}
		have := dict{"Resources": inherited["Resources"], "Rotate": inherited["Rotate"]}
		for key := range have {
			if node[key] != nil {
				have[key] = node[key]
			}
		}
		if kids := d.arr(node["Kids"]); kids != nil {
			for _, k := range kids {
				walk(k, have, depth+1)
			}
			return
		}
		if len(out) == d.limits.MaxPages {
			panic(stop{TooLarge})
		}
		out = append(out, Page{len(out) + 1, d.draw(node, have)})
	}
	walk(root["Pages"], dict{}, 0)
	return out
}
