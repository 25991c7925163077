package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
)

// newPair prepares two registries on one storage that know of each other, and of themselves.
func newPair(t *testing.T, change func(config object)) (a, b *server) {
	t.Helper()
	a, b = newServer(t, change), newServer(t, change)
	b.config["storage"] = a.config["storage"]
	for _, s := range []*server{a, b} {
		section(s.config, "operations")["peers"] = object{"urls": []string{"http://" + a.addr, "http://" + b.addr}, "lease": "3s"}
	}
	return a, b
}

// awaitWrites waits until an instance has asked its peers and takes writes.
func (s *server) awaitWrites() {
	s.t.Helper()
	for deadline := time.Now().Add(15 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		status, err := s.control().Status(context.Background())
		if err == nil && !status.ReadOnly {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("no writes: %+v %v\n%s", status, err, s.log)
		}
	}
}

func TestPeers(t *testing.T) {
	a, b := newPair(t, nil)
	a.start()
	b.start()
	a.awaitWrites()
	b.awaitWrites()

	// Either instance serves what the other one took, and goes on with its uploads.
	pushed, err := a.admin().pushImage("app", "latest", noise(5000))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.admin().pull(pushed); err != nil {
		t.Error(err)
	}
	location, err := a.admin().upload("app")
	if err != nil {
		t.Fatal(err)
	}
	content := []byte("begun at a, finished at b")
	if err := b.admin().finish(strings.Replace(location, a.addr, b.addr, 1), digestOf(content), strings.NewReader(string(content))); err != nil {
		t.Error(err)
	}

	// A collection at a waits for a push at b, and b forgets what is gone.
	gone, err := b.admin().pushImage("app", "gone", noise(10), noise(3000))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.admin().pull(gone); err != nil {
		t.Fatal(err)
	}
	a.delete(gone)
	b.readsOnlyDuring(func() { a.collect(collect.Options{}) })
	b.awaitWrites()
	b.expectNoStaleDescriptors(gone)
	if err := b.admin().pull(pushed); err != nil {
		t.Error(err)
	}

	// Without b, or while b collects, a does not.
	b.kill()
	err = a.control().Collect(context.Background(), collect.Options{}, func(collect.Event) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "not every instance is read-only") {
		t.Errorf("a collects without b: %v", err)
	}
	a.awaitWrites()
	a.stop()
}

// readsOnlyDuring watches that the instance refuses writes at some time during the action.
func (s *server) readsOnlyDuring(action func()) {
	s.t.Helper()
	done := make(chan struct{})
	refused := make(chan bool, 1)
	go func() {
		seen := false
		for i := 0; ; i++ { // another repository each time: a push that has begun may go on
			select {
			case <-done:
				refused <- seen
				return
			default:
			}
			answer, err := s.admin().do(http.MethodPost, fmt.Sprintf("/v2/fresh%d/blobs/uploads/", i), nil)
			seen = seen || err == nil && answer.status == http.StatusServiceUnavailable
			time.Sleep(time.Millisecond)
		}
	}()
	action()
	close(done)
	if !<-refused {
		s.t.Error("the instance takes writes while another one collects")
	}
}

// TestPeerDiesDuringCollection: b is killed and restarted while a deletes; a stops, and nothing is lost.
func TestPeerDiesDuringCollection(t *testing.T) {
	onDisk(t)
	a, b := newPair(t, func(config object) { section(config, "log")["level"] = "warn" })
	a.start()
	b.start()
	a.awaitWrites()
	b.awaitWrites()
	kept, err := a.admin().pushImage("app", "kept", noise(1000))
	if err != nil {
		t.Fatal(err)
	}
	a.litter(20_000)
	err = a.control().Collect(context.Background(), collect.Options{}, func(event collect.Event) error {
		if event.Kind == collect.KindProgress && strings.Contains(event.Message, "nothing is written") {
			b.kill()
			b.start()
			if answer, err := b.admin().do(http.MethodPost, "/v2/app/blobs/uploads/", nil); err == nil && answer.status < 400 {
				if status, err := a.control().Status(context.Background()); err == nil && status.ReadOnly {
					t.Errorf("b takes writes while a collects: %d", answer.status)
				}
			}
		}
		return nil
	})
	if err == nil || !strings.Contains(err.Error(), "restarted") && !strings.Contains(err.Error(), "has not answered") {
		t.Errorf("the collection does not stop: %v", err)
	}
	a.awaitWrites()
	b.awaitWrites()
	for _, s := range []*server{a, b} {
		if err := s.admin().pull(kept); err != nil {
			t.Error(err)
		}
	}
	a.collect(collect.Options{})
	if again := b.collect(collect.Options{}); again.Removed != (collect.Removed{}) {
		t.Errorf("%+v is left", again.Removed)
	}
	a.stop()
	b.stop()
}
