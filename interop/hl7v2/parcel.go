package hl7v2

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/famulus-health/famulus/interop"
)

// Parcel is what came in one block: a message, several, or a batch with its headers. Each message is to be taken in and
// answered by itself.
type Parcel struct {
	// Messages have segments that end in CR, and the bytes they came with. None: the block holds no MSH.
	Messages [][]byte
	// Doubts are what the batch's headers and trailers say against it: other messages than it counts, no trailer.
	Doubts []interop.Rejection

	file, batch []byte // the first FHS and BHS
}

// Unpack takes a block apart. It is false for one with more segments than the limits allow.
func Unpack(b []byte, limits Limits) (Parcel, bool) {
	cut, ok := split(b, limits.OrDefault().MaxSegments)
	if !ok {
		return Parcel{}, false
	}
	p := Parcel{Doubts: cut.doubts}
	for _, m := range cut.messages {
		p.Messages = append(p.Messages, append(bytes.Join(m.segments, []byte("\r")), '\r'))
	}
	for from := 0; from < len(b) && (p.file == nil || p.batch == nil); {
		to, next := lineEnd(b, from)
		line := bytes.TrimPrefix(b[from:to], []byte("\xEF\xBB\xBF"))
		switch name := segmentName(line, '|'); {
		case name == "FHS" && p.file == nil:
			p.file = line
		case name == "BHS" && p.batch == nil:
			p.batch = line
		case name == "MSH": // headers stand before the messages
			return p, true
		}
		from = next
	}
	return p, true
}

// Batched says that the messages came in a batch, and are to be answered in one.
func (p Parcel) Batched() bool { return p.file != nil || p.batch != nil }

// Answer puts the acknowledgements of a batch into a batch (2.10.3): its BHS-12 and FHS-12 name the batch and the file that
// are answered, BTS-1 counts the answers, and BTS-2 says what is doubtful about the batch. A file of several batches is answered as one, which names the first.
func (p Parcel) Answer(acks [][]byte, now time.Time, id string) []byte {
	var b strings.Builder
	if p.file != nil {
		b.WriteString(reply("FHS", p.file, now, id))
	}
	batch := p.batch
	if batch == nil {
		batch = append([]byte("BHS"), p.file[min(3, len(p.file)):]...)
	}
	b.WriteString(reply("BHS", batch, now, id))
	for _, a := range acks {
		b.Write(a)
	}
	a := headed(batch, now)
	var doubts []string
	for _, d := range p.Doubts {
		doubts = append(doubts, a.escape(d.Detail))
	}
	b.WriteString(a.join("BTS", strconv.Itoa(len(acks)), strings.Join(doubts, " ")))
	if p.file != nil {
		b.WriteString(headed(p.file, now).join("FTS", "1"))
	}
	return []byte(b.String())
}

// headed reads FHS or BHS, whose first fields are those of MSH.
func headed(line []byte, now time.Time) *answer {
	return newAnswer(append([]byte("MSH"), line[min(3, len(line)):]...), now)
}

// reply is the header that answers a header: applications swapped, and the number of what is answered in field 12.
func reply(name string, line []byte, now time.Time, id string) string {
	a := headed(line, now)
	h := a.msh
	return a.join(fmt.Sprintf("%s%c%s", name, a.d.field, a.marks), h.field(5), h.field(6), h.field(3), h.field(4),
		a.now.Format("20060102150405-0700"), "", "", "", id, h.field(11))
}
