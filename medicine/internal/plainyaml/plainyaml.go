// Package plainyaml reads the data files of medicine.
//
// They use little of YAML: maps and lists by indentation, maps and lists in brackets, plain and double-quoted words, remarks.
// The package reads that much by itself, ten times as fast as the full parser, so that a process starts at once. Whatever it
// does not know, and every mistake, goes to the full parser, which is strict and explains. Tests beside the data hold the two
// against each other on every file.
package plainyaml

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
)

// errNotPlain sends a file to the full parser.
var errNotPlain = errors.New("not in the plain subset")

// Decode reads a file into a struct by the yaml names of its fields. A field that the struct does not have, or that stands
// twice, is an error with its line: a misspelt number must not silently be missing.
func Decode(text []byte, into any) error {
	if Plain(text, into) == nil {
		return nil
	}
	reflect.ValueOf(into).Elem().SetZero()
	return Full(text, into)
}

// Full is Decode by the full parser alone, for tests to hold Plain against.
func Full(text []byte, into any) error { return yaml.UnmarshalWithOptions(text, into, yaml.Strict()) }

// Plain is Decode without the full parser: an error says only that the file is outside of the plain subset.
func Plain(text []byte, into any) error {
	n, err := readPlain(string(text))
	if err != nil {
		return err
	}
	return assign(n, reflect.ValueOf(into).Elem(), map[reflect.Type]map[string][]int{})
}

// yamlNode is a word, a list or a map.
type yamlNode struct {
	kind rune // 's', 'l', 'm'
	text string
	keys []string
	kids []yamlNode
}

// yamlLine is a line without its remark; a bracket that is open at its end has drawn in the lines that follow.
type yamlLine struct {
	indent int
	text   string
}

func readPlain(text string) (yamlNode, error) {
	var lines []yamlLine
	open := 0
	for raw := range strings.Lines(text) {
		raw = strings.TrimRight(raw, "\r\n")
		body := strings.TrimLeft(raw, " ")
		if strings.HasPrefix(body, "\t") || body == "---" {
			return yamlNode{}, errNotPlain
		}
		body, depth, ok := scanLine(body)
		if !ok {
			return yamlNode{}, errNotPlain
		}
		if body == "" {
			continue
		}
		if open > 0 {
			lines[len(lines)-1].text += " " + body
		} else {
			lines = append(lines, yamlLine{len(raw) - len(strings.TrimLeft(raw, " ")), body})
		}
		if open += depth; open < 0 {
			return yamlNode{}, errNotPlain
		}
	}
	if len(lines) == 0 || open != 0 {
		return yamlNode{}, errNotPlain
	}
	p := yamlReader{lines: lines}
	n, err := p.block(lines[0].indent)
	if err == nil && p.at < len(lines) {
		err = errNotPlain
	}
	return n, err
}

// scanLine cuts the remark off and counts the brackets that stay open. Quotes may not run over the end of a line.
func scanLine(s string) (body string, depth int, ok bool) {
	quoted := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\\' && quoted:
			return "", 0, false
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '#' && (i == 0 || s[i-1] == ' '):
			return strings.TrimRight(s[:i], " "), depth, true
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		}
	}
	return strings.TrimRight(s, " "), depth, !quoted
}

type yamlReader struct {
	lines []yamlLine
	at    int
}

// block reads the list or map that begins at the current line.
func (p *yamlReader) block(indent int) (yamlNode, error) {
	if isItem(p.lines[p.at].text) {
		return p.list(indent)
	}
	n := yamlNode{kind: 'm'}
	for p.at < len(p.lines) && p.lines[p.at].indent == indent && !isItem(p.lines[p.at].text) {
		key, rest, ok := cutKey(p.lines[p.at].text)
		if !ok {
			return n, errNotPlain
		}
		p.at++
		kid, err := p.value(rest, indent)
		if err != nil {
			return n, err
		}
		n.keys, n.kids = append(n.keys, key), append(n.kids, kid)
	}
	if p.at < len(p.lines) && p.lines[p.at].indent > indent {
		return n, errNotPlain
	}
	return n, nil
}

func (p *yamlReader) list(indent int) (yamlNode, error) {
	n := yamlNode{kind: 'l'}
	for p.at < len(p.lines) && p.lines[p.at].indent == indent && isItem(p.lines[p.at].text) {
		line := &p.lines[p.at]
		rest := strings.TrimLeft(line.text[1:], " ")
		var kid yamlNode
		var err error
		if _, _, ok := cutKey(rest); ok {
			line.indent += len(line.text) - len(rest)
			line.text = rest
			kid, err = p.block(line.indent)
		} else {
			p.at++
			kid, err = inline(rest)
		}
		if err != nil {
			return n, err
		}
		n.kids = append(n.kids, kid)
	}
	return n, nil
}

// value is what stands behind a key: on its line, or in the lines beneath.
func (p *yamlReader) value(rest string, indent int) (yamlNode, error) {
	if rest != "" {
		return inline(rest)
	}
	if p.at < len(p.lines) {
		next := p.lines[p.at]
		if next.indent > indent || next.indent == indent && isItem(next.text) {
			return p.block(next.indent)
		}
	}
	return yamlNode{}, errNotPlain
}

