package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/cli"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/control"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/credentials"
)

// asRegistry makes the test program be the registry, so that what is tested is a process of its own.
const asRegistry = "TEST_RUN_AS_REGISTRY"

func TestMain(m *testing.M) {
	if os.Getenv(asRegistry) != "" {
		main()
	}
	// Distribution syncs every file; in memory that costs nothing, and a killed process loses nothing.
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() && os.Getenv("TMPDIR") == "" {
		_ = os.Setenv("TMPDIR", "/dev/shm")
	}
	os.Exit(m.Run())
}

// s3Endpoint names the URL of an S3 server to run the tests on, with a bucket registry-test and the
// credentials access, secret. Without it they run on the file system.
const s3Endpoint = "TEST_S3_ENDPOINT"

// onDisk skips a test that looks at files.
func onDisk(t *testing.T) {
	t.Helper()
	if os.Getenv(s3Endpoint) != "" {
		t.Skip("looks at files")
	}
}

// object is a map of a configuration file.
type object = map[string]any

// server is a running registry.
type server struct {
	t    *testing.T
	dir  string
	addr string
	// debug is the address of metrics and health.
	debug   string
	config  object
	process *exec.Cmd
	done    chan error
	log     *logBuffer
}

// logBuffer collects what a process prints.
type logBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// taken are the addresses that were handed out, none twice.
var taken = struct {
	sync.Mutex
	addresses map[string]bool
}{addresses: make(map[string]bool)}

func freeAddress(t *testing.T) string {
	t.Helper()
	for {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		address := listener.Addr().String()
		_ = listener.Close()
		taken.Lock()
		fresh := !taken.addresses[address]
		taken.addresses[address] = true
		taken.Unlock()
		if fresh {
			return address
		}
	}
}

// admin may do everything; the password is "admin-password".
var admin = credentials.ClearUser{Name: "admin", Passwords: []string{"admin-password"}, Roles: []access.FileRole{
	{Actions: []string{"pull", "push", "delete", "catalog"}, Repositories: []string{"**"}}}}

// newServer prepares a registry on the file system with the user admin; change adapts its configuration.
func newServer(t *testing.T, change func(config object)) *server {
	t.Helper()
	s := &server{t: t, dir: t.TempDir(), addr: freeAddress(t), debug: freeAddress(t), log: &logBuffer{}}
	s.config = object{
		"version": 0.1,
		"log":     object{"level": "info"},
		"storage": object{
			"filesystem": object{"rootdirectory": filepath.Join(s.dir, "data")},
			"delete":     object{"enabled": true},
			"cache":      object{"blobdescriptor": "inmemory"},
		},
		"auth": object{"roles": object{"realm": "registry", "path": s.path("access.json")}},
		"http": object{
			"addr": s.addr, "secret": "a shared secret", "draintimeout": "30s",
			"debug": object{"addr": s.debug, "prometheus": object{"enabled": true}},
		},
		"operations": object{
			"control":  object{"socket": s.path("c.sock"), "uids": []int{os.Getuid()}},
			"readonly": object{"draintimeout": "10s", "quiet": "200ms"},
		},
	}
	if endpoint := os.Getenv(s3Endpoint); endpoint != "" {
		delete(section(s.config, "storage"), "filesystem")
		section(s.config, "storage")["s3"] = object{
			"region": "us-east-1", "regionendpoint": endpoint, "bucket": "registry-test", "forcepathstyle": true,
			"accesskey": "access", "secretkey": "secret", "rootdirectory": s.dir,
		}
		section(s.config, "storage")["redirect"] = object{"disable": true}
	}
	if change != nil {
		change(s.config)
	}
	s.setAccess(access.FileAnonymous{}, admin)
	t.Cleanup(s.kill)
	return s
}

func (s *server) path(name string) string { return filepath.Join(s.dir, name) }

