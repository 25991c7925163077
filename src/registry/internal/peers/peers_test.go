package peers

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/descriptors"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

const (
	quiet     = 30 * time.Millisecond
	leaseTime = 600 * time.Millisecond
	drain     = 2 * time.Second
)

// node is one instance with its endpoint.
type node struct {
	*Server
	url  string
	http *httptest.Server
}

func newNode(t *testing.T, secret string) *node {
	t.Helper()
	var cache *descriptors.Cache
	n := &node{Server: NewServer(secret, NewID(), readonly.New(quiet), cache, report.To(func(string, ...any) {}))}
	mux := http.NewServeMux()
	mux.Handle(Path, n)
	n.http = httptest.NewServer(mux)
	t.Cleanup(n.http.Close)
	n.url = n.http.URL
	return n
}

func (n *node) client(t *testing.T, secret string, others ...*node) *Client {
	t.Helper()
	config := Config{Lease: leaseTime}
	for _, other := range others {
		config.URLs = append(config.URLs, other.url)
	}
	client, err := NewClient(secret, n.instance, "", config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func (n *node) readOnly() bool { return n.gate.Status().ReadOnly }

func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if condition() {
			return
		}
	}
	t.Fatalf("never: %s", what)
}

func TestLease(t *testing.T) {
	a, b, c := newNode(t, "s"), newNode(t, "s"), newNode(t, "s")
	held, ctx, err := a.client(t, "s", a, b, c).Acquire(context.Background(), drain) // a itself is in its list
	if err != nil {
		t.Fatal(err)
	}
	if a.readOnly() || !b.readOnly() || !c.readOnly() {
		t.Errorf("read-only: a %v, b %v, c %v", a.readOnly(), b.readOnly(), c.readOnly())
	}
	time.Sleep(3 * leaseTime)
	if ctx.Err() != nil || !b.readOnly() || !c.readOnly() {
		t.Errorf("the lease was not kept up: %v", context.Cause(ctx))
	}
	held.Release()
	if b.readOnly() || c.readOnly() {
		t.Error("still read-only after the release")
	}
	if _, _, err := a.client(t, "s", b, c).Acquire(context.Background(), drain); err != nil {
		t.Errorf("no second lease: %v", err)
	}
}

func TestLeaseEndsWithItsHolder(t *testing.T) {
	a, b := newNode(t, "s"), newNode(t, "s")
	client := a.client(t, "s", b)
	held, _, err := client.Acquire(context.Background(), drain)
	if err != nil {
		t.Fatal(err)
	}
	held.lost(nil) // crashed: no renewal, no farewell
	held.done.Wait()
	eventually(t, "b takes writes again", func() bool { return !b.readOnly() })
	if reply, err := client.ask(context.Background(), held.peers[0], held.hold()); err != nil || reply.State != Open || b.readOnly() {
		t.Errorf("a lease that has ended comes back: %v %v", reply, err)
	}
}

func TestAcquireWaitsForWrites(t *testing.T) {
	a, b := newNode(t, "s"), newNode(t, "s")
	release := make(chan struct{})
	started := make(chan struct{})
	handler := b.gate.Middleware(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(started)
		<-release
	}))
	go handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPatch, "/v2/a/blobs/uploads/x", nil))
	<-started
	_, _, err := a.client(t, "s", b).Acquire(context.Background(), 300*time.Millisecond)
	if err == nil || !strings.Contains(err.Error(), "1 writes that do not end in time") {
		t.Errorf("did not wait for a write: %v", err)
	}
	if b.readOnly() {
		t.Error("stays read-only after the refusal")
	}
	time.AfterFunc(100*time.Millisecond, func() { close(release) })
	held, _, err := a.client(t, "s", b).Acquire(context.Background(), drain)
	if err != nil {
		t.Fatal(err)
	}
	held.Release()
}

func TestAcquireRefused(t *testing.T) {
	a, b, c, foreign := newNode(t, "s"), newNode(t, "s"), newNode(t, "s"), newNode(t, "other")
	gone := newNode(t, "s")
	gone.http.Close()
	redirecting := httptest.NewServer(http.RedirectHandler(b.url+Path, http.StatusTemporaryRedirect))
	defer redirecting.Close()
	if !c.BeginCollection() {
		t.Fatal("cannot collect")
	}
	tests := []struct {
		name, message string
		peer          *node
	}{
		{"unreachable", "connect", gone},
		{"another secret", "peers need the same http.secret", foreign},
		{"collecting", "collects garbage itself", c},
		{"redirecting", "does not redirect", &node{url: redirecting.URL}},
		{"no such host", "peer http://no-such-host.invalid", &node{url: "http://no-such-host.invalid"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := a.client(t, "s", b, test.peer).Acquire(context.Background(), drain)
			if err == nil || !strings.Contains(err.Error(), test.message) {
				t.Errorf("%v", err)
			}
			eventually(t, "b takes writes again", func() bool { return !b.readOnly() })
		})
	}
}

func TestLeaseIsLostWithAPeer(t *testing.T) {
	a, b := newNode(t, "s"), newNode(t, "s")
	_, ctx, err := a.client(t, "s", b).Acquire(context.Background(), drain)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	b.http.Close()
	select {
	case <-ctx.Done():
	case <-time.After(10 * time.Second):
		t.Fatal("the collection goes on without a peer")
	}
	if !strings.Contains(context.Cause(ctx).Error(), "has not answered") {
		t.Error(context.Cause(ctx))
	}
	if took := time.Since(start); took > leaseTime {
		t.Errorf("noticed after %s, when b may have taken writes again", took)
	}
}

