package pdf

import (
	"bytes"
	"strconv"
)

// The objects of a PDF (ISO 32000-1, 7.3): float64, text, name, bool, nil, array, dict, ref, *stream. An operator of a page, or
// a keyword of the file, is an op.
type (
	text  string
	name  string
	op    string
	array []any
	dict  map[string]any
	ref   int
)

type stream struct {
	dict dict
	raw  []byte
}

// lexer reads objects from bytes. Each token costs one of the document's work.
type lexer struct {
	b    []byte
	at   int
	work *int
}

func (l *lexer) spend(n int) {
	if *l.work -= n; *l.work < 0 {
		panic(stop{TooLarge})
	}
}

const maxDepth = 64

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// skip passes over space and comments.
func (l *lexer) skip() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// end says that nothing is left.
func (l *lexer) end() bool { l.skip(); return l.at >= len(l.b) }

// next reads an object, or an op. References "7 0 R" are read only where they can stand: not in a page's content, in which R
// is no operator.
func (l *lexer) next(depth int) any {
	l.spend(1)
	if depth > maxDepth {
		panic(stop{TooLarge})
	}
	if l.end() {
		return nil
	}
	switch c := l.b[l.at]; {
	case c == '(':
		return l.literal()
	case c == '/':
		return l.name()
	case c == '[':
		l.at++
		return l.array(depth)
	case c == '<' && l.at+1 < len(l.b) && l.b[l.at+1] == '<':
		l.at += 2
		return l.dict(depth)
	case c == '<':
		return l.hex()
	case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
		return l.number()
	case isDelimiter(c):
		l.at++
		return op(c)
	}
	word := l.word()
	switch word {
	case "true", "false":
		return word == "true"
	case "null":
		return nil
	}
	return op(word)
}

func (l *lexer) word() string {
	from := l.at
	for l.at < len(l.b) && !isSpace(l.b[l.at]) && !isDelimiter(l.b[l.at]) {
		l.at++
	}
	return string(l.b[from:l.at])
}

// number reads a number, or a reference that begins with it.
func (l *lexer) number() any {
	from := l.at
	word := l.word()
	n, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return 0.0 // "--5", "1-2": what readers of PDF take for nothing
	}
	if word[0] >= '0' && word[0] <= '9' && n == float64(int(n)) && n < 1e7 {
		rest := *l
		rest.skip()
		if gen := rest.word(); gen != "" && len(gen) < 6 && allDigits(gen) {
			rest.skip()
			if rest.at < len(rest.b) && rest.b[rest.at] == 'R' && (rest.at+1 == len(rest.b) || isSpace(rest.b[rest.at+1]) || isDelimiter(rest.b[rest.at+1])) {
				l.at = rest.at + 1
				return ref(n)
			}
		}
	}
	if l.at == from {
		l.at++
	}
	return n
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func (l *lexer) name() name {
	l.at++
	raw := l.word()
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if n, err := strconv.ParseUint(raw[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return name(out)
}

func (l *lexer) array(depth int) array {
	var out array
	for !l.end() {
		if l.b[l.at] == ']' {
			l.at++
			return out
		}
		out = append(out, l.next(depth+1))
	}
	return out
}

func (l *lexer) dict(depth int) dict {
	out := dict{}
	for !l.end() {
		if l.b[l.at] == '>' {
			l.at = min(l.at+2, len(l.b))
			return out
		}
		key, ok := l.next(depth + 1).(name)
		if ok {
			out[string(key)] = l.next(depth + 1)
		}
	}
	return out
}

func (l *lexer) hex() text {
	l.at++
	var out []byte
	half, odd := byte(0), false
	for ; l.at < len(l.b) && l.b[l.at] != '>'; l.at++ {
		n, err := strconv.ParseUint(string(l.b[l.at:l.at+1]), 16, 8)
		switch {
		case err != nil:
		case odd:
			out = append(out, half<<4|byte(n))
			odd = false
		default:
			half, odd = byte(n), true
		}
	}
	if odd {
		out = append(out, half<<4)
	}
	l.at = min(l.at+1, len(l.b))
	l.spend(len(out) / 16)
	return text(out)
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// literal reads "(...)" with its escapes and inner brackets.
func (l *lexer) literal() text {
	l.at++
	var out []byte
	for deep := 1; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		switch c {
		case '(':
			deep++
		case ')':
			if deep--; deep == 0 {
				l.at++
				l.spend(len(out) / 16)
				return text(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return text(out)
}

// escape reads what stands behind a backslash, and leaves the lexer on its last byte.
func (l *lexer) escape(out []byte) []byte {
	l.at++
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	switch {
	case c >= '0' && c <= '7':
		n := 0
		for i := 0; i < 3 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; i++ {
			n = n*8 + int(l.b[l.at]-'0')
			l.at++
		}
		l.at--
		return append(out, byte(n))
	case c == '\r':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '\n' {
			l.at++
		}
		return out
	case c == '\n':
		return out
	case escapes[c] != 0:
		return append(out, escapes[c])
	}
	return append(out, c)
}
