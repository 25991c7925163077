package main

import (
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/cli"
)

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
