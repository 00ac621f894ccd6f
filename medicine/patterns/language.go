package patterns

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/famulus-health/famulus/medicine/labs"
)

// A condition is an expression of CEL. Its words (low, value, on ...) are macros: when a condition is read, each use is
// checked (is there such a test, such a class of medicines?) and put into one table of calls, and the expression keeps only
// its number. So a misspelt test is refused at its place in the line, equal calls of all patterns are answered once for a
// report, and nothing is looked up by name when a report is interpreted.

// call is one question that a condition asks of the chart.
type call struct {
	word    string
	analyte *labs.Analyte
	within  time.Duration // 0: the report only
	number  float64
	op      string
	names   []string     // classes of medicines or problems, or words of a comment
	classes labs.Classes // of on and has
}

// word is a word of the language: the shapes that its arguments may have, and whether it gives a number or a yes or no.
// The letters: a analyte, d duration, n number, o comparison, m classes of medicines, p classes of problems, w words; the last
// three take all that follows.
type word struct {
	shapes []string
	truth  bool
}

var words = map[string]word{
	"value":        {shapes: []string{"a"}},
	"latest":       {shapes: []string{"ad"}},
	"times":        {shapes: []string{"a", "ad"}},
	"earlier":      {shapes: []string{"ad"}},
	"highest":      {shapes: []string{"ad"}},
	"lowest":       {shapes: []string{"ad"}},
	"slope":        {shapes: []string{"a"}},
	"count":        {shapes: []string{"ad"}},
	"known":        {shapes: []string{"a", "ad"}, truth: true},
	"low":          {shapes: []string{"a", "ad"}, truth: true},
	"high":         {shapes: []string{"a", "ad"}, truth: true},
	"normal":       {shapes: []string{"a", "ad"}, truth: true},
	"abnormal":     {shapes: []string{"a", "ad"}, truth: true},
	"critical":     {shapes: []string{"a", "ad"}, truth: true},
	"first":        {shapes: []string{"a"}, truth: true},
	"rose":         {shapes: []string{"a", "and"}, truth: true},
	"fell":         {shapes: []string{"a", "and"}, truth: true},
	"rose_percent": {shapes: []string{"and"}, truth: true},
	"fell_percent": {shapes: []string{"and"}, truth: true},
	"held":         {shapes: []string{"aond"}, truth: true},
	"noted":        {shapes: []string{"aw"}, truth: true},
	"reason":       {shapes: []string{"aw"}, truth: true},
	"on":           {shapes: []string{"m"}, truth: true},
	"has":          {shapes: []string{"p"}, truth: true},
}

const day = 24 * time.Hour

// spans are the words for time. A month is 30 days and a year 365, so that months(3) is the 90 days of guidelines.
var spans = map[string]time.Duration{"hours": time.Hour, "days": day, "weeks": 7 * day, "months": 30 * day, "years": 365 * day}

// compiler turns conditions into programs.
type compiler struct {
	labs       *labs.Catalogue
	env        *cel.Env
	calls      []call
	places     map[string]int // of calls, by what they ask
	asked      []int          // by the condition that is being read
	conditions []condition
	lines      map[string]int // of conditions, by their text
}

func newCompiler(c *labs.Catalogue) (*compiler, error) {
	k := &compiler{labs: c, places: map[string]int{}, lines: map[string]int{}}
	macros := make([]cel.Macro, 0, len(words)+len(spans))
	for name, w := range words {
		macros = append(macros, cel.GlobalVarArgMacro(name, func(eh cel.MacroExprFactory, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
			return k.expand(eh, name, w, args)
		}))
	}
	for name, unit := range spans {
		macros = append(macros, cel.GlobalMacro(name, 1, func(eh cel.MacroExprFactory, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
			n, ok := literal(args[0]).(types.Int)
			if !ok || n < 1 {
				return nil, eh.NewError(args[0].ID(), name+" needs a whole number")
			}
			return eh.NewLiteral(types.Duration{Duration: time.Duration(n) * unit}), nil
		}))
	}
	chart := cel.ObjectType(chartType)
	var err error
	k.env, err = cel.NewCustomEnv(cel.StdLib(), cel.ClearMacros(), cel.Macros(macros...), cel.CrossTypeNumericComparisons(true),
		cel.Variable("chart", chart), cel.Variable("age", cel.DoubleType),
		cel.Variable("female", cel.BoolType), cel.Variable("male", cel.BoolType), cel.Variable("pregnant", cel.BoolType),
		cel.Function(numberFunction, cel.Overload(numberFunction, []*cel.Type{chart, cel.IntType}, cel.DoubleType, cel.BinaryBinding(answer))),
		cel.Function(truthFunction, cel.Overload(truthFunction, []*cel.Type{chart, cel.IntType}, cel.BoolType, cel.BinaryBinding(answer))))
	return k, err
}

const (
	chartType      = "famulus.Chart"
	numberFunction = "famulus_number"
	truthFunction  = "famulus_truth"
)

// answer is what both functions do: the chart answers the call with that number.
func answer(chart, number ref.Val) ref.Val {
	return chart.(*facts).answer(int(number.(types.Int)))
}

// literal is the constant that an argument is; nil when it is none. Bounds below zero are written with a minus before them.
func literal(e ast.Expr) ref.Val {
	if e.Kind() == ast.LiteralKind {
		return e.AsLiteral()
	}
	return nil
}

