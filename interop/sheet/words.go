package sheet

import (
	_ "embed"
	"strings"
	"unicode"
)

//go:embed words.txt
var wordsText string

// vocabulary is words.txt: meaning to words, and word to its place.
var vocabulary, longest = loadWords(wordsText)

// loadWords reads words.txt: meaning -> word -> true, and the number of words in the longest phrase.
func loadWords(text string) (map[string]map[string]bool, int) {
	out, most := map[string]map[string]bool{}, 1
	for line := range strings.Lines(text) {
		meaning, list, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		set := map[string]bool{}
		for w := range strings.SplitSeq(list, " | ") {
			w = strings.ToLower(strings.TrimSpace(w))
			set[w] = true
			most = max(most, len(strings.Fields(w)))
		}
		out[strings.TrimSpace(meaning)] = set
	}
	return out, most
}

// means says whether a word or phrase has the meaning. A colon or full-width colon behind it does not count.
func means(meaning, word string) bool {
	return vocabulary[meaning][strings.ToLower(strings.TrimRight(strings.TrimSpace(word), ": "))]
}

// flagOf is the flag that a word stands for, "" for none.
func flagOf(word string) string {
	for _, f := range []string{"HH", "LL", "H", "L", "A", "N"} {
		if vocabulary["flag."+f][strings.ToLower(word)] {
			return f
		}
	}
	return ""
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// sentence is a doubt in both languages.
type sentence struct{ en, zh string }

var (
	twoNumbers = sentence{"More than one number on this line could be the result.", "此行有不止一个数字可能是结果。"}
	comma      = sentence{"The comma could be a decimal point or divide thousands.", "逗号可能是小数点，也可能是千位分隔符。"}
	wrapped    = sentence{"It is put together from two lines.", "此项由两行拼接而成。"}
	bare       = sentence{"It has neither a unit nor a reference range.", "既没有单位，也没有参考范围。"}
	twoResults = sentence{"More than one result stands on this line.", "此行有不止一个结果。"}
	earlier    = sentence{"The table also shows earlier results; this number could be one of them.", "表中还有以往的结果，这个数字可能是以往的结果。"}
	misplaced  = sentence{"The columns of this line do not fit the head of the table.", "此行的列与表头不符。"}
	intervals  = sentence{"It is not certain which of the intervals is the result.", "无法确定哪个区间是结果。"}
	remark     = sentence{"There are more words on this line than could be read.", "此行还有未能读懂的文字。"}
	reversed   = sentence{"The flag does not fit the number and the range.", "标志与数值和参考范围不符。"}
)

// doubt notes a doubt; the first one stands, because it is the one that decided.
func (r *Row) doubt(s sentence) {
	if r.Doubt == "" {
		r.Doubt, r.DoubtZH = s.en, s.zh
	}
}
