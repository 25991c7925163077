package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/cli"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
)

// stored returns how many bytes of blobs are on disk.
func (s *server) stored() int64 {
	s.t.Helper()
	var size int64
	err := filepath.Walk(s.path("data/docker/registry/v2/blobs"), func(_ string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return size
}

// litter puts blobs that nothing refers to into the storage.
func (s *server) litter(count int) {
	s.t.Helper()
	for i := range count {
		content := fmt.Appendf(nil, "loose %d", i)
		hex := digest.FromBytes(content).Encoded()
		directory := filepath.Join(s.path("data/docker/registry/v2/blobs/sha256"), hex[:2], hex)
		if err := os.MkdirAll(directory, 0o755); err != nil {
			s.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(directory, "data"), content, 0o644); err != nil {
			s.t.Fatal(err)
		}
	}
}

func (s *server) delete(i image) {
	s.t.Helper()
	if _, err := s.admin().must(http.StatusAccepted, http.MethodDelete, "/v2/"+i.repository+"/manifests/"+i.digest.String(), nil); err != nil {
		s.t.Fatal(err)
	}
}

// TestCollectWhilePulling deletes images and collects, while others are pulled without a pause.
func TestCollectWhilePulling(t *testing.T) {
	onDisk(t)
	s := newServer(t, nil).start()
	c := s.admin()
	shared := noise(200_000)
	var kept, deleted []image
	for i := range 6 {
		pushed, err := c.pushImage(fmt.Sprintf("team/app%d", i%3), fmt.Sprintf("v%d", i), shared, noise(100_000))
		if err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			kept = append(kept, pushed)
		} else {
			deleted = append(deleted, pushed)
		}
	}
	want := s.stored()
	for _, image := range deleted {
		want -= int64(len(image.layers[1]) + len(image.config) + len(image.content))
		if err := c.pull(image); err != nil { // fills the descriptor cache
			t.Fatal(err)
		}
		s.delete(image)
	}

	stop := make(chan struct{})
	var pulls sync.WaitGroup
	for _, image := range kept {
		pulls.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if err := c.pull(image); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	preview := s.collect(collect.Options{DryRun: true})
	if s.stored() == want {
		t.Error("a dry run removes")
	}
	summary := s.collect(collect.Options{})
	close(stop)
	pulls.Wait()
	if preview.Removed != summary.Removed && preview.Removed.Bytes != summary.Removed.Bytes {
		t.Errorf("announced %+v, removed %+v", preview.Removed, summary.Removed)
	}
	if got := s.stored(); got != want {
		t.Errorf("%d bytes are left; want %d", got, want)
	}
	if line := s.metric("registry_gc_last_freed_bytes"); line != fmt.Sprintf("registry_gc_last_freed_bytes %v", float64(summary.Removed.Bytes)) {
		t.Errorf("%s; want %d", line, summary.Removed.Bytes)
	}
	s.expectNoStaleDescriptors(deleted[0])
	if again, err := c.pushImage("team/new", "latest", deleted[0].layers...); err != nil {
		t.Errorf("the registry does not take deleted layers again: %v", err)
	} else if err := c.pull(again); err != nil {
		t.Error(err)
	}
	s.stop()
}

// expectNoStaleDescriptors: the registry knows that the image's own layer is gone.
func (s *server) expectNoStaleDescriptors(gone image) {
	s.t.Helper()
	dgst := digest.FromBytes(gone.layers[1])
	if answer, err := s.admin().do(http.MethodHead, "/v2/"+gone.repository+"/blobs/"+dgst.String(), nil); err != nil || answer.status != http.StatusNotFound {
		s.t.Errorf("a deleted layer answers %d, %v", answer.status, err)
	}
	if answer, err := s.admin().putManifest(gone.repository, "again", gone.content); err != nil || answer.status < 400 {
		s.t.Errorf("a manifest of deleted layers is accepted: %d %v", answer.status, err)
	}
}

// TestWritesDuringCollection: begun pushes finish, new ones are told to come back, and no push that was
// reported as done is lost.
func TestWritesDuringCollection(t *testing.T) {
	s := newServer(t, nil).start()
	c := s.admin()
	begun := make(chan struct{})
	slow := noise(40_000)
	location, err := c.upload("slow/app")
	if err != nil {
		t.Fatal(err)
	}
	push := make(chan error, 1)
	go func() {
		answer, err := c.must(http.StatusAccepted, http.MethodPatch, location, &slowReader{slow, 4000, 100 * time.Millisecond, begun}, "Content-Type", "application/octet-stream")
		if err == nil {
			err = c.finish(answer.header.Get("Location"), digest.FromBytes(slow), nil)
		}
		if err == nil {
			_, err = c.pushImage("slow/app", "latest", slow)
		}
		push <- err
	}()
	<-begun
	collected := make(chan collect.Summary, 1)
	go func() { collected <- s.collect(collect.Options{}) }()
	deadline := time.Now().Add(5 * time.Second)
	for i := 0; ; i++ { // another repository each time: a push that has begun may go on
		answer, err := c.do(http.MethodPost, fmt.Sprintf("/v2/other/app%d/blobs/uploads/", i), nil)
		if err != nil {
			t.Fatal(err)
		}
		if answer.status == http.StatusServiceUnavailable {
			if answer.header.Get("Retry-After") == "" || !strings.Contains(string(answer.body), "UNAVAILABLE") {
				t.Errorf("%v %s", answer.header, answer.body)
			}
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("writes are never refused")
		}
	}
	if err := <-push; err != nil {
		t.Errorf("a push that had begun fails: %v", err)
	}
	<-collected
	if answer, err := c.do(http.MethodGet, "/v2/slow/app/blobs/"+digest.FromBytes(slow).String(), nil); err != nil || !bytes.Equal(answer.body, slow) {
		t.Errorf("the pushed layer: %d %v", answer.status, err)
	}
	if _, err := c.pushImage("other/app", "latest", noise(10)); err != nil {
		t.Errorf("after the collection: %v", err)
	}
	s.stop()
}

// TestPushesAndCollections runs both without a pause; pushers retry as clients do.
func TestPushesAndCollections(t *testing.T) {
	s := newServer(t, nil).start()
	shared := noise(1000)
	stop := make(chan struct{})
	var mu sync.Mutex
	var done []image
	var pushers sync.WaitGroup
	for worker := range 4 {
		pushers.Go(func() {
			c := s.admin()
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				pushed, err := c.pushImage(fmt.Sprintf("app%d", worker), fmt.Sprintf("v%d", i), shared, noise(500))
				if err != nil {
					if !strings.Contains(err.Error(), "read-only for now") {
						t.Error(err)
						return
					}
					time.Sleep(20 * time.Millisecond)
					continue
				}
				mu.Lock()
				done = append(done, pushed)
				mu.Unlock()
				time.Sleep(time.Duration(rand.IntN(300)) * time.Millisecond)
			}
		})
	}
	for i := range 4 {
		s.collect(collect.Options{DeleteUntagged: i%2 == 1})
	}
	close(stop)
	pushers.Wait()
	if len(done) == 0 {
		t.Fatal("nothing was pushed")
	}
	for _, image := range done {
		if err := s.admin().pull(image); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d images", len(done))
	s.stop()
}

// TestCrashDuringCollection kills the registry while it deletes.
func TestCrashDuringCollection(t *testing.T) {
	onDisk(t)
	s := newServer(t, nil).start()
	c := s.admin()
	shared := noise(1000)
	kept, err := c.pushImage("app", "kept", shared, noise(1000))
	if err != nil {
		t.Fatal(err)
	}
	const loose = 5000
	s.litter(loose)
	_ = s.control().Collect(context.Background(), collect.Options{}, func(event collect.Event) error {
		if event.Kind == collect.KindBlob { // the first of many
			_ = s.process.Process.Kill()
		}
		return nil
	})
	s.wait(10 * time.Second)
	s.start()
	if err := c.pull(kept); err != nil {
		t.Errorf("after the crash: %v", err)
	}
	if _, err := c.pushImage("app", "new", shared); err != nil {
		t.Errorf("not read-write after the crash: %v", err)
	}
	summary := s.collect(collect.Options{})
	if rest := summary.Removed.Blobs; rest == 0 || rest == loose {
		t.Errorf("%d of %d blobs were left; the crash was not in the middle", rest, loose)
	}
	if again := s.collect(collect.Options{}); again.Removed != (collect.Removed{}) {
		t.Errorf("the third collection still removes %+v", again.Removed)
	}
	if err := c.pull(kept); err != nil {
		t.Error(err)
	}
	s.stop()
}

// TestControlCommands drives the registry as an operator does.
func TestControlCommands(t *testing.T) {
	s := newServer(t, nil).start()
	if _, err := s.admin().pushBlob("app", []byte("loose")); err != nil {
		t.Fatal(err)
	}
	run := func(code int, want string, args ...string) {
		t.Helper()
		output := s.command(code, append([]string{"control", "--config", s.path("config.yml")}, args...)...)
		if !strings.Contains(output, want) {
			t.Errorf("%v: %q is not in:\n%s", args, want, output)
		}
	}
	run(cli.Done, "read-write", "status")
	run(cli.Done, "read-only\n  because: the operator", "read-only", "on")
	run(cli.Done, "read-only", "read-only", "status")
	if answer, err := s.admin().do(http.MethodPost, "/v2/app/blobs/uploads/", nil); err != nil || answer.status != http.StatusServiceUnavailable {
		t.Errorf("%d %v", answer.status, err)
	}
	if line := s.metric("registry_read_only"); line != "registry_read_only 1" {
		t.Error(line)
	}
	run(cli.Done, "would remove 0 manifests, 1 blobs and 0 uploads, 5 bytes", "gc", "--dry-run")
	run(cli.Done, "blob "+digest.FromString("loose").String()+" 5 bytes\nremoved 0 manifests, 1 blobs", "gc")
	run(cli.Done, `"read_only":true`, "status", "--json")
	run(cli.Done, "read-write\nlast collection: removed 0 manifests, 1 blobs", "read-only", "off")
	info, err := os.Stat(s.path("c.sock"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("socket: %v %v", info, err)
	}
	s.stop()
	if _, err := os.Stat(s.path("c.sock")); err == nil {
		t.Error("the socket stays")
	}
	offline := s.command(cli.Done, "garbage-collect", "--dry-run", s.path("config.yml"))
	if !strings.Contains(offline, "0 blobs marked, 0 blobs and 0 manifests eligible") {
		t.Errorf("offline collection:\n%s", offline)
	}
}

// TestSchedule runs a collection by the clock.
func TestSchedule(t *testing.T) {
	s := newServer(t, func(config object) { section(config, "operations")["collect"] = object{"schedule": "@every 1s"} }).start()
	if _, err := s.admin().pushBlob("app", []byte("loose")); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if strings.Contains(s.log.String(), "scheduled garbage collection: removed 0 manifests, 1 blobs and 0 uploads, 5 bytes") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("no collection:\n%s", s.log)
		}
	}
	s.stop()
}
