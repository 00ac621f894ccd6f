package draft

import (
	"embed"
	"fmt"
	"strings"
)

// lexiconFiles are the words that the check knows, as data that a clinician may extend.
//
//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// class is a set of kinds of claim or word; a phrase may be of several.
type class uint64

// The classes of claims.<lang>.txt, by name, and those of the other files.
const (
	clHigh class = 1 << iota
	clLow
	clOut
	clCritical
	clSevere
	clMild
	clNormal
	clCalm
	clRising
	clFalling
	clSteady
	clBetter
	clWorse
	clSignificant
	clFirst
	clEarlier
	clUnread
	clJudged
	clPending
	clPositive
	clNegative
	clNow
	clLater
	clAll
	clOther
	clOnly
	clHedge
	clCause
	clNegation
	clAgain
	clOrder
	clHelp
	clLife
	clDrugWord
	clAdvice
	clTakes
	clMale
	clFemale
	clChild
	clInfant
	clAdult
	clOld
	clTime
	clNumber
	clUnit
	clPrevious
	clRangeWord
	clSince
	clNeutral
	clDrug
	clDiagnosis
	clBody
	clTest
	clKin
	clPlain
	clEllipsis
	clProblemList
	clBears
	clRemains
	clSlopeUp
	clSlopeDown
	clMet
	clOverdue
	clAllergy // the sixty-fourth: another needs a wider type
)

var classNames = map[string]class{
	"HIGH": clHigh, "LOW": clLow, "OUT": clOut, "CRIT": clCritical, "CRITHIGH": clCritical | clHigh,
	"CRITLOW": clCritical | clLow, "SEVERE": clSevere, "SEVEREHIGH": clSevere | clHigh, "SEVERELOW": clSevere | clLow,
	"SEVEREOUT": clSevere | clOut, "MILDHIGH": clMild | clHigh, "MILDLOW": clMild | clLow, "MILD": clMild, "NORMAL": clNormal, "CALM": clCalm,
	"RISING": clRising, "FALLING": clFalling, "STEADY": clSteady, "BETTER": clBetter, "WORSE": clWorse,
	"SIGNIF": clSignificant, "FIRST": clFirst, "EARLIER": clEarlier, "UNREAD": clUnread, "JUDGED": clJudged,
	"PENDING": clPending, "POSITIVE": clPositive, "NEGATIVE": clNegative, "NOW": clNow, "LATER": clLater, "ALL": clAll,
	"OTHER": clOther, "ONLY": clOnly, "HEDGE": clHedge, "CAUSE": clCause, "NEG": clNegation, "CONTACT": clPlain, "REMAINS": clRemains, "MET": clMet, "OVERDUE": clOverdue, "ALLERGY": clAllergy, "SLOPEUP": clSlopeUp, "SLOPEDOWN": clSlopeDown,
	"AGAIN": clAgain, "ORDER": clOrder, "HELP": clHelp, "LIFE": clLife, "DRUGWORD": clDrugWord, "ADVICE": clAdvice,
	"TAKES": clTakes, "MALE": clMale, "FEMALE": clFemale, "CHILD": clChild, "INFANT": clInfant,
	"ADULT": clAdult, "OLD": clOld, "TIME": clTime, "NUMBER": clNumber, "UNIT": clUnit,
	"KIN": clKin, "PROBLEMLIST": clProblemList, "BEARS": clBears, "ELLIPSIS": clEllipsis, "EMERGENCY": clLife, "PREVIOUS": clPrevious, "RANGEWORD": clRangeWord, "SINCE": clSince, "NEUTRAL": clNeutral,
}

// lexicon is one language's words.
type lexicon struct {
	lang     Lang
	words    trie
	synonyms map[string][]int // a test's name, in tokens joined by a space -> the lines of tests.<lang>.txt that hold it
	endings  map[class][]string
	contact  map[string]bool // words of speaking with somebody: the patient's text only
}

var (
	lexicons    = map[Lang]*lexicon{}
	properWords = map[string]bool{}
)

