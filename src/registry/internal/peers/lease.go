package peers

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// askAgain is how often a peer is asked while it finishes its writes.
const askAgain = 250 * time.Millisecond

// releaseTimeout bounds the farewell to the peers.
const releaseTimeout = 5 * time.Second

// Lease is the promise of every peer to write nothing, kept up in the background.
type Lease struct {
	client *Client
	run    string
	drain  time.Duration
	peers  []peer
	// instances are the identifiers that the peers gave when they promised, by address.
	instances map[string]string
	lost      context.CancelCauseFunc
	done      sync.WaitGroup
}

// Acquire asks every peer to be read-only and waits until all of them are, which may take as long as drain.
// The returned context ends, with a cause, as soon as a promise can no longer be relied on: whoever deletes
// must stop then. Without peers there is nobody to ask.
func (c *Client) Acquire(ctx context.Context, drain time.Duration) (*Lease, context.Context, error) {
	peers, err := c.resolve(ctx)
	if err != nil {
		return nil, nil, err
	}
	l := &Lease{client: c, run: NewID(), drain: drain, peers: peers, instances: make(map[string]string)}
	if err := l.promiseAll(ctx); err != nil {
		l.farewell()
		return nil, nil, err
	}
	var kept context.Context
	kept, l.lost = context.WithCancelCause(ctx)
	for _, p := range l.peers {
		l.done.Go(func() { l.renew(kept, p) })
	}
	return l, kept, nil
}

// Release ends the promises.
func (l *Lease) Release() {
	l.lost(nil)
	l.done.Wait()
	l.farewell()
}

// promiseAll gets the promise of every peer; peers that turn out to be this instance are dropped.
func (l *Lease) promiseAll(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, l.drain+2*l.client.config.Lease)
	defer cancel()
	var mu sync.Mutex
	var group sync.WaitGroup
	var failures []error
	var others []peer
	for _, p := range l.peers {
		group.Go(func() {
			instance, err := l.promise(ctx, p)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				failures = append(failures, err)
				cancel()
			case instance != l.client.instance:
				l.instances[p.name] = instance
				others = append(others, p)
			}
		})
	}
	group.Wait()
	if len(failures) > 0 {
		return fmt.Errorf("not every instance is read-only: %w", errors.Join(failures...))
	}
	l.peers = others
	return nil
}

// promise asks one peer until it is read-only and returns its identifier.
func (l *Lease) promise(ctx context.Context, p peer) (string, error) {
	for {
		reply, err := l.client.ask(ctx, p, l.hold())
		if err != nil {
			return "", err
		}
		if reply.Instance == l.client.instance {
			return reply.Instance, nil
		}
		switch reply.State {
		case ReadOnly:
			return reply.Instance, nil
		case Collecting:
			return "", fmt.Errorf("peer %s collects garbage itself, or for another instance", p.name)
		case Busy:
			return "", fmt.Errorf("peer %s has %d writes that do not end in time; try again later", p.name, reply.Writes)
		}
		select {
		case <-time.After(askAgain):
		case <-ctx.Done():
			return "", fmt.Errorf("peer %s: still %s: %w", p.name, reply.State, ctx.Err())
		}
	}
}

func (l *Lease) hold() request {
	return request{Op: opHold, Run: l.run, Lease: l.client.config.Lease.Seconds(), Drain: l.drain.Seconds()}
}

// renew keeps up one promise. A peer that was restarted has forgotten it, and may have taken writes since.
func (l *Lease) renew(ctx context.Context, p peer) {
	lease := l.client.config.Lease
	ticker := time.NewTicker(lease / 6)
	defer ticker.Stop()
	// The peer counts from when it gets the request, so counting from before it was sent is on the safe side.
	confirmed := l.client.now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		sent := l.client.now()
		reply, err := l.client.ask(ctx, p, l.hold())
		switch {
		case ctx.Err() != nil:
			return
		case err == nil && reply.State == ReadOnly && reply.Instance == l.instances[p.name]:
			confirmed = sent
		case err == nil:
			l.lost(fmt.Errorf("peer %s is %s and was read-only; it may have been restarted", p.name, reply.State))
			return
		case l.client.now().Sub(confirmed) > lease/2:
			l.lost(fmt.Errorf("peer %s has not answered for %s: %w", p.name, lease/2, err))
			return
		}
	}
}

// farewell tells every peer that the collection is over; one that does not hear it waits for the lease to end.
func (l *Lease) farewell() {
	ctx, cancel := context.WithTimeout(context.Background(), releaseTimeout)
	defer cancel()
	var group sync.WaitGroup
	for _, p := range l.peers {
		group.Go(func() { _, _ = l.client.ask(ctx, p, request{Op: opRelease, Run: l.run}) })
	}
	group.Wait()
}
