package collect

import (
	"path"
	"strings"

	"github.com/opencontainers/go-digest"
)

// Where Distribution keeps things in its storage, the same since 2.0 (registry/storage/paths.go, v3.1.1):
//
//	repositories/<name>/_manifests/revisions/<algorithm>/<hex>/link    the manifest is in the repository
//	repositories/<name>/_manifests/tags/<tag>/current/link             the digest that the tag stands for
//	repositories/<name>/_manifests/tags/<tag>/index/<algorithm>/<hex>  each that it has stood for
//	repositories/<name>/_layers/<algorithm>/<hex>/link                 the blob is in the repository
//	repositories/<name>/_uploads/<id>/startedat                        an unfinished upload
//	blobs/<algorithm>/<two digits>/<hex>/data                          the content of manifests and layers
const (
	root             = "/docker/registry/v2"
	blobsRoot        = root + "/blobs"
	repositoriesRoot = root + "/repositories"
)

func revisionsPath(repository string) string {
	return path.Join(repositoriesRoot, repository, "_manifests", "revisions")
}

func revisionPath(repository string, dgst digest.Digest) string {
	return path.Join(revisionsPath(repository), dgst.Algorithm().String(), dgst.Encoded())
}

func tagsPath(repository string) string {
	return path.Join(repositoriesRoot, repository, "_manifests", "tags")
}

func currentPath(repository, tag string) string {
	return path.Join(tagsPath(repository), tag, "current", "link")
}

func tagIndexPath(repository, tag string, algorithm digest.Algorithm) string {
	return path.Join(tagsPath(repository), tag, "index", algorithm.String())
}

func layersPath(repository string) string {
	return path.Join(repositoriesRoot, repository, "_layers")
}

func layerPath(repository string, dgst digest.Digest) string {
	return path.Join(layersPath(repository), dgst.Algorithm().String(), dgst.Encoded())
}

func uploadsPath(repository string) string {
	return path.Join(repositoriesRoot, repository, "_uploads")
}

func blobPath(dgst digest.Digest) string {
	return path.Join(blobsRoot, dgst.Algorithm().String(), dgst.Encoded()[:2], dgst.Encoded())
}

func blobDataPath(dgst digest.Digest) string { return path.Join(blobPath(dgst), "data") }

// linkDigest returns the digest of a path .../<algorithm>/<hex>/link.
func linkDigest(linkPath string) (digest.Digest, bool) {
	parts := strings.Split(linkPath, "/")
	if len(parts) < 3 || parts[len(parts)-1] != "link" {
		return "", false
	}
	dgst := digest.NewDigestFromEncoded(digest.Algorithm(parts[len(parts)-3]), parts[len(parts)-2])
	return dgst, dgst.Validate() == nil
}

// blobDigest returns the digest of a path .../<algorithm>/<two digits>/<hex>/data.
func blobDigest(dataPath string) (digest.Digest, bool) {
	parts := strings.Split(dataPath, "/")
	if len(parts) < 4 || parts[len(parts)-1] != "data" {
		return "", false
	}
	dgst := digest.NewDigestFromEncoded(digest.Algorithm(parts[len(parts)-4]), parts[len(parts)-2])
	return dgst, dgst.Validate() == nil
}
