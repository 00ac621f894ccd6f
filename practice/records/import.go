package records

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/interop/fhir"
	"github.com/famulus-health/famulus/interop/hl7v2"
	"github.com/famulus-health/famulus/practice"
)

// Into says what becomes of the reports of an import.
type Into string

// Where reports go. Auto: an HL7 v2 message is a laboratory speaking now, and goes to the inbox; a FHIR bundle is a
// chart brought from elsewhere, whose reports were dealt with there, and are filed.
const (
	IntoAuto    Into = "auto"
	IntoInbox   Into = "inbox"
	IntoHistory Into = "history"
)

// ImportOptions of Import.
type ImportOptions struct {
	Into   Into
	Limits interop.Limits
	// Progress is told after each file: how many of how many are done. Nil for none.
	Progress func(done, total int)
	// Stdin is read when a path is "-".
	Stdin io.Reader
}

// Refused is a thing of a file that was not taken in.
type Refused struct {
	File string
	interop.Rejection
}

// Imported is what an import came to.
type Imported struct {
	Files        int
	Records      int
	NewPatients  int
	Patients     int // different people that records were about
	Reports      int // new or changed
	Unmatched    int
	Observations int
	Others       int
	Refused      []Refused
	Taken        []Taken // one per record that was taken in, in order
}

// Failed says that something fatal was refused: a whole file, message or person.
func (s *Imported) Failed() bool {
	return slices.ContainsFunc(s.Refused, func(r Refused) bool { return r.Fatal })
}

// Import takes in files and folders. Each record is one transaction, and is known by its keys: an import that was
// killed is run again, and one that was run twice leaves the same database. A bad file is refused by name, and the rest
// goes in. The error is for what ends the import itself: no such path, no database.
func Import(ctx context.Context, p *practice.Practice, paths []string, o ImportOptions) (*Imported, error) {
	files, err := list(paths)
	if err != nil {
		return nil, err
	}
	sum := &Imported{}
	people := map[string]bool{}
	for i, name := range files {
		if err := ctx.Err(); err != nil {
			return sum, err
		}
		body, err := read(name, o)
		if err != nil {
			return sum, fmt.Errorf("%s: %w", name, err)
		}
		if err := importFile(ctx, p, name, body, o, sum, people); err != nil {
			return sum, fmt.Errorf("%s: %w", name, err)
		}
		sum.Files++
		if o.Progress != nil {
			o.Progress(i+1, len(files))
		}
	}
	sum.Patients = len(people)
	return sum, nil
}

func importFile(ctx context.Context, p *practice.Practice, name string, body []byte, o ImportOptions, sum *Imported, people map[string]bool) error {
	got := decode(body, o.Limits)
	for _, r := range got.Rejected {
		sum.Refused = append(sum.Refused, Refused{name, r})
	}
	history := o.Into == IntoHistory || o.Into != IntoInbox && got.Format == interop.FormatFHIR
	return takeAll(ctx, p, name, got.Records, Options{History: history, Create: true}, sum, people)
}

// takeAll takes in the records of one file, each by itself, and adds up what came of them.
func takeAll(ctx context.Context, p *practice.Practice, name string, list []interop.Record, o Options, sum *Imported, people map[string]bool) error {
	for i := range list {
		taken, err := Take(ctx, p, list[i], o)
		if r, ok := errors.AsType[interop.Rejection](err); ok {
			sum.Refused = append(sum.Refused, Refused{name, r})
			continue
		}
		if err != nil {
			return err
		}
		for _, left := range taken.Left {
			sum.Refused = append(sum.Refused, Refused{name, left})
		}
		sum.Records++
		taken.Record = i
		sum.Taken = append(sum.Taken, taken)
		sum.Reports += taken.Reports
		sum.Unmatched += taken.Unmatched
		sum.Observations += taken.Observations
		sum.Others += taken.Others
		if taken.NewPatient {
			sum.NewPatients++
		}
		if taken.PatientID != "" {
			people[taken.PatientID] = true
		}
	}
	return nil
}

// decode tells formats apart by content, never by a file's name.
func decode(body []byte, limits interop.Limits) interop.Decoded {
	var out interop.Decoded
	switch interop.Recognise(body) {
	case interop.FormatFHIR:
		out, _ = fhir.Decode(body, limits) // the error stands among the rejections
	case interop.FormatHL7v2:
		out, _ = hl7v2.Decode(body, limits)
	default:
		out.Format = interop.FormatUnknown
		out.Rejected = []interop.Rejection{{
			Reason: interop.ReasonNotRecognised, Where: "file", Fatal: true,
			Detail: "This is neither FHIR (JSON) nor HL7 v2.",
		}}
	}
	return out
}

// list finds the files under paths, in a stable order. Hidden files, and what is plainly no record, are left out of
// folders; a file that is named is always tried.
func list(paths []string) ([]string, error) {
	var out []string
	for _, path := range paths {
		if path == "-" {
			out = append(out, path)
			continue
		}
		err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			if name == path || record(name) {
				out = append(out, name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// record says whether a file of a folder could be one: by its ending only so far as to leave out documentation.
func record(name string) bool {
	if strings.HasPrefix(filepath.Base(name), ".") {
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".yml", ".yaml", ".csv", ".xml", ".html", ".pdf", ".png", ".sum":
		return false
	}
	return true
}

func read(name string, o ImportOptions) ([]byte, error) {
	limit := int64(o.Limits.OrDefault().MaxBytes) + 1 // one more byte shows the codec that the file is too large
	if name == "-" {
		return io.ReadAll(io.LimitReader(o.Stdin, limit))
	}
	f, err := os.Open(name) // #nosec G304 -- the person at the keyboard named it
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, limit))
}
