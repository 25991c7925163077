// Package cache is what a pull-through cache does beside Distribution's proxy (registry/proxy, v3.1.1), which
// asks the upstream about every tag, fetches what several clients want several times, and keeps no count of
// what is used. It stands before the proxy (as repository middleware) and below it (as registry middleware).
package cache

import (
	"context"
	"time"

	"github.com/distribution/distribution/v3"
	"github.com/distribution/distribution/v3/registry/middleware/registry"
	repositories "github.com/distribution/distribution/v3/registry/middleware/repository"
	"github.com/distribution/distribution/v3/registry/storage/driver"
	"github.com/distribution/reference"
	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/upstream"
)

// Name is the key of both middlewares in Distribution's configuration.
const Name = "diego-docker-cache"

// Keeper keeps what is on the disk (internal/expiry).
type Keeper interface {
	// Hold keeps content from being removed until the returned function is called.
	Hold(dgst digest.Digest) (release func())
	// Pulled notes that a manifest or a blob of a repository was pulled just now.
	Pulled(repository string, dgst digest.Digest)
	// Reserve makes room on the disk; false if there is none, not even when all that can go is gone.
	Reserve(size int64) (room Reservation, ok bool)
	// Link makes a blob that is on the disk already one of a repository's; false if it is not there.
	Link(repository string, dgst digest.Digest, size int64) bool
	// Upload opens the content of a blob that is being written, to read along.
	Upload(repository, id string) (Content, error)
}

// Reservation is room on the disk for what is about to be written.
type Reservation interface {
	// Written says how much of it is on the disk by now, and no longer to be kept free.
	Written(n int)
	// Release gives back what is left of it.
	Release()
}

// Content is a file that grows.
type Content interface {
	ReadAt(p []byte, offset int64) (int, error)
	Close() error
}

// Cache is one upstream's.
type Cache struct {
	keeper Keeper
	log    report.Log
	// tagAge is how long a tag counts without asking.
	tagAge time.Duration
	// trouble says why the upstream is not asked at the moment, nil if it is.
	trouble func() *upstream.Failure
	local   distribution.Namespace

	tags      shared[v1.Descriptor]
	manifests shared[distribution.Manifest]
	stats     shared[sized]
	flights   flights
}

// New returns a cache; tags count for tagAge without asking the upstream. Trouble says why it is not asked at
// the moment, nil if it is.
func New(keeper Keeper, tagAge time.Duration, trouble func() *upstream.Failure, log report.Log) *Cache {
	return &Cache{keeper: keeper, tagAge: tagAge, trouble: trouble, log: log}
}

// Register makes the middlewares known to Distribution.
func (c *Cache) Register() error {
	below := func(_ context.Context, namespace distribution.Namespace, _ driver.StorageDriver, _ map[string]any) (distribution.Namespace, error) {
		c.local = namespace
		return localNamespace{namespace, c.keeper}, nil
	}
	if err := middleware.Register(Name, below); err != nil {
		return err
	}
	return repositories.Register(Name, func(_ context.Context, proxied distribution.Repository, _ map[string]any) (distribution.Repository, error) {
		return repository{proxied, c}, nil
	})
}

// repository is a repository of the proxy's, as one request sees it.
type repository struct {
	distribution.Repository
	cache *Cache
}

// Tags implements distribution.Repository.
func (r repository) Tags(ctx context.Context) distribution.TagService {
	return tags{r.Repository.Tags(ctx), r.cache, r.Named()}
}

// Blobs implements distribution.Repository.
func (r repository) Blobs(ctx context.Context) distribution.BlobStore {
	return blobs{r.Repository.Blobs(ctx), r.cache, r.Named()}
}

// Manifests implements distribution.Repository.
func (r repository) Manifests(ctx context.Context, options ...distribution.ManifestServiceOption) (distribution.ManifestService, error) {
	proxied, err := r.Repository.Manifests(ctx, options...)
	return manifests{proxied, r.cache, r.Named()}, err
}

// held is the repository as the disk has it.
func (c *Cache) held(ctx context.Context, name reference.Named) (distribution.Repository, error) {
	return c.local.Repository(ctx, name)
}
