package upstream

import (
	"io"
	"time"
)

// watchedBody ends a transfer in which nothing comes any more: left alone, TCP waits for hours.
type watchedBody struct {
	io.ReadCloser
	patience time.Duration
	timer    *time.Timer
	closed   func()
}

// watch calls stalled when a read has waited for longer than patience, and closed once the body is closed.
// Time between reads is the client's and does not count.
func watch(body io.ReadCloser, patience time.Duration, stalled, closed func()) io.ReadCloser {
	timer := time.AfterFunc(patience, stalled)
	timer.Stop()
	return &watchedBody{body, patience, timer, closed}
}

// Read implements io.Reader.
func (w *watchedBody) Read(p []byte) (int, error) {
	w.timer.Reset(w.patience)
	defer w.timer.Stop()
	return w.ReadCloser.Read(p)
}

// Close implements io.Closer.
func (w *watchedBody) Close() error {
	err := w.ReadCloser.Close()
	w.closed()
	return err
}
