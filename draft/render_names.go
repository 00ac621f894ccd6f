package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/famulus-health/famulus/medicine"
)

// nameText is what a finding is called in a language.
func nameText(fd *medicine.Finding, l Lang) string {
	if p := fd.Pattern; p != nil && p.Supports != "" {
		return either(p.Supports, p.SupportsZH, l)
	}
	if l == Chinese && fd.LabelZH != "" {
		return fd.LabelZH
	}
	return cleanLabel(fd.Label)
}

// cleanLabel takes off what terminologies add to a name: LOINC's brackets and specimen, SNOMED CT's semantic tag.
func cleanLabel(label string) string {
	label = strings.TrimSpace(label)
	if i := strings.Index(label, " ["); i > 0 {
		label = label[:i]
	}
	for _, tag := range [...]string{" (disorder)", " (finding)", " (situation)", " (procedure)", " (observable entity)"} {
		label = strings.TrimSuffix(label, tag)
	}
	if isShouted(label) {
		label = strings.ToLower(label)
	}
	return label
}

// isShouted says that a label is all capitals and longer than an abbreviation: "GLUCOSE", not "ALT" or "HBA1C".
func isShouted(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) || unicode.IsDigit(r) || r > unicode.MaxASCII {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 5
}

// fitCase gives a name the case its place in an English sentence asks for.
func fitCase(text string, start bool, h *placeholder) string {
	if start {
		return upperFirst(text)
	}
	switch h.field {
	case "value", "interval", "previous", "date", "ago", "text", "goal", "when", "by", "since":
		return text
	}
	if h.space == nsDose {
		return text
	}
	return lowerFirst(text)
}

// upperFirst raises the first letter, unless the word is written eGFR or pH.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if !unicode.IsLower(r) || unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst lowers the first letter of an ordinary word; abbreviations and names of people and organisms stay.
func lowerFirst(s string) string {
	word := s
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		word = s[:i]
		if strings.HasPrefix(s[i:], "'s") || strings.HasPrefix(s[i:], "’s") || properWords[word] {
			return s
		}
	}
	if len(word) < 2 || properWords[word] {
		return s
	}
	for i, r := range word {
		if (i == 0) != unicode.IsUpper(r) {
			return s
		}
	}
	return strings.ToLower(word) + s[len(word):]
}

// startsSentence says whether what comes next begins a sentence.
func startsSentence(before string) bool {
	before = strings.TrimRight(before, " ")
	return before == "" || strings.HasSuffix(before, ".") || strings.HasSuffix(before, "!") || strings.HasSuffix(before, "?")
}

// resultWord is a coded or textual result in the language of the draft, where the book knows it.
func (b *phraseBook) resultWord(text string) string {
	text = strings.TrimSpace(text)
	if word, ok := b.phrases["result."+strings.ToLower(text)]; ok {
		return word
	}
	if b.lang == English && isShouted(text) {
		return strings.ToLower(text)
	}
	return text
}

// whyText is why a finding came out as it did: the rule's own words in English; in another language the book's words for its
// code, else the rule's own in that language, and nothing when there are none.
func whyText(fd *medicine.Finding, book *phraseBook) string {
	for i := range fd.Reasons {
		if text := reasonText(&fd.Reasons[i], book); text != "" {
			return text
		}
	}
	return ""
}

func reasonText(r *medicine.Reason, book *phraseBook) string {
	if book.lang == English {
		return readableUnits(strings.TrimRight(strings.TrimSpace(r.Text), "."))
	}
	if words := book.phrases["why."+r.Code]; words != "" || book.lang != Chinese {
		return words
	}
	return readableUnits(bareEnd(r.TextZH))
}

// readableUnits makes the UCUM units in a reason's words readable.
func readableUnits(text string) string {
	if !strings.ContainsAny(text, "{[*") {
		return text
	}
	var words []string
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsAny(word, "{[*") {
			bare := strings.TrimRight(word, ".,;")
			word = unitText(bare) + word[len(bare):]
		}
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// reportWhy is what, besides its findings, keeps a report from being normal.
func reportWhy(f *Facts, book *phraseBook) string {
	for i := range f.Interpretation.Why {
		if r := &f.Interpretation.Why[i]; r.Finding == "" {
			if text := reasonText(r, book); text != "" {
				return text
			}
		}
	}
	return ""
}

// hasReportReason says that something besides the findings keeps a report from being normal.
func hasReportReason(f *Facts) bool {
	for i := range f.Interpretation.Why {
		if f.Interpretation.Why[i].Finding == "" {
			return true
		}
	}
	return false
}

// spaceChinese sets a space between Chinese and Latin letters, none between Chinese and Chinese, and leaves digits as
// they are: "HbA1c 偏高", "2026年3月3日".
func spaceChinese(s string) string {
	var out strings.Builder
	out.Grow(len(s) + 8)
	runes := []rune(s)
	for i, r := range runes {
		if r == ' ' && i > 0 && i+1 < len(runes) && (isHan(runes[i-1]) && isHan(runes[i+1]) || runes[i-1] == '）') {
			continue
		}
		if i > 0 && (isHan(r) && isLatin(runes[i-1]) || isLatin(r) && isHan(runes[i-1])) {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
	}
	return out.String()
}

func isHan(r rune) bool   { return unicode.Is(unicode.Han, r) }
func isLatin(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }
