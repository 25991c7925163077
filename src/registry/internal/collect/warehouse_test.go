package collect

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/distribution/distribution/v3/registry/storage/driver"
	"github.com/distribution/distribution/v3/registry/storage/driver/inmemory"
	"github.com/opencontainers/go-digest"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/descriptors"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
)

var background = context.Background()

// warehouse builds storage in Distribution's layout.
type warehouse struct {
	t      testing.TB
	driver driver.StorageDriver
}

func newWarehouse(t testing.TB) *warehouse { return &warehouse{t, inmemory.New()} }

func (w *warehouse) put(file, content string) {
	w.t.Helper()
	if err := w.driver.PutContent(background, file, []byte(content)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *warehouse) blob(content string) digest.Digest {
	dgst := digest.FromString(content)
	w.put(blobDataPath(dgst), content)
	return dgst
}

// layer stores a blob and links it into the repository.
func (w *warehouse) layer(repository, content string) digest.Digest {
	dgst := w.blob(content)
	w.put(layerPath(repository, dgst)+"/link", dgst.String())
	return dgst
}

// raw stores any content as a manifest, under tags.
func (w *warehouse) raw(repository, content string, tags ...string) digest.Digest {
	dgst := w.blob(content)
	w.put(revisionPath(repository, dgst)+"/link", dgst.String())
	for _, tag := range tags {
		w.put(path.Join(tagIndexPath(repository, tag, dgst.Algorithm()), dgst.Encoded(), "link"), dgst.String())
		w.put(currentPath(repository, tag), dgst.String())
	}
	return dgst
}

func descriptorsOf(mediaType string, list ...digest.Digest) []map[string]any {
	result := []map[string]any{}
	for _, dgst := range list {
		result = append(result, map[string]any{"mediaType": mediaType, "digest": dgst, "size": 1})
	}
	return result
}

func (w *warehouse) json(repository string, document map[string]any, tags ...string) digest.Digest {
	content, err := json.Marshal(document)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.raw(repository, string(content), tags...)
}

// image stores an image of those layers.
func (w *warehouse) image(repository string, layers []digest.Digest, tags ...string) digest.Digest {
	config := w.layer(repository, fmt.Sprintf("config of %s %v", repository, layers))
	return w.json(repository, map[string]any{
		"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
		"config": descriptorsOf("application/vnd.oci.image.config.v1+json", config)[0],
		"layers": descriptorsOf("application/vnd.oci.image.layer.v1.tar+gzip", layers...),
	}, tags...)
}

// index stores an index of those manifests.
func (w *warehouse) index(repository string, manifests []digest.Digest, tags ...string) digest.Digest {
	return w.json(repository, map[string]any{
		"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
		"manifests": descriptorsOf("application/vnd.oci.image.manifest.v1+json", manifests...),
	}, tags...)
}

func (w *warehouse) unlink(repository string, manifest digest.Digest) {
	if err := w.driver.Delete(background, revisionPath(repository, manifest)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *warehouse) exists(file string) bool {
	_, err := w.driver.Stat(background, file)
	return err == nil
}

func (w *warehouse) hasBlob(dgst digest.Digest) bool { return w.exists(blobDataPath(dgst)) }

// files lists all files, for comparisons.
func (w *warehouse) files() []string {
	var result []string
	err := w.driver.Walk(background, "/", func(info driver.FileInfo) error {
		if !info.IsDir() {
			result = append(result, info.Path())
		}
		return nil
	})
	if err != nil && !missing(err) {
		w.t.Fatal(err)
	}
	sort.Strings(result)
	return result
}

func (w *warehouse) collector() *Collector { return w.collectorOn(w.driver) }

func (w *warehouse) collectorOn(storage driver.StorageDriver) *Collector {
	var cache *descriptors.Cache
	return New(Config{Driver: storage, Gate: readonly.New(time.Millisecond), Cache: cache, Drain: 5 * time.Second, UploadAge: time.Hour})
}

func (w *warehouse) collect(options Options) Summary {
	w.t.Helper()
	summary, err := w.collector().Run(background, options, func(Event) {})
	if err != nil {
		w.t.Fatal(err)
	}
	return summary
}

func (w *warehouse) expect(what string, want bool, list ...digest.Digest) {
	w.t.Helper()
	for i, dgst := range list {
		if w.hasBlob(dgst) != want {
			w.t.Errorf("%s [%d]: there is %v; want %v", what, i, !want, want)
		}
	}
}

func difference(a, b []string) string {
	return strings.Join(a, "\n") + "\n--\n" + strings.Join(b, "\n")
}
