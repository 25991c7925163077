package shutdown

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"
	"time"
)

// blocked serves until the test ends.
func blocked(t *testing.T) func() error {
	t.Helper()
	end := make(chan struct{})
	t.Cleanup(func() { close(end) })
	return func() error {
		<-end
		return nil
	}
}

func send(t *testing.T, signal syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(os.Getpid(), signal); err != nil {
		t.Error(err)
	}
}

func TestOnSignalGivesTheErrorOfWhatFailsOfItsOwn(t *testing.T) {
	failed := errors.New("the port is taken")
	err := OnSignal(func() error { return failed }, time.Minute, func(context.Context, os.Signal) error {
		t.Error("it was drained")
		return nil
	})
	if !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
}

func TestOnSignalDrains(t *testing.T) {
	for _, test := range []struct {
		name     string
		patience time.Duration
		signals  []syscall.Signal
		ended    bool
	}{
		{"for as long as there is patience", time.Hour, []syscall.Signal{syscall.SIGTERM}, false},
		{"until patience ends", time.Millisecond, []syscall.Signal{syscall.SIGTERM}, true},
		{"until a second signal", time.Hour, []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}, true},
		{"not at all on SIGQUIT", time.Hour, []syscall.Signal{syscall.SIGQUIT}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			first, others := test.signals[0], test.signals[1:]
			drained := false
			serve := blocked(t)
			err := OnSignal(func() error {
				send(t, first)
				return serve()
			}, test.patience, func(ctx context.Context, received os.Signal) error {
				drained = true
				if received != first {
					t.Errorf("received %v, not %v", received, first)
				}
				for _, signal := range others {
					send(t, signal)
				}
				select {
				case <-ctx.Done():
					if !test.ended {
						t.Error("it was cut short")
					}
				case <-time.After(time.Second):
					if test.ended {
						t.Error("it was not cut short")
					}
				}
				return nil
			})
			if err != nil || !drained {
				t.Errorf("drained: %v, error: %v", drained, err)
			}
		})
	}
}
