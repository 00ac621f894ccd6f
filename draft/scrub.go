package draft

import (
	"regexp"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// identifying is what free text must not hold to be passed on: an e-mail or web address, a telephone or record number
// (seven digits or more, however they are grouped), a whole date (but not "1-0-1", which is how a medicine is taken), a person with a title, a street with a house number.
var identifying = []*regexp.Regexp{
	regexp.MustCompile(`[\p{L}\d._%+-]+@[\p{L}\d.-]+|https?://\S+|\bwww\.\S+`),
	regexp.MustCompile(`\+?\d(?:[\s().-]?\d){6,}`),
	regexp.MustCompile(`\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b|\b\d{2}[/.]\d{2}[/.]\d{2}\b|\d{4} ?年 ?\d{1,2} ?月`),
	regexp.MustCompile(`(?i)\b\d{1,2}(?:st|nd|rd|th)?\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{2,4}\b`),
	regexp.MustCompile(`(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}\b`),
	regexp.MustCompile(`(?i)\b(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam)\.? \p{L}+(?: \p{Lu}\p{Ll}+)?`),
	regexp.MustCompile(`\p{Han}{1,3}(?:先生|女士|小姐|大夫|医师)`),
	regexp.MustCompile(`(?i)\b(?:dob|nhs|mrn|ssn|born|date of birth|patient name|name:)\b.*`),
	regexp.MustCompile(`(?i)\b\d+[a-z]? \p{L}+ (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|close|court|square)\b`),
	regexp.MustCompile(`\p{Han}{1,12}(?:路|街|巷|弄) ?\d+ ?[号弄]?|\d+ ?号(?:楼|院)? ?\d* ?[室单]?|(?:姓名|住址|电话|身份证|出生)[：: ].*`),
}

// Scrub takes out of a text what looks like an identifier, and puts "…" in its place. It knows forms, not names: a name
// that stands alone is taken out by Facts.Without.
func Scrub(text string) string {
	for _, form := range identifying {
		text = form.ReplaceAllString(text, "…")
	}
	return text
}

// shortText is free text of people as a draft may quote it: "" when it is long, or holds what looks like an identifier.
func shortText(text string) string {
	text = strings.TrimSpace(text)
	if len([]rune(text)) > narrativeRunes || Scrub(text) != text || strings.ContainsAny(text, "{}\n") {
		return ""
	}
	return text
}

// Without takes words out of every text of the facts, and what looks like an identifier besides: the words are the
// person's names, address lines, telephone numbers and identifiers. Words shorter than two characters are not looked for.
// A model is only ever asked about facts that went through it.
func (f Facts) Without(words ...string) Facts {
	clean := func(text string) string { return Scrub(takeOut(text, words)) }
	f.ReportLabel = clean(f.ReportLabel)
	f.Interpretation.Findings = mapped(f.Interpretation.Findings, func(fd *medicine.Finding) {
		fd.Label, fd.LabelZH = clean(fd.Label), clean(fd.LabelZH)
		fd.Value.Text = clean(fd.Value.Text)
		fd.ReportedFlag = clean(fd.ReportedFlag)
		fd.Reasons = cleanReasons(fd.Reasons, clean)
		if fd.Interval != nil {
			i := *fd.Interval
			i.Text = clean(i.Text)
			fd.Interval = &i
		}
		fd.Pattern = cleanPattern(fd.Pattern, clean)
	})
	f.Interpretation.Why = cleanReasons(f.Interpretation.Why, clean)
	f.Interpretation.FollowUps = mapped(f.Interpretation.FollowUps, func(u *medicine.FollowUp) {
		u.Title, u.TitleZH = clean(u.Title), clean(u.TitleZH)
	})
	f.Problems = mapped(f.Problems, func(p *medicine.Problem) { p.Label = clean(p.Label) })
	f.Medications = mapped(f.Medications, func(m *medicine.Medication) { m.Label, m.Dose = clean(m.Label), clean(m.Dose) })
	f.Allergies = mapped(f.Allergies, func(a *medicine.Allergy) { a.Label, a.Reaction = clean(a.Label), clean(a.Reaction) })
	f.About = f.About.without(clean)
	return f
}

func (a About) without(clean func(string) string) About {
	both := func(en, zh *string) { *en, *zh = clean(*en), clean(*zh) }
	a.Scores = mapped(a.Scores, func(s *Score) {
		both(&s.Name, &s.NameZH)
		both(&s.Category, &s.CategoryZH)
		both(&s.Note, &s.NoteZH)
	})
	a.Due = mapped(a.Due, func(d *DueItem) { both(&d.Title, &d.TitleZH) })
	a.Targets = mapped(a.Targets, func(t *Target) {
		both(&t.Name, &t.NameZH)
		both(&t.Goal, &t.GoalZH)
	})
	a.Notices = mapped(a.Notices, func(n *Notice) { both(&n.Text, &n.TextZH) })
	if a.Plan != nil {
		p := *a.Plan
		both(&p.Title, &p.TitleZH)
		p.Items = mapped(p.Items, func(i *PlanItem) { both(&i.Text, &i.TextZH) })
		a.Plan = &p
	}
	return a
}

// mapped is a copy of a list with each entry changed.
func mapped[T any](list []T, change func(*T)) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i := range list {
		out[i] = list[i]
		change(&out[i])
	}
	return out
}

func cleanReasons(list []medicine.Reason, clean func(string) string) []medicine.Reason {
	return mapped(list, func(r *medicine.Reason) { r.Text, r.TextZH = clean(r.Text), clean(r.TextZH) })
}

func cleanPattern(p *medicine.Pattern, clean func(string) string) *medicine.Pattern {
	if p == nil {
		return nil
	}
	out := *p
	evidence := func(e *medicine.Evidence) { e.Text, e.TextZH = clean(e.Text), clean(e.TextZH) }
	out.For, out.Against = mapped(p.For, evidence), mapped(p.Against, evidence)
	return &out
}

// takeOut puts "…" for each word, whatever its case, where it stands as a word of its own. A Chinese word is taken out
// wherever it stands.
func takeOut(text string, words []string) string {
	for _, word := range words {
		word = strings.TrimSpace(word)
		if len([]rune(word)) < 2 || text == "" {
			continue
		}
		form := regexp.QuoteMeta(word)
		if !isHan(rune0(word)) {
			form = `(?i)(^|[^\p{L}\d])` + form + `($|[^\p{L}\d])`
			text = regexp.MustCompile(form).ReplaceAllString(text, "${1}…${2}")
			continue
		}
		text = regexp.MustCompile(form).ReplaceAllString(text, "…")
	}
	return text
}
