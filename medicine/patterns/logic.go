package patterns

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"
)

// Most lines are no more than words, comparisons of a word with a number, and their joining by &&, || and !. Those are kept
// as a logic, which is asked many times faster than a program of CEL, and means the same: a test compares the two on every
// line and every case. All other lines (arithmetic, words compared with each other) stay programs.

// truth is yes, no, or not known, as the language means it.
type truth uint8

const (
	unknown truth = iota
	yes
	no
)

func truthOf(v bool) truth {
	if v {
		return yes
	}
	return no
}

// logic is one node of a line. of is && || or !, which join parts; a comparison of the call, or the age, with number; or "",
// the truth of the call or of the name.
type logic struct {
	of     string
	call   int    // place in Set.calls
	name   string // age, female, male, pregnant; "" the call counts
	number float64
	parts  []logic
}

// logicOf reads a line's tree; ok is false when it holds more than a logic can say.
func logicOf(e ast.Expr) (l logic, ok bool) {
	switch e.Kind() {
	case ast.IdentKind:
		name := e.AsIdent()
		return logic{name: name}, name == "female" || name == "male" || name == "pregnant"
	case ast.CallKind:
	default:
		return l, false
	}
	args := e.AsCall().Args()
	l.of = e.AsCall().FunctionName()
	switch l.of {
	case truthFunction:
		return logic{call: placeOf(e)}, true
	case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot:
		for _, a := range args {
			part, ok := logicOf(a)
			if !ok {
				return l, false
			}
			l.parts = append(l.parts, part)
		}
		return l, true
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		switch n := literal(args[1]).(type) {
		case types.Int:
			l.number = float64(n)
		case types.Double:
			l.number = float64(n)
		default:
			return l, false
		}
		left := args[0]
		switch {
		case left.Kind() == ast.IdentKind && left.AsIdent() == "age":
			l.name = "age"
			return l, true
		case left.Kind() == ast.CallKind && left.AsCall().FunctionName() == numberFunction:
			l.call = placeOf(left)
			return l, true
		}
	}
	return l, false
}

// placeOf is the number of the call that a word was replaced by.
func placeOf(e ast.Expr) int { return int(literal(e.AsCall().Args()[1]).(types.Int)) }

// logic answers a node. What is not known joins as in plain speech: "not known and no" is no, "not known or yes" is yes.
func (f *facts) logic(l *logic) truth {
	switch l.of {
	case operators.LogicalAnd, operators.LogicalOr:
		decides := truthOf(l.of == operators.LogicalOr)
		all := no + yes - decides
		for i := range l.parts {
			switch f.logic(&l.parts[i]) {
			case decides:
				return decides
			case unknown:
				all = unknown
			}
		}
		return all
	case operators.LogicalNot:
		switch f.logic(&l.parts[0]) {
		case yes:
			return no
		case no:
			return yes
		}
		return unknown
	}
	said := f.said(l)
	if l.of == "" {
		if v, ok := said.(types.Bool); ok {
			return truthOf(bool(v))
		}
		return unknown
	}
	return ordered(said, l.of, l.number)
}

func (f *facts) said(l *logic) ref.Val {
	if l.name == "" {
		return f.answer(l.call)
	}
	v, _ := f.ResolveName(l.name)
	return v.(ref.Val)
}

// ordered compares a number, or a bound where it decides.
func ordered(v ref.Val, op string, with float64) truth {
	sign := 0
	switch v := v.(type) {
	case types.Double:
		switch {
		case float64(v) < with:
			sign = -1
		case float64(v) > with:
			sign = 1
		}
	case bound:
		var ok bool
		if sign, ok = v.fact.Compare(with); !ok {
			return unknown
		}
	default:
		return unknown
	}
	switch op {
	case operators.Less:
		return truthOf(sign < 0)
	case operators.LessEquals:
		return truthOf(sign <= 0)
	case operators.Greater:
		return truthOf(sign > 0)
	}
	return truthOf(sign >= 0)
}

// execution is where programs run.
func (f *facts) execution() *interpreter.ExecutionFrame {
	if f.frame == nil {
		frame, err := interpreter.NewExecutionFrame(interpreter.Activation(f))
		if err != nil { // only a type that CEL does not know as variables could cause it, and the type is fixed
			panic("patterns: " + err.Error())
		}
		f.frame = frame
	}
	return f.frame
}

// close gives back what programs used.
func (f *facts) close() {
	if f.frame != nil {
		f.frame.Close()
	}
}
