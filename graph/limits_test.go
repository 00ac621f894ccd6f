package graph_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/famulus-health/famulus/graph"
	"github.com/famulus-health/famulus/graph/generated"
)

// weigh is what the server does with an operation before it executes it: the refusal, or what it costs.
func weigh(t *testing.T, query string, vars map[string]any, more ...graphql.HandlerExtension) (cost int, refusal string) {
	t.Helper()
	exec := executor.New(generated.NewExecutableSchema(graph.Config(&graph.Resolver{})))
	exec.SetParserTokenLimit(graph.MaxTokens)
	for _, e := range append(more, &graph.Limits{}) {
		exec.Use(e)
	}
	ctx := graphql.StartOperationTrace(context.Background())
	op, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: vars})
	if len(errs) > 0 {
		return 0, errs[0].Message
	}
	cost, _ = op.Stats.GetExtension("cost").(int)
	return cost, ""
}

func TestCost(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		why, query string
		vars       map[string]any
		cost       int
	}{
		{"a value costs nothing", `{ __typename }`, nil, 0},
		{"an object costs 1", `{ viewer { email member { name } } }`, nil, 2},
		{"a connection is 1, and 1 for each node of a page", `{ inbox(first: 20) { edges { cursor node { id } } } }`, nil, 21},
		{"pageInfo is an object", `{ inbox(first: 20) { edges { node { id } } pageInfo { hasNextPage } } }`, nil, 22},
		{"the schema's default counts", `{ inbox { edges { node { id } } } }`, nil, 51},
		{"a variable counts", `query($n: Int) { inbox(first: $n) { edges { node { id } } } }`, map[string]any{"n": 10}, 11},
		{"a variable that is not given is the default", `query($n: Int) { inbox(first: $n) { edges { node { id } } } }`, nil, 51},
		{"a variable's own default counts", `query($n: Int = 7) { inbox(first: $n) { edges { node { id } } } }`, nil, 8},
		{"a list without a size is five", `{ report(id: "r") { results { id } findings { reasons { code } } } }`, nil, 1 + 5 + 5*(1+5)},
		{"an argument named like a list is its size", `{ chart(patientId: "p", results: 30) { results { id } reports { id } } }`, nil, 1 + 30 + 20},
		{"a fragment is what it holds", `{ inbox(first: 10) { ...I } } fragment I on ReportConnection { edges { node { ...R } } }
			fragment R on Report { id patient { id } }`, nil, 1 + 10*2},
		{"what may be skipped counts", `{ viewer @skip(if: true) { email } }`, nil, 1},
	} {
		if got, refused := weigh(t, c.query, c.vars); got != c.cost || refused != "" {
			t.Errorf("%s: %d, want %d %s", c.why, got, c.cost, refused)
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	aliases := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a%d: __typename ", i)
		}
		return "{" + b.String() + "}"
	}
	deep := func(n int) string { // a report's task's report's task ...
		return `{ report(id: "r") ` + strings.Repeat("{ tasks { report ", n) + "{ id }" + strings.Repeat(" } }", n) + " }"
	}
	for _, c := range []struct {
		why, query string
		vars       map[string]any
		says       string // empty: it is let through
	}{
		{"10,000 deep", deep(5000), nil, "16384"},
		{"10,000 deep and short", "{" + strings.Repeat("a{", 7000), nil, "token limit of 1000"},
		{"10,000 aliases", aliases(10000), nil, "16384"},
		{"12 deep", deep(5), nil, "12 levels deep; the limit is 10"},
		{"10 deep", `{ node(id: "r") { ... on Report { patient { reports(first: 1) { edges { node { patient { reports(first: 1) { edges { node { id } } } } } } } } } } }`, nil, ""},
		{"16 aliases", aliases(16), nil, "16 aliases; the limit is 15"},
		{"15 aliases", aliases(15), nil, ""},
		{"one field 500 times", "{" + strings.Repeat(" __typename", 500) + "}", nil, "__typename stands more than 5 times"},
		{"a page of 101", `{ inbox(first: 101) { edges { node { id } } } }`, nil, "first of inbox must be from 0 to 100"},
		{"a page of 101 by variable", `query($n: Int) { inbox(first: $n) { edges { node { id } } } }`, map[string]any{"n": 101}, "from 0 to 100"},
		{"a page of -1", `{ inbox(first: -1) { edges { node { id } } } }`, nil, "first of inbox must be from 0 to 100"},
		{"the last -1", `{ patient(id: "p") { reports(last: -1) { edges { node { id } } } } }`, nil, "last of reports must be"},
		{"a page beyond any number", `{ inbox(first: 99999999999999999999) { edges { node { id } } } }`, nil, "32-bit"},
		{"a page of null", `{ inbox(first: null) { edges { node { id } } } }`, nil, "inbox needs first"},
		{"a page of everything", `{ patient(id: "p") { reports { edges { node { id } } } } }`, nil, "reports needs first or last"},
		{"a size of null", `{ chart(patientId: "p", visits: null) { visits { id } } }`, nil, "visits of chart must be from 0 to 100"},
		{"a size of 101", `{ chart(patientId: "p", results: 101) { patient { id } } }`, nil, "results of chart must be from 0 to 100"},
		{"pages within pages", `{ patients(first: 100) { edges { node { reports(first: 100) { edges { node { id } } } } } } }`, nil, "10201; the limit is 2000"},
		{"the schema", `{ __schema { types { name } } }`, nil, "does not describe its schema"},
		{"the schema in a fragment", `{ ...S } fragment S on Query { __schema { types { name } } }`, nil, "does not describe its schema"},
	} {
		_, refused := weigh(t, c.query, c.vars)
		if (c.says == "") != (refused == "") || !strings.Contains(refused, c.says) {
			t.Errorf("%s: %q, want %q", c.why, refused, c.says)
		}
	}
}

