package pdf

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

// font says which letters the codes of a text are, and how wide they are drawn.
type font struct {
	size      int // bytes of a code: 1, or mostly 2 for a composite font
	composite bool
	letters   map[int]string
	direct    bool // codes are UTF-16 themselves
	widths    map[int]float64
	usual     float64 // width of a code that has none, in thousandths of the font's size
}

// fontOf reads a font once.
func (d *document) fontOf(v any) *font {
	r, numbered := v.(ref)
	if numbered && d.fonts[int(r)] != nil {
		return d.fonts[int(r)]
	}
	f := d.readFont(d.dict(v))
	if numbered {
		d.fonts[int(r)] = f
	}
	return f
}

func (d *document) readFont(dict dict) *font {
	f := &font{size: 1, letters: map[int]string{}, widths: map[int]float64{}, usual: 550}
	if dict == nil {
		return f
	}
	if dict["Subtype"] == name("Type0") {
		d.composite(f, dict)
	} else {
		d.simple(f, dict)
	}
	if s, ok := d.get(dict["ToUnicode"]).(*stream); ok { // the file's own word for its letters comes before any other
		d.toUnicode(f, d.unpack(s))
	}
	return f
}

// composite reads a Type0 font (9.7): codes of two bytes.
func (d *document) composite(f *font, dict dict) {
	f.composite, f.size, f.usual = true, 2, 1000
	encoding, _ := d.get(dict["Encoding"]).(name)
	f.direct = strings.Contains(string(encoding), "UCS2") || strings.Contains(string(encoding), "UTF16")
	inner := d.arr(dict["DescendantFonts"])
	if len(inner) == 0 {
		return
	}
	below := d.dict(inner[0])
	if below["DW"] != nil {
		f.usual = d.num(below["DW"])
	}
	w := d.arr(below["W"])
	for i := 0; i+1 < len(w); {
		first := int(d.num(w[i]))
		if list := d.arr(w[i+1]); list != nil { // c [w1 w2 ...]
			for j, width := range list {
				f.widths[first+j] = d.num(width)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		last, width := min(int(d.num(w[i+1])), 0xFFFF), d.num(w[i+2]) // first last w
		for c := first; c <= last; c++ {
			f.widths[c] = width
		}
		i += 3
	}
}

// simple reads a font with codes of one byte (9.6).
func (d *document) simple(f *font, dict dict) {
	base, _ := dict["BaseFont"].(name)
	if strings.Contains(string(base), "Courier") {
		f.usual = 600
	}
	first := int(d.num(dict["FirstChar"]))
	for i, w := range d.arr(dict["Widths"]) {
		f.widths[first+i] = d.num(w)
	}
	if m := d.arr(dict["FontMatrix"]); dict["Subtype"] == name("Type3") && len(m) == 6 { // its sizes are its own
		for c := range f.widths {
			f.widths[c] *= d.num(m[0]) * 1000
		}
	}
	encoding := d.get(dict["Encoding"])
	d.latin(f, encoding, strings.Contains(string(base), "Symbol") || strings.Contains(string(base), "Dingbats"))
	if e := d.dict(encoding); e != nil {
		code := 0
		for _, v := range d.arr(e["Differences"]) {
			switch x := d.get(v).(type) {
			case float64:
				code = int(x)
			case name:
				f.letters[code] = glyph(string(x))
				code++
			}
		}
	}
}

// latin fills in the letters that all Latin encodings share, and those of Windows, which is what texts without a word about it
// mean above ASCII. A symbol font has letters of its own, of which nothing is said here.
func (d *document) latin(f *font, encoding any, symbols bool) {
	if symbols {
		return
	}
	for c := 0x20; c < 0x7F; c++ {
		f.letters[c] = string(rune(c))
	}
	kind, _ := encoding.(name)
	if e := d.dict(encoding); e != nil {
		kind, _ = d.get(e["BaseEncoding"]).(name)
	}
	if kind != "WinAnsiEncoding" && kind != "" {
		return
	}
	for c := 0xA0; c <= 0xFF; c++ {
		f.letters[c] = string(rune(c))
	}
	for i, r := range []rune("€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ") {
		if r != 0 {
			f.letters[0x80+i] = string(r)
		}
	}
}

// glyphs are the names of letters that reports use, besides letters and "uni0041" (Adobe Glyph List).
var glyphs = map[string]string{
	"space": " ", "exclam": "!", "quotedbl": `"`, "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&",
	"quotesingle": "'", "quoteright": "'", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",",
	"hyphen": "-", "period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
	"six": "6", "seven": "7", "eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=",
	"greater": ">", "question": "?", "at": "@", "bracketleft": "[", "backslash": `\`, "bracketright": "]",
	"asciicircum": "^", "underscore": "_", "grave": "`", "quoteleft": "'", "braceleft": "{", "bar": "|", "braceright": "}",
	"asciitilde": "~", "endash": "–", "emdash": "—", "minus": "−", "plusminus": "±", "multiply": "×", "degree": "°",
	"mu": "µ", "mu1": "µ", "lessequal": "≤", "greaterequal": "≥", "arrowup": "↑", "arrowdown": "↓", "bullet": "•",
	"periodcentered": "·", "onesuperior": "¹", "twosuperior": "²", "threesuperior": "³", "alpha": "α", "beta": "β",
	"gamma": "γ", "quotedblleft": "“", "quotedblright": "”", "nbspace": " ", "fi": "fi", "fl": "fl", "ff": "ff",
}

// glyph is the letter of a glyph's name; "" when the name says none.
func glyph(n string) string {
	if g, ok := glyphs[n]; ok {
		return g
	}
	if len(n) == 1 && (n[0] >= 'A' && n[0] <= 'Z' || n[0] >= 'a' && n[0] <= 'z') {
		return n
	}
	for _, prefix := range []string{"uni", "u"} {
		if code, ok := strings.CutPrefix(n, prefix); ok && len(code) >= 4 && len(code) <= 6 {
			if c, err := strconv.ParseUint(code, 16, 21); err == nil && c >= 0x20 {
				return string(rune(c))
			}
		}
	}
	return ""
}

// toUnicode reads a ToUnicode map (9.10.3): bfchar and bfrange.
func (d *document) toUnicode(f *font, cmap []byte) {
	l := &lexer{b: cmap, work: &d.limits.MaxWork}
	var args []any
	for !l.end() {
		v := l.next(0)
		word, ok := v.(op)
		if !ok {
			args = append(args, v)
			continue
		}
		switch word {
		case "endcodespacerange":
			if len(args) >= 2 {
				if low, ok := args[len(args)-1].(text); ok && f.composite && (len(low) == 1 || len(low) == 2) {
					f.size = len(low)
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				f.map1(args[i], args[i+1], 0)
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				d.mapRange(f, args[i], args[i+1], args[i+2])
			}
		}
		args = args[:0]
	}
}

func (d *document) mapRange(f *font, from, to, into any) {
	low, ok1 := from.(text)
	high, ok2 := to.(text)
	if !ok1 || !ok2 || len(low) > 2 {
		return
	}
	list, isList := into.(array)
	for c, n := code(low), 0; c <= min(code(high), 0xFFFF); c, n = c+1, n+1 {
		d.limits.MaxWork--
		key := text([]byte{byte(c >> 8), byte(c)})
		switch {
		case !isList:
			f.map1(key, into, n)
		case n < len(list):
			f.map1(key, list[n], 0)
		}
	}
}

// map1 says that a code is a text, its last letter moved on by some.
func (f *font) map1(from, into any, move int) {
	c, ok1 := from.(text)
	u, ok2 := into.(text)
	if !ok1 || !ok2 || len(u) == 0 {
		return
	}
	var units []uint16
	if len(u) == 1 {
		units = []uint16{uint16(u[0])}
	}
	for i := 0; i+1 < len(u) && i < 32; i += 2 {
		units = append(units, uint16(u[i])<<8|uint16(u[i+1]))
	}
	units[len(units)-1] += uint16(move)
	f.letters[code(c)] = string(utf16.Decode(units))
}

func code(s text) int {
	n := 0
	for i := range min(len(s), 4) {
		n = n<<8 | int(s[i])
	}
	return n
}

// letter is what a code shows, U+FFFD when nothing says it, and its width in the font's size.
func (f *font) letter(c int) (string, float64) {
	w, ok := f.widths[c]
	if !ok {
		w = f.usual
	}
	s := f.letters[c]
	if s == "" && f.direct {
		s = string(utf16.Decode([]uint16{uint16(c)}))
	}
	if s == "" || s == "\u0000" {
		s = "\ufffd"
	}
	return s, w / 1000
}
