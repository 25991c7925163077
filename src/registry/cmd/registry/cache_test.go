package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/cli"
)

// hub is a registry with required credentials, behind a door that counts, and that can be shut.
type hub struct {
	*server
	door *httptest.Server
	// requests are those that came to the door, without the question how to authenticate.
	requests atomic.Int64
	// status answers in the registry's place; 0 lets everything pass.
	status atomic.Int64
}

func newHub(t *testing.T) *hub {
	t.Helper()
	h := &hub{server: newServer(t, nil).start()}
	behind, err := url.Parse("http://" + h.addr)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(behind)
	h.door = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v2/" {
			h.requests.Add(1)
		}
		if status := h.status.Load(); status != 0 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(int(status))
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(h.door.Close)
	return h
}

// newCache prepares a cache of a hub, with the hub's credentials.
func newCache(t *testing.T, h *hub, change func(config object)) *server {
	t.Helper()
	s := newServer(t, func(config object) {
		section(config, "storage")["cache"] = nil
		delete(section(config, "storage"), "cache")
		config["proxy"] = object{"remoteurl": h.door.URL}
		section(config, "operations")["cache"] = object{"name": "hub", "tagage": "1h", "disklimit": 99}
		if change != nil {
			change(config)
		}
	})
	s.setUpstream("admin-password")
	section(s.config, "operations", "cache")["credentials"] = s.path("upstream.json")
	return s
}

