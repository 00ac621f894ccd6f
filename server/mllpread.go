package server

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"time"
)

// mllpFrame is what stood between a start block and an end block.
type mllpFrame struct {
	body     []byte
	tooLarge bool // body is only the beginning
}

// mllpReader finds the blocks of a connection.
type mllpReader struct {
	b    *bufio.Reader
	c    net.Conn
	door MLLP
}

var (
	errCutOff = errors.New("the connection ended in the middle of a message")
	errNoise  = errors.New("what came is not MLLP")
)

const (
	mllpStart = 0x0B
	mllpEnd   = 0x1C
	// kept of a message that is too large: its MSH, to be answered with.
	keptOfLarge = 8 << 10
)

// next gives the next block. What stands between blocks is passed over: the CR behind an end block, and line ends and
// keep-alive bytes that some senders write. A start block inside a message begins it anew: the sender had given up in the middle.
func (r *mllpReader) next() (mllpFrame, error) {
	for noise := 0; ; noise++ {
		c, err := r.b.ReadByte()
		if err != nil {
			return mllpFrame{}, err
		}
		if c == mllpStart {
			break
		}
		if noise == maxNoise {
			return mllpFrame{}, errNoise
		}
	}
	_ = r.c.SetReadDeadline(time.Now().Add(r.door.Within))
	var f mllpFrame
	for {
		c, err := r.b.ReadByte()
		switch {
		case err != nil:
			return f, fmt.Errorf("%w: %w", errCutOff, err)
		case c == mllpEnd:
			return f, nil
		case c == mllpStart:
			r.door.Metrics.HL7("cut")
			f = mllpFrame{}
		case f.tooLarge: // read to its end, so that the answer is not lost in a reset
		case len(f.body) == r.door.MaxFrame:
			f = mllpFrame{body: append([]byte(nil), f.body[:min(len(f.body), keptOfLarge)]...), tooLarge: true}
		default:
			f.body = append(f.body, c)
		}
	}
}
