package server_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/practice/staff"
	"github.com/famulus-health/famulus/server"
	"github.com/famulus-health/famulus/test/harness"
)

// mllpDoor is an open door and how to close it.
type mllpDoor struct {
	t     *testing.T
	addr  string
	stop  context.CancelFunc
	ended chan error
}

func openMLLP(t *testing.T, f *harness.Famulus, token string, change func(*server.MLLP)) *mllpDoor {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ctx, stop := context.WithCancel(t.Context())
	d := &mllpDoor{t: t, addr: l.Addr().String(), stop: stop, ended: make(chan error, 1)}
	o := server.MLLP{
		Practice: f.Practice, Log: slog.New(slog.NewJSONHandler(f.Log, nil)), Metrics: server.NewMetrics(f.DB.SQL), Token: staff.Secret(token),
	}
	if change != nil {
		change(&o)
	}
	go func() { d.ended <- server.ServeMLLP(ctx, l, o) }()
	t.Cleanup(stop)
	return d
}

func (d *mllpDoor) end() error {
	d.t.Helper()
	d.stop()
	select {
	case err := <-d.ended:
		return err
	case <-time.After(soon):
		d.t.Fatal("the door does not close")
	}
	return nil
}

// sender is a laboratory's side of a connection.
type sender struct {
	t *testing.T
	c net.Conn
	b *bufio.Reader
}

func (d *mllpDoor) dial() *sender {
	d.t.Helper()
	c, err := net.Dial("tcp", d.addr)
	must(d.t, err)
	must(d.t, c.SetDeadline(time.Now().Add(soon)))
	d.t.Cleanup(func() { _ = c.Close() })
	return &sender{d.t, c, bufio.NewReader(c)}
}

func block(message string) string { return "\x0b" + message + "\x1c\r" }

func (s *sender) write(text string) {
	s.t.Helper()
	_, err := io.WriteString(s.c, text)
	must(s.t, err)
}

// read gives the next answer without its block.
func (s *sender) read() string {
	s.t.Helper()
	a, err := s.b.ReadString(0x1c)
	must(s.t, err)
	if a[0] != 0x0b {
		s.t.Fatalf("no block: %q", a)
	}
	end, err := s.b.ReadByte()
	must(s.t, err)
	if end != '\r' {
		s.t.Fatalf("a block without CR: %q", a)
	}
	return a[1 : len(a)-1]
}

// says sends a message and holds MSA and the rest against what is wanted.
func (s *sender) says(why, message string, want ...string) {
	s.t.Helper()
	s.write(block(message))
	s.hears(why, want...)
}

func (s *sender) hears(why string, want ...string) {
	s.t.Helper()
	got := s.read()
	for _, w := range want {
		if !strings.Contains(got, w) {
			s.t.Errorf("%s: %q does not say %q", why, got, w)
		}
	}
}

// closed says that the other side ended the connection.
func (s *sender) closed(why string) {
	s.t.Helper()
	if b, err := io.ReadAll(s.b); err != nil && strings.Contains(err.Error(), "timeout") || len(b) > 0 {
		s.t.Errorf("%s: %q %v", why, b, err)
	}
}

// boxes counts the reports of patients, and those in the unmatched box.
func boxes(t *testing.T, f *harness.Famulus, clinic string) (reports, unmatched int) {
	t.Helper()
	f.Work()
	ctx := authz.AsWorker(t.Context(), clinic)
	all, err := f.DB.Report.Query().All(ctx)
	must(t, err)
	for _, r := range all {
		if r.PatientID == nil {
			unmatched++
		} else {
			reports++
		}
	}
	return reports, unmatched
}

func labMessage(f *harness.Famulus, person int, order string) string {
	return harness.Message{Person: person, Order: order, At: f.Now(), Results: []harness.Result{harness.Potassium("5.1")}}.Text()
}

