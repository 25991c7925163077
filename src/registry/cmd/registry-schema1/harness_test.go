package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"
)

// asRegistry makes the test program be the registry, so that what is tested is a process of its own.
const asRegistry = "TEST_RUN_AS_REGISTRY"

func TestMain(m *testing.M) {
	if os.Getenv(asRegistry) != "" {
		main()
	}
	os.Exit(m.Run())
}

// Addresses that clients connect from: that of a cell, which may push, and another.
const (
	cell      = "127.0.0.2"
	elsewhere = "127.0.0.3"
)

// object is a map of a JSON document.
type object = map[string]any

// server is a running registry.
type server struct {
	t       *testing.T
	dir     string
	addr    string
	process *exec.Cmd
	log     *bytes.Buffer
}

// newServer prepares a registry that takes pushes from the cell's network.
func newServer(t *testing.T, config object) *server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, dir: t.TempDir(), addr: listener.Addr().String()}
	_ = listener.Close()
	s.write("access.json", object{"version": 1, "users": []any{}, "anonymous": object{"pull": false, "push_from": []string{cell + "/32"}}})
	full := object{
		"version": "0.1", "log": object{"level": "info"}, "http": object{"addr": s.addr, "draintimeout": "5s"},
		"storage":    object{"filesystem": object{"rootdirectory": filepath.Join(s.dir, "store")}},
		"auth":       object{"roles": object{"realm": "test", "path": filepath.Join(s.dir, "access.json")}},
		"operations": object{"control": object{"socket": filepath.Join(s.dir, "s"), "uids": []int{os.Getuid()}}},
	}
	for key, value := range config {
		full[key] = value
	}
	s.write("registry.yml", full)
	return s
}

func (s *server) write(name string, content object) {
	s.t.Helper()
	encoded, err := json.Marshal(content)
	if err == nil {
		err = os.WriteFile(filepath.Join(s.dir, name), encoded, 0o600)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *server) key() string { return filepath.Join(s.dir, "signing_key.pem") }

// start runs the registry until it answers, or returns how it ended.
func (s *server) start() error {
	s.t.Helper()
	s.log = new(bytes.Buffer)
	s.process = exec.Command(os.Args[0], "serve", "--signing-key", s.key(), filepath.Join(s.dir, "registry.yml"))
	s.process.Env = append(os.Environ(), asRegistry+"=1")
	s.process.Stdout, s.process.Stderr = s.log, s.log
	if err := s.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan error, 1)
	process := s.process
	go func() { ended <- process.Wait() }()
	s.t.Cleanup(func() { _ = process.Process.Kill() })
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		select {
		case err := <-ended:
			return err
		default:
		}
		if connection, err := net.Dial("tcp", s.addr); err == nil {
			_ = connection.Close()
			return nil
		}
	}
	s.t.Fatalf("no answer:\n%s", s.log)
	return nil
}

// stop ends the registry as monit does, and waits.
func (s *server) stop() {
	s.t.Helper()
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	for range 500 {
		if s.process.Process.Signal(syscall.Signal(0)) != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.t.Fatal("does not end")
}

// answer is a response, read to its end.
type answer struct {
	*http.Response
	body []byte
}

// ask sends a request from an address. Without a kind it is one of a client that knows nothing newer than schema 1.
func (s *server) ask(from, method, path, kind string, body []byte) answer {
	s.t.Helper()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	client := http.Client{Transport: &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true}}
	if strings.HasPrefix(path, "/") {
		path = "http://" + s.addr + path
	}
	request, err := http.NewRequest(method, path, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if kind != "" {
		request.Header.Set("Content-Type", kind)
		request.Header.Set("Accept", kind)
	}
	response, err := client.Do(request)
	if err != nil {
		s.t.Fatalf("%v\n%s", err, s.log)
	}
	content, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{response, content}
}

// pushBlob uploads content from the cell and returns its descriptor.
func (s *server) pushBlob(repository, kind string, content []byte) object {
	s.t.Helper()
	started := s.ask(cell, http.MethodPost, "/v2/"+repository+"/blobs/uploads/", "", nil)
	id := digest.FromBytes(content)
	put := s.ask(cell, http.MethodPut, started.Header.Get("Location")+"&digest="+id.String(), "application/octet-stream", content)
	if put.StatusCode != http.StatusCreated {
		s.t.Fatalf("blob: %d, then %d\n%s", started.StatusCode, put.StatusCode, s.log)
	}
	return object{"mediaType": kind, "digest": id, "size": len(content)}
}
