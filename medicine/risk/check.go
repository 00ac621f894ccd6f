package risk

import "slices"

// check refuses what would fail later, when a person is in front of a doctor.
func (l *loader) check() {
	for i := range l.s.inputs {
		d := &l.s.inputs[i]
		if d.Name == "" || d.ZH == "" {
			l.fault(d.Key, "needs a name in both languages")
		}
		if (d.Analyte != "" || d.question()) && d.Days == 0 {
			l.fault(d.Key, "needs days: how old a value may be")
		}
		if d.question() && len(d.Answers) == 0 && len(d.Units) == 0 {
			l.fault(d.Key, "a question needs answers or units")
		}
		if d.Computed != "" && computed[d.Computed] == nil {
			l.fault(d.Key, "nothing computes %q", d.Computed)
		}
	}
	seen := map[string]bool{}
	for i := range l.s.families {
		f := &l.s.families[i]
		l.checkFamily(f)
		for j := range f.Scores {
			d := &f.Scores[j]
			if seen[d.Key] {
				l.fault(d.Key, "given twice")
			}
			seen[d.Key] = true
			l.checkScore(f, d)
		}
	}
}

func (l *loader) checkFamily(f *familyData) {
	key := f.Scores[0].Key
	l.known(key, f.OnlyWith, f.Unless)
	l.known(key, f.Needs...)
	l.known(key, f.Optional...)
	l.cited(key, f.Sources)
	for _, x := range f.Excludes {
		l.known(key, x.Input)
		if x.Code == "" || x.Text == "" || x.ZH == "" {
			l.fault(key, "what excludes %s needs a code and words in both languages", x.Input)
		}
	}
	for _, x := range f.Limits {
		l.known(key, x.Input)
		if x.Unit == "" || x.High == nil == (x.Below == nil) {
			l.fault(key, "the limits of %s need a unit, and either high or below", x.Input)
		}
	}
}

func (l *loader) checkScore(f *familyData, d *scoreData) {
	l.known(d.Key, d.Needs...)
	l.cited(d.Key, d.Sources)
	if d.Name == "" || d.ZH == "" || d.Note == "" != (d.NoteZH == "") {
		l.fault(d.Key, "needs its words in both languages")
	}
	if len(f.Sources)+len(d.Sources) == 0 {
		l.fault(d.Key, "has no source")
	}
	for _, c := range d.Categories {
		if c.Name == "" || c.ZH == "" {
			l.fault(d.Key, "a category needs a name in both languages")
		}
	}
	if n := len(d.Categories); n > 0 {
		if last := d.Categories[n-1]; last.Below != nil || last.To != 0 || last.Sex != "" {
			l.fault(d.Key, "the last category must hold for everybody else")
		}
	}
	switch f.Equation {
	case "prevent":
		for model := range preventModels {
			for _, sex := range []string{"female", "male"} {
				l.column(d.Key, l.s.prevent, preventColumn(preventModels[model], sex, d))
			}
		}
	case "score2":
		l.column(d.Key, l.s.score2, d.Outcome+"_female")
		l.column(d.Key, l.s.score2, d.Outcome+"_male")
	case "points":
		l.checkItems(d)
	default:
		l.fault(d.Key, "no equation is called %q", f.Equation)
	}
}

func (l *loader) checkItems(d *scoreData) {
	if len(d.Items) == 0 {
		l.fault(d.Key, "gives no points")
	}
	for _, it := range d.Items {
		l.known(d.Key, it.Input)
		for _, c := range it.Any {
			l.known(d.Key, c.Input)
		}
		if !slices.Contains([]string{"", "female", "male"}, it.Sex) {
			l.fault(d.Key, "sex %q", it.Sex)
		}
	}
}

// column checks that a column of coefficients is there.
func (l *loader) column(key string, table map[string]equation, column string) {
	if len(table[column].terms) == 0 {
		l.fault(key, "no coefficients %s", column)
	}
}

func (l *loader) known(key string, inputs ...string) {
	for _, in := range inputs {
		if _, ok := l.s.byKey[in]; in != "" && !ok {
			l.fault(key, "no input is called %q", in)
		}
	}
}

func (l *loader) cited(key string, sources []string) {
	for _, s := range sources {
		if _, ok := l.s.sources[s]; !ok {
			l.fault(key, "source %q is not in sources.yaml", s)
		}
	}
}
