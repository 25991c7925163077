package readonly

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

const quiet = 60 * time.Millisecond

// wait waits for at most that long.
func wait(hold *Hold, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return hold.Wait(ctx)
}

func admitted(g *Gate, repository string) bool {
	_, ok := g.begin(repository)
	if ok {
		g.end(repository, true)
	}
	return ok
}

func TestGateIdle(t *testing.T) {
	g := New(quiet)
	if !admitted(g, "a") {
		t.Fatal("an open gate refuses")
	}
	time.Sleep(2 * quiet)
	hold := g.Close("a test")
	start := time.Now()
	if err := wait(hold, time.Second); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > quiet {
		t.Errorf("an idle registry took %s to be read-only", took)
	}
	if reason, ok := g.begin("a"); ok || reason != "a test" {
		t.Errorf("%v %q", ok, reason)
	}
	if status := g.Status(); !status.ReadOnly || !status.Drained || len(status.Reasons) != 1 {
		t.Errorf("%+v", status)
	}
	second := g.Close("another")
	hold.Release()
	hold.Release()
	if admitted(g, "a") {
		t.Error("opens while somebody holds it")
	}
	second.Release()
	if !admitted(g, "a") {
		t.Error("stays closed")
	}
}

func TestGateLetsPushesFinish(t *testing.T) {
	g := New(quiet)
	g.begin("running")
	if !admitted(g, "between requests") {
		t.Fatal("refused")
	}
	hold := g.Close("a test")
	if admitted(g, "fresh") {
		t.Error("a push may begin after the gate was closed")
	}
	if !admitted(g, "running") || !admitted(g, "between requests") {
		t.Error("a push that has begun may not go on")
	}
	done := make(chan error, 1)
	go func() { done <- wait(hold, 5*time.Second) }()
	time.Sleep(2 * quiet)
	if admitted(g, "between requests") {
		t.Error("a push that was quiet for long may go on")
	}
	select {
	case err := <-done:
		t.Fatalf("drained while a write runs: %v", err)
	default:
	}
	g.end("running", true)
	if !admitted(g, "running") {
		t.Error("the next request of a push is refused")
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if admitted(g, "running") {
		t.Error("a push goes on after it was quiet")
	}
}

func TestGateCutsEndlessPushes(t *testing.T) {
	g := New(quiet)
	stop := make(chan struct{})
	var refused sync.Once
	cut := make(chan struct{})
	admitted(g, "busy")
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
				if !admitted(g, "busy") {
					refused.Do(func() { close(cut) })
				}
				time.Sleep(time.Millisecond)
			}
		}
	}()
	defer close(stop)
	hold := g.Close("a test")
	if err := wait(hold, 6*quiet); err != nil {
		t.Fatalf("a push that never ends keeps the registry writable: %v", err)
	}
	select {
	case <-cut:
	case <-time.After(time.Second):
		t.Error("the push was not stopped")
	}
}

func TestGateGivesUpOnALongWrite(t *testing.T) {
	g := New(quiet)
	g.begin("a")
	hold := g.Close("a test")
	start := time.Now()
	err := wait(hold, 3*quiet)
	if err == nil || !strings.Contains(err.Error(), "1 writes are still running") {
		t.Errorf("%v", err)
	}
	if took := time.Since(start); took > 5*quiet {
		t.Errorf("took %s", took)
	}
	hold.Release()
	g.end("a", true)
	if !admitted(g, "b") {
		t.Error("stays closed")
	}
}

// TestGateSparesPushesOfOtherHolds: giving up one wait stops no push that another hold lets finish.
func TestGateSparesPushesOfOtherHolds(t *testing.T) {
	g := New(time.Second)
	admitted(g, "a")
	collection, shutdown := g.Close("a collection"), g.Close("a shutdown")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	cancel()
	if err := collection.Wait(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	collection.Release()
	if !admitted(g, "a") {
		t.Error("the push may not go on")
	}
	shutdown.Release()
}

func TestGateForgetsPushes(t *testing.T) {
	g := New(time.Nanosecond)
	for i := range 10 * maxIdle {
		admitted(g, strings.Repeat("x", i%50)+string(rune('a'+i%26))+time.Duration(i).String())
	}
	if len(g.pushes) > maxIdle+1 {
		t.Errorf("remembers %d pushes", len(g.pushes))
	}
}

func TestRefusedWritesAreNoPush(t *testing.T) {
	g := New(time.Minute)
	handler := g.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusUnauthorized) }))
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/v2/a/blobs/uploads/", nil))
	if err := wait(g.Close("a test"), 5*time.Second); err != nil {
		t.Fatal(err)
	}
	if len(g.pushes) != 0 {
		t.Error("a stranger's refused request delays the registry")
	}
}

func TestMiddleware(t *testing.T) {
	g := New(quiet)
	var served int
	handler := g.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		served++
		w.WriteHeader(http.StatusOK)
	}))
	ask := func(method, path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		return w
	}
	hold := g.Close("garbage is being collected")
	if err := wait(hold, time.Second); err != nil {
		t.Fatal(err)
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		w := ask(method, "/v2/a/manifests/x")
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "garbage is being collected") {
			t.Errorf("%s: %d %v %s", method, w.Code, w.Header(), w.Body)
		}
	}
	if served != 0 {
		t.Fatalf("%d writes went through", served)
	}
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions} {
		if w := ask(method, "/v2/a/manifests/x"); w.Code != http.StatusOK {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
	hold.Release()
	if w := ask(http.MethodPut, "/v2/a/manifests/x"); w.Code != http.StatusOK {
		t.Errorf("after release: %d", w.Code)
	}
}

func TestRepository(t *testing.T) {
	tests := map[string]string{
		"/v2/a/b/blobs/uploads/":            "a/b",
		"/v2/a/b/blobs/uploads/uuid?_state": "a/b",
		"/v2/a/manifests/latest":            "a",
		"/prefix/v2/a/manifests/latest":     "a",
		"/v2/blobs/x/manifests/latest":      "blobs/x",
		"/v2/":                              "",
		"/other":                            "/other",
	}
	for path, want := range tests {
		if got := repository(path); got != want {
			t.Errorf("%s: %q; want %q", path, got, want)
		}
	}
}

// TestGateUnderLoad: whatever happens, no write runs while Wait says that none does.
func TestGateUnderLoad(t *testing.T) {
	g := New(2 * time.Millisecond)
	var running, overlaps int
	var mu sync.Mutex
	stop := make(chan struct{})
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			repository := string(rune('a' + worker%3))
			for {
				select {
				case <-stop:
					return
				default:
				}
				if _, ok := g.begin(repository); ok {
					mu.Lock()
					running++
					mu.Unlock()
					time.Sleep(100 * time.Microsecond)
					mu.Lock()
					running--
					mu.Unlock()
					g.end(repository, true)
				}
			}
		})
	}
	for range 8 {
		hold := g.Close("a test")
		if err := wait(hold, 200*time.Millisecond); err != nil {
			t.Error(err)
		}
		for range 10 {
			mu.Lock()
			overlaps += running
			mu.Unlock()
			time.Sleep(50 * time.Microsecond)
		}
		hold.Release()
	}
	close(stop)
	group.Wait()
	if overlaps > 0 {
		t.Errorf("%d writes while drained", overlaps)
	}
}
