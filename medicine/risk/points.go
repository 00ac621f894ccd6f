package risk

// byPoints adds up the items. One that cannot be decided is missing, and then there is no number; what is certain is told.
func (t *trial) byPoints() float64 {
	total := 0
	for i := range t.rule.Items {
		it := &t.rule.Items[i]
		switch {
		case !t.ofSex(it.Sex):
		case len(it.Bands) > 0:
			if x := t.use(it.Input); x.known {
				total += it.band(x.value)
			}
		case len(it.Any) == 0 || t.any(it.Any):
			total += it.Points
		}
	}
	if len(t.out.NotValid) == 0 && len(t.out.Missing) > 0 {
		t.atLeast = total
	}
	return float64(total)
}

// band is the points of the last band that the value reaches.
func (it *itemData) band(v float64) int {
	points := 0
	for _, b := range it.Bands {
		if b.AtLeast != nil && v >= *b.AtLeast || b.Above != nil && v > *b.Above {
			points = b.Points
		}
	}
	return points
}

// any says that one of the conditions holds. That one is what the score rests on. When none holds all of them are, and those
// that are unknown are missing.
func (t *trial) any(conds []condData) bool {
	for i := range conds {
		if x := t.facts.get(conds[i].Input); x.known && conds[i].holds(x.value) {
			t.use(conds[i].Input)
			return true
		}
	}
	for i := range conds {
		t.use(conds[i].Input)
	}
	return false
}

func (c *condData) holds(v float64) bool {
	switch {
	case c.Above != nil:
		return v > *c.Above
	case c.AtLeast != nil:
		return v >= *c.AtLeast
	case c.Is == "no":
		return v == 0
	}
	return v == 1
}
