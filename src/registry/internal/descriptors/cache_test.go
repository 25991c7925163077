package descriptors

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/distribution/distribution/v3"
	"github.com/distribution/distribution/v3/configuration"
	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

var (
	background = context.Background()
	blob       = digest.FromString("blob")
	descriptor = v1.Descriptor{Digest: blob, Size: 4, MediaType: "application/octet-stream"}
)

func newRedis(t *testing.T) (*miniredis.Miniredis, *Cache) {
	t.Helper()
	server := miniredis.RunT(t)
	client, err := NewRedisClient(configuration.Redis{Options: configuration.RedisOptions{Addrs: []string{server.Addr()}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return server, InRedis(client, report.To(t.Logf))
}

func set(t *testing.T, c *Cache) {
	t.Helper()
	service, err := c.RepositoryScoped("a/b")
	if err != nil {
		t.Fatal(err)
	}
	for _, service := range []distribution.BlobDescriptorService{service, c} {
		if err := service.SetDescriptor(background, blob, descriptor); err != nil {
			t.Fatal(err)
		}
	}
}

func has(t *testing.T, c *Cache) bool {
	t.Helper()
	service, err := c.RepositoryScoped("a/b")
	if err != nil {
		t.Fatal(err)
	}
	_, scopedErr := service.Stat(background, blob)
	_, globalErr := c.Stat(background, blob)
	if (scopedErr == nil) != (globalErr == nil) {
		t.Errorf("the views differ: %v, %v", scopedErr, globalErr)
	}
	return scopedErr == nil
}

func testSuspension(t *testing.T, c *Cache) {
	c.grace = 30 * time.Millisecond
	set(t, c)
	if !has(t, c) {
		t.Fatal("does not cache")
	}
	early, err := c.RepositoryScoped("a/b")
	if err != nil {
		t.Fatal(err)
	}
	resume, err := c.Suspend(background)
	if err != nil {
		t.Fatal(err)
	}
	if has(t, c) {
		t.Error("answers while suspended")
	}
	set(t, c)
	if err := c.Clear(background, blob); err != nil {
		t.Errorf("clearing what is not cached: %v", err)
	}
	resume()
	resume()
	set(t, c)
	if has(t, c) {
		t.Error("is used again before the grace is over")
	}
	for deadline := time.Now().Add(5 * time.Second); c.suspended.Load() > 0 && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	if has(t, c) {
		t.Error("remembers what was set while suspended")
	}
	if err := early.SetDescriptor(background, blob, descriptor); err != nil {
		t.Error(err)
	}
	if has(t, c) {
		t.Error("a request from before the collection sets a descriptor")
	}
	set(t, c)
	if !has(t, c) {
		t.Error("does not cache any more")
	}
	if _, err := early.Stat(background, blob); !errors.Is(err, distribution.ErrBlobUnknown) {
		t.Errorf("a request from before the collection: %v", err)
	}
}

func TestSuspendInMemory(t *testing.T) { testSuspension(t, InMemory(100, report.To(t.Logf))) }

func TestSuspendRedis(t *testing.T) {
	server, cache := newRedis(t)
	if err := server.Set("somebody-elses", "value"); err != nil {
		t.Fatal(err)
	}
	for i := range 3000 { // more than one SCAN
		if err := server.Set("blobs::"+digest.FromString(time.Duration(i).String()).String(), "x"); err != nil {
			t.Fatal(err)
		}
	}
	testSuspension(t, cache)
	if _, err := cache.Suspend(background); err != nil {
		t.Fatal(err)
	}
	if keys := server.Keys(); len(keys) != 1 || keys[0] != "somebody-elses" {
		t.Errorf("%d keys are left", len(keys))
	}
}

func TestRedisDown(t *testing.T) {
	server, cache := newRedis(t)
	cache.grace = time.Millisecond
	resume, err := cache.Suspend(background)
	if err != nil {
		t.Fatal(err)
	}
	server.Close()
	resume()
	time.Sleep(50 * time.Millisecond)
	if cache.suspended.Load() != 1 {
		t.Error("a cache that cannot be emptied is used again")
	}
	if _, err := cache.Suspend(background); err == nil {
		t.Error("a cache that cannot be emptied was suspended")
	}
	if cache.suspended.Load() != 1 {
		t.Error("a failed suspension counts")
	}
}

func TestSuspendsOverlap(t *testing.T) {
	c := InMemory(10, report.To(t.Logf))
	c.grace = time.Millisecond
	first, _ := c.Suspend(background)
	second, _ := c.Suspend(background)
	first()
	time.Sleep(20 * time.Millisecond)
	set(t, c)
	if has(t, c) {
		t.Error("is used while somebody still collects")
	}
	second()
}

func TestNoCache(t *testing.T) {
	var c *Cache
	resume, err := c.Suspend(background)
	if err != nil {
		t.Fatal(err)
	}
	resume()
}

func TestRedisTLSFiles(t *testing.T) {
	for _, config := range []configuration.RedisTLSOptions{
		{RootCAs: []string{"/does/not/exist"}}, {Certificate: "/does/not/exist", Key: "/does/not/exist"}, {RootCAs: []string{"/dev/null"}},
	} {
		if _, err := NewRedisClient(configuration.Redis{TLS: config}); err == nil {
			t.Errorf("%+v was accepted", config)
		}
	}
}
