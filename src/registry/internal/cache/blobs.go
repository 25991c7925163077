package cache

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/distribution/distribution/v3"
	"github.com/distribution/reference"
	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/downgrade"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/upstream"
)

// statsKeep is how long the size of a blob that the cache does not have yet is remembered: clients that want
// it all at once ask before the first of them has begun to fetch it.
const statsKeep = 30 * time.Second

// blobs are a repository's blobs.
type blobs struct {
	distribution.BlobStore
	cache *Cache
	name  reference.Named
}

// id names a blob of this repository.
func (b blobs) id(dgst digest.Digest) string { return b.name.Name() + "@" + dgst.String() }

// present is true for a blob of the repository that is on the disk.
func (b blobs) present(ctx context.Context, dgst digest.Digest) bool {
	local, err := b.cache.held(ctx, b.name)
	if err != nil {
		return false
	}
	_, err = local.Blobs(ctx).Stat(ctx, dgst)
	return err == nil
}

// Stat implements distribution.BlobStatter.
func (b blobs) Stat(ctx context.Context, dgst digest.Digest) (v1.Descriptor, error) {
	if dgst == downgrade.EmptyLayer {
		return emptyLayer(), nil
	}
	if local, err := b.cache.held(ctx, b.name); err == nil {
		if found, err := local.Blobs(ctx).Stat(ctx, dgst); err == nil {
			return found, nil
		}
	}
	found, err := b.size(ctx, dgst)
	return found.blob, err
}

// sized is a blob as the upstream describes it, and the proxy's store that asked: it remembers the answer and
// the token, so that the fetch need not ask for them again.
type sized struct {
	blob  v1.Descriptor
	store distribution.BlobStore
}

// size asks the upstream, once for all who want to know.
func (b blobs) size(ctx context.Context, dgst digest.Digest) (sized, error) {
	found, _, err := b.cache.stats.ask(ctx, b.id(dgst), func(ctx context.Context) (sized, time.Duration, error) {
		ctx, seen := upstream.Observe(ctx)
		found, err := b.BlobStore.Stat(ctx, dgst)
		if err != nil {
			return sized{}, failuresKeep, upstream.Of(err, seen)
		}
		found.Digest = dgst
		return sized{found, b.BlobStore}, statsKeep, nil
	})
	if err != nil {
		return found, fail(ctx, err)
	}
	return found, nil
}

// ServeBlob sends a blob: from the disk, or while it comes from the upstream.
func (b blobs) ServeBlob(ctx context.Context, w http.ResponseWriter, r *http.Request, dgst digest.Digest) error {
	if dgst == downgrade.EmptyLayer {
		setHeaders(w.Header(), emptyLayer())
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(downgrade.EmptyLayerContent()))
		return nil
	}
	release := b.cache.keeper.Hold(dgst)
	defer release()
	if b.present(ctx, dgst) {
		return b.serveHeld(ctx, w, r, dgst, hit)
	}
	known, err := b.size(ctx, dgst)
	if err != nil {
		return err
	}
	if r.Method == http.MethodHead {
		setHeaders(w.Header(), known.blob)
		return nil
	}
	f, first := b.cache.flights.join(b.id(dgst), known.blob)
	defer f.leave()
	if first {
		go blobs{known.store, b.cache, b.name}.fetch(context.WithoutCancel(ctx), r, b.id(dgst), f)
	}
	s, err := f.begun(ctx)
	switch {
	case err != nil:
		return err
	case s.unkept:
		return b.pass(ctx, w, r, dgst)
	case s.err != nil && s.written == 0:
		count("blob", miss)
		return fail(ctx, s.err)
	case s.held:
		return b.serveHeld(ctx, w, r, dgst, hit)
	case s.content == nil:
		return b.serveHeld(ctx, w, r, dgst, miss)
	}
	count("blob", map[bool]string{true: miss, false: joined}[first])
	return b.readAlong(ctx, w, f)
}

// serveHeld sends a blob from the disk. The proxy finds it there itself, and counts it.
func (b blobs) serveHeld(ctx context.Context, w http.ResponseWriter, r *http.Request, dgst digest.Digest, how string) error {
	count("blob", how)
	b.cache.keeper.Pulled(b.name.Name(), dgst)
	return b.BlobStore.ServeBlob(ctx, w, r, dgst)
}

// pass sends a blob from the upstream without keeping it.
func (b blobs) pass(ctx context.Context, w http.ResponseWriter, r *http.Request, dgst digest.Digest) error {
	count("blob", passed)
	observed, seen := upstream.Observe(ctx)
	if err := b.BlobStore.ServeBlob(observed, w, r, dgst); err != nil {
		return fail(ctx, upstream.Of(err, seen))
	}
	return nil
}

// readAlong sends what a flight brings. If it fails midway, the response ends short of its length, which
// clients notice; an error would be appended to the blob.
func (b blobs) readAlong(ctx context.Context, w http.ResponseWriter, f *flight) error {
	setHeaders(w.Header(), f.blob)
	w.WriteHeader(http.StatusOK)
	if sent, err := f.copyTo(ctx, w); err != nil && ctx.Err() == nil {
		b.cache.log.Warnf("%s of %s was cut off after %d of %d bytes: %v", f.blob.Digest, b.name.Name(), sent, f.blob.Size, err)
	}
	return nil
}

// emptyLayer is a layer that old clients ask for, which manifests are made for here: no upstream need have it.
func emptyLayer() v1.Descriptor {
	size := int64(len(downgrade.EmptyLayerContent()))
	return v1.Descriptor{MediaType: v1.MediaTypeImageLayerGzip, Digest: downgrade.EmptyLayer, Size: size}
}

// setHeaders are the headers of a blob, as the proxy sets them (registry/proxy/proxyblobstore.go, v3.1.1).
func setHeaders(header http.Header, blob v1.Descriptor) {
	header.Set("Content-Length", strconv.FormatInt(blob.Size, 10))
	header.Set("Content-Type", blob.MediaType)
	header.Set("Docker-Content-Digest", blob.Digest.String())
	header.Set("Etag", blob.Digest.String())
}