func TestLeaseIsLostWithAPeersMemory(t *testing.T) {
	a, b := newNode(t, "s"), newNode(t, "s")
	var current atomic.Pointer[Server]
	current.Store(b.Server)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { current.Load().ServeHTTP(w, r) }))
	defer proxy.Close()
	_, ctx, err := a.client(t, "s", &node{url: proxy.URL}).Acquire(context.Background(), drain)
	if err != nil {
		t.Fatal(err)
	}
	current.Store(newNode(t, "s").Server) // b has been restarted
	select {
	case <-ctx.Done():
	case <-time.After(10 * time.Second):
		t.Fatal("the collection goes on after a peer was restarted")
	}
	if !strings.Contains(context.Cause(ctx).Error(), "restarted") {
		t.Error(context.Cause(ctx))
	}
}

func TestOneCollectionAtATime(t *testing.T) {
	a, b, c := newNode(t, "s"), newNode(t, "s"), newNode(t, "s")
	held, _, err := a.client(t, "s", b, c).Acquire(context.Background(), drain)
	if err != nil {
		t.Fatal(err)
	}
	if b.BeginCollection() {
		t.Error("b collects while it has promised a not to write")
	}
	if _, _, err := c.client(t, "s", b).Acquire(context.Background(), drain); err == nil {
		t.Error("c got b's promise as well")
	}
	held.Release()
	if !b.BeginCollection() || b.BeginCollection() {
		t.Error("b cannot collect, or twice at a time")
	}
	b.EndCollection()
}

func TestForgedMessages(t *testing.T) {
	b := newNode(t, "s")
	good := request{Op: opHold, Run: "r", Nonce: "n1", At: time.Now().Unix(), Lease: 10, Drain: 1}
	post := func(k key, message request, mangle func([]byte) []byte) int {
		body, _ := json.Marshal(message)
		signature := k.sign(toPeer, body)
		if mangle != nil {
			body = mangle(body)
		}
		r := httptest.NewRequest(http.MethodPost, Path, bytes.NewReader(body))
		r.Header.Set(signatureHeader, signature)
		w := httptest.NewRecorder()
		b.ServeHTTP(w, r)
		return w.Code
	}
	old, future := good, good
	old.At -= 600
	future.At += 600
	for name, status := range map[string]int{
		"another secret":  post(newKey("x"), good, nil),
		"changed":         post(b.key, good, func(body []byte) []byte { return bytes.Replace(body, []byte(`"lease":10`), []byte(`"lease":11`), 1) }),
		"old":             post(b.key, old, nil),
		"from the future": post(b.key, future, nil),
		"an answer's":     post(key{}, good, nil),
		"too long":        post(b.key, request{Op: strings.Repeat("x", maxMessage)}, nil),
		"empty":           post(b.key, good, func([]byte) []byte { return nil }),
	} {
		if status == http.StatusOK || b.readOnly() {
			t.Errorf("%s: %d", name, status)
		}
	}
	if status := post(b.key, good, nil); status != http.StatusOK || !b.readOnly() {
		t.Fatalf("a good message: %d", status)
	}
	if status := post(b.key, good, nil); status != http.StatusForbidden {
		t.Errorf("the same message again: %d", status)
	}
}

func TestAnswersAreChecked(t *testing.T) {
	a := newNode(t, "s")
	k := newKey("s")
	var reply func(request) (answer, key)
	impostor := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var question request
		_ = json.NewDecoder(r.Body).Decode(&question)
		made, signer := reply(question)
		body, _ := json.Marshal(made)
		w.Header().Set(signatureHeader, signer.sign(fromPeer, body))
		_, _ = fmt.Fprintf(w, "%s", body)
	}))
	defer impostor.Close()
	client := a.client(t, "s", &node{url: impostor.URL})
	for name, made := range map[string]func(request) (answer, key){
		"another secret": func(q request) (answer, key) { return answer{Nonce: q.Nonce, State: ReadOnly}, newKey("x") },
		"an old answer":  func(request) (answer, key) { return answer{Nonce: "old", State: ReadOnly}, k },
	} {
		reply = made
		if _, _, err := client.Acquire(context.Background(), drain); err == nil {
			t.Errorf("%s was believed", name)
		}
	}
}

func TestAwaitNoCollection(t *testing.T) {
	a, b, c := newNode(t, "s"), newNode(t, "s"), newNode(t, "s")
	await := func(n *node, others ...*node) time.Duration {
		start := time.Now()
		n.client(t, "s", others...).AwaitNoCollection(context.Background())
		return time.Since(start)
	}
	if took := await(a, a, b, c); took > leaseTime/2 {
		t.Errorf("waited %s for nothing", took)
	}
	if !b.BeginCollection() {
		t.Fatal("cannot collect")
	}
	time.AfterFunc(2*leaseTime, b.EndCollection)
	if took := await(a, b, c); took < 2*leaseTime {
		t.Errorf("waited only %s while b collects", took)
	}
	held, _, err := b.client(t, "s", c).Acquire(context.Background(), drain)
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(leaseTime, held.Release)
	if took := await(a, c); took < leaseTime {
		t.Errorf("waited only %s while c holds still for another instance", took)
	}
	c.http.Close()
	if took := await(a, b, c); took < leaseTime || took > 5*leaseTime {
		t.Errorf("waited %s for a peer that is down; a lease is %s", took, leaseTime)
	}
}
