package risk

import (
	"slices"
	"strconv"
	"strings"

	"github.com/famulus-health/famulus/medicine"
)

// AnswerSystem is the code system of the questions that scores ask and that LOINC has no plain code for. The code is the key of the
// input: daily_activity, daily_vegetables, family_diabetes, alcohol_week, waist, smoking.
const AnswerSystem = "urn:famulus:answer"

// asked finds the question that an observation answers: by code, else by its whole label.
func (s *Scores) asked(o *medicine.Observation) (int, bool) {
	for i := range o.Codings {
		k := &o.Codings[i]
		if k.System == AnswerSystem {
			j, ok := s.byKey[k.Code]
			return j, ok && s.inputs[j].question()
		}
		if j, ok := s.byLOINC[k.Code]; ok && k.System == "http://loinc.org" {
			return j, true
		}
	}
	j, ok := s.byLabel[strings.ToLower(o.Label)]
	return j, ok
}

// answer reads an amount in one of the units, or one of the answers by its code or its whole words. Anything else is no answer.
func (d *inputData) answer(v *medicine.Value) (float64, bool) {
	if v.Kind == medicine.QuantityValue {
		i := slices.IndexFunc(d.Units, func(u unitData) bool { return u.Unit == v.Unit })
		n, err := strconv.ParseFloat(v.Number, 64)
		if i < 0 || err != nil || v.Comparator != "" {
			return 0, false
		}
		return n * d.Units[i].Times, true
	}
	if v.Kind != medicine.CodedValue && v.Kind != medicine.TextValue {
		return 0, false
	}
	return d.oneOf(v.Codings, v.Text)
}

func (d *inputData) oneOf(codings []medicine.Coding, text string) (float64, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	for i := range d.Answers {
		a := &d.Answers[i]
		for _, k := range codings {
			icd := strings.HasPrefix(k.System, "http://hl7.org/fhir/sid/icd-10")
			if slices.Contains(a.Codes, k.Code) || icd && slices.ContainsFunc(a.Prefix, func(p string) bool { return strings.HasPrefix(k.Code, p) }) {
				return a.Value, true
			}
		}
		if slices.Contains(a.Words, text) {
			return a.Value, true
		}
	}
	return 0, false
}

// problemAnswer reads an answer that stands on the problem list, such as "Smoker". An observation, wherever there is one, is
// the better witness: newer lets it replace this.
func (f *facts) problemAnswer(x *fact, p *medicine.Problem) {
	if v, ok := x.rule.oneOf(p.Codings, p.Label); ok {
		x.set(v, p.Onset, p.ID)
	}
}
