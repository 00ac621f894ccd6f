package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind says what a token is.
type tokenKind uint8

const (
	tokWord   tokenKind = iota // a run of letters, or one Chinese character
	tokDigit                   // anything that Unicode calls a number
	tokPunct                   // punctuation
	tokHolder                  // a placeholder
	tokBad                     // what has no place in a draft: controls, markup, other scripts
)

// token is the smallest part of a text.
type token struct {
	kind   tokenKind
	text   string // lower case; straight apostrophes; no possessive 's
	raw    string
	holder *placeholder
}

// punctuation is all that a text may hold. Signs that claim (≤, ↑, ~, =) and markup are not among it.
const punctuation = ".,;:!?()\"'“”‘’–—/%‰&…。，；：！？（）、《》「」·"

// tokenize cuts plain text into tokens. Hyphens between letters part words, as spaces do.
func tokenize(text string, into []token) []token {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case isHan(r):
			into = append(into, token{kind: tokWord, text: text[i : i+n], raw: text[i : i+n]})
		case unicode.IsNumber(r):
			into = append(into, token{kind: tokDigit, text: text[i : i+n], raw: text[i : i+n]})
		case isLetter(r):
			end := i + n
			for end < len(text) {
				r, n := utf8.DecodeRuneInString(text[end:])
				if !isLetter(r) && !unicode.Is(unicode.Mn, r) && !(isApostrophe(r) && end+n < len(text) && startsLetter(text[end+n:])) {
					break
				}
				end += n
			}
			into = append(into, word(text[i:end]))
			i = end
			continue
		case r == ' ' || r == '\u3000' || r == '-' || r == '‑':
		case strings.ContainsRune(punctuation, r) && r != utf8.RuneError:
			into = append(into, token{kind: tokPunct, text: text[i : i+n], raw: text[i : i+n]})
		default:
			into = append(into, token{kind: tokBad, text: text[i : i+n], raw: text[i : i+n]})
		}
		i += n
	}
	return into
}

func word(raw string) token {
	t := token{kind: tokWord, raw: raw, text: strings.ToLower(raw)}
	if strings.ContainsRune(t.text, '’') {
		t.text = strings.ReplaceAll(t.text, "’", "'")
	}
	t.text = strings.TrimSuffix(t.text, "'s")
	for _, r := range t.text {
		if !unicode.Is(unicode.Latin, r) && r != '\'' && r != 'µ' && r != 'μ' {
			t.kind = tokBad
		}
	}
	return t
}

func rune0(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isLetter(r rune) bool       { return unicode.IsLetter(r) && !isHan(r) }
func isApostrophe(r rune) bool   { return r == '\'' || r == '’' }
func startsLetter(s string) bool { return isLetter(rune0(s)) }

// tokenTexts are the texts of a phrase's tokens, punctuation left out.
func tokenTexts(phrase string) []string {
	var out []string
	for _, t := range tokenize(phrase, nil) {
		if t.kind != tokPunct {
			out = append(out, t.text)
		}
	}
	return out
}

// item is a token, or the longest known phrase, with what it may claim.
type item struct {
	token
	class   class
	refs    []int // of a test's name: the lines of tests.<lang>.txt
	names   []int // of a name from the facts: indexes of findings
	negated bool
	start   bool // begins a sentence, where English writes a capital
}

// scan reads a sentence's pieces into items. known holds the names that the facts give their findings.
func (x *lexicon) scan(pieces []piece, known names) []item {
	tokens := make([]token, 0, 64)
	for _, p := range pieces {
		if p.holder != nil {
			tokens = append(tokens, token{kind: tokHolder, holder: p.holder})
		} else {
			tokens = tokenize(p.text, tokens)
		}
	}
	items := make([]item, 0, len(tokens))
	start := true
	for i := 0; i < len(tokens); {
		it, n := x.itemAt(tokens[i:], known)
		it.start = start
		items = append(items, it)
		start = it.kind == tokPunct && (isStop(it.text) || it.text == ":" || start)
		i += n
	}
	x.negate(items)
	return items
}

func (x *lexicon) itemAt(tokens []token, known names) (item, int) {
	it := item{token: tokens[0]}
	if it.kind == tokHolder || it.kind == tokPunct {
		return it, 1
	}
	entry, n := x.words.longest(tokens)
	named, m := known.longest(tokens)
	switch {
	case m > 0 && m >= n:
		it.names, it.class = named, clTest
		n = m
	case entry != nil:
		it.class = entry.class
		it.refs = entry.refs
	default:
		if it.kind == tokWord && x.lang == English {
			it.class = x.byEnding(it.text)
		}
		return it, 1
	}
	if n > 1 {
		it.kind = tokWord
		texts, sep := make([]string, n), " "
		for i := range texts {
			texts[i] = tokens[i].text
		}
		if isHan(rune0(tokens[0].text)) {
			sep = ""
		}
		it.text = strings.Join(texts, sep)
	}
	return it, n
}

func isStop(p string) bool {
	switch p {
	case ".", "!", "?", "。", "！", "？":
		return true
	}
	return false
}

// breaksClause says that a claim or a negation does not reach beyond.
func breaksClause(it *item) bool {
	if it.kind != tokPunct {
		return false
	}
	switch it.text {
	case ",", ";", ":", "，", "；", "：":
		return true
	}
	return isStop(it.text)
}

// claimable are the classes that a negation may turn round; any other negation holds nothing that facts could hold.
const claimable = clHigh | clLow | clOut | clCritical | clNormal | clCalm | clRising | clFalling | clSteady | clBetter |
	clWorse | clSignificant | clFirst | clEarlier | clUnread | clJudged | clPending | clPositive | clNegative | clNow | clMet | clOverdue

// negationReach is how many items after a negation its claim may stand.
const negationReach = 6

// negate marks the claim that each negation turns round. A negation without one keeps its class, and is refused.
func (x *lexicon) negate(items []item) {
	for i := range items {
		if items[i].class&clNegation == 0 {
			continue
		}
		for j := i + 1; j < len(items) && j <= i+negationReach && !breaksClause(&items[j]) && items[j].class&clNegation == 0; j++ {
			if items[j].class&claimable != 0 {
				items[j].negated = !items[j].negated
				items[i].class = clNeutral
				break
			}
		}
	}
}
