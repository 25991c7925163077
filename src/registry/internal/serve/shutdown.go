package serve

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/shutdown"
)

// serveUntilSignal answers requests until a signal, then lets begun pushes and pulls finish for as long as
// http.draintimeout. Storage is consistent at every moment, so ending sooner loses no more than what was under way.
func (i *instance) serveUntilSignal(stopOperations func(patience context.Context)) error {
	drained := false
	err := shutdown.OnSignal(i.registry.ListenAndServe, i.config.drain, func(ctx context.Context, received os.Signal) error {
		drained = true
		return i.drain(ctx, received, stopOperations)
	})
	if !drained {
		stopOperations(context.Background())
	}
	return err
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
