package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/credentials"
)

func digestOf(content []byte) digest.Digest { return digest.FromBytes(content) }

// changeAccess writes the access file and waits until the running registry has read it.
func (s *server) changeAccess(anonymous access.FileAnonymous, users ...credentials.ClearUser) {
	s.t.Helper()
	before := strings.Count(s.log.String(), "read again")
	s.setAccess(anonymous, users...)
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		_, _ = s.as("", "").do(http.MethodGet, "/v2/", nil)
		if strings.Count(s.log.String(), "read again") > before {
			return
		}
	}
	s.t.Fatalf("the access file was not read again:\n%s", s.log)
}

// operation is one thing to try; it needs actions on repository "team/app".
type operation struct {
	name  string
	needs string // letters: p(ull), u (push), d(elete), c(atalog)
	try   func(*client) (reply, error)
}

// fixture is what the operations work on: each try gets things of its own.
type fixture struct {
	s      *server
	image  image
	number int
}

func (f *fixture) fresh() []byte {
	f.number++
	return fmt.Appendf(nil, "content %d", f.number)
}

// preparedUpload is an upload that somebody entitled has begun.
func (f *fixture) preparedUpload() string {
	location, err := f.s.admin().upload("team/app")
	if err != nil {
		f.s.t.Fatal(err)
	}
	return location
}

func (f *fixture) prepared(tag string) image {
	prepared, err := f.s.admin().pushImage("team/app", tag, f.fresh())
	if err != nil {
		f.s.t.Fatal(err)
	}
	return prepared
}

func (f *fixture) operations() []operation {
	get := func(method, path string) func(*client) (reply, error) {
		return func(c *client) (reply, error) { return c.do(method, path, nil, "Accept", manifestType) }
	}
	layer := digestOf(f.image.layers[0]).String()
	return []operation{
		{"catalog", "c", get(http.MethodGet, "/v2/_catalog")},
		{"tags", "p", get(http.MethodGet, "/v2/team/app/tags/list")},
		{"manifest by tag", "p", get(http.MethodGet, "/v2/team/app/manifests/latest")},
		{"manifest by digest", "p", get(http.MethodGet, "/v2/team/app/manifests/"+f.image.digest.String())},
		{"look at a manifest", "p", get(http.MethodHead, "/v2/team/app/manifests/latest")},
		{"blob", "p", get(http.MethodGet, "/v2/team/app/blobs/"+layer)},
		{"look at a blob", "p", get(http.MethodHead, "/v2/team/app/blobs/"+layer)},
		{"part of a blob", "p", func(c *client) (reply, error) {
			return c.do(http.MethodGet, "/v2/team/app/blobs/"+layer, nil, "Range", "bytes=0-1")
		}},
		{"upload status", "p", func(c *client) (reply, error) { return c.do(http.MethodGet, f.preparedUpload(), nil) }},
		{"start an upload", "u", func(c *client) (reply, error) { return c.do(http.MethodPost, "/v2/team/app/blobs/uploads/", nil) }},
		{"upload at once", "u", func(c *client) (reply, error) {
			content := f.fresh()
			return c.do(http.MethodPost, "/v2/team/app/blobs/uploads/?digest="+digestOf(content).String(), bytes.NewReader(content))
		}},
		{"go on with somebody's upload", "u", func(c *client) (reply, error) {
			return c.do(http.MethodPatch, f.preparedUpload(), bytes.NewReader(f.fresh()), "Content-Type", "application/octet-stream")
		}},
		{"finish somebody's upload", "u", func(c *client) (reply, error) {
			content := f.fresh()
			return c.do(http.MethodPut, f.preparedUpload()+"&digest="+digestOf(content).String(), bytes.NewReader(content))
		}},
		{"give up an upload", "u", func(c *client) (reply, error) { return c.do(http.MethodDelete, f.preparedUpload(), nil) }},
		{"mount a blob", "u", func(c *client) (reply, error) {
			return c.do(http.MethodPost, "/v2/team/app/blobs/uploads/?mount="+layer+"&from=team/app", nil)
		}},
		{"put a manifest", "u", func(c *client) (reply, error) {
			return c.putManifest("team/app", "another", f.image.content)
		}},
		{"delete a tag", "d", func(c *client) (reply, error) {
			return c.do(http.MethodDelete, "/v2/team/app/manifests/"+f.prepared(fmt.Sprintf("t%d", f.number)).tag, nil)
		}},
		{"delete a manifest", "d", func(c *client) (reply, error) {
			return c.do(http.MethodDelete, "/v2/team/app/manifests/"+f.prepared(fmt.Sprintf("t%d", f.number)).digest.String(), nil)
		}},
		{"delete a blob", "d", func(c *client) (reply, error) {
			dgst, err := f.s.admin().pushBlob("team/app", f.fresh())
			if err != nil {
				return reply{}, err
			}
			return c.do(http.MethodDelete, "/v2/team/app/blobs/"+dgst.String(), nil)
		}},
	}
}