func (s *server) setUpstream(password string) {
	s.t.Helper()
	content, err := json.Marshal(object{"version": 1, "upstreams": object{"hub": object{"username": "admin", "password": password}}})
	if err == nil {
		err = os.WriteFile(s.path("upstream.json"), content, 0o600)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// pullAll pulls an image with many clients at once.
func (s *server) pullAll(count int, pushed image) error {
	var group sync.WaitGroup
	failures := make([]error, count)
	for i := range count {
		group.Go(func() { failures[i] = s.admin().pull(pushed) })
	}
	group.Wait()
	return errors.Join(failures...)
}

// layer is the digest of an image's first layer.
func layer(i image) string { return digest.FromBytes(i.layers[0]).String() }

func TestCacheServesWithoutItsUpstream(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	pushed, err := h.admin().pushImage("library/app", "latest", noise(50_000), noise(3_000_000))
	if err != nil {
		t.Fatal(err)
	}
	unseen, err := h.admin().pushImage("library/unseen", "latest", noise(1000))
	if err != nil {
		t.Fatal(err)
	}
	s := newCache(t, h, nil).start()
	if err := s.admin().pull(pushed); err != nil {
		t.Fatalf("%v\n%s", err, s.log)
	}
	fetched := h.requests.Load()
	if err := s.admin().pull(pushed); err != nil {
		t.Error(err)
	}
	if again := h.requests.Load() - fetched; again != 0 {
		t.Errorf("a second pull makes %d requests to the upstream", again)
	}
	section(s.config, "operations", "cache")["tagage"] = "1ms"
	for _, test := range []struct{ status, want int }{{http.StatusTooManyRequests, 429}, {http.StatusBadGateway, 503}, {http.StatusUnauthorized, 404}} {
		s.stop()
		s.start()
		h.status.Store(int64(test.status))
		if err := s.admin().pull(pushed); err != nil {
			t.Errorf("with %d: %v", test.status, err)
		}
		if answer, err := s.admin().must(test.want, http.MethodGet, "/v2/library/unseen/manifests/latest", nil, "Accept", manifestType); err != nil {
			t.Error(err)
		} else if test.want != 404 && test.want != 503 && answer.header.Get("Retry-After") == "" {
			t.Errorf("with %d: no Retry-After", test.status)
		}
		if _, err := s.admin().must(test.want, http.MethodGet, "/v2/library/unseen/blobs/"+layer(unseen), nil); err != nil {
			t.Error(err)
		}
	}
	h.door.Close()
	s.signal(os.Kill)
	s.wait(10 * time.Second)
	s.start()
	if err := s.admin().pull(pushed); err != nil {
		t.Errorf("with the upstream gone: %v\n%s", err, s.log)
	}
	if _, err := s.admin().must(503, http.MethodGet, "/v2/library/unseen/manifests/latest", nil); err != nil {
		t.Error(err)
	}
	s.stop()
}

func TestCacheAsksOnceForMany(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	var pushed [2]image
	for i := range pushed {
		var err error
		if pushed[i], err = h.admin().pushImage("library/app", []string{"a", "b"}[i], noise(2_000_000), noise(100_000), noise(10)); err != nil {
			t.Fatal(err)
		}
	}
	s := newCache(t, h, nil).start()
	if err := s.admin().pull(pushed[0]); err != nil {
		t.Fatal(err)
	}
	one := h.requests.Swap(0)
	if err := s.pullAll(50, pushed[1]); err != nil {
		t.Fatalf("%v\n%s", err, s.log)
	}
	if many := h.requests.Swap(0); many != one {
		t.Errorf("50 parallel cold pulls make %d requests to the upstream, one makes %d", many, one)
	}
	if err := s.pullAll(50, pushed[1]); err != nil {
		t.Fatal(err)
	}
	if warm := h.requests.Load(); warm != 0 {
		t.Errorf("50 parallel warm pulls make %d requests to the upstream", warm)
	}
	t.Logf("one cold pull of %d blobs and 50 at once: %d requests each", len(pushed[0].layers)+1, one)
	s.stop()
}

func TestCacheWithWrongCredentials(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	pushed, err := h.admin().pushImage("library/app", "latest", noise(1000))
	if err != nil {
		t.Fatal(err)
	}
	s := newCache(t, h, nil)
	s.setUpstream("a-wrong-password")
	s.start()
	for _, path := range []string{"manifests/latest", "manifests/" + pushed.digest.String(), "blobs/" + layer(pushed)} {
		if _, err := s.admin().must(404, http.MethodGet, "/v2/library/app/"+path, nil); err != nil {
			t.Error(err)
		}
	}
	log := s.log.String()
	if !strings.Contains(log, "upstream hub: 401 Unauthorized from "+h.door.URL+"/v2/library/app/manifests/latest") || strings.Contains(log, "a-wrong-password") {
		t.Errorf("the log says\n%s", log)
	}
	s.stop()
}

// TestCacheIsNotOpen: credentials of the upstream and anonymous access do not go together by accident.
func TestCacheIsNotOpen(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	for name, change := range map[string]func(s *server){
		"anonymous pull": func(s *server) { s.setAccess(access.FileAnonymous{Pull: true}, admin) },
		"networks":       func(s *server) { s.setAccess(access.FileAnonymous{PushFrom: []string{"10.0.0.0/8"}}, admin) },
		"no auth":        func(s *server) { delete(s.config, "auth") },
		"readable file": func(s *server) {
			if err := os.Chmod(s.path("upstream.json"), 0o640); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newCache(t, h, nil)
			change(s)
			s.launch()
			if code := s.wait(20 * time.Second); code != cli.Usage || !strings.Contains(s.log.String(), "operations.cache.credentials") {
				t.Errorf("exit code %d:\n%s", code, s.log)
			}
		})
	}
	s := newCache(t, h, func(config object) { section(config, "operations", "cache")["letseverybodyread"] = true })
	s.setAccess(access.FileAnonymous{Pull: true}, admin)
	s.start().stop()
}

// TestCacheAfterKill: what a fetch that was cut off leaves is removed, and fetched again.
func TestCacheAfterKill(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	pushed, err := h.admin().pushImage("library/app", "latest", noise(40_000_000))
	if err != nil {
		t.Fatal(err)
	}
	s := newCache(t, h, nil).start()
	body := s.admin().open(t, "/v2/library/app/blobs/"+layer(pushed))
	_, _ = body.Read(make([]byte, 1000))
	s.kill()
	_ = body.Close()
	s.start()
	left, err := filepath.Glob(s.path("data/docker/registry/v2/repositories/library/app/_uploads/*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v %v", left, err)
	}
	if err := s.admin().pull(pushed); err != nil {
		t.Error(err)
	}
	s.stop()
}

// TestCacheGoesOn: a client that goes away takes nobody's blob along, and what had begun is kept.
func TestCacheGoesOn(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	pushed, err := h.admin().pushImage("library/app", "latest", noise(30_000_000))
	if err != nil {
		t.Fatal(err)
	}
	s := newCache(t, h, nil).start()
	body := s.admin().open(t, "/v2/library/app/blobs/"+layer(pushed))
	_, _ = body.Read(make([]byte, 1000))
	_ = body.Close()
	if err := s.pullAll(3, pushed); err != nil {
		t.Error(err)
	}
	if line := s.metric(`cache_requests_total{result="miss",type="blob"}`); !strings.HasSuffix(line, " 2") {
		t.Errorf("%s: the layer and the configuration are fetched once each\n%s", line, s.log)
	}
	s.stop()
}

// TestCacheExpires: what was not pulled for long goes, and is fetched again.
func TestCacheExpires(t *testing.T) {
	onDisk(t)
	h := newHub(t)
	pushed, err := h.admin().pushImage("library/app", "latest", noise(1_000_000))
	if err != nil {
		t.Fatal(err)
	}
	s := newCache(t, h, func(config object) {
		section(config, "operations", "cache")["age"] = "700ms"
		section(config, "operations", "cache")["interval"] = "100ms"
	}).start()
	if err := s.admin().pull(pushed); err != nil {
		t.Fatal(err)
	}
	data := s.path("data/docker/registry/v2/blobs/sha256/*/*/data")
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		left, err := filepath.Glob(data)
		if err != nil || time.Now().After(deadline) {
			t.Fatalf("%v are left: %v\n%s", left, err, s.log)
		}
		if len(left) == 0 {
			break
		}
	}
	for range 20 {
		if err := s.admin().pull(pushed); err != nil {
			t.Fatalf("%v\n%s", err, s.log)
		}
		time.Sleep(100 * time.Millisecond)
	}
	if line := s.metric(`cache_removed_total{reason="age"}`); strings.HasSuffix(line, " 0") {
		t.Error(line)
	}
	s.stop()
}

