package upstream

import (
	"bytes"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

func TestOutcomes(t *testing.T) {
	tests := []struct {
		status int
		kind   Kind
		fails  bool
	}{
		{200, 0, false}, {307, 0, false}, {401, Refused, true}, {403, Refused, true}, {404, Missing, true},
		{429, Busy, true}, {500, Unreachable, true}, {503, Unreachable, true},
	}
	for _, test := range tests {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(test.status) }))
		transport, err := NewTransport("hub", "", report.To(t.Logf))
		if err != nil {
			t.Fatal(err)
		}
		ctx, seen := Observe(t.Context())
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/v2/app/manifests/latest", nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := transport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if failure := seen.Failure(); (failure != nil) != test.fails || failure != nil && failure.Kind != test.kind || seen.Answered() == test.fails {
			t.Errorf("%d: %+v", test.status, failure)
		}
		server.Close()
	}
}

// TestPause: an upstream that asks for patience is left alone, as far as it asked.
func TestPause(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if strings.Contains(r.URL.Path, "/manifests/") {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}))
	defer server.Close()
	var log bytes.Buffer
	transport, err := NewTransport("hub", "", report.To(func(format string, args ...any) { log.WriteString(format) }))
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: transport}
	get := func(path string) error {
		response, err := client.Get(server.URL + path)
		if err == nil {
			_ = response.Body.Close()
		}
		return err
	}
	if err := get("/v2/app/manifests/latest"); err != nil || asked != 1 {
		t.Fatalf("%v %d", err, asked)
	}
	err = get("/v2/other/manifests/latest")
	if failure := Of(err, nil); err == nil || failure.Kind != Busy || failure.RetryAfter <= time.Minute || asked != 1 {
		t.Errorf("%v, asked %d times", err, asked)
	}
	if err := get("/v2/app/blobs/sha256:0"); err != nil || asked != 2 {
		t.Errorf("blobs are not what it asked patience for: %v", err)
	}
	if trouble := transport.Trouble(); trouble == nil || trouble.Kind != Busy {
		t.Errorf("%+v", trouble)
	}
	server.Close()
	if err := get("/v2/app/blobs/sha256:0"); Of(err, nil).Kind != Unreachable {
		t.Errorf("%v", err)
	}
	if lines := strings.Count(log.String(), "served meanwhile"); lines != 2 {
		t.Errorf("%d lines: %s", lines, log.String())
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": leastBusy, "soon": leastBusy, "1": leastBusy, "60": time.Minute, "86400": mostBusy, "-5": leastBusy,
		now.Add(time.Minute).Format(http.TimeFormat): time.Minute,
	} {
		if got := retryAfter(header, now); got != want {
			t.Errorf("%q: %s", header, got)
		}
	}
}

func TestPrivateCA(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer server.Close()
	ca := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	for _, test := range []struct {
		ca      string
		trusted bool
	}{{"", false}, {ca, true}} {
		transport, err := NewTransport("hub", test.ca, report.To(t.Logf))
		if err != nil {
			t.Fatal(err)
		}
		response, err := (&http.Client{Transport: transport}).Get(server.URL)
		if (err == nil) != test.trusted {
			t.Errorf("%v", err)
		}
		if err == nil {
			_ = response.Body.Close()
		}
	}
	if _, err := NewTransport("hub", "no certificate", nil); err == nil {
		t.Error("a CA without certificates is taken")
	}
}

// TestSilence: a transfer in which nothing comes any more ends; a client that is slow to read is no reason.
func TestSilence(t *testing.T) {
	reader, writer := io.Pipe()
	stalled := make(chan struct{})
	body := watch(reader, 30*time.Millisecond, func() { close(stalled); _ = writer.CloseWithError(io.ErrNoProgress) }, func() {})
	go func() { _, _ = writer.Write([]byte("ab")) }()
	if _, err := io.ReadFull(body, make([]byte, 2)); err != nil {
		t.Fatal(err)
	}
	time.Sleep(60 * time.Millisecond)
	select {
	case <-stalled:
		t.Error("it ended while nobody read")
	default:
	}
	if _, err := body.Read(make([]byte, 1)); err == nil {
		t.Error("it did not end")
	}
}

func TestAnswer(t *testing.T) {
	file := filepath.Join(t.TempDir(), "accounts.json")
	write := func(content string, mode os.FileMode) {
		t.Helper()
		_ = os.Remove(file)
		if err := os.WriteFile(file, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
	}
	const good = `{"version":1,"upstreams":{"hub":{"username":"u","password":"p"}}}`
	tests := []struct {
		name, content, path, upstream, want, fails string
		mode                                       os.FileMode
	}{
		{"account", good, file, "hub", `{"Secret":"p","ServerURL":"hub.example","Username":"u"}`, "", 0o600},
		{"no file", good, "", "hub", `{"Secret":"","ServerURL":"hub.example","Username":""}`, "", 0o600},
		{"another upstream", good, file, "corp", "", `a username and a password for the upstream "corp"`, 0o600},
		{"others can read it", good, file, "hub", "", "mode 0644 lets others read", 0o644},
		{"no JSON", `{"version":`, file, "hub", "", "accounts.json", 0o600},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			write(test.content, test.mode)
			var out bytes.Buffer
			err := Answer(strings.NewReader("hub.example\n"), &out, test.path, test.upstream)
			if test.fails == "" && (err != nil || strings.TrimSpace(out.String()) != test.want) {
				t.Errorf("%s %v", out.String(), err)
			}
			if test.fails != "" && (err == nil || !strings.Contains(err.Error(), test.fails) || strings.Contains(err.Error(), `"p"`)) {
				t.Errorf("%v", err)
			}
		})
	}
}
