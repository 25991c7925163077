package cache

import (
	"context"
	"sync"
	"time"
)

// shared runs a question once for everybody who asks it at the same time, and remembers the answer for as long
// as the question says. It is what bounds the requests to the upstream: many parallel pulls of one image ask
// as often as a single one does.
type shared[T any] struct {
	mu      sync.Mutex
	answers map[string]*answer[T]
	swept   time.Time
}

type answer[T any] struct {
	done  chan struct{}
	value T
	err   error
	// until is when it is forgotten, once it is done.
	until time.Time
}

// sweepEvery is how often answers that nobody asks for any more are dropped.
const sweepEvery = time.Minute

// ask returns the answer to the question that key names. The question runs on a context of its own: whoever
// asked first may go away without taking the others' answer along. It returns for how long the answer holds.
// First is true for the caller that it was run for.
func (s *shared[T]) ask(ctx context.Context, key string, question func(context.Context) (T, time.Duration, error)) (value T, first bool, err error) {
	found, first := s.join(key, time.Now())
	if first {
		go func() {
			value, keep, err := question(context.WithoutCancel(ctx))
			s.finish(key, found, value, keep, err)
		}()
	}
	select {
	case <-found.done:
		return found.value, first, found.err
	case <-ctx.Done():
		return value, first, context.Cause(ctx)
	}
}

// join returns the answer under way or still good, or a new one that the caller has to see to.
func (s *shared[T]) join(key string, now time.Time) (found *answer[T], first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep(now)
	if found, is := s.answers[key]; is && !found.over(now) {
		return found, false
	}
	found = &answer[T]{done: make(chan struct{})}
	if s.answers == nil {
		s.answers = make(map[string]*answer[T])
	}
	s.answers[key] = found
	return found, true
}

func (s *shared[T]) finish(key string, a *answer[T], value T, keep time.Duration, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a.value, a.err, a.until = value, err, time.Now().Add(keep)
	close(a.done)
	if keep <= 0 && s.answers[key] == a {
		delete(s.answers, key)
	}
}

// over is true for an answer that is done and no longer good.
func (a *answer[T]) over(now time.Time) bool {
	select {
	case <-a.done:
		return !now.Before(a.until)
	default:
		return false
	}
}

func (s *shared[T]) sweep(now time.Time) {
	if now.Sub(s.swept) < sweepEvery {
		return
	}
	s.swept = now
	for key, a := range s.answers {
		if a.over(now) {
			delete(s.answers, key)
		}
	}
}