// TestRolesAndOperations tries every operation as everybody. 127.0.0.9 is the network that may push.
func TestRolesAndOperations(t *testing.T) {
	s := newServer(t, nil)
	who := func(name string, actions []string, patterns ...string) credentials.ClearUser {
		return credentials.ClearUser{Name: name, Passwords: []string{"p-" + name}, Roles: []access.FileRole{{Actions: actions, Repositories: patterns}}}
	}
	users := []credentials.ClearUser{admin,
		who("puller", []string{"pull"}, "team/*"),
		who("pusher", []string{"push"}, "team/app"),
		who("deleter", []string{"delete"}, "**/app"),
		who("lister", []string{"catalog"}, "**"),
		who("neighbour", []string{"pull", "push", "delete"}, "team", "team/apps", "teams/**", "other/**"),
	}
	s.setAccess(access.FileAnonymous{PushFrom: []string{"127.0.0.9/32"}}, users...)
	s.start()
	image, err := s.admin().pushImage("team/app", "latest", []byte("layer"))
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{s: s, image: image}
	forged := s.as("", "")
	forged.header = http.Header{"X-Forwarded-For": {"127.0.0.9"}, "X-Real-Ip": {"127.0.0.9"}, "Forwarded": {"for=127.0.0.9"}, "True-Client-Ip": {"127.0.0.9"}}
	token := s.as("", "")
	token.header = http.Header{"Authorization": {"Bearer bm9uc2Vuc2U"}}
	identities := []struct {
		name   string
		client *client
		may    string
		// status is what a refusal must be answered with.
		status int
	}{
		{"nobody", s.as("", ""), "", http.StatusUnauthorized},
		{"nobody with forged headers", forged, "", http.StatusUnauthorized},
		{"nobody with a made-up token", token, "", http.StatusUnauthorized},
		{"a wrong password", s.as("admin", "admin-passwort"), "", http.StatusUnauthorized},
		{"an empty password", s.as("admin", ""), "", http.StatusUnauthorized},
		{"an unknown user", s.as("root", "admin-password"), "", http.StatusUnauthorized},
		{"another user's password", s.as("puller", "admin-password"), "", http.StatusUnauthorized},
		{"a cell", s.as("", "").from("127.0.0.9"), "pu", http.StatusUnauthorized},
		{"another cell", s.as("", "").from("127.0.0.8"), "", http.StatusUnauthorized},
		{"a wrong password from a cell", s.as("admin", "x").from("127.0.0.9"), "", http.StatusUnauthorized},
		{"puller", s.as("puller", "p-puller"), "p", http.StatusForbidden},
		{"pusher", s.as("pusher", "p-pusher"), "pu", http.StatusForbidden},
		{"deleter", s.as("deleter", "p-deleter"), "d", http.StatusForbidden},
		{"lister", s.as("lister", "p-lister"), "c", http.StatusForbidden},
		{"neighbour", s.as("neighbour", "p-neighbour"), "", http.StatusForbidden},
		{"puller at a cell", s.as("puller", "p-puller").from("127.0.0.9"), "pu", http.StatusForbidden},
		{"admin", s.admin(), "pudc", http.StatusForbidden},
	}
	tried, refused := 0, 0
	for _, identity := range identities {
		for _, operation := range f.operations() {
			answer, err := operation.try(identity.client)
			if err != nil {
				t.Fatal(err)
			}
			tried++
			allowed := strings.Contains(identity.may, operation.needs)
			switch {
			case allowed && answer.status >= 400:
				t.Errorf("%s cannot %s: %d %s", identity.name, operation.name, answer.status, answer.body)
			case !allowed && answer.status < 400:
				t.Errorf("%s can %s: %d", identity.name, operation.name, answer.status)
			case !allowed:
				refused++
				if answer.status != identity.status {
					t.Errorf("%s: %s is refused with %d; want %d", identity.name, operation.name, answer.status, identity.status)
				}
				if challenged := answer.header.Get("WWW-Authenticate") != ""; challenged != (identity.status == http.StatusUnauthorized) {
					t.Errorf("%s: %s: a challenge: %v", identity.name, operation.name, challenged)
				}
			}
		}
	}
	t.Logf("%d operations tried, %d refused", tried, refused)
	if err := s.admin().pull(image); err != nil {
		t.Error(err)
	}
	if line := s.metric(`registry_access_requests_total{outcome="denied"}`); strings.HasPrefix(line, "no metric") {
		t.Error(line)
	}
	s.stop()
}

