package collect

import (
	"context"
	"fmt"
	"path"
	"slices"
	"sync"

	"github.com/opencontainers/go-digest"
	"golang.org/x/sync/errgroup"
)

// revisions returns the manifests of a repository and, by manifest, the signature blobs that Distribution 2.0
// kept below them (revisions/<algorithm>/<hex>/signatures/<algorithm>/<hex>/link). A manifest that was
// deleted may leave an empty directory.
func (s storage) revisions(ctx context.Context, repository string) (digests, map[digest.Digest]digests, error) {
	var mu sync.Mutex
	manifests, signatures := make(digests), make(map[digest.Digest]digests)
	candidates, err := s.digestsIn(ctx, revisionsPath(repository))
	if err != nil {
		return nil, nil, err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallelReads)
	for _, manifest := range candidates {
		group.Go(func() error {
			directory := revisionPath(repository, manifest)
			names, err := s.entries(ctx, directory)
			if err != nil {
				return fmt.Errorf("reading %s: %w", directory, err)
			}
			var signed []digest.Digest
			if slices.Contains(names, "signatures") {
				if signed, err = s.digestsIn(ctx, directory+"/signatures"); err != nil {
					return err
				}
			}
			mu.Lock()
			defer mu.Unlock()
			if slices.Contains(names, "link") {
				manifests.add(manifest)
				signatures[manifest] = setOf(signed)
			}
			return nil
		})
	}
	return manifests, signatures, group.Wait()
}

// digestsIn returns the digests that a directory holds as <algorithm>/<hex>.
func (s storage) digestsIn(ctx context.Context, directory string) ([]digest.Digest, error) {
	algorithms, err := s.list(ctx, directory)
	if err != nil {
		return nil, err
	}
	var result []digest.Digest
	for _, algorithm := range algorithms {
		if !digest.Algorithm(algorithm).Available() {
			continue
		}
		below := path.Join(directory, algorithm)
		names, err := s.entries(ctx, below)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", below, err)
		}
		for _, name := range names {
			if dgst := digest.NewDigestFromEncoded(digest.Algorithm(algorithm), name); dgst.Validate() == nil {
				result = append(result, dgst)
			}
		}
	}
	return result, nil
}

func setOf(list []digest.Digest) digests {
	result := make(digests, len(list))
	for _, dgst := range list {
		result.add(dgst)
	}
	return result
}

// tagged returns the manifests that a tag stands for.
func (s storage) tagged(ctx context.Context, repository string, revisions digests) (digests, error) {
	tags, err := s.list(ctx, tagsPath(repository))
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	result := make(digests)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallelReads)
	for _, tag := range tags {
		group.Go(func() error {
			dgst, exists, err := s.readLink(ctx, currentPath(repository, tag))
			if err != nil || !exists || !revisions.has(dgst) {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			result.add(dgst)
			return nil
		})
	}
	return result, group.Wait()
}
