package collect

import (
	"context"
	"fmt"
	"sync"

	"github.com/opencontainers/go-digest"
	"golang.org/x/sync/errgroup"
)

// parallelReads is how many manifests of a repository are read at a time: one by one, an object store makes
// collecting a large registry take hours.
const parallelReads = 8

type digests map[digest.Digest]struct{}

func (d digests) has(dgst digest.Digest) bool { _, found := d[dgst]; return found }
func (d digests) add(dgst digest.Digest)      { d[dgst] = struct{}{} }

// marking is what is in use.
type marking struct {
	// blobs are the digests that any manifest that stays refers to, and those manifests themselves.
	blobs digests
	// manifests counts the manifests that stay.
	manifests int
	// untagged are the manifests that go, by repository.
	untagged map[string]digests
	// absent are manifests whose content was not found.
	absent digests
}

// mark finds out what is in use. With onlyTagged, a manifest stays if a tag of its repository stands for it
// or for an index or artifact that refers to it; otherwise all stay.
//
// What is visited is remembered for each repository on its own. A manifest of one repository may be a mere
// digest to another, which must not keep it from being followed: Distribution's collector remembers for all
// of them together, and loses the layers of such manifests.
func (s storage) mark(ctx context.Context, repositories []string, onlyTagged bool) (marking, error) {
	result := marking{blobs: make(digests), untagged: make(map[string]digests), absent: make(digests)}
	for _, repository := range repositories {
		if err := s.markRepository(ctx, repository, onlyTagged, &result); err != nil {
			return result, fmt.Errorf("repository %s: %w", repository, err)
		}
	}
	return result, nil
}

func (s storage) markRepository(ctx context.Context, repository string, onlyTagged bool, result *marking) error {
	revisions, signatures, err := s.revisions(ctx, repository)
	if err != nil {
		return err
	}
	roots := revisions
	if onlyTagged {
		if roots, err = s.tagged(ctx, repository, revisions); err != nil {
			return err
		}
	}
	kept, err := s.follow(ctx, repository, roots, revisions, result)
	if err != nil {
		return err
	}
	for manifest, blobs := range signatures {
		for dgst := range blobs {
			if kept.has(manifest) {
				result.blobs.add(dgst)
			}
		}
	}
	result.manifests += len(kept)
	for dgst := range revisions {
		if !kept.has(dgst) {
			if result.untagged[repository] == nil {
				result.untagged[repository] = make(digests)
			}
			result.untagged[repository].add(dgst)
		}
	}
	return nil
}

// follow marks the roots and all that they refer to, through indexes whose manifests are in the repository,
// and returns the manifests that it came by.
func (s storage) follow(ctx context.Context, repository string, roots, revisions digests, result *marking) (digests, error) {
	visited, marked := make(digests), result.blobs
	level := make([]digest.Digest, 0, len(roots))
	for dgst := range roots {
		visited.add(dgst)
		marked.add(dgst)
		level = append(level, dgst)
	}
	for len(level) > 0 {
		found, err := s.readAll(ctx, repository, level, result.absent)
		if err != nil {
			return nil, err
		}
		level = level[:0]
		for dgst := range found {
			marked.add(dgst)
			if revisions.has(dgst) && !visited.has(dgst) {
				visited.add(dgst)
				level = append(level, dgst)
			}
		}
	}
	return visited, nil
}

// readAll returns what any of the manifests refers to, and notes those that have no content.
func (s storage) readAll(ctx context.Context, repository string, manifests []digest.Digest, absent digests) (digests, error) {
	var mu sync.Mutex
	result := make(digests)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallelReads)
	for _, manifest := range manifests {
		group.Go(func() error {
			found, exists, err := s.manifestReferences(ctx, repository, manifest)
			mu.Lock()
			defer mu.Unlock()
			if err == nil && !exists {
				absent.add(manifest)
			}
			for _, dgst := range found {
				result.add(dgst)
			}
			return err
		})
	}
	return result, group.Wait()
}

// manifestReferences reads one manifest and reports whether it has any content. One whose content is gone
// cannot be pulled and refers to nothing. References by another algorithm than the one that blobs are
// stored by are resolved.
func (s storage) manifestReferences(ctx context.Context, repository string, manifest digest.Digest) ([]digest.Digest, bool, error) {
	content, exists, err := s.content(ctx, blobDataPath(manifest))
	if err != nil || !exists {
		return nil, false, err
	}
	found := References(content)
	for _, dgst := range found {
		if dgst.Algorithm() == digest.Canonical {
			continue
		}
		stored, exists, err := s.readLink(ctx, layerPath(repository, dgst)+"/link")
		if err != nil {
			return nil, true, err
		}
		if exists {
			found = append(found, stored)
		}
	}
	return found, true, nil
}
