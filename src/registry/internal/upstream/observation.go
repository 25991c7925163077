package upstream

import (
	"context"
	"sync"
)

// Observation is what came of the requests to the upstream that were made for one purpose.
type Observation struct {
	mu      sync.Mutex
	asked   int
	failure *Failure
}

type observationKey struct{}

// Observe returns a context whose requests are recorded. Distribution passes contexts on to its requests, but
// not to the first one, which finds out how to authenticate (registry/proxy/proxyauth.go, ping, v3.1.1).
func Observe(ctx context.Context) (context.Context, *Observation) {
	seen := &Observation{}
	return context.WithValue(ctx, observationKey{}, seen), seen
}

func observed(ctx context.Context) *Observation {
	seen, _ := ctx.Value(observationKey{}).(*Observation)
	return seen
}

// record notes the outcome of a request; nil is success. The last one counts: Distribution tries HEAD, then
// GET, and asks again with a token.
func (o *Observation) record(failure *Failure) {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked++
	o.failure = failure
}

// Answered reports whether the upstream gave what it was asked for last.
func (o *Observation) Answered() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.asked > 0 && o.failure == nil
}

// Failure returns what the upstream did instead, nil if it was not asked or gave what it was asked for.
func (o *Observation) Failure() *Failure {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.failure
}
