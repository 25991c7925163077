package rolesauth

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/distribution/distribution/v3/registry/api/v2"
	"github.com/distribution/distribution/v3/registry/auth"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/authorize"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

func record(kind, name, action string) auth.Access {
	return auth.Access{Resource: auth.Resource{Type: kind, Name: name}, Action: action}
}

func TestNeed(t *testing.T) {
	r := httptest.NewRequest(http.MethodGet, "/v2/", nil)
	tests := map[auth.Access]authorize.Need{
		record("repository", "a", "pull"):    {Action: access.Pull, Repository: "a"},
		record("repository", "a", "push"):    {Action: access.Push, Repository: "a"},
		record("repository", "a", "delete"):  {Action: access.Delete, Repository: "a"},
		record("registry", "catalog", "*"):   {Action: access.Catalog},
		record("repository", "a", "*"):       {},
		record("repository", "a", "catalog"): {},
		record("registry", "other", "*"):     {},
		record("plugin", "a", "pull"):        {},
	}
	for given, want := range tests {
		if got := authorize.NeedOf(given.Type, given.Name, given.Action, cancelsUpload(r)); got != want {
			t.Errorf("%+v: %+v; want %+v", given, got, want)
		}
	}
}

// TestGivingUpAnUpload: only the route of an upload counts, not a repository whose name looks like one.
func TestGivingUpAnUpload(t *testing.T) {
	got := make(map[string]authorize.Need)
	router := v2.RouterWithPrefix("")
	for _, route := range []string{v2.RouteNameBlobUploadChunk, v2.RouteNameManifest, v2.RouteNameBlob} {
		router.GetRoute(route).HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			got[r.URL.Path] = authorize.NeedOf("repository", "a", "delete", cancelsUpload(r))
		})
	}
	const hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	tests := map[string]access.Action{
		"/v2/a/blobs/uploads/some-id":                          access.Push,
		"/v2/a/manifests/latest":                               access.Delete,
		"/v2/a/blobs/sha256:" + hex:                            access.Delete,
		"/v2/a/blobs/uploads/x/manifests/latest":               access.Delete,
		"/v2/a/blobs/uploads/x/blobs/sha256:" + hex:            access.Delete,
		"/v2/a/blobs/uploads/blobs/uploads/x/manifests/tagged": access.Delete,
	}
	for path, want := range tests {
		router.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodDelete, path, nil))
		if got[path].Action != want {
			t.Errorf("%s needs %s; want %s", path, got[path].Action, want)
		}
	}
}

func TestController(t *testing.T) {
	path := filepath.Join(t.TempDir(), "access.json")
	if err := os.WriteFile(path, []byte(`{"version":1,"anonymous":{"pull":true}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := access.Open(path, report.To(t.Logf))
	if err != nil {
		t.Fatal(err)
	}
	if err := Register(authorize.New(authorize.Options{Store: store, Realm: "r"})); err != nil {
		t.Fatal(err)
	}
	controller, err := auth.GetAccessController(Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodGet, "/v2/", nil)
	if grant, err := controller.Authorized(r, record("repository", "a", "pull")); err != nil || grant.User.Name != "" {
		t.Errorf("%v %v", grant, err)
	}
	_, err = controller.Authorized(r, record("repository", "a", "pull"), record("repository", "a", "unheard of"))
	var challenge auth.Challenge
	if !errors.As(err, &challenge) {
		t.Fatalf("%v", err)
	}
	w := httptest.NewRecorder()
	challenge.SetHeaders(r, w)
	if w.Header().Get("WWW-Authenticate") == "" {
		t.Error("no challenge")
	}
}
