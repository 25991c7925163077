package mirror

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/olareg/olareg"
	olaregconfig "github.com/olareg/olareg/config"
	"github.com/opencontainers/go-digest"
	"github.com/regclient/regclient/types/mediatype"
)

// testRegistry is a registry in memory that records requests and can refuse some.
type testRegistry struct {
	t      *testing.T
	name   string
	mu     sync.Mutex
	seen   []string
	refuse func(r *http.Request) int
}

func newRegistry(t *testing.T) *testRegistry {
	t.Helper()
	served := olareg.New(olaregconfig.Config{Storage: olaregconfig.ConfigStorage{StoreType: olaregconfig.StoreMem}})
	r := &testRegistry{t: t}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		r.mu.Lock()
		r.seen = append(r.seen, request.Method+" "+request.URL.Path)
		refuse := r.refuse
		r.mu.Unlock()
		if refuse != nil {
			if status := refuse(request); status != 0 {
				w.WriteHeader(status)
				return
			}
		}
		served.ServeHTTP(w, request)
	}))
	t.Cleanup(server.Close)
	r.name = strings.TrimPrefix(server.URL, "http://")
	return r
}

// requests returns those recorded since the last call whose line holds what.
func (r *testRegistry) requests(what string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var found []string
	for _, line := range r.seen {
		if strings.Contains(line, what) {
			found = append(found, line)
		}
	}
	r.seen = nil
	return found
}

func (r *testRegistry) refusing(refuse func(request *http.Request) int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refuse = refuse
}

func (r *testRegistry) do(method, path, kind string, body []byte) *http.Response {
	r.t.Helper()
	request, err := http.NewRequest(method, "http://"+r.name+path, bytes.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	request.Header.Set("Accept", strings.Join([]string{mediatype.OCI1Manifest, mediatype.OCI1ManifestList, mediatype.Docker2Manifest, mediatype.Docker2ManifestList}, ","))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	return response
}

// blob puts content and returns its descriptor.
func (r *testRegistry) blob(repository, kind string, content []byte) map[string]any {
	r.t.Helper()
	id := digest.FromBytes(content)
	response := r.do(http.MethodPost, "/v2/"+repository+"/blobs/uploads/?digest="+id.String(), "application/octet-stream", content)
	if response.StatusCode != http.StatusCreated {
		r.t.Fatalf("blob: %s", response.Status)
	}
	return map[string]any{"mediaType": kind, "digest": id, "size": len(content)}
}

func (r *testRegistry) manifest(repository, reference, kind string, document map[string]any) map[string]any {
	r.t.Helper()
	document["schemaVersion"], document["mediaType"] = 2, kind
	body, err := json.Marshal(document)
	if err != nil {
		r.t.Fatal(err)
	}
	id := digest.FromBytes(body)
	if reference == "" {
		reference = id.String()
	}
	if response := r.do(http.MethodPut, "/v2/"+repository+"/manifests/"+reference, kind, body); response.StatusCode != http.StatusCreated {
		r.t.Fatalf("manifest: %s", response.Status)
	}
	return map[string]any{"mediaType": kind, "digest": id, "size": len(body)}
}

// image puts an OCI image of random layers; history steps are as many as given.
func (r *testRegistry) image(repository, reference, architecture string, layerCount, steps int) map[string]any {
	r.t.Helper()
	var layers []map[string]any
	for range layerCount {
		layers = append(layers, r.blob(repository, mediatype.OCI1LayerGzip, []byte(rand.Text())))
	}
	history := make([]map[string]any, steps)
	config, _ := json.Marshal(map[string]any{"architecture": architecture, "os": "linux", "history": history, "rootfs": map[string]any{}})
	described := r.blob(repository, mediatype.OCI1ImageConfig, config)
	return r.manifest(repository, reference, mediatype.OCI1Manifest, map[string]any{"config": described, "layers": layers})
}

// index puts an image for several architectures of linux.
func (r *testRegistry) index(repository, reference string, architectures ...string) map[string]any {
	r.t.Helper()
	var manifests []map[string]any
	for _, architecture := range architectures {
		one := r.image(repository, "", architecture, 2, 2)
		one["platform"] = map[string]any{"os": "linux", "architecture": architecture}
		manifests = append(manifests, one)
	}
	return r.manifest(repository, reference, mediatype.OCI1ManifestList, map[string]any{"manifests": manifests})
}

// get returns a manifest's digest and content; empty where it is not there.
func (r *testRegistry) get(repository, reference string) (digest.Digest, map[string]any) {
	r.t.Helper()
	response := r.do(http.MethodGet, "/v2/"+repository+"/manifests/"+reference, "", nil)
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return "", nil
	}
	var raw bytes.Buffer
	if _, err := raw.ReadFrom(response.Body); err != nil {
		r.t.Fatal(err)
	}
	document := make(map[string]any)
	if err := json.Unmarshal(raw.Bytes(), &document); err != nil {
		r.t.Fatal(err)
	}
	return digest.FromBytes(raw.Bytes()), document
}
