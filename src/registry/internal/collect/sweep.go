package collect

import (
	"context"
	"path"

	"github.com/opencontainers/go-digest"
)

// sweep removes what the plan says and returns what it removed, as far as it came. The order makes a crash
// harmless at every point: first what makes a manifest or layer reachable, then the content. What a crash
// leaves behind is unreachable content, which the next collection removes.
func (s storage) sweep(ctx context.Context, p plan, emit func(Event)) (Removed, error) {
	var removed Removed
	if err := s.sweepManifests(ctx, p.manifests, emit, &removed); err != nil {
		return removed, err
	}
	for _, layer := range p.layers {
		if err := s.remove(ctx, layerPath(layer.repository, layer.digest)); err != nil {
			return removed, err
		}
		removed.Layers++
		emit(Event{Kind: KindLayer, Repository: layer.repository, Digest: layer.digest.String()})
	}
	for _, blob := range p.blobs {
		if err := s.remove(ctx, blobPath(blob.digest)); err != nil {
			return removed, err
		}
		removed.Blobs++
		removed.Bytes += blob.size
		emit(Event{Kind: KindBlob, Digest: blob.digest.String(), Bytes: blob.size})
	}
	for _, upload := range p.uploads {
		if err := s.remove(ctx, path.Join(uploadsPath(upload.repository), upload.id)); err != nil {
			return removed, err
		}
		removed.Uploads++
		removed.Bytes += upload.size
		emit(uploadEvent(upload))
	}
	return removed, nil
}

// sweepManifests takes untagged manifests out of their repositories, and out of the histories of the tags.
func (s storage) sweepManifests(ctx context.Context, manifests []link, emit func(Event), removed *Removed) error {
	for start := 0; start < len(manifests); {
		repository := manifests[start].repository
		end := start
		going := make(digests)
		for ; end < len(manifests) && manifests[end].repository == repository; end++ {
			going.add(manifests[end].digest)
		}
		if err := s.sweepHistories(ctx, repository, going); err != nil {
			return err
		}
		for _, manifest := range manifests[start:end] {
			if err := s.remove(ctx, revisionPath(repository, manifest.digest)); err != nil {
				return err
			}
			removed.Manifests++
			emit(Event{Kind: KindManifest, Repository: repository, Digest: manifest.digest.String()})
		}
		start = end
	}
	return nil
}

// sweepHistories removes manifests from the lists of what each tag has stood for.
func (s storage) sweepHistories(ctx context.Context, repository string, going digests) error {
	tags, err := s.list(ctx, tagsPath(repository))
	if err != nil {
		return err
	}
	for _, tag := range tags {
		history := tagIndexPath(repository, tag, digest.Canonical)
		entries, err := s.list(ctx, history)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if !going.has(digest.NewDigestFromEncoded(digest.Canonical, entry)) {
				continue
			}
			if err := s.remove(ctx, path.Join(history, entry)); err != nil {
				return err
			}
		}
	}
	return nil
}

// preview reports what a sweep would remove.
func preview(p plan, emit func(Event)) Removed {
	removed := Removed{Manifests: len(p.manifests), Layers: len(p.layers), Blobs: len(p.blobs), Uploads: len(p.uploads)}
	for _, manifest := range p.manifests {
		emit(Event{Kind: KindManifest, Repository: manifest.repository, Digest: manifest.digest.String()})
	}
	for _, blob := range p.blobs {
		removed.Bytes += blob.size
		emit(Event{Kind: KindBlob, Digest: blob.digest.String(), Bytes: blob.size})
	}
	for _, upload := range p.uploads {
		removed.Bytes += upload.size
		emit(uploadEvent(upload))
	}
	return removed
}

func uploadEvent(u upload) Event {
	return Event{Kind: KindUpload, Repository: u.repository, Upload: u.id, Bytes: u.size}
}
