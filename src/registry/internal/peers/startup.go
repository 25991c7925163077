package peers

import (
	"context"
	"time"
)

// AwaitNoCollection returns when no peer is collecting garbage. An instance that starts knows of no lease,
// so it must not take writes before that. A peer that cannot be reached is waited for as long as a lease
// lasts: had it been collecting, it would have noticed the restart by then and stopped.
func (c *Client) AwaitNoCollection(ctx context.Context) {
	patience := time.Now().Add(c.config.Lease)
	for ctx.Err() == nil {
		quiet, reached := c.survey(ctx)
		if quiet && (reached || time.Now().After(patience)) {
			return
		}
		select {
		case <-time.After(askAgain):
		case <-ctx.Done():
		}
	}
}

// survey reports whether no peer collects or holds still for one that does, and whether all of them could
// be asked.
func (c *Client) survey(ctx context.Context) (quiet, reached bool) {
	peers, err := c.resolve(ctx)
	quiet, reached = true, err == nil
	for _, p := range peers {
		reply, err := c.ask(ctx, p, request{Op: opState})
		switch {
		case err != nil:
			reached = false
		case reply.Instance != c.instance && reply.State != Open:
			quiet = false
		}
	}
	return quiet, reached
}
