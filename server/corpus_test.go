package server_test

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/interop"
	"github.com/famulus-health/famulus/test/harness"
)

// files are the files below a folder.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return err
	}))
	return out
}

// TestMLLPCorpus sends every public sample message through the door. Each is answered, but for those that ask for no answer,
// and none ends the connection.
func TestMLLPCorpus(t *testing.T) {
	t.Parallel()
	dir := harness.Shared(t, "hl7v2")
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	s := openMLLP(t, f, f.Member(clinic, authz.Interface).Token, nil).dial()
	counts, sent := map[string]int{}, 0
	for _, path := range files(t, dir) {
		raw, err := os.ReadFile(path)
		must(t, err)
		if interop.Recognise(raw) != interop.FormatHL7v2 {
			continue
		}
		sent++
		body := strings.NewReplacer("\x0b", "", "\x1c", "").Replace(string(raw))
		s.write(block(body) + block("end of the file"))
		answers := 0
		for {
			answer := s.read()
			if strings.Contains(answer, "holds no MSH segment") { // of the block behind it
				break
			}
			parts := strings.Split(answer, "\rMSA|")
			for _, msa := range parts[1:] {
				counts[msa[:2]]++
				answers++
			}
			if len(parts) == 1 && !strings.HasPrefix(answer, "BHS") && !strings.HasPrefix(answer, "FHS") {
				t.Errorf("%s: no acknowledgement: %q", filepath.Base(path), answer)
			}
		}
		if answers > 0 {
			continue
		}
		counts["none"]++
		if fields := strings.Split(strings.SplitN(body, "\r", 2)[0], "|"); len(fields) < 15 || strings.Join(fields[14:min(len(fields), 16)], "") == "" {
			t.Errorf("%s: no answer, and none was declined", filepath.Base(path))
		}
	}
	t.Logf("%d files: %v", sent, counts)
	if counts["AA"] == 0 || counts["AE"] == 0 || counts["AR"] == 0 || counts["CA"] == 0 {
		t.Errorf("%d files: %v", sent, counts)
	}
}

// TestFHIRCorpus posts every report of the specifications' examples. Each is taken in or refused, and a refusal says why.
func TestFHIRCorpus(t *testing.T) {
	t.Parallel()
	dir := harness.Shared(t, "fhir-lab")
	f := harness.New(t)
	h := fhirHead(f.Member(f.Clinic("Willow Lane"), authz.Interface).Token)
	counts, sent := map[int]int{}, 0
	reasons := map[string]int{}
	for _, path := range files(t, dir) {
		raw, err := os.ReadFile(path)
		must(t, err)
		var head struct{ ResourceType string }
		if json.Unmarshal(raw, &head) != nil || head.ResourceType != "DiagnosticReport" {
			continue
		}
		sent++
		res, body := send(t, http.MethodPost, f.HTTP.URL+"/fhir/DiagnosticReport", strings.NewReader(string(raw)), h)
		counts[res.StatusCode]++
		var out struct {
			Issue []struct{ Severity, Code, Diagnostics string }
		}
		must(t, json.Unmarshal([]byte(body), &out))
		if len(out.Issue) == 0 || out.Issue[0].Diagnostics == "" || res.StatusCode != http.StatusCreated && res.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %s", filepath.Base(path), res.StatusCode, body)
			continue
		}
		if res.StatusCode == http.StatusUnprocessableEntity {
			reason, _, _ := strings.Cut(out.Issue[0].Diagnostics, ":")
			reasons[reason]++
		}
	}
	t.Logf("%d reports: %v %v", sent, counts, reasons)
	if sent == 0 || counts[201]+counts[422] != sent {
		t.Errorf("%d sent, %v", sent, counts)
	}
}