// setAccess writes the access file as pre-start does.
func (s *server) setAccess(anonymous access.FileAnonymous, users ...credentials.ClearUser) {
	s.t.Helper()
	content, err := json.Marshal(credentials.Clear{Version: 1, Users: users, Anonymous: anonymous})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(s.path("clear.json"), content, 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.command(cli.Done, "credentials", "hash", "--in", s.path("clear.json"), "--out", s.path("access.json"), "--cost", "4")
}

// command runs a command line in a process of its own and returns what it prints.
func (s *server) command(want int, args ...string) string {
	s.t.Helper()
	command := exec.Command(os.Args[0], args...)
	command.Env = []string{asRegistry + "=1"}
	output, err := command.CombinedOutput()
	if code := command.ProcessState.ExitCode(); code != want {
		s.t.Fatalf("%v ends with %d, %v; want %d:\n%s", args, code, err, want, output)
	}
	return string(output)
}

// launch starts the process and returns without waiting for it to answer.
func (s *server) launch() {
	s.t.Helper()
	content, err := yaml.Marshal(s.config)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(s.path("config.yml"), content, 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.process = exec.Command(os.Args[0], "serve", s.path("config.yml"))
	// A stray variable of this kind must not count.
	s.process.Env = []string{asRegistry + "=1", "REGISTRY_HTTP_ADDR=127.0.0.1:1"}
	s.process.Stdout, s.process.Stderr = s.log, s.log
	if err := s.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.done = make(chan error, 1)
	go func() { s.done <- s.process.Wait() }()
}

// start starts the registry and waits until it answers.
func (s *server) start() *server {
	s.t.Helper()
	s.launch()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if response, err := http.Get("http://" + s.addr + "/"); err == nil {
			_ = response.Body.Close()
			return s
		}
		select {
		case err := <-s.done:
			s.t.Fatalf("the registry ended: %v\n%s", err, s.log)
		default:
		}
	}
	s.t.Fatalf("the registry does not answer:\n%s", s.log)
	return s
}

func (s *server) signal(signal os.Signal) {
	s.t.Helper()
	if err := s.process.Process.Signal(signal); err != nil {
		s.t.Fatal(err)
	}
}

// wait waits for the process to end and returns its exit code.
func (s *server) wait(patience time.Duration) int {
	s.t.Helper()
	select {
	case <-s.done:
		if text := s.log.String(); strings.Contains(text, "DATA RACE") {
			s.t.Errorf("data race:\n%s", text)
		}
		code := s.process.ProcessState.ExitCode()
		s.process = nil
		return code
	case <-time.After(patience):
		s.t.Fatalf("the registry runs after %s:\n%s", patience, s.log)
		return -1
	}
}

// stop ends the registry in good order.
func (s *server) stop() {
	s.t.Helper()
	s.signal(syscall.SIGTERM)
	if code := s.wait(30 * time.Second); code != cli.Done {
		s.t.Errorf("exit code %d:\n%s", code, s.log)
	}
}

// kill ends the registry at once, if it runs.
func (s *server) kill() {
	if s.process != nil {
		_ = s.process.Process.Kill()
		s.wait(10 * time.Second)
	}
}

func (s *server) control() *control.Client { return control.NewClient(s.path("c.sock")) }

// collect runs a collection, which must succeed.
func (s *server) collect(options collect.Options) collect.Summary {
	s.t.Helper()
	var summary collect.Summary
	err := s.control().Collect(context.Background(), options, func(event collect.Event) error {
		if event.Summary != nil {
			summary = *event.Summary
		}
		return nil
	})
	if err != nil {
		s.t.Fatalf("%v\n%s", err, s.log)
	}
	return summary
}

// metric returns the line of a metric.
func (s *server) metric(name string) string {
	s.t.Helper()
	response, err := http.Get("http://" + s.debug + "/metrics")
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, name) {
			return strings.TrimSpace(line)
		}
	}
	return fmt.Sprintf("no metric %s", name)
}

// section returns a map of the configuration, to be changed.
func section(config object, keys ...string) object {
	for _, key := range keys {
		below, found := config[key].(object)
		if !found {
			below = object{}
			config[key] = below
		}
		config = below
	}
	return config
}
