package risk

import "github.com/famulus-health/famulus/medicine/labs"

// fileData is all that a file of data may hold.
type fileData struct {
	Sources   []labs.Source `yaml:"sources"`
	Inputs    []inputData   `yaml:"inputs"`
	YesNo     []answerData  `yaml:"yes_no"`
	NotTheirs []string      `yaml:"not_theirs"`
	Families  []familyData  `yaml:"families"`
}

// inputData is one thing that scores ask of a chart. It is read from an analyte, a question, problems, medicines, or computed.
type inputData struct {
	Key       string       `yaml:"key"`
	Name      string       `yaml:"name"`
	ZH        string       `yaml:"zh"`
	Unit      string       `yaml:"unit"`
	Analyte   string       `yaml:"analyte"`
	LOINC     []string     `yaml:"loinc"`
	Labels    []string     `yaml:"labels"`
	Units     []unitData   `yaml:"units"`
	Answers   []answerData `yaml:"answers"`
	YesNo     bool         `yaml:"yes_no"`
	AsProblem bool         `yaml:"as_problem"` // the same words and codes on the problem list are an answer too
	Days      int          `yaml:"days"`       // how old a value may be
	Problems  []string     `yaml:"problems"`
	Medicines []string     `yaml:"medicines"`
	ButNot    []string     `yaml:"but_not"`
	Ever      bool         `yaml:"ever"`
	Absent    bool         `yaml:"absent"`
	Computed  string       `yaml:"computed"`
}

// listed says that the input is read from the problem list or the medicine list, and is yes or no.
func (d *inputData) listed() bool { return len(d.Problems)+len(d.Medicines) > 0 }

// question says that somebody was asked.
func (d *inputData) question() bool { return len(d.Labels) > 0 }

// number says that a reader wants to see the number, and not yes or no.
func (d *inputData) number() bool { return d.Unit != "" || d.Analyte != "" }

type unitData struct {
	Unit  string  `yaml:"unit"`
	Times float64 `yaml:"times"`
}

type answerData struct {
	Value  float64  `yaml:"value"`
	Codes  []string `yaml:"codes"`
	Prefix []string `yaml:"prefix"` // beginnings of ICD-10 codes
	Words  []string `yaml:"words"`  // the whole answer, whatever its case
}

// familyData is a group of scores that hold for the same people.
type familyData struct {
	Equation    string        `yaml:"equation"`
	Sources     []string      `yaml:"sources"`
	ShownFrom   int           `yaml:"shown_from"`
	ShownTo     int           `yaml:"shown_to"`
	OnlyWith    string        `yaml:"only_with"`
	Unless      string        `yaml:"unless"`
	Region      bool          `yaml:"region"`
	From        int           `yaml:"from"`
	To          int           `yaml:"to"`
	Sexes       bool          `yaml:"sexes"` // needs a sex recorded as female or male
	NotPregnant bool          `yaml:"not_pregnant"`
	Needs       []string      `yaml:"needs"`
	Optional    []string      `yaml:"optional"`
	Excludes    []excludeData `yaml:"excludes"`
	Limits      []limitData   `yaml:"limits"`
	Scores      []scoreData   `yaml:"scores"`
}

type excludeData struct {
	Input string `yaml:"input"`
	Code  string `yaml:"code"`
	Text  string `yaml:"text"`
	ZH    string `yaml:"zh"`
}

type limitData struct {
	Input string   `yaml:"input"`
	Low   float64  `yaml:"low"`
	High  *float64 `yaml:"high"`
	Below *float64 `yaml:"below"`
	Times float64  `yaml:"times"`
	Unit  string   `yaml:"unit"`
}

type scoreData struct {
	Key        string         `yaml:"key"`
	Name       string         `yaml:"name"`
	ZH         string         `yaml:"zh"`
	Outcome    string         `yaml:"outcome"`
	Horizon    int            `yaml:"horizon"`
	To         int            `yaml:"to"`
	Sexes      bool           `yaml:"sexes"`
	Needs      []string       `yaml:"needs"`
	Sources    []string       `yaml:"sources"`
	Note       string         `yaml:"note"`
	NoteZH     string         `yaml:"note_zh"`
	Items      []itemData     `yaml:"items"`
	Categories []categoryData `yaml:"categories"`
}

// itemData gives points: by the band that a number lies in, or when any condition holds, or by sex alone.
type itemData struct {
	Points int        `yaml:"points"`
	Any    []condData `yaml:"any"`
	Input  string     `yaml:"input"`
	Bands  []bandData `yaml:"bands"`
	Sex    string     `yaml:"sex"`
}

type condData struct {
	Input   string   `yaml:"input"`
	Above   *float64 `yaml:"above"`
	AtLeast *float64 `yaml:"at_least"`
	Is      string   `yaml:"is"` // "no": holds when the answer is no
}

type bandData struct {
	Above   *float64 `yaml:"above"`
	AtLeast *float64 `yaml:"at_least"`
	Points  int      `yaml:"points"`
}

type categoryData struct {
	To    int      `yaml:"to"` // up to this age in years
	Sex   string   `yaml:"sex"`
	Below *float64 `yaml:"below"`
	Name  string   `yaml:"name"`
	ZH    string   `yaml:"zh"`
}
