package draft

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// Template writes drafts from phrases/*.txt. It needs no model and no network, and is complete by itself.
type Template struct{}

// Name of the writer.
func (Template) Name() string { return "template" }

// Version changes with every phrase.
func (Template) Version() string { return phrasesVersion }

// Write makes the draft for an audience in a language.
func (t Template) Write(ctx context.Context, f Facts, a Audience, l Lang) (Draft, error) {
	if err := ctx.Err(); err != nil {
		return Draft{}, err
	}
	book := books[l]
	if book == nil {
		return Draft{}, fmt.Errorf("draft: no phrases for language %q", l)
	}
	d := Draft{Audience: a, Lang: l, Writer: t.Name(), Version: t.Version()}
	w := page{f: &f, b: book, g: sortOut(&f), sentences: make([]Sentence, 0, 12)}
	if len(SectionsOf(f.Kind, a)) == 0 {
		return Draft{}, fmt.Errorf("draft: no text of kind %q for audience %q", f.Kind, a)
	}
	w.write(a)
	d.Sentences = w.sentences
	return d, nil
}

// page is a draft being written.
type page struct {
	f         *Facts
	b         *phraseBook
	g         groups
	sentences []Sentence
}

// groups sorts the findings by what has to be said of them. Each finding is in exactly one group.
type groups struct {
	critical, urgent, abnormal []*medicine.Finding // out of range, or raised by a rule
	unread, unjudged           []*medicine.Finding // needs reading; no interval applied
	pending                    []*medicine.Finding // not there yet
	normal                     []*medicine.Finding
	patterns                   []*medicine.Finding
}

func sortOut(f *Facts) groups {
	var g groups
	for i := range f.Interpretation.Findings {
		fd := &f.Interpretation.Findings[i]
		switch {
		case fd.Kind == medicine.PatternFinding:
			g.patterns = append(g.patterns, fd)
		case isCritical(fd):
			g.critical = append(g.critical, fd)
		case fd.Triage == medicine.TriageUrgent:
			g.urgent = append(g.urgent, fd)
		case !isOut(fd) && isPending(fd):
			g.pending = append(g.pending, fd)
		case fd.Triage == medicine.TriageAbnormal:
			g.abnormal = append(g.abnormal, fd)
		case fd.Flag == medicine.FlagNeedsReading:
			g.unread = append(g.unread, fd)
		case fd.Flag == medicine.FlagNormal && isCalm(fd.Triage):
			g.normal = append(g.normal, fd)
		case fd.Flag == medicine.FlagNormal && fd.Triage == medicine.TriageNeedsReading:
			g.unread = append(g.unread, fd)
		case fd.Flag == medicine.FlagNotJudged || fd.Flag == "":
			g.unjudged = append(g.unjudged, fd)
		default:
			g.abnormal = append(g.abnormal, fd)
		}
	}
	return g
}

func isCalm(t medicine.Triage) bool { return t == medicine.TriageNormal || t == "" }

// isCritical says that somebody must be called.
func isCritical(fd *medicine.Finding) bool {
	return hasCriticalFlag(fd) || fd.Triage == medicine.TriageCritical
}

func hasCriticalFlag(fd *medicine.Finding) bool {
	return fd.Flag == medicine.FlagCritical || fd.Flag == medicine.FlagCriticalHigh || fd.Flag == medicine.FlagCriticalLow
}

// gravest is the group that a headline is about.
func (g *groups) gravest() []*medicine.Finding {
	for _, group := range [][]*medicine.Finding{g.critical, g.urgent, g.abnormal} {
		if len(group) > 0 {
			return group
		}
	}
	return nil
}

func (g *groups) abnormals() []*medicine.Finding {
	return slices.Concat(g.critical, g.urgent, g.abnormal)
}

// add appends a sentence that rests on findings.
func (w *page) add(section Section, text string, findings ...*medicine.Finding) {
	w.addWith(section, text, nil, findings)
}

func (w *page) addWith(section Section, text string, followUps []string, findings []*medicine.Finding) {
	s := Sentence{Section: section, Text: text, FollowUps: followUps}
	for _, fd := range findings {
		if !slices.Contains(s.Findings, fd.ID) {
			s.Findings = append(s.Findings, fd.ID)
		}
	}
	w.sentences = append(w.sentences, s)
}

// ph is a placeholder of a finding.
func ph(fd *medicine.Finding, field string) string { return "{{" + fd.ID + "." + field + "}}" }

// joined lists one placeholder of each finding.
func (w *page) joined(findings []*medicine.Finding, field string) string {
	names := make([]string, len(findings))
	for i, fd := range findings {
		names[i] = ph(fd, field)
	}
	return w.b.list(names)
}

// can says whether the facts have something for a field.
func (w *page) can(fd *medicine.Finding, field string) bool {
	return fillFinding(w.f, fd, field, w.b) != ""
}

// form picks "is" or "are" and the like for a list of findings.
func (w *page) form(word string, findings ...*medicine.Finding) string {
	many := len(findings) > 1 || len(findings) == 1 && w.b.lang == English && isPlural(nameText(findings[0], English))
	if many {
		return w.b.phrases["doctor."+word+".many"]
	}
	return w.b.phrases["doctor."+word+".one"]
}

// isPlural says whether an English test name is a plural: platelets, triglycerides; not status, mass or diagnosis.
func isPlural(name string) bool {
	if i := strings.IndexAny(name, "(,"); i > 0 {
		name = strings.TrimSpace(name[:i])
	}
	if i := strings.Index(name, " in "); i > 0 {
		name = name[:i]
	}
	if len(name) < 5 || !strings.HasSuffix(name, "s") {
		return false
	}
	before := name[len(name)-2]
	return before != 's' && before != 'u' && before != 'i' && (before < 'A' || before > 'Z')
}

// chunk cuts findings into groups of at most n.
func chunk(findings []*medicine.Finding, n int) [][]*medicine.Finding {
	return slices.Collect(slices.Chunk(findings, n))
}

// byText groups findings that have the same text for a key, in order of first appearance.
func byText(findings []*medicine.Finding, key func(*medicine.Finding) string) [][]*medicine.Finding {
	var out [][]*medicine.Finding
	at := map[string]int{}
	for _, fd := range findings {
		k := key(fd)
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], fd)
	}
	return out
}