func init() {
	for _, line := range lexiconLines("proper") {
		properWords[line] = true
	}
	for _, l := range Langs {
		x := &lexicon{lang: l, synonyms: map[string][]int{}, endings: map[class][]string{}, contact: map[string]bool{}}
		for _, kv := range readPairs(lexiconFiles, "lexicon/claims."+string(l)+".txt") {
			c, ok := classNames[kv[0]]
			if !ok {
				panic(fmt.Sprintf("draft: lexicon/claims.%s.txt: no class %q", l, kv[0]))
			}
			for phrase := range strings.SplitSeq(kv[1], "|") {
				x.words.add(tokenTexts(phrase), c, -1)
				if kv[0] == "CONTACT" {
					x.contact[strings.TrimSpace(phrase)] = true
				}
			}
		}
		x.addFile("drugs", clDrug)
		x.addFile("diagnoses", clDiagnosis)
		x.addFile("body", clBody)
		x.addFile("plain", clPlain)
		for n, line := range lexiconLines("tests." + string(l)) {
			for name := range strings.SplitSeq(line, "|") {
				tokens := tokenTexts(name)
				x.words.add(tokens, clTest, n)
				key := strings.Join(tokens, " ")
				x.synonyms[key] = append(x.synonyms[key], n)
			}
		}
		lexicons[l] = x
	}
}

// addFile reads a file of entries, separated by "|" or line ends; one that begins with "-" is a word's ending.
func (x *lexicon) addFile(name string, c class) {
	for _, line := range lexiconLines(name + "." + string(x.lang)) {
		for entry := range strings.SplitSeq(line, "|") {
			entry = strings.TrimSpace(entry)
			if ending, is := strings.CutPrefix(entry, "-"); is {
				x.endings[c] = append(x.endings[c], ending)
			} else {
				x.words.add(tokenTexts(entry), c, -1)
			}
		}
	}
}

// lexiconLines are the lines of a file that are not empty and no comment.
func lexiconLines(name string) []string {
	data, err := lexiconFiles.ReadFile("lexicon/" + name + ".txt")
	if err != nil {
		panic("draft: " + err.Error())
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}

// byEnding classes an English word that no list holds by how it ends: -pril, -itis. A plural counts as its singular.
func (x *lexicon) byEnding(word string) class {
	var c class
	for _, form := range [2]string{word, strings.TrimSuffix(word, "s")} {
		for cl, endings := range x.endings {
			for _, ending := range endings {
				if len(form) > len(ending)+1 && strings.HasSuffix(form, ending) {
					c |= cl
				}
			}
		}
	}
	return c
}

// trie finds the longest phrase that begins at a token.
type trie struct {
	next  map[string]*trie
	class class
	refs  []int // lines of tests.<lang>.txt
	end   bool
}

func (t *trie) add(tokens []string, c class, ref int) {
	if len(tokens) == 0 {
		return
	}
	for _, token := range tokens {
		if t.next == nil {
			t.next = map[string]*trie{}
		}
		n := t.next[token]
		if n == nil {
			n = &trie{}
			t.next[token] = n
		}
		t = n
	}
	t.class |= c
	t.end = true
	if ref >= 0 {
		t.refs = append(t.refs, ref)
	}
}

// longest is the longest phrase in the trie that the tokens begin with, and its length.
func (t *trie) longest(tokens []token) (found *trie, length int) {
	for i := range tokens {
		if t = t.next[tokens[i].text]; t == nil {
			break
		}
		if t.end {
			found, length = t, i+1
		}
	}
	return found, length
}

// names are the names that facts give their findings, by their first token.
type names map[string][]name

type name struct {
	tokens  []string
	finding int
}

// longest is the findings that go by the longest name the tokens begin with, and its length.
func (n names) longest(tokens []token) (findings []int, length int) {
	for _, c := range n[tokens[0].text] {
		if len(c.tokens) < length || len(c.tokens) > len(tokens) || !begins(tokens, c.tokens) {
			continue
		}
		if len(c.tokens) > length {
			findings, length = nil, len(c.tokens)
		}
		findings = append(findings, c.finding)
	}
	return findings, length
}

func begins(tokens []token, texts []string) bool {
	for i, text := range texts {
		if tokens[i].text != text {
			return false
		}
	}
	return true
}

// splitList parts a list of entries at "|".
func splitList(line string) []string {
	entries := strings.Split(line, "|")
	for i := range entries {
		entries[i] = strings.TrimSpace(entries[i])
	}
	return entries
}
