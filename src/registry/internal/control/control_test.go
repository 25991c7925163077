package control

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/distribution/distribution/v3/registry/storage/driver/inmemory"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/descriptors"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// serve starts a server on a socket and returns its client.
func serve(t *testing.T, change func(*Config)) (*Client, *readonly.Gate) {
	t.Helper()
	gate := readonly.New(time.Millisecond)
	var cache *descriptors.Cache
	config := Config{
		UIDs: []int{os.Getuid()}, Gate: gate, Drain: 300 * time.Millisecond, Log: report.To(t.Logf),
		Collector: collect.New(collect.Config{Driver: inmemory.New(), Gate: gate, Cache: cache, Drain: time.Second}),
	}
	if change != nil {
		change(&config)
	}
	socket := filepath.Join(t.TempDir(), "c.sock")
	listener, err := Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- NewServer(config).Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	info, err := os.Stat(socket)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", info.Mode(), err)
	}
	return NewClient(socket), gate
}

func TestReadOnly(t *testing.T) {
	client, gate := serve(t, nil)
	ctx := context.Background()
	for range 2 { // asking twice changes nothing
		status, err := client.SetReadOnly(ctx, true)
		if err != nil || !status.ReadOnly || !status.Drained || len(status.Reasons) != 1 {
			t.Fatalf("%+v %v", status, err)
		}
	}
	if !gate.Status().ReadOnly {
		t.Error("the gate is open")
	}
	for range 2 {
		if status, err := client.SetReadOnly(ctx, false); err != nil || status.ReadOnly {
			t.Fatalf("%+v %v", status, err)
		}
	}
	if status, err := client.Status(ctx); err != nil || status.ReadOnly || status.LastCollection != nil {
		t.Errorf("%+v %v", status, err)
	}
}

func TestCollectTellsItsStory(t *testing.T) {
	client, gate := serve(t, nil)
	var kinds []collect.Kind
	err := client.Collect(context.Background(), collect.Options{DeleteUntagged: true}, func(e collect.Event) error {
		kinds = append(kinds, e.Kind)
		return nil
	})
	if err != nil || len(kinds) == 0 || kinds[len(kinds)-1] != collect.KindDone {
		t.Errorf("%v %v", kinds, err)
	}
	if status, err := client.Status(context.Background()); err != nil || status.LastCollection == nil || !status.LastCollection.DeleteUntagged {
		t.Errorf("%+v %v", status, err)
	}
	if gate.Status().ReadOnly {
		t.Error("stays read-only")
	}
}

func TestCollectWhereThereIsNothingToCollect(t *testing.T) {
	client, _ := serve(t, func(c *Config) { c.Collector, c.Reason = nil, "a cache" })
	err := client.Collect(context.Background(), collect.Options{}, func(collect.Event) error { return nil })
	if err == nil || err.Error() != "a cache" {
		t.Errorf("%v", err)
	}
}

func TestOthersAreRefused(t *testing.T) {
	client, gate := serve(t, func(c *Config) { c.UIDs = []int{os.Getuid() + 1} })
	if _, err := client.SetReadOnly(context.Background(), true); err == nil || !strings.Contains(err.Error(), "may not control the registry") {
		t.Errorf("%v", err)
	}
	if err := client.Collect(context.Background(), collect.Options{}, nil); err == nil {
		t.Error("a stranger may collect")
	}
	if gate.Status().ReadOnly {
		t.Error("a stranger has made the registry read-only")
	}
}

func TestListen(t *testing.T) {
	dir := t.TempDir()
	socket := filepath.Join(dir, "c.sock")
	first, err := Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(socket); err == nil || !strings.Contains(err.Error(), "running on") {
		t.Errorf("a second registry: %v", err)
	}
	first.(*net.UnixListener).SetUnlinkOnClose(false) // as a crash leaves it
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := Listen(socket)
	if err != nil {
		t.Fatalf("a socket of a crashed registry: %v", err)
	}
	_ = second.Close()
	if err := os.WriteFile(socket, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(socket); err == nil || !strings.Contains(err.Error(), "is no socket") {
		t.Errorf("a file: %v", err)
	}
	if _, err := NewClient(filepath.Join(dir, "nobody")).Status(context.Background()); err == nil || !strings.Contains(err.Error(), "no registry answers") {
		t.Errorf("%v", err)
	}
}
