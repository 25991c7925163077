package cache

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestSharedAsksOnce(t *testing.T) {
	var questions shared[int]
	var asked, first atomic.Int64
	var group sync.WaitGroup
	begin := make(chan struct{})
	for range 50 {
		group.Go(func() {
			<-begin
			value, mine, err := questions.ask(context.Background(), "key", func(context.Context) (int, time.Duration, error) {
				asked.Add(1)
				time.Sleep(20 * time.Millisecond)
				return 7, time.Hour, nil
			})
			if mine {
				first.Add(1)
			}
			if value != 7 || err != nil {
				t.Errorf("%d %v", value, err)
			}
		})
	}
	close(begin)
	group.Wait()
	if asked.Load() != 1 || first.Load() != 1 {
		t.Errorf("asked %d times, for %d", asked.Load(), first.Load())
	}
}

func TestSharedForgets(t *testing.T) {
	var questions shared[int]
	asked := 0
	question := func(keep time.Duration) func(context.Context) (int, time.Duration, error) {
		return func(context.Context) (int, time.Duration, error) {
			asked++
			return asked, keep, errors.New("no")
		}
	}
	for want, keep := range []time.Duration{0, 10 * time.Millisecond, time.Hour} {
		value, _, err := questions.ask(context.Background(), "key", question(keep))
		if value != want+1 || err == nil {
			t.Errorf("%d %v", value, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if value, _, _ := questions.ask(context.Background(), "key", question(0)); value != 3 {
		t.Errorf("an answer that is good for an hour was forgotten: %d", value)
	}
	questions.swept = time.Time{}
	questions.join("other", time.Now().Add(2*time.Hour))
	if len(questions.answers) != 1 {
		t.Errorf("%d answers are kept", len(questions.answers))
	}
}

// TestSharedOutlives: the one who asked first goes, and the others get their answer.
func TestSharedOutlives(t *testing.T) {
	var questions shared[int]
	leaving, leave := context.WithCancel(context.Background())
	started, answered := make(chan struct{}), make(chan struct{})
	go func() {
		_, _, err := questions.ask(leaving, "key", func(ctx context.Context) (int, time.Duration, error) {
			close(started)
			<-answered
			return 1, 0, ctx.Err()
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}()
	<-started
	leave()
	time.AfterFunc(20*time.Millisecond, func() { close(answered) })
	value, first, err := questions.ask(context.Background(), "key", nil)
	if value != 1 || first || err != nil {
		t.Errorf("%d %v %v", value, first, err)
	}
}
