package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
)

// certificate writes a self-signed certificate for registry.example with its key, and returns a client
// that trusts it.
func (s *server) certificate() *tls.Config {
	s.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "registry.example"}, DNSNames: []string{"registry.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	if err != nil {
		s.t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		s.t.Fatal(err)
	}
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	for name, content := range map[string][]byte{"tls.crt": certificate, "tls.key": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})} {
		if err := os.WriteFile(s.path(name), content, 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(certificate)
	return &tls.Config{RootCAs: pool, ServerName: "registry.example"}
}

// overTLS starts the registry with its certificate and returns a client.
func (s *server) overTLS(trust *tls.Config) *client {
	s.t.Helper()
	section(s.config, "http")["tls"] = object{"certificate": s.path("tls.crt"), "key": s.path("tls.key")}
	s.launch()
	c := s.admin()
	c.base = "https://" + s.addr
	c.http.Transport = &http.Transport{TLSClientConfig: trust, ForceAttemptHTTP2: true}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if _, err := c.do(http.MethodGet, "/", nil); err == nil {
			return c
		} else if time.Now().After(deadline) {
			s.t.Fatalf("%v\n%s", err, s.log)
		}
	}
}

func TestTLS(t *testing.T) {
	s := newServer(t, nil)
	s.setAccess(access.FileAnonymous{Pull: true}, admin)
	trust := s.certificate()
	c := s.overTLS(trust)
	pushed, err := c.pushImage("app", "latest", noise(300_000))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.pull(pushed); err != nil {
		t.Error(err)
	}
	nobody := *c
	nobody.name = ""
	answer, err := nobody.do(http.MethodGet, "/v2/", nil)
	if err != nil || !strings.HasPrefix(answer.header.Get("WWW-Authenticate"), `Bearer realm="https://`+s.addr+`/v2/_registry/token"`) {
		t.Errorf("%v %v", answer.header, err)
	}
	old := trust.Clone()
	old.MaxVersion = tls.VersionTLS11
	old.MinVersion = tls.VersionTLS10
	if conn, err := tls.Dial("tcp", s.addr, old); err == nil {
		_ = conn.Close()
		t.Error("TLS 1.1 is spoken")
	}
	s.stop()
}

