package draft

import "strings"

// setPhraseWords is how long a phrase of the class NEUTRAL must be, in English words or in Chinese characters, to be a
// sentence that the doctor's practice says in these very words ("will talk with you"), and not a word taken out of
// another class.
var setPhraseWords = map[Lang]int{English: 3, Chinese: 4}

// tested refuses a full sentence that holds nothing the facts could answer: no placeholder, no claim, no name of a
// finding, no set phrase. What is left is a story about people, and the facts know none.
func (s *sentenceCheck) tested() {
	b := &s.bound
	for i := 0; i < len(b.items); {
		end := i
		words, answers := 0, false
		for end < len(b.items) && b.stop[end] == b.stop[i] {
			it := &b.items[end]
			words += b2i(it.kind == tokWord)
			answers = answers || it.holder != nil || it.class&(claimed|clNow|clLater|clCalm|clHelp) != 0 || s.setPhrase(it)
			end++
		}
		if words > 0 && !answers && !s.entitled(i, end) {
			s.refuse("untested", "the facts hold nothing that this sentence could be tested on")
		}
		i = max(end, i+1)
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *sentenceCheck) setPhrase(it *item) bool {
	if it.class&clNeutral == 0 {
		return false
	}
	n := len([]rune(it.text))
	if s.c.x.lang == English {
		n = len(strings.Fields(it.text))
	}
	return n >= setPhraseWords[s.c.x.lang]
}

// entitled says that the words of items i to end are those of a follow-up that the sentence rests on.
func (s *sentenceCheck) entitled(i, end int) bool {
	if len(s.s.FollowUps) == 0 {
		return false
	}
	for ; i < end; i++ {
		it := &s.bound.items[i]
		if it.kind == tokWord && it.class&(clOrder|clAgain) != 0 && s.grounded(it.text) || s.c.x.contact[it.text] && s.grounded(it.text) {
			return true
		}
	}
	return false
}