func TestMLLP(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	lab := f.Member(clinic, authz.Interface)
	f.Receive(clinic, harness.Message{Person: 7, Order: "A0", At: f.Now(), Results: []harness.Result{harness.Potassium("4.0")}})
	door := openMLLP(t, f, lab.Token, nil)
	s := door.dial()

	known, stranger := labMessage(f, 7, "A1"), labMessage(f, 8, "B1")
	for range 5 {
		s.says("the same message five times", known, "\rMSA|AA|A1")
	}
	if n, u := boxes(t, f, clinic); n != 2 || u != 0 {
		t.Errorf("%d reports and %d unmatched", n, u)
	}
	s.says("somebody the clinic does not know: kept, for a person to decide", stranger, "\rMSA|AA|B1")
	if n, u := boxes(t, f, clinic); n != 2 || u != 1 {
		t.Errorf("%d reports and %d unmatched", n, u)
	}

	s.says("nobody: refused with the reason", strings.Replace(known, "PID|", "ZZZ|", 1), "\rMSA|AE|A1", "|100^Segment sequence error^HL70357|E|no_patient^^99FAM|")
	s.says("no name and no number", noOne(known), "\rMSA|AE|A1", "|101^", "nothing_to_match")
	s.says("another kind of message", strings.Replace(known, "ORU^R01^ORU_R01", "ADT^A08^ADT_A01", 1), "\rMSA|AR|A1", "ERR||MSH^1^9|200^Unsupported message type")
	s.says("a date that cannot be: taken in with a remark", strings.Replace(known, "|19600101|", "|19601345|", 1), "\rMSA|AA|A1", "|W|impossible_date")
	s.says("no HL7 at all", "GET / HTTP/1.1", "MSH|^~\\&|", "\rMSA|AR\r", "|100^")
	s.says("enhanced mode", strings.Replace(known, "|P|2.5.1", "|P|2.5.1|||AL|NE", 1), "\rMSA|CA|A1")

	s.write(block(labMessage(f, 7, "C1")) + "\r\n\x00 noise" + block(labMessage(f, 7, "C2")))
	s.hears("two in one packet, first", "\rMSA|AA|C1")
	s.hears("two in one packet, second", "\rMSA|AA|C2")
	s.write(block(labMessage(f, 7, "C3"))[:40])
	s.write(block(labMessage(f, 7, "C4"))[:60])
	s.write(block(labMessage(f, 7, "C5")))
	s.hears("two begun and given up, then a whole one", "\rMSA|AA|C5")
	slow := block(labMessage(f, 7, "C6"))
	for i := range slow {
		s.write(slow[i : i+1])
	}
	s.hears("byte by byte", "\rMSA|AA|C6")

	half := door.dial()
	half.write(block(labMessage(f, 7, "D1"))[:80])
	must(t, half.c.(*net.TCPConn).CloseWrite())
	half.closed("half a message")
	if n, _ := boxes(t, f, clinic); n != 6 {
		t.Errorf("%d reports", n)
	}
	for _, phi := range []string{"Sample7", "P0007", "19600101"} {
		if strings.Contains(f.Log.String(), phi) {
			t.Errorf("the log holds %s", phi)
		}
	}
	if err := door.end(); err != nil {
		t.Error(err)
	}
	s.closed("an idle connection when the door closes")
}

// noOne takes the person's number, name and birth date out of a message.
func noOne(m string) string {
	lines := strings.Split(m, "\r")
	for i, l := range lines {
		if strings.HasPrefix(l, "PID|") {
			lines[i] = "PID|1"
		}
	}
	return strings.Join(lines, "\r")
}

// A batch is answered by a batch: one acknowledgement for each message.
func TestMLLPBatch(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	s := openMLLP(t, f, f.Member(clinic, authz.Interface).Token, nil).dial()
	s.says("a batch", "BHS|^~\\&|LAB|HOSPITAL|FAMULUS|CLINIC|2026||||B9\r"+labMessage(f, 1, "A1")+noOne(labMessage(f, 2, "A2"))+"BTS|2\r",
		"BHS|^~\\&|FAMULUS|CLINIC|LAB|HOSPITAL|", "|B9\rMSH|", "\rMSA|AA|A1", "\rMSA|AE|A2", "\rBTS|2\r")
}

