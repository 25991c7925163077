package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/opencontainers/go-digest"
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