// TestMountNeedsPullOfTheSource: a blob of another team's cannot be taken over by mounting it.
func TestMountNeedsPullOfTheSource(t *testing.T) {
	s := newServer(t, nil)
	thief := credentials.ClearUser{Name: "thief", Passwords: []string{"x"}, Roles: []access.FileRole{{Actions: []string{"push"}, Repositories: []string{"mine/**"}}}}
	s.setAccess(access.FileAnonymous{}, admin, thief)
	s.start()
	dgst, err := s.admin().pushBlob("theirs/app", []byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{"theirs/app", "theirs%2Fapp"} {
		answer, err := s.as("thief", "x").do(http.MethodPost, "/v2/mine/app/blobs/uploads/?mount="+dgst.String()+"&from="+from, nil)
		if err != nil || answer.status != http.StatusForbidden {
			t.Errorf("%s: %d %v", from, answer.status, err)
		}
	}
	if answer, _ := s.as("thief", "x").do(http.MethodGet, "/v2/mine/app/blobs/"+dgst.String(), nil); answer.status != http.StatusNotFound {
		t.Errorf("the blob is there: %d", answer.status)
	}
	s.stop()
}

// TestRotation changes a password in two steps, with requests all the time that must never be refused.
func TestRotation(t *testing.T) {
	s := newServer(t, nil)
	user := func(passwords ...string) credentials.ClearUser {
		return credentials.ClearUser{Name: "ci", Passwords: passwords, Roles: []access.FileRole{{Actions: []string{"push"}, Repositories: []string{"**"}}}}
	}
	works := func(password string) bool {
		answer, err := s.as("ci", password).do(http.MethodGet, "/v2/", nil)
		if err != nil {
			t.Fatal(err)
		}
		return answer.status == http.StatusOK
	}
	expect := func(step string, old, fresh bool) {
		t.Helper()
		for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			a, b := works("old"), works("new")
			if a == old && b == fresh {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: old %v, new %v; want %v, %v\n%s", step, a, b, old, fresh, s.log)
			}
		}
	}
	s.setAccess(access.FileAnonymous{}, user("old"))
	s.start()
	expect("at first", true, false)
	s.setAccess(access.FileAnonymous{}, user("new", "old"))
	expect("both", true, true)
	s.setAccess(access.FileAnonymous{}, user("new"))
	expect("new only", false, true)
	s.break_("access.json")
	time.Sleep(1500 * time.Millisecond)
	expect("a broken file", false, true)
	if !strings.Contains(s.log.String(), "stay in force") {
		t.Error("a broken access file is not logged")
	}
	for _, secret := range []string{`"old"`, `"new"`, "$2a$"} {
		if strings.Contains(s.log.String(), secret) {
			t.Errorf("the log holds %s", secret)
		}
	}
	s.stop()
}
