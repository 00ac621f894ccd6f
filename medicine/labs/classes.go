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
	phrases []phrase // in ASCII
	foreign []phrase // in other scripts, which a label in ASCII cannot hold
	endings []int    // classes that have endings
}

type phrase struct {
	text  string
	class int
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
				t.foreign = append(t.foreign, phrase{w, i})
			case strings.ContainsAny(w, " -"):
				t.phrases = append(t.phrases, phrase{w, i})
			default:
				t.byWord[w] = append(t.byWord[w], i)
			}
		}
		if len(c.Endings) > 0 {
			t.endings = append(t.endings, i)
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
	for _, w := range strings.FieldsFunc(label, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127) }) {
		for _, i := range t.byWord[w] {
			set.add(i)
		}
		for _, i := range t.endings {
			if hasEnding(w, &t.data[i]) {
				set.add(i)
			}
		}
	}
	t.addPhrases(&set, label, t.phrases)
	if !asciiOnly(label) {
		t.addPhrases(&set, label, t.foreign)
	}
	return set
}

func (t *classTable) addPhrases(set *classSet, label string, phrases []phrase) {
	for _, p := range phrases {
		if strings.Contains(label, p.text) {
			set.add(p.class)
		}
	}
}

// codeSystemHasPrefixes says that the beginning of a code means something in its system: ATC and ICD-10.
func codeSystemHasPrefixes(system string) bool {
	s := strings.ToLower(system)
	return strings.Contains(s, "atc") || strings.Contains(s, "whocc") || strings.Contains(s, "icd")
}

func hasEnding(word string, c *classData) bool {
	for _, e := range c.Endings {
		if strings.HasSuffix(word, e) && len(word) > len(e)+2 && !slices.Contains(c.Except, word) {
			return true
		}
	}
	return false
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
