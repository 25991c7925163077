package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

// kills is how often the registry is killed during uploads.
const kills = 10

// TestKillDuringUploads: every push that was reported as done is there after any crash, byte for byte.
func TestKillDuringUploads(t *testing.T) {
	s := newServer(t, func(config object) { section(config, "log")["level"] = "error" })
	shared := noise(30_000)
	var mu sync.Mutex
	var done []image
	count := func() int {
		mu.Lock()
		defer mu.Unlock()
		return len(done)
	}
	for round := range kills {
		s.start()
		ctx, cancel := context.WithCancel(context.Background())
		var pushers sync.WaitGroup
		for worker := range 4 {
			pushers.Go(func() {
				for i := 0; ctx.Err() == nil; i++ {
					repository := fmt.Sprintf("app%d", (worker+i)%3)
					pushed, err := s.admin().pushImage(repository, fmt.Sprintf("v%d-%d-%d", round, worker, i), shared, noise(20_000))
					if err != nil {
						return
					}
					mu.Lock()
					done = append(done, pushed)
					mu.Unlock()
				}
			})
		}
		before := count()
		for deadline := time.Now().Add(5 * time.Second); count() == before && time.Now().Before(deadline); {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(rand.N(200 * time.Millisecond))
		s.kill()
		cancel()
		pushers.Wait()
	}
	s.start()
	if len(done) < kills {
		t.Errorf("only %d pushes were done; the registry is too slow for this test", len(done))
	}
	for _, image := range done {
		if err := s.admin().pull(image); err != nil {
			t.Errorf("a push that was reported as done: %v", err)
		}
	}
	t.Logf("%d pushes were done before %d kills", len(done), kills)
	s.stop()
}