// TestPeersOverTLS: the peers' name in the certificate is not their address.
func TestPeersOverTLS(t *testing.T) {
	a, b := newPair(t, nil)
	trust := a.certificate()
	for _, s := range []*server{a, b} {
		section(s.config, "operations")["peers"] = object{
			"urls": []string{"https://" + a.addr, "https://" + b.addr}, "lease": "3s", "ca": a.path("tls.crt"), "servername": "registry.example"}
		for _, name := range []string{"tls.crt", "tls.key"} {
			content, err := os.ReadFile(a.path(name))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(s.path(name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		s.overTLS(trust)
	}
	a.awaitWrites()
	b.awaitWrites()
	a.collect(collect.Options{})
	b.collect(collect.Options{})
	a.stop()
	b.stop()
}

// TestRedisCache: descriptors in redis are gone after a collection, and no secret is on the debug port.
func TestRedisCache(t *testing.T) {
	redis := miniredis.RunT(t)
	s := newServer(t, func(config object) {
		section(config, "storage")["cache"] = object{"blobdescriptor": "redis"}
		config["redis"] = object{"addrs": []string{redis.Addr()}}
	}).start()
	c := s.admin()
	kept, err := c.pushImage("app", "kept", noise(10), noise(1000))
	if err != nil {
		t.Fatal(err)
	}
	gone, err := c.pushImage("app", "gone", noise(10), noise(1000))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.pull(gone); err != nil {
		t.Fatal(err)
	}
	if len(redis.Keys()) == 0 {
		t.Error("nothing is cached")
	}
	s.delete(gone)
	s.collect(collect.Options{})
	if keys := redis.Keys(); len(keys) > 0 {
		t.Errorf("%d keys are left", len(keys))
	}
	s.expectNoStaleDescriptors(gone)
	if err := c.pull(kept); err != nil {
		t.Error(err)
	}
	s.delete(kept) // deletes work while the cache is set aside
	response, err := http.Get("http://" + s.debug + "/debug/vars")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if text, err := io.ReadAll(response.Body); err != nil || strings.Contains(string(text), "a shared secret") {
		t.Errorf("the debug port shows secrets: %v\n%s", err, text)
	}
	s.stop()
}

// TestPullThroughCache: roles guard a cache too, and there is nothing to collect.
func TestPullThroughCache(t *testing.T) {
	upstream := newServer(t, nil).start()
	pushed, err := upstream.admin().pushImage("library/app", "latest", noise(50_000))
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(t, func(config object) {
		config["proxy"] = object{"remoteurl": "http://" + upstream.addr, "username": "admin", "password": "admin-password", "ttl": "1h"}
	}).start()
	for range 2 {
		if err := s.admin().pull(pushed); err != nil {
			t.Error(err)
		}
	}
	if answer, err := s.as("", "").do(http.MethodGet, "/v2/library/app/manifests/latest", nil); err != nil || answer.status != http.StatusUnauthorized {
		t.Errorf("a stranger reads the upstream's private image: %d %v", answer.status, err)
	}
	err = s.control().Collect(context.Background(), collect.Options{}, func(collect.Event) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "pull-through cache") {
		t.Errorf("%v", err)
	}
	s.stop()
	upstream.stop()
}

// TestPrefix: this program's own endpoints follow http.prefix.
func TestPrefix(t *testing.T) {
	s := newServer(t, func(config object) { section(config, "http")["prefix"] = "/docker/" })
	s.setAccess(access.FileAnonymous{Pull: true}, admin)
	s.start()
	c := s.admin()
	answer, err := c.do(http.MethodGet, "/docker/v2/_registry/token", nil)
	if err != nil || answer.status != http.StatusOK || !strings.Contains(string(answer.body), `"token"`) {
		t.Errorf("%d %s %v", answer.status, answer.body, err)
	}
	c.name = ""
	answer, err = c.do(http.MethodGet, "/docker/v2/", nil)
	if want := fmt.Sprintf(`realm="http://%s/docker/v2/_registry/token"`, s.addr); err != nil || !strings.Contains(answer.header.Get("WWW-Authenticate"), want) {
		t.Errorf("%v %v", answer.header, err)
	}
	s.stop()
}

// TestMetrics: every metric that the README names is there.
func TestMetrics(t *testing.T) {
	s := newServer(t, func(config object) { section(config, "operations")["disk"] = object{"path": "/"} }).start()
	if _, err := s.admin().pushImage("app", "latest", noise(10)); err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for line := range strings.Lines(string(readme)) {
		name, found := strings.CutPrefix(strings.TrimSpace(line), "| `registry_")
		if !found {
			continue
		}
		named++
		name, _, _ = strings.Cut("registry_"+name, "`")
		name, _, _ = strings.Cut(name, "{")
		if line := s.metric(name); strings.HasPrefix(line, "no metric") && !strings.HasPrefix(name, "registry_gc_runs") {
			t.Error(line)
		}
	}
	if named < 15 {
		t.Errorf("the README names %d metrics", named)
	}
	s.stop()
}

// TestNoConnectionsElsewhere: without being asked to, the registry sends no traces to localhost:4318.
func TestNoConnectionsElsewhere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:4318")
	if err != nil {
		t.Skip("the port is taken")
	}
	defer func() { _ = listener.Close() }()
	connected := make(chan struct{}, 1)
	go func() {
		if conn, err := listener.Accept(); err == nil {
			_ = conn.Close()
			connected <- struct{}{}
		}
	}()
	s := newServer(t, nil).start()
	if _, err := s.admin().pushImage("app", "latest", noise(10)); err != nil {
		t.Fatal(err)
	}
	s.stop()
	select {
	case <-connected:
		t.Error("the registry exports traces")
	default:
	}
	if strings.Contains(s.log.String(), "4318") {
		t.Errorf("the registry tries to:\n%s", s.log)
	}
}
