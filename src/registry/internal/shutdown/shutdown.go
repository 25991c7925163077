// Package shutdown lets a registry end when it is told to, and no sooner than what it does allows.
package shutdown

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// OnSignal serves until SIGTERM or SIGINT, and then drains: drain's context ends after patience. SIGQUIT, which
// BPM sends when it has lost patience, ends it at once; so does a second signal. What fails of its own is not
// drained.
func OnSignal(
	serve func() error, patience time.Duration, drain func(ctx context.Context, received os.Signal) error,
) error {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT)
	defer signal.Stop(signals)
	served := make(chan error, 1)
	go func() { served <- serve() }()
	select {
	case err := <-served:
		return err
	case received := <-signals:
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if received == syscall.SIGQUIT {
			cancel()
		}
		go func() {
			<-signals
			cancel()
		}()
		return drain(ctx, received)
	}
}
