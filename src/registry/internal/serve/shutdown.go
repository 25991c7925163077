package serve

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

// serveUntilSignal answers requests until SIGTERM or SIGINT, then lets begun pushes and pulls finish for as
// long as http.draintimeout. SIGQUIT, which BPM sends when it has lost patience, ends at once; so does a
// second signal. Storage is consistent at every moment, so ending at once loses no more than what was
// under way.
func (i *instance) serveUntilSignal(stopOperations func(patience context.Context)) error {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT)
	defer signal.Stop(signals)
	served := make(chan error, 1)
	go func() { served <- i.registry.ListenAndServe() }()
	select {
	case err := <-served:
		stopOperations(context.Background())
		return err
	case received := <-signals:
		ctx, cancel := context.WithTimeout(context.Background(), i.config.drain)
		defer cancel()
		if received == syscall.SIGQUIT {
			cancel()
		}
		go func() {
			<-signals
			cancel()
		}()
		return i.drain(ctx, received, stopOperations)
	}
}

// drain ends the registry. Closing the port first, as http.Server.Shutdown does, would break every upload
// between two of its requests; so new pushes are refused, begun ones go on, and the port closes last.
func (i *instance) drain(ctx context.Context, received os.Signal, stopOperations func(patience context.Context)) error {
	i.log.Infof("%s: waiting up to %s for pushes and pulls that have begun", received, i.config.drain)
	i.front.leaving.Store(true)
	hold := i.gate.Close("it is shutting down")
	stopOperations(ctx)
	if err := hold.Wait(ctx); err != nil {
		i.log.Warnf("shutting down: %v", err)
	}
	err := i.registry.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return fmt.Errorf("ended with requests still running: %w", err)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
