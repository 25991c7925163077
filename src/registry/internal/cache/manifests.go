package cache

import (
	"context"
	"fmt"
	"time"

	"github.com/distribution/distribution/v3"
	"github.com/distribution/reference"
	"github.com/opencontainers/go-digest"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/upstream"
)

// failuresKeep is how long a failure is remembered: long enough for clients that ask all at once, short enough
// for people who have put right what was wrong.
const failuresKeep = 2 * time.Second

// manifests are a repository's manifests.
type manifests struct {
	distribution.ManifestService
	cache *Cache
	name  reference.Named
}

// Get returns a manifest, from the disk or else from the upstream, once for all who ask. Options are left out:
// the only one that handlers give is the tag, and with it the proxy would fetch what the tag stands for now.
func (m manifests) Get(ctx context.Context, dgst digest.Digest, _ ...distribution.ManifestServiceOption) (distribution.Manifest, error) {
	release := m.cache.keeper.Hold(dgst)
	defer release()
	if m.present(ctx, dgst) {
		if found, err := m.ManifestService.Get(ctx, dgst); err == nil {
			count("manifest", hit)
			m.cache.keeper.Pulled(m.name.Name(), dgst)
			return found, nil
		}
	}
	found, first, err := m.cache.manifests.ask(ctx, m.name.Name()+"@"+dgst.String(), func(ctx context.Context) (distribution.Manifest, time.Duration, error) {
		release := m.cache.keeper.Hold(dgst)
		defer release()
		ctx, seen := upstream.Observe(ctx)
		fetched, err := m.ManifestService.Get(ctx, dgst)
		if err != nil {
			return nil, failuresKeep, upstream.Of(err, seen)
		}
		return fetched, 0, verify(fetched, dgst)
	})
	if first {
		count("manifest", miss)
	} else {
		count("manifest", joined)
	}
	if err != nil {
		return nil, fail(ctx, err)
	}
	return found, nil
}

// present is true for a manifest on the disk.
func (m manifests) present(ctx context.Context, dgst digest.Digest) bool {
	local, err := m.cache.held(ctx, m.name)
	if err != nil {
		return false
	}
	service, err := local.Manifests(ctx)
	if err != nil {
		return false
	}
	exists, err := service.Exists(ctx, dgst)
	return err == nil && exists
}

// verify refuses what is not what was asked for: the proxy takes a manifest's word for its digest.
func verify(manifest distribution.Manifest, dgst digest.Digest) error {
	_, payload, err := manifest.Payload()
	if err != nil {
		return err
	}
	if got := dgst.Algorithm().FromBytes(payload); got != dgst {
		return &upstream.Failure{Kind: upstream.Unreachable, Message: fmt.Sprintf("upstream: the manifest for %s has the digest %s", dgst, got)}
	}
	return nil
}
