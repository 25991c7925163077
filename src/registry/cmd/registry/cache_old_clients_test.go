package main

import (
	"net/http"
	"testing"

	"github.com/docker/distribution/manifest/schema1"
	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/downgrade"
)

// pushIndex pushes an image for linux/amd64 in an index, and returns the digests of its layers.
func pushIndex(t *testing.T, s *server, path string) []string {
	t.Helper()
	reference, err := name.ParseReference(s.addr + "/" + path)
	if err != nil {
		t.Fatal(err)
	}
	image, err := random.Image(4096, 2)
	if err != nil {
		t.Fatal(err)
	}
	image, err = mutate.Append(image, mutate.Addendum{History: v1.History{CreatedBy: "CMD", EmptyLayer: true}})
	if err != nil {
		t.Fatal(err)
	}
	index := mutate.AppendManifests(empty.Index, mutate.IndexAddendum{
		Add: image, Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: "linux", Architecture: "amd64"}},
	})
	if err := remote.WriteIndex(reference, index, remote.WithAuth(&authn.Basic{Username: "admin", Password: "admin-password"})); err != nil {
		t.Fatal(err)
	}
	layers, err := image.Layers()
	if err != nil {
		t.Fatal(err)
	}
	var digests []string
	for _, layer := range layers {
		digest, err := layer.Digest()
		if err != nil {
			t.Fatal(err)
		}
		digests = append(digests, digest.String())
	}
	return digests
}

// Diego's builder until diego-release v2.28.0 asks for no manifest of today.
func TestCacheServesOldClients(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	layers := pushIndex(t, h.server, "org/app:v1")
	s := newCache(t, h, func(config object) { section(config, "operations", "cache")["protocol"] = "schema1" }).start()
	pull := func() {
		t.Helper()
		answer, err := s.admin().must(http.StatusOK, http.MethodGet, "/v2/org/app/manifests/v1", nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, s.log)
		}
		var manifest schema1.SignedManifest
		if err := manifest.UnmarshalJSON(answer.body); err != nil {
			t.Fatal(err)
		}
		want := []string{downgrade.EmptyLayer.String(), layers[1], layers[0]}
		for i, layer := range manifest.FSLayers {
			if layer.BlobSum.String() != want[i] {
				t.Errorf("layer %d is %s; want %s", i, layer.BlobSum, want[i])
			}
			if _, err := s.admin().must(http.StatusOK, http.MethodGet, "/v2/org/app/blobs/"+layer.BlobSum.String(), nil); err != nil {
				t.Error(err)
			}
		}
		if len(manifest.FSLayers) != len(want) || answer.header.Get("Content-Type") != schema1.MediaTypeSignedManifest {
			t.Errorf("%d layers, %v", len(manifest.FSLayers), answer.header)
		}
	}
	pull()
	fetched := h.requests.Load()
	pull()
	if again := h.requests.Load() - fetched; again != 0 {
		t.Errorf("a second pull makes %d requests to the upstream", again)
	}
	for _, path := range []string{"/v2/org/app/manifests/v1", "/v2/org/app/blobs/" + downgrade.EmptyLayer.String()} {
		if _, err := s.as("", "").must(http.StatusUnauthorized, http.MethodGet, path, nil); err != nil {
			t.Error(err)
		}
	}
	h.status.Store(http.StatusTooManyRequests)
	if answer, err := s.admin().must(http.StatusTooManyRequests, http.MethodGet, "/v2/org/other/manifests/v1", nil); err != nil || answer.header.Get("Retry-After") == "" {
		t.Errorf("%v %v", err, answer.header)
	}
	s.stop()
}
