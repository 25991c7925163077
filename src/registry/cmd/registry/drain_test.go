package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/cli"
)

// TestDrainDuringAnUpload: the upload is a row of requests and the signal comes during the second; all of
// them and the manifest must succeed, a new push is refused, and then the process ends.
func TestDrainDuringAnUpload(t *testing.T) {
	onDisk(t)
	t.Run("HTTP/1.1", func(t *testing.T) {
		s := newServer(t, nil).start()
		drainDuringAnUpload(t, s, s.admin())
	})
	t.Run("HTTP/2", func(t *testing.T) {
		s := newServer(t, nil)
		drainDuringAnUpload(t, s, s.overTLS(s.certificate()))
	})
}

func drainDuringAnUpload(t *testing.T, s *server, c *client) {
	layer := noise(60_000)
	dgst := digest.FromBytes(layer)
	location, err := c.upload("app")
	if err != nil {
		t.Fatal(err)
	}
	begun := make(chan struct{})
	push := make(chan error, 1)
	go func() {
		answer, err := c.must(http.StatusAccepted, http.MethodPatch, location, &slowReader{layer, 3000, 100 * time.Millisecond, begun}, "Content-Type", "application/octet-stream")
		if err == nil {
			err = c.finish(answer.header.Get("Location"), dgst, nil)
		}
		if err == nil {
			_, err = c.pushImage("app", "latest", layer)
		}
		push <- err
	}()
	pulled, err := c.pushImage("pulled", "latest", noise(8_000_000))
	if err != nil {
		t.Fatal(err)
	}
	slowPull := make(chan error, 1)
	response := c.open(t, "/v2/pulled/blobs/"+digest.FromBytes(pulled.layers[0]).String())
	go func() { slowPull <- drip(response, pulled.layers[0]) }()
	<-begun
	start := time.Now()
	s.signal(syscall.SIGTERM)
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		answer, err := c.do(http.MethodGet, "/", nil)
		if err == nil && answer.status == http.StatusServiceUnavailable {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("/ does not tell that the registry is leaving: %d %v", answer.status, err)
		}
	}
	if answer, err := c.do(http.MethodPost, "/v2/fresh/blobs/uploads/", nil); err != nil || answer.status != http.StatusServiceUnavailable {
		t.Errorf("a push that begins now: %d %v", answer.status, err)
	}
	if err := c.pull(pulled); err != nil {
		t.Errorf("a pull meanwhile: %v", err)
	}
	if err := <-push; err != nil {
		t.Errorf("the push that had begun: %v", err)
	}
	if err := <-slowPull; err != nil {
		t.Errorf("the pull that had begun: %v", err)
	}
	if code := s.wait(20 * time.Second); code != cli.Done {
		t.Errorf("exit code %d\n%s", code, s.log)
	}
	t.Logf("ended %s after the signal", time.Since(start).Round(time.Millisecond))
	stored, err := os.ReadFile(s.path("data/docker/registry/v2/blobs/sha256/" + dgst.Encoded()[:2] + "/" + dgst.Encoded() + "/data"))
	if err != nil || !bytes.Equal(stored, layer) {
		t.Errorf("the layer after the end: %v", err)
	}
}

// open begins a download.
func (c *client) open(t *testing.T, path string) io.ReadCloser {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, c.base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(c.name, c.password)
	response, err := c.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	return response.Body
}

// drip reads a download in a few steps with pauses.
func drip(body io.ReadCloser, want []byte) error {
	defer func() { _ = body.Close() }()
	var got bytes.Buffer
	for range 10 {
		if _, err := io.CopyN(&got, body, int64(len(want)/20)); err != nil {
			return err
		}
		time.Sleep(150 * time.Millisecond)
	}
	if _, err := io.Copy(&got, body); err != nil {
		return err
	}
	if !bytes.Equal(got.Bytes(), want) {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// TestDrainWhenIdle ends at once: nobody has written lately.
func TestDrainWhenIdle(t *testing.T) {
	s := newServer(t, func(config object) { section(config, "operations", "readonly")["quiet"] = "5s" }).start()
	start := time.Now()
	s.stop()
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("took %s", took)
	}
}

// TestDrainTimeout: an upload that does not end in time is cut, and that shows.
func TestDrainTimeout(t *testing.T) {
	s := newServer(t, func(config object) { section(config, "http")["draintimeout"] = "1s" }).start()
	c := s.admin()
	location, err := c.upload("app")
	if err != nil {
		t.Fatal(err)
	}
	begun := make(chan struct{})
	go func() {
		_, _ = c.do(http.MethodPatch, location, &slowReader{noise(100_000), 1000, 100 * time.Millisecond, begun})
	}()
	<-begun
	start := time.Now()
	s.signal(syscall.SIGTERM)
	if code := s.wait(10 * time.Second); code != cli.Service || !strings.Contains(s.log.String(), "requests still running") {
		t.Errorf("exit code %d\n%s", code, s.log)
	}
	if took := time.Since(start); took < 800*time.Millisecond || took > 3*time.Second {
		t.Errorf("took %s; want about a second", took)
	}
}

// TestQuit: SIGQUIT, which BPM sends after 15 s, ends the process at once and spoils nothing.
func TestQuit(t *testing.T) {
	s := newServer(t, nil).start()
	c := s.admin()
	pushed, err := c.pushImage("app", "latest", noise(1000))
	if err != nil {
		t.Fatal(err)
	}
	location, err := c.upload("app")
	if err != nil {
		t.Fatal(err)
	}
	begun := make(chan struct{})
	go func() {
		_, _ = c.do(http.MethodPatch, location, &slowReader{noise(100_000), 1000, 100 * time.Millisecond, begun})
	}()
	<-begun
	s.signal(syscall.SIGTERM)
	time.Sleep(100 * time.Millisecond)
	start := time.Now()
	s.signal(syscall.SIGQUIT)
	s.wait(5 * time.Second)
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %s", took)
	}
	s.start()
	if err := c.pull(pushed); err != nil {
		t.Error(err)
	}
	s.stop()
}
