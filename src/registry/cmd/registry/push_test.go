package main

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/credentials"
)

// TestRealClient pushes and pulls with a client that follows challenges as Docker does: it asks /v2/ first
// and sends credentials only if it is told to.
func TestRealClient(t *testing.T) {
	s := newServer(t, nil)
	reader := credentials.ClearUser{Name: "reader", Passwords: []string{"r"}, Roles: []access.FileRole{{Actions: []string{"pull"}, Repositories: []string{"team/**"}}}}
	s.setAccess(access.FileAnonymous{}, admin, reader)
	s.start()
	asAdmin := remote.WithAuth(&authn.Basic{Username: "admin", Password: "admin-password"})
	asReader := remote.WithAuth(&authn.Basic{Username: "reader", Password: "r"})
	anonymous := remote.WithAuth(authn.Anonymous)

	image, err := random.Image(4096, 3)
	if err != nil {
		t.Fatal(err)
	}
	index, err := random.Index(1024, 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	withImage := mutate.AppendManifests(empty.Index, mutate.IndexAddendum{Add: image}, mutate.IndexAddendum{Add: index})
	reference := func(path string) name.Reference {
		ref, err := name.ParseReference(s.addr + "/" + path)
		if err != nil {
			t.Fatal(err)
		}
		return ref
	}
	check := func(what string, want string, err error) {
		t.Helper()
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v; want %q", what, err, want)
		}
	}
	pullImage := func(path string, option remote.Option) error {
		pulled, err := remote.Image(reference(path), option)
		if err != nil {
			return err
		}
		return validate.Image(pulled)
	}
	check("push of an image", "", remote.Write(reference("team/app:1"), image, asAdmin))
	check("push of an index", "", remote.WriteIndex(reference("team/app:multi"), withImage, asAdmin))
	check("push elsewhere", "", remote.Write(reference("other/app:1"), image, asAdmin))
	check("reader's pull", "", pullImage("team/app:1", asReader))
	check("reader's pull elsewhere", "DENIED", pullImage("other/app:1", asReader))
	check("reader's push", "DENIED", remote.Write(reference("team/app:2"), image, asReader))
	check("anonymous pull", "UNAUTHORIZED", pullImage("team/app:1", anonymous))
	check("anonymous push", "nauthorized", remote.Write(reference("team/app:3"), image, anonymous))
	pulled, err := remote.Index(reference("team/app:multi"), asReader)
	check("reader's pull of an index", "", err)
	check("the index", "", validate.Index(pulled))
	digestOf, err := withImage.Digest()
	check("digest", "", err)
	check("pull by digest", "", func() error { _, err := remote.Get(reference("team/app@"+digestOf.String()), asReader); return err }())

	// With anonymous pull on, the same client must still be able to push with its password.
	s.changeAccess(access.FileAnonymous{Pull: true}, admin, reader)
	check("anonymous pull", "", pullImage("other/app:1", anonymous))
	check("anonymous push", "UNAUTHORIZED", remote.Write(reference("team/app:3"), image, anonymous))
	check("anonymous catalog", "UNAUTHORIZED", catalog(s, anonymous))
	check("push", "", remote.Write(reference("team/app:4"), image, asAdmin))
	check("catalog", "", catalog(s, asAdmin))
	check("reader's pull elsewhere", "", pullImage("other/app:1", asReader))
	check("reader's push", "DENIED", remote.Write(reference("team/app:2"), image, asReader))
	check("a wrong password", "UNAUTHORIZED", pullImage("team/app:1", remote.WithAuth(&authn.Basic{Username: "admin", Password: "x"})))
	s.stop()
}

func catalog(s *server, option remote.Option) error {
	registry, err := name.NewRegistry(s.addr)
	if err != nil {
		return err
	}
	_, err = remote.Catalog(context.Background(), registry, option)
	return err
}

// TestRestart: what was pushed is there after a restart, and an upload survives one.
func TestRestart(t *testing.T) {
	s := newServer(t, nil).start()
	pushed, err := s.admin().pushImage("app", "latest", noise(100_000))
	if err != nil {
		t.Fatal(err)
	}
	location, err := s.admin().upload("app")
	if err != nil {
		t.Fatal(err)
	}
	s.stop()
	s.start()
	if err := s.admin().pull(pushed); err != nil {
		t.Error(err)
	}
	content := noise(1000)
	if err := s.admin().finish(location, digestOf(content), bytes.NewReader(content)); err != nil {
		t.Errorf("an upload that was begun before the restart: %v", err)
	}
	if answer, err := s.as("", "").do(http.MethodGet, "/v2/", nil); err != nil || answer.status != http.StatusUnauthorized {
		t.Errorf("%v %v", answer.status, err)
	}
	s.stop()
}
