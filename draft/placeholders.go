package draft

import "slices"

// Shown is a placeholder, and what it shows.
type Shown struct {
	Holder string // "{{potassium.value}}"
	Text   string
	Day    bool // it shows a date
}

// shownFields are what may be asked of a finding, in the order a reader asks. What is only a patient's, or only a
// pattern's, is left out where the facts have nothing for it.
var shownFields = []string{"name", "plain", "about", "value", "interval", "origin", "previous", "comparable", "change", "date", "ago",
	"why", "slope", "points", "since", "for", "against", "settle", "next", "due"}

// Placeholders lists all that a text for an audience in a language may show, but for the counts: {{count.all}} and
// {{count.others}} depend on the sentence. A patient's text shows no pattern and no notice.
func Placeholders(f Facts, a Audience, l Lang) []Shown {
	book := books[l]
	if book == nil {
		return nil
	}
	var all []Shown
	put := func(h placeholder) {
		if a == Patient && forDoctor(&h) {
			return
		}
		if text := fill(&f, &Sentence{}, &h, nil, book); text != "" {
			all = append(all, Shown{h.String(), text, slices.Contains([]string{"date", "since", "when", "by"}, h.field)})
		}
	}
	for i := range f.Interpretation.Findings {
		if a == Patient && f.Interpretation.Findings[i].Pattern != nil {
			continue
		}
		for _, field := range shownFields {
			put(placeholder{space: nsFinding, ref: f.Interpretation.Findings[i].ID, field: field})
		}
	}
	for _, key := range FollowUpKeys(f.Interpretation) {
		for _, field := range chartFields[nsFollowUp] {
			put(placeholder{space: nsFollowUp, ref: key, field: field})
		}
	}
	for _, h := range f.named() {
		put(placeholder{space: h.space, ref: h.ref, field: h.field})
		for _, field := range chartFields[h.space] {
			if field != h.field {
				put(placeholder{space: h.space, ref: h.ref, field: field})
			}
		}
		if h.space == nsMedicine {
			put(placeholder{space: nsDose, ref: h.ref})
		}
	}
	put(placeholder{space: nsPerson, field: "age"})
	put(placeholder{space: nsReport, field: "why"})
	return all
}

// forDoctor says that a placeholder shows what is written for a doctor: reasons, what to do, what to weigh.
func forDoctor(h *placeholder) bool {
	return h.space == nsNotice || h.field == "why" || h.field == "note" || h.space == nsFollowUp && h.field == "title"
}

// Vocabulary lists the words that a text in a language may use without claiming anything, in no order that matters. With
// placeholders, and with the words of the claims that the facts bear out, they are all that the check passes.
func Vocabulary(l Lang) []string {
	var words []string
	for _, line := range lexiconLines("plain." + string(l)) {
		words = append(words, splitList(line)...)
	}
	return words
}

// ClaimWords lists words that claim something which the check can test, by what they claim ("HIGH", "RISING").
func ClaimWords(l Lang) map[string][]string {
	out := map[string][]string{}
	for _, kv := range readPairs(lexiconFiles, "lexicon/claims."+string(l)+".txt") {
		if c := classNames[kv[0]]; c&(claimed|clNow|clTakes|clProblemList|clBears|clPrevious|clSince|clRangeWord|clHedge|clAllergy) != 0 && c&clSevere == 0 {
			out[kv[0]] = splitList(kv[1])
		}
	}
	return out
}
