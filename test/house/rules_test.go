// Package house keeps the house in order: who may import whom, where generated code may live, what a package may not
// be called, and how long a file may grow. This is the only place where these rules stand; `make lint` runs it.
package house

// A floor is one part of the tree and what it may lean on.
//
// Patterns: "x" is that package, "x/*" the packages beneath it, "x/..." both. In imports a pattern names packages of
// this module; in modules it names other people's: "x" is that path and all beneath it, "*" is any. A floor may always
// import itself and the standard library. Tests may, besides, import test/... and testTools.
type floor struct {
	packages string
	imports  []string
	modules  []string
	why      string // said to whoever breaks the rule
}

// floors is read from the top: the first that matches a package is its floor. An import points down, never up: the
// order of this table is the order of the house, and a test checks that no two floors lean on each other.
var floors = []floor{
	{
		packages: "cmd/...",
		imports:  []string{"..."},
		modules:  []string{"*"},
		why:      "main puts the parts together",
	},
	{
		packages: "test/...",
		imports:  []string{"..."},
		modules:  []string{"*"},
		why:      "tests may look everywhere",
	},
	{
		packages: "scripts/...",
		why:      "the tools of the build are plain Go, so that they never wait for what they build",
	},
	{
		packages: "server/...",
		imports:  []string{"graph", "graph/generated", "practice/...", "authz", "draft/...", "interop/...", "medicine/...", "web"},
		modules:  []string{"*"},
		why:      "the door calls verbs; it holds no client of the data layer, no worker",
	},
	{
		packages: "graph/scalar",
		modules:  []string{"*"},
		why:      "how a scalar is written and read; generated code binds it, so it stands below",
	},
	{
		packages: "graph/generated",
		imports:  []string{"graph/scalar", "practice/...", "authz", "draft/...", "medicine/...", "interop/...", "ent/db/...", "ent/schema/..."},
		modules:  []string{"*"},
		why:      "generated: it binds the schema to the models below",
	},
	{
		packages: "graph/...",
		imports:  []string{"graph/generated", "graph/scalar", "practice/...", "authz", "draft/...", "medicine/...", "interop/...", "ent/db/...", "ent/schema/..."},
		modules:  []string{"*"},
		why:      "resolvers read through ent's models and call verbs to write",
	},
	{
		packages: "workers/...",
		imports:  []string{"practice/...", "authz", "draft/...", "interop/...", "medicine/..."},
		modules:  []string{"*"},
		why:      "a worker moves job ids and calls verbs; the effect itself is a verb",
	},
	{
		packages: "practice/*",
		imports:  []string{"practice", "ent/...", "authz", "medicine/...", "draft/...", "interop/..."},
		modules:  []string{"*"},
		why:      "a noun of the clinic leans on the corridor (practice), not on its neighbours: see neighbours",
	},
	{
		packages: "practice",
		imports:  []string{"ent/...", "authz", "medicine/...", "draft/...", "interop/..."},
		modules:  []string{"*"},
		why:      "the corridor knows no noun",
	},
	{
		packages: "draft/...",
		imports:  []string{"medicine/..."},
		modules:  []string{"*"},
		why:      "a writer of text sees findings, never a store",
	},
	{
		packages: "ent/schema/...",
		modules:  []string{"entgo.io"},
		why:      "the schema is a leaf: what it imported would be imported by every binary and test",
	},
	{
		packages: "ent/db/...",
		imports:  []string{"ent/schema/..."},
		modules:  []string{"*"},
		why:      "generated: it knows the schema and ent's run time",
	},
	{
		packages: "ent",
		imports:  []string{"ent/db/...", "ent/schema/...", "authz", "migrations"},
		modules:  []string{"*"},
		why:      "the data layer asks authz and knows nothing above it",
	},
	{
		packages: "migrations/...",
		imports:  []string{"ent/db/migrate"},
		modules:  []string{"*"},
		why:      "versioned SQL and its runner; the tables to compare with come from ent/db/migrate",
	},
	{
		packages: "authz",
		modules:  []string{"*"},
		why:      "authority is asked by everybody and asks nobody",
	},
	{
		packages: "medicine/...",
		why:      "medicine is a function: chart in, advice out, standard library only; a parser is named in parsers",
	},
	{
		packages: "interop/...",
		why:      "a codec is a function: bytes in, records out, standard library only; a parser is named in parsers",
	},
	{
		packages: "web",
		why:      "embeds the built app, no more",
	},
}

// parsers: the one parser that medicine, and a package of interop, may bring in, with the reason.
var parsers = map[string]parser{
	"medicine/...":      {"github.com/goccy/go-yaml", "facts that a clinician can correct without Go are YAML files beside their reader"},
	"medicine/patterns": {"cel.dev/cel-go", "the conditions of a pattern are expressions that a clinician can read"},
}

type parser struct{ module, reason string }

// testTools: what the tests of every floor may bring in, besides test/....
var testTools = map[string]string{
	"pgregory.net/rapid": "properties: the inputs nobody thought of",
}

// neighbours: "a -> b" where one noun under practice may import another, with the reason. Prefer the corridor, a job,
// or an interface that the caller fills in.
var neighbours = map[string]string{}

// A fence is a module, or a part of the house, that only some may touch, whatever their floor allows.
type fence struct {
	what string
	only []string
	why  string
}

var fences = []fence{
	{
		what: "github.com/redis/go-redis",
		only: []string{"cmd/...", "server/...", "workers/...", "test/..."},
		why:  "practice writes the job row; who moves it is the workers' business. Redis may be gone at any moment",
	},
	{
		what: "github.com/alicebob/miniredis",
		only: []string{"cmd/...", "server/...", "workers/...", "test/..."},
		why:  "as go-redis",
	},
	{
		what: "github.com/casbin",
		only: []string{"authz"},
		why:  "authority has one source, and authz is how it is asked",
	},
	{
		what: "ent/db/...",
		only: []string{"cmd/...", "test/...", "graph/...", "practice/...", "ent/...", "migrations/..."},
		why:  "rows are read and written by practice; graph reads through ent's field collection",
	},
	{
		what: "ent",
		only: []string{"cmd/...", "test/...", "practice/..."},
		why:  "who opens the store can write to it, and only practice writes",
	},
}

// badNames say nothing about what a package is for.
var badNames = []string{"util", "utils", "common", "helper", "helpers", "manager", "managers", "base"}

// generated folders: the only homes of generated code. All of it is committed, all of it has the standard header.
var generated = []string{"ent/db", "graph/generated", "web/src/gql"}

// longFiles: hand-written files that may be longer than 400 lines, with the reason. First try to give the second
// subject in the file a file of its own.
var longFiles = map[string]string{}
