package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCacheAfterKill: what a fetch that was cut off leaves is removed, and fetched again.
func TestCacheAfterKill(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	pushed, err := h.admin().pushImage("library/app", "latest", noise(40_000_000))
	if err != nil {
		t.Fatal(err)
	}
	s := newCache(t, h, nil).start()
	body := s.admin().open(t, "/v2/library/app/blobs/"+layer(pushed))
	_, _ = body.Read(make([]byte, 1000))
	s.kill()
	_ = body.Close()
	s.start()
	left, err := filepath.Glob(s.path("data/docker/registry/v2/repositories/library/app/_uploads/*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v %v", left, err)
	}
	if err := s.admin().pull(pushed); err != nil {
		t.Error(err)
	}
	s.stop()
}

// TestCacheGoesOn: a client that goes away takes nobody's blob along, and what had begun is kept.
func TestCacheGoesOn(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	pushed, err := h.admin().pushImage("library/app", "latest", noise(30_000_000))
	if err != nil {
		t.Fatal(err)
	}
	s := newCache(t, h, nil).start()
	body := s.admin().open(t, "/v2/library/app/blobs/"+layer(pushed))
	_, _ = body.Read(make([]byte, 1000))
	_ = body.Close()
	if err := s.pullAll(3, pushed); err != nil {
		t.Error(err)
	}
	if line := s.metric(`cache_requests_total{result="miss",type="blob"}`); !strings.HasSuffix(line, " 2") {
		t.Errorf("%s: the layer and the configuration are fetched once each\n%s", line, s.log)
	}
	s.stop()
}

// TestCacheExpires: what was not pulled for long goes, and is fetched again.
func TestCacheExpires(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	pushed, err := h.admin().pushImage("library/app", "latest", noise(1_000_000))
	if err != nil {
		t.Fatal(err)
	}
	s := newCache(t, h, func(config object) {
		section(config, "operations", "cache")["age"] = "700ms"
		section(config, "operations", "cache")["interval"] = "100ms"
	}).start()
	if err := s.admin().pull(pushed); err != nil {
		t.Fatal(err)
	}
	data := s.path("data/docker/registry/v2/blobs/sha256/*/*/data")
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		left, err := filepath.Glob(data)
		if err != nil || time.Now().After(deadline) {
			t.Fatalf("%v are left: %v\n%s", left, err, s.log)
		}
		if len(left) == 0 {
			break
		}
	}
	for range 20 {
		if err := s.admin().pull(pushed); err != nil {
			t.Fatalf("%v\n%s", err, s.log)
		}
		time.Sleep(100 * time.Millisecond)
	}
	if line := s.metric(`cache_removed_total{reason="age"}`); strings.HasSuffix(line, " 0") {
		t.Error(line)
	}
	s.stop()
}
