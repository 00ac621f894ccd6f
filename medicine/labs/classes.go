package labs

import (
	"slices"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// classData is a group of medicines or of problems as classes.yaml writes it.
type classData struct {
	Class   string   `yaml:"class"`
	Name    string   `yaml:"name"`
	Codes   []string `yaml:"codes"`   // whole codes: RxNorm ingredients, SNOMED CT
	Prefix  []string `yaml:"prefix"`  // beginnings of codes: ATC, ICD-10
	Words   []string `yaml:"words"`   // whole words, or phrases, of the label
	Endings []string `yaml:"endings"` // endings of a word of the label
	Except  []string `yaml:"except"`  // words that have the ending and do not belong
	Source  string   `yaml:"source"`
}

// classSet is a set of classes by index.
type classSet [2]uint64

func (s *classSet) add(i int)            { s[i>>6] |= 1 << (i & 63) }
func (s classSet) meets(o classSet) bool { return s[0]&o[0] != 0 || s[1]&o[1] != 0 }

// classTable finds the classes of an entry of the chart.
type classTable struct {
	data    []classData
	index   map[string]int
	byCode  map[string][]int
	byWord  map[string][]int
	phrases []phrase      // in ASCII
	foreign []phrase      // in other scripts, which a label in ASCII cannot hold
	endings [256][]ending // by the last byte
}

type phrase struct {
	text  string
	class int
	bytes byteSet
}

// ending is an ending of words that makes them of a class.
type ending struct {
	text   string
	class  int
	except []string
}

// byteSet is which bytes a text has, those that differ by 64 taken together. A label that lacks a byte of a phrase cannot
// hold the phrase, which spares most of the searching.
type byteSet uint64

func bytesOf(text string) (s byteSet) {
	for i := range len(text) {
		s |= 1 << (text[i] & 63)
	}
	return s
}

func newClassTable(data []classData) classTable {
	t := classTable{data: data, index: map[string]int{}, byCode: map[string][]int{}, byWord: map[string][]int{}}
	for i, c := range data {
		t.index[c.Class] = i
		for _, code := range c.Codes {
			t.byCode[code] = append(t.byCode[code], i)
		}
		for _, w := range c.Words {
			w = strings.ToLower(w)
			switch {
			case !asciiOnly(w):
				t.foreign = append(t.foreign, phrase{w, i, bytesOf(w)})
			case strings.ContainsAny(w, " -"):
				t.phrases = append(t.phrases, phrase{w, i, bytesOf(w)})
			default:
				t.byWord[w] = append(t.byWord[w], i)
			}
		}
		for _, e := range c.Endings {
			if e != "" {
				last := e[len(e)-1]
				t.endings[last] = append(t.endings[last], ending{e, i, c.Except})
			}
		}
	}
	return t
}

// named is the set of one class.
func (t *classTable) named(class string) (s classSet) {
	if i, ok := t.index[class]; ok {
		s.add(i)
	}
	return s
}

func asciiOnly(s string) bool {
	for i := range len(s) {
		if s[i] > 127 {
			return false
		}
	}
	return true
}

// of lists the classes of one medicine or problem, by its codes and by the words of its label.
func (t *classTable) of(label string, codings []medicine.Coding) classSet {
	var set classSet
	for _, k := range codings {
		for _, i := range t.byCode[k.Code] {
			set.add(i)
		}
		for i := range t.data {
			for _, p := range t.data[i].Prefix {
				if strings.HasPrefix(k.Code, p) && codeSystemHasPrefixes(k.System) {
					set.add(i)
				}
			}
		}
	}
	label = strings.ToLower(label)
	for start := 0; start < len(label); start++ {
		end := start
		for end < len(label) && inWord(label[end]) {
			end++
		}
		if end > start {
			t.addWord(&set, label[start:end])
			start = end
		}
	}
	t.addPhrases(&set, label, t.phrases)
	if !asciiOnly(label) {
		t.addPhrases(&set, label, t.foreign)
	}
	return set
}

// inWord says that a byte of a label in small letters is part of a word; all that is not ASCII is.
func inWord(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b > 127 }

func (t *classTable) addWord(set *classSet, word string) {
	for _, i := range t.byWord[word] {
		set.add(i)
	}
	for i := range t.endings[word[len(word)-1]] {
		e := &t.endings[word[len(word)-1]][i]
		if len(word) > len(e.text)+2 && strings.HasSuffix(word, e.text) && !slices.Contains(e.except, word) {
			set.add(e.class)
		}
	}
}

func (t *classTable) addPhrases(set *classSet, label string, phrases []phrase) {
	has := bytesOf(label)
	for i := range phrases {
		if p := &phrases[i]; p.bytes&^has == 0 && strings.Contains(label, p.text) {
			set.add(p.class)
		}
	}
}

// codeSystemHasPrefixes says that the beginning of a code means something in its system: ATC and ICD-10.
func codeSystemHasPrefixes(system string) bool {
	s := strings.ToLower(system)
	return strings.Contains(s, "atc") || strings.Contains(s, "whocc") || strings.Contains(s, "icd")
}

// maxClasses is what a classSet can hold.
const maxClasses = 128

func (l *loader) classTable(data []classData) classTable {
	for _, c := range data {
		if len(c.Codes)+len(c.Prefix)+len(c.Words)+len(c.Endings) == 0 {
			l.fault(fileClasses, c.Class, "words", "a class needs codes, prefix, words or endings")
		}
	}
	if len(data) > maxClasses {
		l.fault(fileClasses, data[maxClasses].Class, "class", "more than %d classes", maxClasses)
		data = data[:maxClasses]
	}
	return newClassTable(data)
}