// inline is what stands on the rest of a line, behind a key or a dash. Outside of brackets a plain word may hold commas and
// brackets.
func inline(rest string) (yamlNode, error) {
	if rest == "" || rest[0] == '[' || rest[0] == '{' || rest[0] == '"' {
		return flowAll(rest)
	}
	if strings.Contains(rest, ": ") || strings.HasSuffix(rest, ":") || !plainStart(rest) {
		return yamlNode{}, errNotPlain
	}
	return yamlNode{kind: 's', text: rest}, nil
}

func isItem(s string) bool { return strings.HasPrefix(s, "- ") }

// cutKey splits "key: rest" and "key:".
func cutKey(s string) (key, rest string, ok bool) {
	i := 0
	for i < len(s) && (letter(s[i]) || s[i] >= '0' && s[i] <= '9' || s[i] == '_') {
		i++
	}
	if i == 0 || i >= len(s) || s[i] != ':' || i+1 < len(s) && s[i+1] != ' ' {
		return "", "", false
	}
	return s[:i], strings.TrimSpace(s[i+1:]), true
}

// plainStart says that a word without quotes may begin so, and means itself.
func plainStart(s string) bool {
	return s != "null" && s != "~" && !strings.ContainsRune("&*!|>'%@`?,]}", rune(s[0])) && !strings.HasPrefix(s, "- ")
}

func flowAll(s string) (yamlNode, error) {
	n, rest, err := flow(s)
	if err == nil && rest != "" {
		err = errNotPlain
	}
	return n, err
}

// flow reads one value in brackets, in quotes, or plain up to the next comma or bracket.
func flow(s string) (n yamlNode, rest string, err error) {
	if s == "" {
		return n, "", errNotPlain
	}
	switch s[0] {
	case '"':
		text, after, ok := strings.Cut(s[1:], `"`)
		if !ok {
			return n, "", errNotPlain
		}
		return yamlNode{kind: 's', text: text}, strings.TrimLeft(after, " "), nil
	case '[', '{':
		return flowMany(s)
	}
	end := strings.IndexAny(s, ",]}[{")
	if end < 0 {
		end = len(s)
	}
	text := strings.TrimSpace(s[:end])
	if text == "" || end < len(s) && (s[end] == '[' || s[end] == '{') || strings.Contains(text, ": ") || strings.Contains(text, `"`) || !plainStart(text) {
		return n, "", errNotPlain
	}
	return yamlNode{kind: 's', text: text}, s[end:], nil
}

func flowMany(s string) (n yamlNode, rest string, err error) {
	n.kind, rest = 'l', strings.TrimLeft(s[1:], " ")
	closing := byte(']')
	if s[0] == '{' {
		n.kind, closing = 'm', '}'
	}
	for {
		if rest == "" {
			return n, "", errNotPlain
		}
		if rest[0] == closing {
			return n, strings.TrimLeft(rest[1:], " "), nil
		}
		if n.kind == 'm' {
			key, after, ok := cutKey(rest)
			if !ok {
				return n, "", errNotPlain
			}
			n.keys, rest = append(n.keys, key), after
		}
		var kid yamlNode
		if kid, rest, err = flow(rest); err != nil {
			return n, "", err
		}
		n.kids = append(n.kids, kid)
		if rest != "" && rest[0] == ',' {
			rest = strings.TrimLeft(rest[1:], " ")
		} else if rest == "" || rest[0] != closing {
			return n, "", errNotPlain
		}
	}
}

// assign puts a node into a value by the yaml names of its fields. An unknown or repeated field is an error.
func assign(n yamlNode, to reflect.Value, fields map[reflect.Type]map[string][]int) error {
	switch to.Kind() {
	case reflect.Pointer:
		to.Set(reflect.New(to.Type().Elem()))
		return assign(n, to.Elem(), fields)
	case reflect.Struct:
		return assignStruct(n, to, fields)
	case reflect.Slice:
		if n.kind != 'l' {
			return errNotPlain
		}
		to.Set(reflect.MakeSlice(to.Type(), len(n.kids), len(n.kids)))
		for i := range n.kids {
			if err := assign(n.kids[i], to.Index(i), fields); err != nil {
				return err
			}
		}
		return nil
	}
	if n.kind != 's' {
		return errNotPlain
	}
	switch to.Kind() {
	case reflect.String:
		to.SetString(n.text)
	case reflect.Float64:
		v, err := strconv.ParseFloat(n.text, 64)
		to.SetFloat(v)
		return err
	case reflect.Int:
		v, err := strconv.Atoi(n.text)
		to.SetInt(int64(v))
		return err
	case reflect.Bool:
		to.SetBool(n.text == "true")
		if n.text != "true" && n.text != "false" {
			return errNotPlain
		}
	default:
		return errNotPlain
	}
	return nil
}

func assignStruct(n yamlNode, to reflect.Value, fields map[reflect.Type]map[string][]int) error {
	if n.kind != 'm' {
		return errNotPlain
	}
	names := fields[to.Type()]
	if names == nil {
		names = map[string][]int{}
		for _, f := range reflect.VisibleFields(to.Type()) {
			if name, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); name != "" {
				names[name] = f.Index
			}
		}
		fields[to.Type()] = names
	}
	for i, key := range n.keys {
		index, ok := names[key]
		if !ok {
			return errNotPlain
		}
		if slices.Contains(n.keys[:i], key) {
			return errNotPlain
		}
		if err := assign(n.kids[i], to.FieldByIndex(index), fields); err != nil {
			return err
		}
	}
	return nil
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' }
