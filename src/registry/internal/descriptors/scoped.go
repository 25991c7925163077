package descriptors

import (
	"context"
	"errors"

	"github.com/distribution/distribution/v3"
	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"
)

// scoped is one repository's view of the cache in one generation. Requests keep it for their lifetime, so
// it stops answering when the cache has been emptied meanwhile.
type scoped struct {
	cache      *Cache
	generation *generation
	service    distribution.BlobDescriptorService
}

// Stat implements distribution.BlobDescriptorService.
func (s scoped) Stat(ctx context.Context, dgst digest.Digest) (v1.Descriptor, error) {
	if !s.cache.usable(s.generation) {
		return v1.Descriptor{}, distribution.ErrBlobUnknown
	}
	return s.service.Stat(ctx, dgst)
}

// SetDescriptor implements distribution.BlobDescriptorService.
func (s scoped) SetDescriptor(ctx context.Context, dgst digest.Digest, desc v1.Descriptor) error {
	if !s.cache.usable(s.generation) {
		return nil
	}
	return s.service.SetDescriptor(ctx, dgst, desc)
}

// Clear implements distribution.BlobDescriptorService. A descriptor that is not cached is cleared already;
// Distribution would take the backend's error for a missing blob (registry/storage/cache, v3.1.1).
func (s scoped) Clear(ctx context.Context, dgst digest.Digest) error {
	if err := s.service.Clear(ctx, dgst); !errors.Is(err, distribution.ErrBlobUnknown) {
		return err
	}
	return nil
}
