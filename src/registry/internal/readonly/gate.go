// Package readonly stops writes to the registry for a while, without a restart and without breaking pushes
// that have begun. Reads go on throughout.
package readonly

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// pollInterval is how often Wait looks whether the writes have ended.
const pollInterval = 20 * time.Millisecond

// minCut is the least time that requests have to finish once no more are let in.
const minCut = 10 * pollInterval

// maxIdle is how many finished pushes are remembered before old ones are dropped.
const maxIdle = 1024

// Gate admits writes while nobody holds it closed. A push is a row of requests (start, data, finish, then
// the manifest), so closing does not refuse at once: repositories that are being pushed to when the gate
// closes may go on until they have been quiet for a while; all others are refused.
type Gate struct {
	quiet time.Duration
	now   func() time.Time

	mu     sync.Mutex
	holds  map[*Hold]struct{}
	shut   bool // while held: no repository may go on any more
	writes int
	pushes map[string]*push
}

// push is what is known of the writes to one repository.
type push struct {
	running int
	ended   time.Time
}

// Hold keeps the gate closed until it is released.
type Hold struct {
	gate   *Gate
	reason string
	since  time.Time
}

// New returns an open gate. A push counts as finished when there has been no write to its repository for
// the quiet time.
func New(quiet time.Duration) *Gate {
	return &Gate{quiet: quiet, now: time.Now, holds: make(map[*Hold]struct{}), pushes: make(map[string]*push)}
}

// Close closes the gate. The reason ends up in the errors that clients see.
func (g *Gate) Close(reason string) *Hold {
	g.mu.Lock()
	defer g.mu.Unlock()
	hold := &Hold{gate: g, reason: reason, since: g.now()}
	if len(g.holds) == 0 {
		g.shut = false
		g.forgetQuiet()
	}
	g.holds[hold] = struct{}{}
	return hold
}

// Release ends the hold; the gate opens when it was the last one. Releasing twice does nothing.
func (h *Hold) Release() {
	h.gate.mu.Lock()
	defer h.gate.mu.Unlock()
	delete(h.gate.holds, h)
}

// Wait returns nil once no write is running and none of the pushes that had begun will be let on. A quiet
// time before the deadline of ctx those pushes are stopped between two requests; it is an error if a
// request is still running at the deadline, or if ctx is cancelled before. The hold stays in any case.
func (h *Hold) Wait(ctx context.Context) error {
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	if deadline, ok := ctx.Deadline(); ok {
		remaining := time.Until(deadline)
		cut := remaining - min(max(h.gate.quiet, minCut), remaining/2)
		defer time.AfterFunc(cut, h.gate.shutNow).Stop()
	}
	for !h.gate.settled() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return h.gate.verdict(ctx)
		}
	}
	return nil
}

// verdict says what a wait came to whose context has ended.
func (g *Gate) verdict(ctx context.Context) error {
	if !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return context.Cause(ctx)
	}
	g.shutNow()
	if running := g.running(); running > 0 {
		return fmt.Errorf("%d writes are still running", running)
	}
	return nil
}

func (g *Gate) shutNow() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = true
}

// settled shuts the gate for good once every push has been quiet for long enough, and reports whether no
// write is running or will be let in.
func (g *Gate) settled() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		return g.writes == 0
	}
	g.forgetQuiet()
	g.shut = len(g.pushes) == 0 && g.writes == 0
	return g.shut
}

func (g *Gate) running() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.writes
}

// forgetQuiet drops the pushes that count as finished. The caller holds the lock.
func (g *Gate) forgetQuiet() {
	before := g.now().Add(-g.quiet)
	for repository, push := range g.pushes {
		if push.running == 0 && !push.ended.After(before) {
			delete(g.pushes, repository)
		}
	}
}

// begin admits a write to the repository, or returns why not.
func (g *Gate) begin(repository string) (reason string, admitted bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	current := g.pushes[repository]
	if len(g.holds) > 0 {
		started := current != nil && (current.running > 0 || current.ended.After(g.now().Add(-g.quiet)))
		if g.shut || !started {
			return g.reasonLocked(), false
		}
	}
	if current == nil {
		if len(g.pushes) >= maxIdle {
			g.forgetQuiet()
		}
		current = &push{}
		g.pushes[repository] = current
	}
	current.running++
	g.writes++
	return "", true
}

// end notes that a write has ended. One that failed does not make its repository one that is being pushed to.
func (g *Gate) end(repository string, succeeded bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.writes--
	current := g.pushes[repository]
	current.running--
	if succeeded {
		current.ended = g.now()
	}
	if current.running == 0 && current.ended.IsZero() {
		delete(g.pushes, repository)
	}
}
