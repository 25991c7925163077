package downgrade

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/docker/distribution/manifest/schema1"
	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"
)

type object = map[string]any

// stored is a registry: what it answers by path, and the requests that came.
type stored struct {
	mediaTypes, bodies map[string]string
	asked              []*http.Request
}

func (s *stored) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.asked = append(s.asked, r)
	body, found := s.bodies[r.URL.Path]
	if !found {
		http.Error(w, "no "+r.URL.Path, http.StatusTeapot)
		return
	}
	w.Header().Set("Content-Type", s.mediaTypes[r.URL.Path])
	_, _ = io.WriteString(w, body)
}

func newStored() *stored {
	return &stored{mediaTypes: make(map[string]string), bodies: make(map[string]string)}
}

// put keeps a document under a path and under its digest, and returns the descriptor.
func (s *stored) put(t *testing.T, kind, reference, mediaType string, document any) object {
	t.Helper()
	body, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	dgst := digest.FromBytes(body)
	for _, each := range []string{reference, dgst.String()} {
		path := "/v2/org/app/" + kind + "/" + each
		s.bodies[path], s.mediaTypes[path] = string(body), mediaType
	}
	return object{"mediaType": mediaType, "digest": dgst.String(), "size": len(body)}
}

// image keeps an image of two layers.
func (s *stored) image(t *testing.T, tag string, change func(manifest, config object)) object {
	t.Helper()
	config := object{
		"architecture": "amd64", "os": "linux", "config": object{"Cmd": []string{"/app"}},
		"rootfs":  object{"type": "layers", "diff_ids": []string{"sha256:1", "sha256:2"}},
		"history": []object{{"created_by": "a"}, {"created_by": "b", "empty_layer": true}, {"created_by": "c"}},
	}
	layer := func(content string) object {
		return object{"mediaType": v1.MediaTypeImageLayerGzip, "digest": digest.FromString(content).String(), "size": len(content)}
	}
	manifest := object{"schemaVersion": 2, "mediaType": v1.MediaTypeImageManifest, "layers": []object{layer("one"), layer("two")}}
	if change != nil {
		change(manifest, config)
	}
	manifest["config"] = s.put(t, "blobs", "config-of-"+tag, v1.MediaTypeImageConfig, config)
	return s.put(t, "manifests", tag, manifest["mediaType"].(string), manifest)
}

func (s *stored) ask(t *testing.T, method, path string, header http.Header) *httptest.ResponseRecorder {
	t.Helper()
	d, err := New()
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequest(method, path, nil)
	maps.Copy(request.Header, header)
	answer := httptest.NewRecorder()
	d.Middleware(s).ServeHTTP(answer, request)
	return answer
}

// read takes an answer for a manifest of schema 1 with good signatures, and returns its layers, the newest first.
func read(t *testing.T, answer *httptest.ResponseRecorder) (schema1.SignedManifest, string) {
	t.Helper()
	if kind := answer.Header().Get("Content-Type"); answer.Code != http.StatusOK || kind != schema1.MediaTypeSignedManifest {
		t.Fatalf("%d %s %s", answer.Code, kind, answer.Body)
	}
	var manifest schema1.SignedManifest
	if err := manifest.UnmarshalJSON(answer.Body.Bytes()); err != nil {
		t.Fatal(err)
	}
	if _, err := schema1.Verify(&manifest); err != nil {
		t.Fatal(err)
	}
	if want := digest.FromBytes(manifest.Canonical).String(); answer.Header().Get("Docker-Content-Digest") != want {
		t.Errorf("the digest is %s; want %s", answer.Header().Get("Docker-Content-Digest"), want)
	}
	layers := make([]string, 0, len(manifest.FSLayers))
	for _, layer := range manifest.FSLayers {
		layers = append(layers, map[digest.Digest]string{digest.FromString("one"): "one", digest.FromString("two"): "two", EmptyLayer: "empty"}[layer.BlobSum])
	}
	return manifest, strings.Join(layers, " ")
}

func TestOldClientsGetSchema1(t *testing.T) {
	docker := func(manifest, _ object) {
		manifest["mediaType"] = dockerImage
		for _, layer := range manifest["layers"].([]object) {
			layer["mediaType"] = "application/vnd.docker.image.rootfs.diff.tar.gzip"
		}
	}
	for name, change := range map[string]func(manifest, config object){"OCI": nil, "Docker": docker} {
		s := newStored()
		s.image(t, "v1", change)
		manifest, layers := read(t, s.ask(t, http.MethodGet, "/v2/org/app/manifests/v1", nil))
		if layers != "two empty one" || manifest.Name != "org/app" || manifest.Tag != "v1" {
			t.Errorf("%s: %s %s:%s", name, layers, manifest.Name, manifest.Tag)
		}
		if newest := manifest.History[0].V1Compatibility; !strings.Contains(newest, `"Cmd":["/app"]`) || !strings.Contains(newest, `"architecture":"amd64"`) {
			t.Errorf("%s: the newest history entry is %s", name, newest)
		}
	}
}

func TestThePartsAreAskedForAsTheClientAsks(t *testing.T) {
	s := newStored()
	s.image(t, "v1", nil)
	header := http.Header{"Authorization": {"Basic abc"}, "Range": {"bytes=0-1"}, "Accept": {"application/json, */*"}}
	answer := s.ask(t, http.MethodHead, "/v2/org/app/manifests/v1", header)
	if answer.Code != http.StatusOK || answer.Body.Len() != 0 || answer.Header().Get("Content-Length") == "" {
		t.Errorf("%d %v %q", answer.Code, answer.Header(), answer.Body)
	}
	if len(s.asked) != 2 {
		t.Fatalf("%d requests", len(s.asked))
	}
	for _, request := range s.asked {
		if request.Method != http.MethodGet || request.Header.Get("Authorization") != "Basic abc" || request.Header.Get("Range") != "" {
			t.Errorf("%s %v", request.Method, request.Header)
		}
	}
	if accept := s.asked[0].Header.Get("Accept"); !strings.Contains(accept, dockerList) || !strings.Contains(accept, v1.MediaTypeImageIndex) {
		t.Errorf("Accept is %s", accept)
	}
}

