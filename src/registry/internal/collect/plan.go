package collect

import (
	"context"
	"errors"
	"sort"
	"time"

	"github.com/distribution/distribution/v3/registry/storage/driver"
	"github.com/opencontainers/go-digest"
)

// blob is a blob that nothing refers to.
type blob struct {
	digest digest.Digest
	size   int64
}

// link is something of a repository that goes: a manifest, or a layer whose blob goes.
type link struct {
	repository string
	digest     digest.Digest
}

// plan is all that a collection removes, in a stable order.
type plan struct {
	repositories int
	kept         marking
	manifests    []link
	layers       []link
	blobs        []blob
	uploads      []upload
}

// errUnstable stops a collection whose two looks at the same storage differ.
var errUnstable = errors.New("two readings of the storage differ although nothing is written; nothing was removed, try again and check the storage")

// makePlan reads the storage and decides what goes. With onlyTagged it reads twice and refuses if the
// readings differ, since reports of lost blobs with Distribution's --delete-untagged (distribution issue
// 4939) are of something that does not happen twice.
func (s storage) makePlan(ctx context.Context, options Options, uploadsBefore time.Time) (plan, error) {
	var p plan
	repositories, err := s.repositories(ctx)
	if err != nil {
		return p, err
	}
	p.repositories = len(repositories)
	if p.kept, err = s.mark(ctx, repositories, options.DeleteUntagged); err != nil {
		return p, err
	}
	if options.DeleteUntagged && !options.DryRun {
		again, err := s.mark(ctx, repositories, true)
		if err != nil {
			return p, err
		}
		if !equal(p.kept.blobs, again.blobs) || p.kept.manifests != again.manifests {
			return p, errUnstable
		}
	}
	p.manifests = links(p.kept.untagged)
	if p.blobs, err = s.unmarked(ctx, p.kept); err != nil {
		return p, err
	}
	if p.layers, err = s.dangling(ctx, repositories, p.blobs); err != nil {
		return p, err
	}
	p.uploads, err = s.staleUploads(ctx, repositories, uploadsBefore)
	return p, err
}

func equal(a, b digests) bool {
	if len(a) != len(b) {
		return false
	}
	for dgst := range a {
		if !b.has(dgst) {
			return false
		}
	}
	return true
}

// links flattens digests by repository.
func links(byRepository map[string]digests) []link {
	var result []link
	for repository, set := range byRepository {
		for dgst := range set {
			result = append(result, link{repository, dgst})
		}
	}
	sort.Slice(result, func(i, j int) bool {
		if result[i].repository != result[j].repository {
			return result[i].repository < result[j].repository
		}
		return result[i].digest < result[j].digest
	})
	return result
}

// unmarked returns the stored blobs that are not in use. It is an error if a manifest that had no content
// has some after all.
func (s storage) unmarked(ctx context.Context, kept marking) ([]blob, error) {
	var result []blob
	err := s.walk(ctx, blobsRoot, func(info driver.FileInfo) error {
		dgst, isBlob := blobDigest(info.Path())
		switch {
		case !isBlob:
		case kept.absent.has(dgst):
			return errUnstable
		case !kept.blobs.has(dgst):
			result = append(result, blob{dgst, info.Size()})
		}
		return nil
	})
	sort.Slice(result, func(i, j int) bool { return result[i].digest < result[j].digest })
	return result, err
}

// dangling returns the layers of all repositories whose blobs are among those that go. A layer whose blob
// stays keeps its link, used by the repository's own manifests or not: a client may be about to use it.
func (s storage) dangling(ctx context.Context, repositories []string, blobs []blob) ([]link, error) {
	going := make(digests, len(blobs))
	for _, blob := range blobs {
		going.add(blob.digest)
	}
	if len(going) == 0 {
		return nil, nil
	}
	found := make(map[string]digests)
	for _, repository := range repositories {
		err := s.walk(ctx, layersPath(repository), func(info driver.FileInfo) error {
			dgst, isLink := linkDigest(info.Path())
			if !isLink {
				return nil
			}
			stored := dgst
			if dgst.Algorithm() != digest.Canonical {
				var err error
				if stored, _, err = s.readLink(ctx, info.Path()); err != nil {
					return err
				}
			}
			if going.has(stored) {
				if found[repository] == nil {
					found[repository] = make(digests)
				}
				found[repository].add(dgst)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return links(found), nil
}
