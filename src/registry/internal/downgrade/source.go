package downgrade

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"
)

// The manifests of today, as media types: images, and lists of images for platforms.
const (
	dockerImage = "application/vnd.docker.distribution.manifest.v2+json"
	dockerList  = "application/vnd.docker.distribution.manifest.list.v2+json"
)

var (
	images = []string{dockerImage, v1.MediaTypeImageManifest}
	lists  = []string{dockerList, v1.MediaTypeImageIndex}
	today  = slices.Concat(images, lists)
)

// largest is how many bytes of a manifest or a configuration are read: registries take manifests of up to 4 MiB
// (Distribution v3.1.1, registry/handlers/manifests.go, maxManifestBodySize).
const largest = 8 << 20

// source is a repository as one client sees it.
type source struct {
	registry   http.Handler
	request    *http.Request
	repository string
}

// image is the manifest of a tag; of a list, that for linux/amd64, as docker/distribution v2.8.3 chooses.
func (s source) image(tag string) (v1.Manifest, *refusal) {
	said, refused := s.get("/manifests/"+tag, today)
	if refused != nil {
		return v1.Manifest{}, refused
	}
	if slices.Contains(lists, said.mediaType()) {
		var list v1.Index
		if err := json.Unmarshal(said.body, &list); err != nil {
			return v1.Manifest{}, unfit("its list of platforms is not JSON: %v", err)
		}
		index := slices.IndexFunc(list.Manifests, forOldCells)
		if index < 0 {
			return v1.Manifest{}, unfit("it is not for linux/amd64")
		}
		if said, refused = s.get("/manifests/"+list.Manifests[index].Digest.String(), images); refused != nil {
			return v1.Manifest{}, refused
		}
	}
	var found v1.Manifest
	if err := json.Unmarshal(said.body, &found); err != nil {
		return found, unfit("its manifest is not JSON: %v", err)
	}
	if !slices.Contains(images, said.mediaType()) {
		return found, unfit("its manifest is of the type %s", said.mediaType())
	}
	return found, nil
}

// forOldCells is true for the platform of the cells of that time.
func forOldCells(listed v1.Descriptor) bool {
	return listed.Platform != nil && listed.Platform.OS == "linux" && listed.Platform.Architecture == "amd64"
}

// blob is the content of a small blob, such as an image's configuration.
func (s source) blob(wanted v1.Descriptor) ([]byte, *refusal) {
	if err := wanted.Digest.Validate(); err != nil {
		return nil, unfit("its configuration has no digest: %v", err)
	}
	said, refused := s.get("/blobs/"+wanted.Digest.String(), nil)
	if refused != nil {
		return nil, refused
	}
	if got := digest.FromBytes(said.body); wanted.Digest.Algorithm() == digest.SHA256 && got != wanted.Digest {
		return nil, unfit("its configuration has the digest %s, and not %s", got, wanted.Digest)
	}
	return said.body, nil
}

// get asks the registry for something of the repository, as the client itself would.
func (s source) get(path string, accept []string) (*recorder, *refusal) {
	request := s.request.Clone(s.request.Context())
	request.Method, request.Body, request.ContentLength = http.MethodGet, http.NoBody, 0
	request.URL = &url.URL{Path: "/v2/" + s.repository + path}
	request.RequestURI = request.URL.RequestURI()
	for _, name := range []string{"Range", "If-None-Match", "If-Modified-Since", "Accept"} {
		request.Header.Del(name)
	}
	if len(accept) > 0 {
		request.Header.Set("Accept", strings.Join(accept, ", "))
	}
	said := &recorder{header: make(http.Header), status: http.StatusOK}
	s.registry.ServeHTTP(said, request)
	switch {
	case said.status != http.StatusOK:
		return nil, &refusal{said: said}
	case said.tooLong:
		return nil, unfit("%s is larger than %d bytes", strings.TrimPrefix(path, "/"), largest)
	}
	return said, nil
}

// recorder keeps an answer of the registry.
type recorder struct {
	header  http.Header
	status  int
	written bool
	body    []byte
	tooLong bool
}

// Header implements http.ResponseWriter.
func (r *recorder) Header() http.Header { return r.header }

// WriteHeader implements http.ResponseWriter; the first status counts.
func (r *recorder) WriteHeader(status int) {
	if !r.written {
		r.status, r.written = status, true
	}
}

// Write implements http.ResponseWriter.
func (r *recorder) Write(p []byte) (int, error) {
	r.written = true
	if len(r.body)+len(p) > largest {
		r.tooLong = true
		return len(p), nil
	}
	r.body = append(r.body, p...)
	return len(p), nil
}

func (r *recorder) mediaType() string {
	mediaType, _, _ := strings.Cut(r.header.Get("Content-Type"), ";")
	return strings.TrimSpace(mediaType)
}

// replay sends the answer on.
func (r *recorder) replay(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body) // the client has gone; there is nobody to tell
}
