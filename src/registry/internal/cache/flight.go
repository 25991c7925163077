package cache

import (
	"context"
	"errors"
	"io"
	"sync"

	v1 "github.com/opencontainers/image-spec/specs-go/v1"
)

// flight is one blob on its way from the upstream to the disk. Everybody who wants it reads along in the file
// that it is written to, each at their own pace, without memory or disk of their own.
type flight struct {
	blob v1.Descriptor
	// room is set before anything is written.
	room Reservation

	mu      sync.Mutex
	changed chan struct{}
	written int64
	content Content
	readers int
	done    bool
	err     error
	// unkept is true once it is clear that there is no room: every reader fetches for itself.
	unkept bool
	// held is true where the blob is on the disk already: another flight brought it just before.
	held bool
}

// flightKey is where the proxy's writes find their flight in a context.
type flightKey struct{}

func newFlight(blob v1.Descriptor) *flight {
	return &flight{blob: blob, changed: make(chan struct{})}
}

// change changes the flight and wakes its readers.
func (f *flight) change(how func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	how()
	close(f.changed)
	f.changed = make(chan struct{})
}

// wrote notes n more bytes, and the file that they are in when it is known.
func (f *flight) wrote(content Content, n int) {
	f.change(func() {
		if content != nil {
			f.content = content
		}
		f.written += int64(n)
	})
	f.room.Written(n)
}

// land ends the flight. The file stays open for those who still read.
func (f *flight) land(err error) {
	f.change(func() {
		f.done, f.err = true, err
		f.close()
	})
}

// close closes the file when nobody needs it any more; the flight is locked.
func (f *flight) close() {
	if f.done && f.readers == 0 && f.content != nil {
		_ = f.content.Close() // it was only read
		f.content = nil
	}
}

// state is what a reader finds.
type state struct {
	content Content
	written int64
	changed <-chan struct{}
	done    bool
	unkept  bool
	held    bool
	err     error
}

func (f *flight) look() state {
	f.mu.Lock()
	defer f.mu.Unlock()
	return state{f.content, f.written, f.changed, f.done, f.unkept, f.held, f.err}
}

// board makes the caller a reader; false if the flight has landed, so that the blob is where it belongs.
func (f *flight) board() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.done {
		return false
	}
	f.readers++
	return true
}

func (f *flight) leave() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.readers--
	f.close()
}

// begun waits for the first bytes, or for it to be clear that there will be none.
func (f *flight) begun(ctx context.Context) (state, error) {
	for {
		s := f.look()
		if s.done || s.unkept || s.written > 0 {
			return s, nil
		}
		select {
		case <-s.changed:
		case <-ctx.Done():
			return s, context.Cause(ctx)
		}
	}
}

// pieceSize is what is read and sent at once, in bytes.
const pieceSize = 256 << 10

// copyTo sends the blob as it comes.
func (f *flight) copyTo(ctx context.Context, w io.Writer) (sent int64, err error) {
	piece := make([]byte, pieceSize)
	for sent < f.blob.Size {
		s := f.look()
		if s.done && s.err != nil {
			return sent, s.err
		}
		n, err := s.content.ReadAt(piece[:min(int64(len(piece)), f.blob.Size-sent)], sent)
		if err != nil && !errors.Is(err, io.EOF) {
			return sent, err
		}
		if n > 0 {
			if n, err = w.Write(piece[:n]); err != nil {
				return sent + int64(n), err
			}
			sent += int64(n)
			continue
		}
		if s.done {
			return sent, io.ErrUnexpectedEOF
		}
		// The last bytes are in the writer's buffer until it is committed.
		select {
		case <-s.changed:
		case <-ctx.Done():
			return sent, context.Cause(ctx)
		}
	}
	return sent, nil
}