func TestOthersGetWhatThereIs(t *testing.T) {
	s := newStored()
	image := s.image(t, "v1", nil)
	for path, accept := range map[string]string{
		"/v2/org/app/manifests/v1":                              v1.MediaTypeImageManifest + ";q=0.9",
		"/v2/org/app/manifests/" + image["digest"].(string):     "",
		"/v2/org/app/blobs/config-of-v1":                        "",
		"/v2/org/app/manifests/../manifests/v1/manifests/other": dockerImage,
	} {
		answer := s.ask(t, http.MethodGet, path, http.Header{"Accept": {accept}})
		if answer.Body.String() != s.bodies[path] && s.bodies[path] != "" {
			t.Errorf("%s: %d %s", path, answer.Code, answer.Body)
		}
	}
	if put := s.ask(t, http.MethodPut, "/v2/org/app/manifests/v1", nil); put.Body.String() != s.bodies["/v2/org/app/manifests/v1"] {
		t.Errorf("PUT: %s", put.Body)
	}
}

func TestOfAListTheImageForLinuxAmd64(t *testing.T) {
	for _, mediaType := range lists {
		s := newStored()
		listed := s.image(t, "amd64", nil)
		listed["platform"] = object{"os": "linux", "architecture": "amd64"}
		other := object{"mediaType": v1.MediaTypeImageManifest, "digest": digest.FromString("x").String(), "size": 1, "platform": object{"os": "linux", "architecture": "arm64"}}
		s.put(t, "manifests", "v1", mediaType, object{"schemaVersion": 2, "manifests": []object{other, listed}})
		s.put(t, "manifests", "arm", mediaType, object{"schemaVersion": 2, "manifests": []object{other}})
		if _, layers := read(t, s.ask(t, http.MethodGet, "/v2/org/app/manifests/v1", nil)); layers != "two empty one" {
			t.Errorf("%s: %s", mediaType, layers)
		}
		refused := s.ask(t, http.MethodGet, "/v2/org/app/manifests/arm", nil)
		if refused.Code != http.StatusNotFound || !strings.Contains(refused.Body.String(), "it is not for linux/amd64") {
			t.Errorf("%s: %d %s", mediaType, refused.Code, refused.Body)
		}
	}
}

func TestLayersThatNoHistoryDescribesAreThere(t *testing.T) {
	for name, history := range map[string]any{"none": nil, "too short": []object{{"created_by": "a"}}, "too long": make([]object, 5)} {
		s := newStored()
		s.image(t, "v1", func(_, config object) { config["history"] = history })
		if _, layers := read(t, s.ask(t, http.MethodGet, "/v2/org/app/manifests/v1", nil)); layers != "two one" {
			t.Errorf("%s: %s", name, layers)
		}
	}
}

func TestWhatCannotBeMadeIsRefused(t *testing.T) {
	for want, change := range map[string]func(manifest, config object){
		"it has a layer of the type application/vnd.oci.image.layer.v1.tar+zstd": func(manifest, _ object) {
			manifest["layers"].([]object)[0]["mediaType"] = "application/vnd.oci.image.layer.v1.tar+zstd"
		},
		"its configuration does not list its layers":    func(_, config object) { delete(config, "rootfs") },
		"its manifest is of the type application/other": func(manifest, _ object) { manifest["mediaType"] = "application/other" },
		"its configuration is not that of an image":     func(_, config object) { config["history"] = "none" },
	} {
		s := newStored()
		s.image(t, "v1", change)
		answer := s.ask(t, http.MethodGet, "/v2/org/app/manifests/v1", nil)
		if answer.Code != http.StatusNotFound || !strings.Contains(answer.Body.String(), want) || !strings.Contains(answer.Body.String(), "MANIFEST_UNKNOWN") {
			t.Errorf("%s: %d %s", want, answer.Code, answer.Body)
		}
	}
}

func TestTheRegistrysOwnAnswersPass(t *testing.T) {
	s := newStored()
	answer := s.ask(t, http.MethodGet, "/v2/org/app/manifests/none", nil)
	if answer.Code != http.StatusTeapot || !strings.Contains(answer.Body.String(), "no /v2/org/app/manifests/none") {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	s.image(t, "v1", nil)
	for path := range s.bodies {
		if strings.Contains(path, "/blobs/") {
			s.bodies[path] = strings.Repeat("x", largest+1)
		}
	}
	if answer := s.ask(t, http.MethodGet, "/v2/org/app/manifests/v1", nil); answer.Code != http.StatusNotFound || !strings.Contains(answer.Body.String(), "is larger than") {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}

func TestTheEmptyLayerIsAnArchiveOfNothing(t *testing.T) {
	if got := digest.FromBytes(EmptyLayerContent()); got != EmptyLayer {
		t.Errorf("the digest is %s", got)
	}
	archive, err := gzip.NewReader(bytes.NewReader(EmptyLayerContent()))
	if err != nil {
		t.Fatal(err)
	}
	if content, err := io.ReadAll(archive); err != nil || !bytes.Equal(content, make([]byte, 1024)) {
		t.Errorf("%v %v", content, err)
	}
}
