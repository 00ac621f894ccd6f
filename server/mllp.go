package server

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net"
	"runtime/debug"
	"sync"
	"time"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/interop/hl7v2"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/staff"
)

// MLLP is the door for HL7 v2 messages over TCP, framed by the minimal lower layer protocol. Zero limits take their
// ordinary values.
type MLLP struct {
	Practice *practice.Practice
	Log      *slog.Logger
	Metrics  *Metrics
	// Token is that of a member with the role INTERFACE. It names the clinic that messages go to, and is looked up again
	// for every message, so that revoking it closes the door at once.
	Token    staff.Secret
	MaxConns int           // at once; 32. One more is closed without a word.
	MaxFrame int           // bytes of a message; 16 MiB. A larger one is refused, and the connection goes on.
	Idle     time.Duration // between messages; 30 minutes. Then the connection is closed, and senders open another.
	Within   time.Duration // from a message's first byte to its last, and to take an answer; 30 seconds
}

// maxNoise is how many bytes that belong to no message a connection may send before it is closed: it speaks another language.
const maxNoise = 64 << 10

func (m MLLP) orDefault() MLLP {
	if m.MaxConns <= 0 {
		m.MaxConns = 32
	}
	if m.MaxFrame <= 0 {
		m.MaxFrame = 16 << 20
	}
	if m.Idle <= 0 {
		m.Idle = 30 * time.Minute
	}
	if m.Within <= 0 {
		m.Within = 30 * time.Second
	}
	return m
}

// ServeMLLP answers on the listener until the context ends. Then it takes no more messages; the one in hand is committed
// and answered. It refuses to start with a token that does not let an interface in.
func ServeMLLP(ctx context.Context, l net.Listener, m MLLP) error {
	m = m.orDefault()
	if _, err := m.viewer(ctx); err != nil {
		return errors.Join(errors.New("the MLLP door does not open: its token is not that of a member with the role INTERFACE, or it has ended ("+err.Error()+")"), l.Close())
	}
	unhook := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer unhook()
	var all sync.WaitGroup
	defer all.Wait()
	places := make(chan struct{}, m.MaxConns)
	for {
		c, err := l.Accept()
		switch {
		case ctx.Err() != nil:
			if c != nil {
				_ = c.Close()
			}
			return nil
		case errors.Is(err, net.ErrClosed):
			return err
		case err != nil: // one connection failed, or there are no descriptors left: others go on
			m.Log.WarnContext(ctx, "mllp: a connection was not accepted", "error", err)
			pause(ctx, 100*time.Millisecond)
			continue
		}
		select {
		case places <- struct{}{}:
			all.Go(func() {
				defer func() { <-places }()
				m.converse(ctx, c)
			})
		default:
			m.Metrics.HL7("full")
			m.Log.WarnContext(ctx, "mllp: too many connections", "limit", m.MaxConns)
			_ = c.Close()
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// viewer is who the token lets in: a member with the role INTERFACE and no other, because the token lies on a server's disk.
func (m MLLP) viewer(ctx context.Context) (authz.Viewer, error) {
	v, err := staff.Resolve(ctx, m.Practice, m.Token)
	if err != nil {
		return v, err
	}
	if v.Role != authz.Interface {
		return v, practice.Forbiddenf("The token of the MLLP door must be that of a member with the role INTERFACE.")
	}
	return v, nil
}

// converse takes messages from one connection, one after another, until it ends.
func (m MLLP) converse(ctx context.Context, c net.Conn) {
	defer func() { _ = c.Close() }()
	defer func() {
		if p := recover(); p != nil { // this connection ends; the door stays open
			m.Metrics.HL7("panic")
			m.Log.ErrorContext(ctx, "mllp: panic", "panic", p, "stack", string(debug.Stack()))
		}
	}()
	unhook := context.AfterFunc(ctx, func() { _ = c.SetReadDeadline(time.Now()) })
	defer unhook()
	in := &mllpReader{b: bufio.NewReaderSize(c, 64<<10), c: c, door: m}
	for {
		_ = c.SetReadDeadline(time.Now().Add(m.Idle))
		if ctx.Err() != nil { // the deadline above may have overwritten the one that ends this
			return
		}
		frame, err := in.next()
		if err != nil {
			if errors.Is(err, errCutOff) {
				m.Metrics.HL7("cut")
			}
			m.Log.InfoContext(ctx, "mllp: a connection ended", "why", err.Error())
			return
		}
		answers, stay := m.answer(context.WithoutCancel(ctx), frame)
		for _, a := range answers {
			_ = c.SetWriteDeadline(time.Now().Add(m.Within))
			if _, err := c.Write(framed(a)); err != nil {
				m.Log.InfoContext(ctx, "mllp: an answer was not taken", "error", err)
				return
			}
		}
		if !stay {
			return
		}
	}
}

// answer takes in what a block holds and gives what to send back. It is false when the connection must be closed: a sender
// that asked for no answer learns in no other way that the message was not kept.
func (m MLLP) answer(ctx context.Context, f mllpFrame) (answers [][]byte, stay bool) {
	now := m.Practice.Now()
	if f.tooLarge {
		return m.refuse(f.body, hl7v2.Faulty, tooLarge(m.MaxFrame), now), true
	}
	p, ok := hl7v2.Unpack(f.body, hl7v2.Limits{})
	switch {
	case !ok:
		return m.refuse(f.body, hl7v2.Faulty, tooMany, now), true
	case len(p.Messages) == 0:
		return m.refuse(f.body, hl7v2.Rejected, noHeader, now), true
	}
	stay = true
	for _, message := range p.Messages {
		r := m.take(ctx, message)
		acks := hl7v2.Ack(message, r.verdict, r.errs, now, controlID())
		m.Metrics.HL7(r.word())
		if r.fatal || r.away && len(acks) == 0 {
			stay = false
		}
		answers = append(answers, acks...)
		if r.fatal {
			break
		}
	}
	if p.Batched() {
		return [][]byte{p.Answer(answers, now, controlID())}, stay
	}
	return answers, stay
}

func (m MLLP) refuse(body []byte, v hl7v2.Verdict, e hl7v2.AckError, now time.Time) [][]byte {
	m.Metrics.HL7(taken{verdict: v}.word())
	return hl7v2.Ack(body, v, []hl7v2.AckError{e}, now, controlID())
}

// controlID is a number of our own for MSH-10, within the 20 characters of version 2.5.
func controlID() string {
	var b [8]byte
	_, _ = rand.Read(b[:])
	return "F" + hex.EncodeToString(b[:])
}

// framed puts a message into an MLLP block.
func framed(message []byte) []byte {
	return bytes.Join([][]byte{{0x0B}, message, {0x1C, 0x0D}}, nil)
}
