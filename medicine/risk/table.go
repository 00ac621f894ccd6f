package risk

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// equation is a linear predictor: the sum of coefficients times one variable, or the product of two; and the other constants that
// its table holds by name.
type equation struct {
	terms  []term
	params map[string]float64
}

// term is a coefficient times variable a times variable b; b is the variable that is always 1 where there is no second.
type term struct {
	a, b int
	coef float64
}

func (e *equation) sum(x []float64) float64 {
	total := 0.0
	for _, t := range e.terms {
		total += t.coef * x[t.a] * x[t.b]
	}
	return total
}

// readTable reads a table of coefficients: a row a term ("age", "age*smoking"), a column an equation. Variables are the names that
// a term may be made of, the first of them always 1. An empty cell means that the equation does not have the term.
func readTable(text []byte, variables, params []string) (map[string]equation, error) {
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	out := map[string]equation{}
	for c, name := range rows[0][1:] {
		e := equation{params: map[string]float64{}}
		for _, row := range rows[1:] {
			cell := row[c+1]
			if cell == "" {
				continue
			}
			v, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				return nil, fmt.Errorf("%s, %s: %w", row[0], name, err)
			}
			if slices.Contains(params, row[0]) {
				e.params[row[0]] = v
				continue
			}
			first, second, _ := strings.Cut(row[0], "*")
			a, b := slices.Index(variables, first), max(slices.Index(variables, second), 0)
			if a < 0 || second != "" && b == 0 {
				return nil, fmt.Errorf("%s: no such variable", row[0])
			}
			e.terms = append(e.terms, term{a, b, v})
		}
		out[name] = e
	}
	return out, nil
}
