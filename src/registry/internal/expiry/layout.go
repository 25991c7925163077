package expiry

import (
	"path/filepath"

	"github.com/opencontainers/go-digest"
)

// layout is where Distribution keeps things below the root directory of its filesystem driver; see
// internal/collect, which reads the same of any driver. This package looks at files: when they were used, and
// how much room is left around them, is nothing that drivers tell.
type layout struct{ root string }

func (l layout) base() string { return filepath.Join(l.root, "docker", "registry", "v2") }

func (l layout) repositories() string { return filepath.Join(l.base(), "repositories") }

func (l layout) repository(name string) string {
	return filepath.Join(l.repositories(), filepath.FromSlash(name))
}

func (l layout) layer(repository string, dgst digest.Digest) string {
	return filepath.Join(l.repository(repository), "_layers", dgst.Algorithm().String(), dgst.Encoded())
}

func (l layout) revision(repository string, dgst digest.Digest) string {
	return filepath.Join(l.repository(repository), "_manifests", "revisions", dgst.Algorithm().String(), dgst.Encoded())
}

func (l layout) upload(repository, id string) string {
	return filepath.Join(l.repository(repository), "_uploads", id, "data")
}

func (l layout) blobs() string { return filepath.Join(l.base(), "blobs") }

func (l layout) blob(dgst digest.Digest) string {
	return filepath.Join(l.blobs(), dgst.Algorithm().String(), dgst.Encoded()[:2], dgst.Encoded())
}

func (l layout) data(dgst digest.Digest) string { return filepath.Join(l.blob(dgst), "data") }
