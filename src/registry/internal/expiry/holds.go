package expiry

import (
	"sync"

	"github.com/opencontainers/go-digest"
)

// holds keeps content that is in use from being removed, and content that was in use since a sweep began to
// look, for which what the sweep saw is no longer true.
type holds struct {
	mu     sync.Mutex
	held   map[digest.Digest]int
	used   map[digest.Digest]struct{}
	sweeps bool
}

// hold counts one more user of the content, until the returned function is called.
func (h *holds) hold(dgst digest.Digest) (release func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.held == nil {
		h.held = make(map[digest.Digest]int)
	}
	h.held[dgst]++
	if h.sweeps {
		h.used[dgst] = struct{}{}
	}
	var once sync.Once
	return func() { once.Do(func() { h.release(dgst) }) }
}

func (h *holds) release(dgst digest.Digest) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.held[dgst]--; h.held[dgst] == 0 {
		delete(h.held, dgst)
	}
}

// begin starts a sweep; end must be called before the next one.
func (h *holds) begin() (end func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.sweeps, h.used = true, make(map[digest.Digest]struct{})
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.sweeps, h.used = false, nil
	}
}

// unlessUsed runs remove unless the content is held or was since the sweep began. Whoever wants to hold it
// meanwhile waits, and finds it gone.
func (h *holds) unlessUsed(dgst digest.Digest, remove func()) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, used := h.used[dgst]; used || h.held[dgst] > 0 {
		return false
	}
	remove()
	return true
}
