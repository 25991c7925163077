package main

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/docker/distribution/manifest/schema1"
	"github.com/docker/distribution/manifest/schema2"
	"github.com/docker/libtrust"
)

// pushSchema2 pushes an image of two layers as today's clients do, and returns its layers.
func pushSchema2(t *testing.T, s *server, repository, tag string) []string {
	t.Helper()
	layers := []string{rand.Text(), rand.Text()}
	config := []byte(`{"architecture":"amd64","os":"linux","config":{"Cmd":["/app"]},` +
		`"history":[{"created_by":"a"},{"created_by":"b","empty_layer":true},{"created_by":"c"}],` +
		`"rootfs":{"type":"layers","diff_ids":["sha256:1","sha256:2"]}}`)
	body, err := json.Marshal(object{
		"schemaVersion": 2, "mediaType": schema2.MediaTypeManifest, "config": s.pushBlob(repository, schema2.MediaTypeImageConfig, config),
		"layers": []object{
			s.pushBlob(repository, schema2.MediaTypeLayer, []byte(layers[0])), s.pushBlob(repository, schema2.MediaTypeLayer, []byte(layers[1])),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if put := s.ask(cell, http.MethodPut, "/v2/"+repository+"/manifests/"+tag, schema2.MediaTypeManifest, body); put.StatusCode != http.StatusCreated {
		t.Fatalf("manifest: %s %s", put.Status, put.body)
	}
	return layers
}

// pullSchema1 pulls as a client does that asks for nothing newer, and returns the manifest and its layers.
func pullSchema1(t *testing.T, s *server, repository, tag string) (schema1.SignedManifest, []string) {
	t.Helper()
	pulled := s.ask(cell, http.MethodGet, "/v2/"+repository+"/manifests/"+tag, "", nil)
	if kind := pulled.Header.Get("Content-Type"); pulled.StatusCode != http.StatusOK || kind != schema1.MediaTypeSignedManifest {
		t.Fatalf("%s: %s %s", pulled.Status, kind, pulled.body)
	}
	var manifest schema1.SignedManifest
	if err := manifest.UnmarshalJSON(pulled.body); err != nil {
		t.Fatal(err)
	}
	if _, err := schema1.Verify(&manifest); err != nil {
		t.Fatal(err)
	}
	var layers []string
	for _, layer := range manifest.FSLayers {
		blob := s.ask(cell, http.MethodGet, "/v2/"+repository+"/blobs/"+layer.BlobSum.String(), "", nil)
		if blob.StatusCode != http.StatusOK {
			t.Fatalf("layer %s: %s", layer.BlobSum, blob.Status)
		}
		layers = append(layers, string(blob.body))
	}
	return manifest, layers
}

// What Diego's builder does (docker_app_lifecycle 0e8c399, with docker 1.8.3): it pulls, reads the image's
// configuration from the newest history entry, tags the image as host:8080/<guid>, pushes it, and cells pull that.
func TestTheFlowOfDiegosBuilder(t *testing.T) {
	s := newServer(t, nil)
	if err := s.start(); err != nil {
		t.Fatalf("%v\n%s", err, s.log)
	}
	want := pushSchema2(t, s, "org/app", "v1")
	manifest, layers := pullSchema1(t, s, "org/app", "v1")
	if !strings.Contains(manifest.History[0].V1Compatibility, `"Cmd":["/app"]`) {
		t.Errorf("the newest history entry is %s", manifest.History[0].V1Compatibility)
	}
	// Newest first; the middle one is the empty layer of a step without files.
	if len(layers) != 3 || layers[0] != want[1] || layers[2] != want[0] {
		t.Errorf("the layers are %q; want %q", layers, want)
	}

	const guid = "1f3b2c66-8a7e-4c6d-b9d2-0a4b1c2d3e4f"
	for _, layer := range layers {
		s.pushBlob(guid, "", []byte(layer))
	}
	tagged := manifest.Manifest
	tagged.Name, tagged.Tag = guid, "latest"
	own, err := libtrust.GenerateECP256PrivateKey()
	if err != nil {
		t.Fatal(err)
	}
	signed, err := schema1.Sign(&tagged, own)
	if err != nil {
		t.Fatal(err)
	}
	body, err := signed.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if put := s.ask(cell, http.MethodPut, "/v2/"+guid+"/manifests/latest", schema1.MediaTypeManifest, body); put.StatusCode != http.StatusCreated {
		t.Fatalf("push: %s %s", put.Status, put.body)
	}
	copied, again := pullSchema1(t, s, guid, "latest")
	if copied.Name != guid || strings.Join(again, " ") != strings.Join(layers, " ") {
		t.Errorf("the copy is %s with %q", copied.Name, again)
	}
}

func TestOnlyCellsPush(t *testing.T) {
	s := newServer(t, nil)
	if err := s.start(); err != nil {
		t.Fatal(err)
	}
	pushSchema2(t, s, "org/app", "v1")
	for path, method := range map[string]string{"/v2/org/app/blobs/uploads/": http.MethodPost, "/v2/org/app/manifests/v1": http.MethodGet} {
		if status := s.ask(elsewhere, method, path, "", nil).StatusCode; status != http.StatusUnauthorized {
			t.Errorf("%s %s from elsewhere: %d", method, path, status)
		}
	}
	if root := s.ask(elsewhere, http.MethodGet, "/", "", nil).StatusCode; root != http.StatusOK {
		t.Errorf("the check of consul gets %d", root)
	}
}

func TestTheSigningKeyPersists(t *testing.T) {
	s := newServer(t, nil)
	keys := make([]string, 2)
	for i := range keys {
		if err := s.start(); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			pushSchema2(t, s, "org/app", "v1")
		}
		manifest, _ := pullSchema1(t, s, "org/app", "v1")
		used, err := schema1.Verify(&manifest)
		if err != nil {
			t.Fatal(err)
		}
		keys[i] = used[0].KeyID()
		s.stop()
	}
	if info, err := os.Stat(s.key()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", err, info.Mode())
	}
	if keys[0] != keys[1] {
		t.Errorf("the keys are %q", keys)
	}
	if err := os.WriteFile(s.key(), []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.start(); err == nil || !strings.Contains(s.log.String(), "allowed: PEM, BEGIN RSA PRIVATE KEY or BEGIN EC PRIVATE KEY") {
		t.Errorf("a file that is no key: %v\n%s", err, s.log)
	}
}

func TestWhatThisRegistryLacksIsRefused(t *testing.T) {
	for want, config := range map[string]object{
		`storage: found "gcs"; allowed for schema 1: filesystem, s3`:             {"storage": object{"gcs": object{"bucket": "a"}}},
		`auth: found "token"; allowed for schema 1: none, roles`:                 {"auth": object{"token": object{"realm": "a"}}},
		`proxy.remoteurl: found "https://a"; allowed for schema 1: `:             {"proxy": object{"remoteurl": "https://a"}},
		`operations.collect.schedule: found "@daily"; allowed for schema 1: `:    {"operations": object{"collect": object{"schedule": "@daily"}}},
		`operations.peers.urls: found "http://10.0.0.1"; allowed for schema 1: `: {"operations": object{"peers": object{"urls": []string{"http://10.0.0.1"}}}},
	} {
		s := newServer(t, config)
		if err := s.start(); err == nil || !strings.Contains(s.log.String(), want) {
			t.Errorf("%v: %v\n%s", config, err, s.log)
		}
	}
}