// TestCacheMetrics: every metric that the README names is there.
func TestCacheMetrics(t *testing.T) {
	onDisk(t)
	s := newCache(t, newHub(t), nil).start()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for line := range strings.Lines(string(readme)) {
		if name, found := strings.CutPrefix(line, "| `cache_"); found {
			named++
			name, _, _ = strings.Cut(name, "`")
			name, _, _ = strings.Cut("cache_"+name, "{")
			if line := s.metric(name); strings.HasPrefix(line, "no metric") {
				t.Error(line)
			}
		}
	}
	if named < 10 {
		t.Errorf("the README names %d metrics", named)
	}
	s.stop()
}

// TestSplitConfigs: one file of a job's becomes a configuration for each upstream.
func TestSplitConfigs(t *testing.T) {
	s := newServer(t, nil)
	for _, test := range []struct {
		content string
		want    int
	}{
		{`{"hub": {"version": "0.1"}, "corp": {"a": [1]}}`, cli.Done}, {`{"../hub": {}}`, cli.Usage}, {`[]`, cli.Usage}, {``, cli.Usage},
	} {
		if err := os.WriteFile(s.path("caches.json"), []byte(test.content), 0o600); err != nil {
			t.Fatal(err)
		}
		s.command(test.want, "split-configs", "--in", s.path("caches.json"), "--out", s.dir)
	}
	for name, want := range map[string]string{"hub.yml": `{"version": "0.1"}`, "corp.yml": `{"a": [1]}`} {
		if content, err := os.ReadFile(s.path(name)); err != nil || strings.TrimSpace(string(content)) != want {
			t.Errorf("%s: %s %v", name, content, err)
		}
	}
	s.command(cli.Usage, "split-configs")
}
