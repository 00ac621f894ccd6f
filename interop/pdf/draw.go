package pdf

import (
	"bytes"
	"math"
)

// matrix is [a b c d e f] (8.3.4).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul applies m first, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3], m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// state is the graphics state, as far as texts need it (8.4 and 9.3).
type state struct {
	ctm                             matrix
	font                            *font
	size, chars, words, scale, lead float64
	rise                            float64
	hidden                          bool // drawn invisibly: what nobody sees is not read
}

// mark is a letter in its place.
type mark struct {
	x, y, width, size float64
	s                 string
}

// pen goes through a page's operators.
type pen struct {
	d        *document
	state    state
	saved    []state
	tm, line matrix
	marks    []mark
	open     map[*stream]bool // forms that are being drawn: one that draws itself would never end
}

// maxMarks bounds the letters of a page.
const maxMarks = 200_000

// draw gives the text of a page.
func (d *document) draw(page, inherited dict) string {
	p := &pen{d: d, state: state{ctm: rotation(d.num(inherited["Rotate"])), scale: 1}, tm: identity, line: identity, open: map[*stream]bool{}}
	var content []byte
	parts := d.arr(page["Contents"])
	if parts == nil {
		parts = array{page["Contents"]}
	}
	for _, part := range parts {
		s, ok := d.get(part).(*stream)
		if !ok && part != nil { // the file ends before it
			panic(stop{Damaged})
		}
		if ok {
			content = append(append(content, d.unpack(s)...), '\n')
		}
	}
	p.run(content, d.dict(inherited["Resources"]), 0)
	return layout(p.marks)
}

// rotation turns a page as it is shown.
func rotation(degrees float64) matrix {
	switch math.Mod(math.Mod(degrees, 360)+360, 360) {
	case 90:
		return matrix{0, -1, 1, 0, 0, 0}
	case 180:
		return matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		return matrix{0, 1, -1, 0, 0, 0}
	}
	return identity
}

// run executes a content stream. Operators that draw no text are passed over.
func (p *pen) run(content []byte, resources dict, depth int) {
	l := &lexer{b: content, work: &p.d.limits.MaxWork}
	var args []any
	for !l.end() {
		v := l.next(0)
		o, ok := v.(op)
		if !ok {
			if len(args) < 100 {
				args = append(args, v)
			}
			continue
		}
		switch o {
		case "BI":
			skipImage(l)
		case "Do":
			p.form(args, resources, depth)
		default:
			p.do(string(o), args, resources)
		}
		args = args[:0]
	}
}

// skipImage passes over an inline picture, whose bytes are no operators.
func skipImage(l *lexer) {
	for at := l.at; ; {
		i := bytes.Index(l.b[at:], []byte("EI"))
		if i < 0 {
			l.at = len(l.b)
			return
		}
		at += i + 2
		if (i == 0 || isSpace(l.b[at-3])) && (at == len(l.b) || isSpace(l.b[at])) {
			l.at = at
			return
		}
	}
}

// form draws a form XObject (8.10): a piece of content that pages share.
func (p *pen) form(args []any, resources dict, depth int) {
	if len(args) == 0 || depth >= 8 {
		return
	}
	n, _ := args[0].(name)
	s, ok := p.d.get(p.d.dict(resources["XObject"])[string(n)]).(*stream)
	if !ok || p.d.get(s.dict["Subtype"]) != name("Form") || p.open[s] {
		return
	}
	p.open[s] = true
	defer delete(p.open, s)
	saved, tm, line := p.state, p.tm, p.line
	if m, ok := p.matrixOf(p.d.arr(s.dict["Matrix"])); ok {
		p.state.ctm = m.mul(p.state.ctm)
	}
	own := p.d.dict(s.dict["Resources"])
	if own == nil {
		own = resources
	}
	p.run(p.d.unpack(s), own, depth+1)
	p.state, p.tm, p.line = saved, tm, line
}

func (p *pen) matrixOf(args []any) (matrix, bool) {
	var m matrix
	if len(args) != 6 {
		return m, false
	}
	for i, a := range args {
		m[i] = p.d.num(a)
	}
	return m, true
}

// do executes one operator.
func (p *pen) do(o string, args []any, resources dict) {
	n := func(i int) float64 {
		if i < len(args) {
			return p.d.num(args[i])
		}
		return 0
	}
	s := &p.state
	switch o {
	case "q":
		if len(p.saved) < 1000 {
			p.saved = append(p.saved, *s)
		}
	case "Q":
		if k := len(p.saved); k > 0 {
			*s, p.saved = p.saved[k-1], p.saved[:k-1]
		}
	case "cm":
		if m, ok := p.matrixOf(args); ok {
			s.ctm = m.mul(s.ctm)
		}
	case "BT":
		p.tm, p.line = identity, identity
	case "Tf":
		if len(args) == 2 {
			f, _ := args[0].(name)
			s.font, s.size = p.d.fontOf(p.d.dict(resources["Font"])[string(f)]), n(1)
		}
	case "Tc":
		s.chars = n(0)
	case "Tw":
		s.words = n(0)
	case "Tz":
		s.scale = n(0) / 100
	case "TL":
		s.lead = n(0)
	case "Ts":
		s.rise = n(0)
	case "Tr":
		s.hidden = n(0) == 3 || n(0) == 7
	default:
		p.place(o, args, n)
	}
}

// place executes the operators that move and show text.
func (p *pen) place(o string, args []any, n func(int) float64) {
	s := &p.state
	switch o {
	case "Td":
		p.move(n(0), n(1))
	case "TD":
		s.lead = -n(1)
		p.move(n(0), n(1))
	case "Tm":
		if m, ok := p.matrixOf(args); ok {
			p.tm, p.line = m, m
		}
	case "T*":
		p.move(0, -s.lead)
	case "'", `"`:
		if o == `"` {
			s.words, s.chars = n(0), n(1)
		}
		p.move(0, -s.lead)
		if len(args) > 0 {
			p.show(args[len(args)-1])
		}
	case "Tj":
		if len(args) > 0 {
			p.show(args[0])
		}
	case "TJ":
		if len(args) == 0 {
			return
		}
		list, _ := args[0].(array)
		for _, v := range list {
			if k, ok := v.(float64); ok {
				p.tm = matrix{1, 0, 0, 1, -k / 1000 * s.size * s.scale, 0}.mul(p.tm)
				continue
			}
			p.show(v)
		}
	}
}

func (p *pen) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.mul(p.line)
	p.tm = p.line
}

// show sets the letters of a text one after another.
func (p *pen) show(v any) {
	t, ok := v.(text)
	s := &p.state
	if !ok || s.font == nil {
		return
	}
	for i := 0; i < len(t); i += s.font.size {
		c := code(t[i:min(len(t), i+s.font.size)])
		letters, width := s.font.letter(c)
		at := matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}.mul(p.tm).mul(s.ctm)
		step := width*s.size + s.chars
		if s.font.size == 1 && c == ' ' {
			step += s.words
		}
		size := math.Hypot(at[2], at[3])
		if !s.hidden && size > 0 && math.Abs(at[1]) <= math.Abs(at[0]) { // text that runs upwards is a margin's
			if len(p.marks) == maxMarks {
				panic(stop{TooLarge})
			}
			p.d.limits.MaxWork--
			p.marks = append(p.marks, mark{at[4], at[5], width * math.Hypot(at[0], at[1]), size, letters})
		}
		p.tm = matrix{1, 0, 0, 1, step * s.scale, 0}.mul(p.tm)
	}
}
