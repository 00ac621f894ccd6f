package sheet

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the expectations anew")

// TestGolden reads the cases of testdata. A case is the text of a sheet, then, behind "=>", what is read in it; an empty line
// ends it, and a line "~" stands for an empty line within one.
func TestGolden(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	count := 0
	for _, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for c := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n\n") {
			text, want := caseOf(c)
			got := render(Read(text))
			if got != want && !*update {
				t.Errorf("%s\n%s\n--- got\n%s\n--- want\n%s", path, text, got, want)
			}
			out = append(out, comments(c)+strings.ReplaceAll("\n"+text, "\n\n", "\n~\n")[1:]+"\n"+got)
			count++
		}
		if *update {
			if err := os.WriteFile(path, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if count < 40 {
		t.Errorf("only %d cases", count)
	}
}

func caseOf(c string) (text, want string) {
	var in, out []string
	for line := range strings.SplitSeq(c, "\n") {
		switch {
		case strings.HasPrefix(line, "# "):
		case strings.HasPrefix(line, "=>"):
			out = append(out, line)
		case line == "~":
			in = append(in, "")
		default:
			in = append(in, line)
		}
	}
	return strings.Join(in, "\n"), strings.Join(out, "\n")
}

func comments(c string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(c, "\n") {
		if strings.HasPrefix(line, "# ") {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

func render(s Sheet) string {
	var out []string
	add := func(name, value string) {
		if value != "" {
			out = append(out, "=> "+name+": "+value)
		}
	}
	add("title", s.Title)
	add("name", s.Name)
	add("born", s.BirthDate)
	add("sex", string(s.Sex))
	add("collected", s.Collected)
	for _, id := range s.Identifiers {
		add("id", id.Label+" = "+id.Value)
	}
	for _, r := range s.Rows {
		span := ""
		if r.RangeText != "" {
			span = fmt.Sprintf("[%s..%s of %q]", r.RangeLow, r.RangeHigh, r.RangeText)
		}
		line := fmt.Sprintf("=> %d %s | %s%s | %q | %s | %s | %s", r.Line, r.Label, r.Comparator, r.Number, r.Text, r.Unit, span, r.Flag)
		if r.Doubt != "" {
			line += " ? " + r.Doubt
		}
		out = append(out, strings.TrimRight(line, " "))
	}
	if len(out) == 0 {
		out = append(out, "=> nothing")
	}
	return strings.Join(out, "\n")
}

// checkPromises holds for whatever was read from whatever text.
func checkPromises(t *testing.T, s Sheet) {
	t.Helper()
	for _, r := range s.Rows {
		if r.Label == "" || r.Line < 1 || r.Source == "" {
			t.Errorf("a row without name or place: %+v", r)
		}
		if r.Number == "" && r.Text == "" {
			t.Errorf("a row without result: %+v", r)
		}
		if r.Number != "" && !strings.Contains(strings.Map(ascii, r.Source), strings.TrimPrefix(r.Number, "-")) && !strings.Contains(r.Source, ",") && r.Doubt != wrapped.en {
			t.Errorf("the number %s is not on its line %q", r.Number, r.Source)
		}
		if (r.Doubt == "") != (r.DoubtZH == "") {
			t.Errorf("a doubt in one language: %+v", r)
		}
	}
}

func ascii(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFEE0
	}
	return r
}

// TestNumbersThatAreNoResults: whatever the sheet's head holds, no number of it becomes a result.
func TestNumbersThatAreNoResults(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"Page 1 of 3", "Page: 2/3", "第 1 页 共 3 页", "第1页/共2页", "Tel: 020 7946 0958", "Tel 020 7946 0958", "Phone +44 20 7946 0958", "电话：010-12345678",
		"Date: 05/03/2024 10:30", "05/03/2024", "2024-03-05 08:30", "Printed 05 Mar 2024 10:30", "报告时间：2024-03-05 08:30:00", "Age: 54", "Age 54 years", "年龄：54岁",
		"Lab No 24031234", "Accession No: 24-0012345", "样本号: 12", "床号 12", "Ward 7", "Room 12", "12 High Street", "Clinic 12 High Street", "PO Box 1234, London", "2024",
		"This report has 3 pages.", "ISO 15189 accredited, certificate 1234", "Order 20240305", "Visit us at 12 Main Street or call 555 1234",
	} {
		if s := Read(line); len(s.Rows) > 0 {
			t.Errorf("%q was read as %+v", line, s.Rows)
		}
	}
}

// TestTime: text that is made to be slow takes no time.
func TestTime(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("Potassium 6.1 H 3.5 - 5.3 mmol/L x y z 1 2 3 < > - - ~ ( ) |", 2000) + "\n" + strings.Repeat(strings.Repeat("1 - ", 100)+"\n", 6000)
	start := time.Now()
	checkPromises(t, Read(text))
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %s", took)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, path := range files {
		raw, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for c := range strings.SplitSeq(string(raw), "\n\n") {
			text, _ := caseOf(c)
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := Read(text)
		checkPromises(t, s)
		if _, err := json.Marshal(s); err != nil {
			t.Error(err)
		}
	})
}