// expand checks one use of a word and puts its number in its place.
func (k *compiler) expand(eh cel.MacroExprFactory, name string, w word, args []ast.Expr) (ast.Expr, *common.Error) {
	shape := ""
	for _, s := range w.shapes {
		if n := len(s); n == len(args) || n > 0 && n <= len(args) && strings.ContainsRune("mpw", rune(s[n-1])) {
			shape = s
		}
	}
	if shape == "" {
		return nil, common.NewError(0, fmt.Sprintf("%s has another number of arguments: %s", name, strings.Join(k.forms(name), " or ")), common.NoLocation)
	}
	c := call{word: name}
	for i, a := range args {
		kind := shape[min(i, len(shape)-1)]
		if fault := k.take(&c, kind, literal(a)); fault != "" {
			return nil, eh.NewError(a.ID(), name+": "+fault)
		}
	}
	key := fmt.Sprintf("%s %v %v %v %s %q", name, c.analyte, c.within, c.number, c.op, c.names)
	if c.analyte != nil {
		key = fmt.Sprintf("%s %s %v %v %s %q", name, c.analyte.Key, c.within, c.number, c.op, c.names)
	}
	if name == "on" || name == "has" {
		c.classes = k.classSet(name, c.names)
	}
	place, ok := k.places[key]
	if !ok {
		place = len(k.calls)
		k.places[key], k.calls = place, append(k.calls, c)
	}
	if !slices.Contains(k.asked, place) {
		k.asked = append(k.asked, place)
	}
	function := numberFunction
	if w.truth {
		function = truthFunction
	}
	return eh.NewCall(function, eh.NewIdent("chart"), eh.NewLiteral(types.Int(place))), nil
}

// forms are the ways to use a word, for messages.
func (k *compiler) forms(name string) []string {
	kinds := map[rune]string{'a': `"test"`, 'd': "days(n)", 'n': "number", 'o': `"<"`, 'm': `"medicines" ...`, 'p': `"problems" ...`, 'w': `"words" ...`}
	var out []string
	for _, s := range words[name].shapes {
		var args []string
		for _, letter := range s {
			args = append(args, kinds[letter])
		}
		out = append(out, name+"("+strings.Join(args, ", ")+")")
	}
	return out
}

// take reads one argument, and says what is wrong with it.
func (k *compiler) take(c *call, kind byte, v ref.Val) (fault string) {
	text, isText := v.(types.String)
	switch kind {
	case 'd':
		d, ok := v.(types.Duration)
		if !ok {
			return "a time is written days(n), hours(n), weeks(n), months(n) or years(n)"
		}
		c.within = d.Duration
	case 'n':
		switch n := v.(type) {
		case types.Int:
			c.number = float64(n)
		case types.Double:
			c.number = float64(n)
		default:
			return "a number is needed here"
		}
	case 'o':
		if !isText || !slices.Contains([]string{"<", "<=", ">", ">="}, string(text)) {
			return `one of "<", "<=", ">", ">=" is needed here`
		}
		c.op = string(text)
	default:
		if !isText || text == "" {
			return "a name in double quotes is needed here"
		}
		return k.takeName(c, kind, string(text))
	}
	return ""
}

func (k *compiler) takeName(c *call, kind byte, name string) (fault string) {
	switch kind {
	case 'a':
		a, ok := k.labs.Analyte(name)
		if !ok {
			return fmt.Sprintf("there is no test %q in the catalogue", name)
		}
		c.analyte = a
		return ""
	case 'm':
		if !k.labs.MedicineClass(name) {
			return fmt.Sprintf("there is no class of medicines %q in the catalogue", name)
		}
	case 'p':
		if !k.labs.ProblemClass(name) {
			return fmt.Sprintf("there is no class of problems %q in the catalogue", name)
		}
	}
	c.names = append(c.names, name)
	return ""
}

// compile reads one condition and gives its place. The error is CEL's, with the place in the line.
func (k *compiler) compile(text string) (int, error) {
	if place, ok := k.lines[text]; ok {
		return place, nil
	}
	k.asked = nil
	tree, issues := k.env.Compile(text)
	if err := issues.Err(); err != nil {
		return 0, err
	}
	if tree.OutputType() != cel.BoolType {
		return 0, fmt.Errorf("gives a %s where a yes or no is needed", tree.OutputType())
	}
	if reversed(tree.NativeRep().Expr()) {
		return 0, errors.New("in a comparison the test stands on the left, and the number on the right")
	}
	c := condition{calls: k.asked}
	if l, ok := logicOf(tree.NativeRep().Expr()); ok {
		c.logic = l
	} else {
		program, err := k.env.Program(tree, cel.EvalOptions(cel.OptOptimize))
		if err != nil {
			return 0, err
		}
		c.program = program
	}
	k.lines[text] = len(k.conditions)
	k.conditions = append(k.conditions, c)
	return len(k.conditions) - 1, nil
}

// reversed says that a comparison has its number on the left. There a value known only by a bound ("<5") could not be
// compared, and the condition would silently never hold.
func reversed(e ast.Expr) bool {
	if e.Kind() != ast.CallKind {
		return false
	}
	args := e.AsCall().Args()
	switch e.AsCall().FunctionName() {
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		if literal(args[0]) != nil {
			return true
		}
	}
	return slices.ContainsFunc(args, reversed)
}
