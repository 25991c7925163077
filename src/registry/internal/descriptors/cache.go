// Package descriptors is the cache of blob descriptors, which Distribution consults before storage. Unlike
// Distribution's own it can be set aside and emptied while the process runs, so that garbage collection
// leaves no descriptor of a blob that is gone: with one, a registry would accept a manifest whose layers do
// not exist.
package descriptors

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/distribution/distribution/v3"
	"github.com/distribution/distribution/v3/registry/storage/cache"
	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// grace is how long the cache stays set aside after a collection: a request may have looked at storage
// before a blob went and try to remember it afterwards.
const grace = 10 * time.Second

// backend is where descriptors are kept: in memory or in redis.
type backend interface {
	// provider returns the provider to use from now on.
	provider() cache.BlobDescriptorCacheProvider
	// flush empties the backend. Providers returned before are not used any more.
	flush(ctx context.Context) error
}

// Cache implements Distribution's cache.BlobDescriptorCacheProvider over a backend. A nil *Cache is no
// cache: it can be suspended all the same.
type Cache struct {
	backend   backend
	grace     time.Duration
	log       report.Log
	suspended atomic.Int32
	mu        sync.Mutex
	current   atomic.Pointer[generation]
}

// generation is what was cached between two flushes.
type generation struct {
	cache.BlobDescriptorCacheProvider
}

var _ cache.BlobDescriptorCacheProvider = &Cache{}

func newCache(backend backend, log report.Log) *Cache {
	c := &Cache{backend: backend, grace: grace, log: log}
	c.current.Store(&generation{backend.provider()})
	return c
}

// Suspend sets the cache aside, neither read nor written, and empties it. The returned function brings it
// back, empty, a little later.
func (c *Cache) Suspend(ctx context.Context) (resume func(), err error) {
	if c == nil {
		return func() {}, nil
	}
	c.suspended.Add(1)
	if err := c.flush(ctx); err != nil {
		c.suspended.Add(-1)
		return nil, err
	}
	return sync.OnceFunc(func() { time.AfterFunc(c.grace, c.resume) }), nil
}

// resume empties the cache and uses it again. If it cannot be emptied it stays out of use: slow is better
// than wrong.
func (c *Cache) resume() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := c.flush(ctx); err != nil {
		c.log.Warnf("the cache of blob descriptors cannot be emptied and stays unused; next attempt in a minute: %v", err)
		time.AfterFunc(time.Minute, c.resume)
		return
	}
	c.suspended.Add(-1)
}

func (c *Cache) flush(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.backend.flush(ctx); err != nil {
		return err
	}
	c.current.Store(&generation{c.backend.provider()})
	return nil
}

// usable reports whether what belongs to the generation may be read and written.
func (c *Cache) usable(g *generation) bool {
	return c.suspended.Load() == 0 && c.current.Load() == g
}

// RepositoryScoped implements cache.BlobDescriptorCacheProvider.
func (c *Cache) RepositoryScoped(repository string) (distribution.BlobDescriptorService, error) {
	current := c.current.Load()
	service, err := current.RepositoryScoped(repository)
	if err != nil {
		return nil, err
	}
	return scoped{cache: c, generation: current, service: service}, nil
}

// Stat implements distribution.BlobDescriptorService for blobs of all repositories.
func (c *Cache) Stat(ctx context.Context, dgst digest.Digest) (v1.Descriptor, error) {
	current := c.current.Load()
	return scoped{cache: c, generation: current, service: current}.Stat(ctx, dgst)
}

// SetDescriptor implements distribution.BlobDescriptorService for blobs of all repositories.
func (c *Cache) SetDescriptor(ctx context.Context, dgst digest.Digest, desc v1.Descriptor) error {
	current := c.current.Load()
	return scoped{cache: c, generation: current, service: current}.SetDescriptor(ctx, dgst, desc)
}

// Clear implements distribution.BlobDescriptorService for blobs of all repositories.
func (c *Cache) Clear(ctx context.Context, dgst digest.Digest) error {
	current := c.current.Load()
	return scoped{cache: c, generation: current, service: current}.Clear(ctx, dgst)
}