func TestMLLPLimits(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	token := f.Member(clinic, authz.Interface).Token
	door := openMLLP(t, f, token, func(m *server.MLLP) { m.MaxFrame, m.MaxConns = 20_000, 2 })
	s := door.dial()
	s.says("too large: refused, and the connection goes on", labMessage(f, 1, "A1")+"NTE|1||"+strings.Repeat("x", 30_000)+"\r", "\rMSA|AE|A1", "too_large")
	s.says("after it", labMessage(f, 1, "A2"), "\rMSA|AA|A2")
	other := door.dial()
	other.says("the second connection", labMessage(f, 1, "A3"), "\rMSA|AA|A3")
	door.dial().closed("one too many")

	quick := openMLLP(t, f, token, func(m *server.MLLP) { m.Within, m.Idle = 20*time.Millisecond, 20*time.Millisecond })
	stuck := quick.dial()
	stuck.write("\x0bMSH|")
	stuck.closed("a sender that stops in the middle")
	quick.dial().closed("a sender that says nothing")

	noisy := openMLLP(t, f, token, nil).dial()
	_, _ = noisy.c.Write(bytes.Repeat([]byte("x"), 100<<10))
	if b, _ := io.ReadAll(noisy.b); len(b) > 0 {
		t.Errorf("noise was answered: %q", b)
	}
}

// A token that does not let an interface in keeps the door shut; one that ends closes it, and no message is lost to an AA.
func TestMLLPToken(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	for why, token := range map[string]string{"a doctor's": f.Member(clinic, authz.Physician).Token, "nobody's": "nonsense"} {
		d := openMLLP(t, f, token, nil)
		if err := <-d.ended; err == nil {
			t.Errorf("%s token opens the door", why)
		}
	}
	lab := f.Member(clinic, authz.Interface)
	s := openMLLP(t, f, lab.Token, nil).dial()
	s.says("while it lasts", labMessage(f, 1, "A1"), "\rMSA|AA|A1")
	must(t, staff.SignOut(lab.Ctx, f.Practice))
	s.says("when it has ended", labMessage(f, 1, "A2"), "\rMSA|AR|A2", "|207^")
	s.closed("a sender that is let in no more")
	other := f.Clinic("Foreign Street")
	if n, u := boxes(t, f, other); n+u != 0 {
		t.Error("another clinic got something")
	}
}

// Without a database nothing is acknowledged as kept: AR, "send again"; who wants no answer is cut off instead.
func TestMLLPDatabaseAway(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	door := openMLLP(t, f, f.Member(clinic, authz.Interface).Token, nil)
	s, mute := door.dial(), door.dial()
	s.says("while it is there", labMessage(f, 1, "A1"), "\rMSA|AA|A1")
	must(t, f.DB.Close())
	s.says("when it is away", labMessage(f, 1, "A2"), "\rMSA|AR|A2", "|207^Application internal error^HL70357|E|", "Send it again later.")
	mute.write(block(strings.Replace(labMessage(f, 1, "A3"), "|P|2.5.1", "|P|2.5.1|||NE|NE", 1)))
	mute.closed("a sender that wants no answer")
}

// A door that closes while messages come finishes the one in hand: every message is either acknowledged and kept, or
// neither acknowledged nor half kept.
func TestMLLPShutdown(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	door := openMLLP(t, f, f.Member(clinic, authz.Interface).Token, nil)
	s := door.dial()
	const sent = 40
	for i := range sent {
		s.write(block(labMessage(f, 1, fmt.Sprintf("A%02d", i))))
	}
	s.hears("the first", "\rMSA|AA|A00")
	must(t, door.end())
	rest, _ := io.ReadAll(s.b)
	acked := 1 + strings.Count(string(rest), "\rMSA|AA|")
	kept, unmatched := boxes(t, f, clinic)
	if kept+unmatched != acked || !bytes.HasSuffix(append([]byte("\x1c\r"), rest...), []byte("\x1c\r")) {
		t.Errorf("%d acknowledged, %d kept", acked, kept+unmatched)
	}
	if _, err := net.Dial("tcp", door.addr); err == nil {
		t.Error("the door is still open")
	}
}

func TestMLLPMetrics(t *testing.T) {
	t.Parallel()
	f := harness.New(t)
	clinic := f.Clinic("Willow Lane")
	metrics := server.NewMetrics(f.DB.SQL)
	s := openMLLP(t, f, f.Member(clinic, authz.Interface).Token, func(m *server.MLLP) { m.Metrics = metrics }).dial()
	s.says("one", labMessage(f, 1, "A1"), "\rMSA|AA|A1")
	s.says("nobody", noOne(labMessage(f, 1, "A2")), "\rMSA|AE|A2")
	shown := another(t, f, func(o *server.Options) { o.Metrics = metrics })
	_, body := send(t, http.MethodGet, shown.URL+"/metrics", nil, nil)
	for _, want := range []string{`famulus_hl7_messages_total{answer="accepted"} 1`, `famulus_hl7_messages_total{answer="error"} 1`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
}