// With introspection on, the whole query of a tool passes: it is deeper than any other.
func TestIntrospection(t *testing.T) {
	t.Parallel()
	query := `{ __schema { types { fields { args { type { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } }`
	if _, refused := weigh(t, query, nil, extension.Introspection{}); refused != "" {
		t.Error(refused)
	}
}

// Fragments that use each other twice would be 2^40 fields, written out.
func TestFragmentsWithinFragments(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("{ viewer { ...F0 } }")
	for i := range 40 {
		fmt.Fprintf(&b, " fragment F%d on Viewer { member { id } ...F%d ...F%d }", i, i+1, i+1)
	}
	b.WriteString(" fragment F40 on Viewer { email }")
	start := time.Now()
	_, refused := weigh(t, b.String(), nil)
	if took := time.Since(start); took > 5*time.Second || !strings.Contains(refused, "the limit is 2000") {
		t.Errorf("%q after %s", refused, took)
	}
}

// Every operation of the web app fits, with the largest page it could ask for.
func TestTheWebAppFits(t *testing.T) {
	t.Parallel()
	fragments, operations := map[string]string{}, map[string]string{}
	text, head := regexp.MustCompile("(?s)/\\* GraphQL \\*/ `(.*?)`"), regexp.MustCompile(`(fragment|query|mutation|subscription) (\w+)`)
	err := filepath.WalkDir(filepath.Join("..", "web", "src"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasPrefix(filepath.Ext(path), ".ts") {
			return err
		}
		content, err := os.ReadFile(path)
		for _, m := range text.FindAllStringSubmatch(string(content), -1) {
			is := head.FindStringSubmatch(m[1])
			map[bool]map[string]string{true: fragments, false: operations}[is[1] == "fragment"][is[2]] = m[1]
		}
		return err
	})
	if err != nil || len(operations) < 15 {
		t.Fatal(len(operations), err)
	}
	spread := regexp.MustCompile(`\.\.\.(\w+)`)
	var add func(into map[string]string, doc string)
	add = func(into map[string]string, doc string) {
		for _, m := range spread.FindAllStringSubmatch(doc, -1) {
			into[m[1]] = fragments[m[1]]
			add(into, fragments[m[1]])
		}
	}
	size := regexp.MustCompile(`\$first: Int`)
	for name, doc := range operations {
		used := map[string]string{}
		add(used, doc)
		all := size.ReplaceAllString(doc, "$$first: Int = 100") + strings.Join(slices.Collect(maps.Values(used)), "\n")
		cost, refused := weigh(t, all, given(t, all))
		if refused != "" {
			t.Errorf("%s: %s", name, refused)
		}
		t.Logf("%-16s %4d", name, cost)
	}
}

// given is a value for each variable that an operation must be given.
func given(t *testing.T, doc string) map[string]any {
	t.Helper()
	schema := generated.NewExecutableSchema(graph.Config(&graph.Resolver{})).Schema()
	parsed, err := parser.ParseQuery(&ast.Source{Input: doc})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]any{}
	for _, v := range parsed.Operations[0].VariableDefinitions {
		if v.Type.NonNull && v.DefaultValue == nil {
			out[v.Variable] = sample(schema, v.Type)
		}
	}
	return out
}

// sample is a value of a type, with no more than it must have.
func sample(schema *ast.Schema, typ *ast.Type) any {
	if typ.Elem != nil {
		return []any{}
	}
	def := schema.Types[typ.NamedType]
	switch {
	case def.Kind == ast.Enum:
		return def.EnumValues[0].Name
	case def.Kind == ast.InputObject:
		fields := map[string]any{}
		for _, f := range def.Fields {
			if f.Type.NonNull && f.DefaultValue == nil {
				fields[f.Name] = sample(schema, f.Type)
			}
		}
		return fields
	}
	switch def.Name {
	case "Int":
		return 1
	case "Float":
		return 1.5
	case "Boolean":
		return true
	case "Time":
		return "2026-11-02T09:00:00Z"
	case "Date":
		return "2026-11-02"
	}
	return "x"
}

// docs/api/limits.md says what is true.
func TestLimitsAreWrittenDown(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "docs", "api", "limits.md"))
	if err != nil {
		t.Fatal(err)
	}
	for row, n := range map[string]int{
		"Length": graph.MaxText, "Tokens": graph.MaxTokens, "Depth": graph.MaxDepth, "Aliases": graph.MaxAliases,
		"Repeats": graph.MaxRepeats, "Page": graph.MaxPage, "Cost": graph.MaxCost, "List": graph.ListSize,
	} {
		s := fmt.Sprint(n)
		if n >= 1000 {
			s = fmt.Sprintf("%d,%03d", n/1000, n%1000)
		}
		if !regexp.MustCompile(`(?m)^\| ` + row + ` *\| ` + s + ` `).Match(text) {
			t.Errorf("docs/api/limits.md does not say | %s | %s", row, s)
		}
	}
}
