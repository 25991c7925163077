package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/cli"
)

// break_ damages a file of the registry's.
func (s *server) break_(name string) {
	s.t.Helper()
	if err := os.WriteFile(s.path(name), []byte("{"), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func TestServeRefusesWhatDistributionIgnores(t *testing.T) {
	s := newServer(t, func(config object) {
		section(config, "storage", "delete")["enabled"] = "true"
		section(config, "http")["draintimeuot"] = "1s"
	})
	s.launch()
	if code := s.wait(30 * time.Second); code != cli.Usage {
		t.Errorf("exit code %d; want %d", code, cli.Usage)
	}
	for _, want := range []string{"config.yml:", "storage.delete.enabled: found a text", `http.draintimeuot: unknown key; did you mean "draintimeout"?`} {
		if !strings.Contains(s.log.String(), want) {
			t.Errorf("%q is not in:\n%s", want, s.log)
		}
	}
	output := s.command(cli.Usage, "check-config", s.path("config.yml"))
	if !strings.Contains(s.log.String(), output) {
		t.Errorf("check-config prints\n%s; serve prints\n%s", output, s.log)
	}
}

func TestCommandLine(t *testing.T) {
	s := newServer(t, nil)
	tests := []struct {
		code int
		args []string
		want string
	}{
		{cli.Done, []string{"--version"}, "registry version dev (distribution v3.1.1"},
		{cli.Done, []string{"garbage-collect", "--help"}, "--delete-untagged"},
		{cli.Usage, nil, "a command is needed"},
		{cli.Usage, []string{"fly"}, `unknown command "fly"`},
		{cli.Usage, []string{"serve"}, "needs the configuration file"},
		{cli.Usage, []string{"serve", "--fast", "x"}, "unknown flag: --fast"},
		{cli.Usage, []string{"check-config", s.path("nothing")}, "no such file"},
		{cli.Usage, []string{"serve", s.path("nothing")}, "no such file"},
		{cli.Service, []string{"credentials", "hash", "--in", s.path("clear.json"), "--out", s.path("no/folder")}, "no such file"},
		{cli.Usage, []string{"control", "status"}, "--socket or --config is needed"},
		{cli.Service, []string{"control", "--socket", s.path("nothing"), "status"}, "no registry answers"},
		{cli.Usage, []string{"control", "--socket", s.path("nothing"), "read-only", "maybe"}, "allowed: on, off, status"},
		{cli.Usage, []string{"credentials", "hash", "--in", s.path("clear.json")}, "--in and --out are needed"},
		{cli.Usage, []string{"credentials"}, "a command is needed: hash"},
	}
	for _, test := range tests {
		if output := s.command(test.code, test.args...); !strings.Contains(output, test.want) {
			t.Errorf("%v: %q is not in:\n%s", test.args, test.want, output)
		}
	}
}

// TestServeFailures: what cannot be used is a message and exit code 3, not a stack trace.
func TestServeFailures(t *testing.T) {
	tests := map[string]struct {
		change func(*server)
		want   string
	}{
		"no access file":  {func(s *server) { _ = os.Remove(s.path("access.json")) }, "credentials hash"},
		"bad access file": {func(s *server) { s.break_("access.json") }, "access.json: not valid JSON"},
		"port in use":     {func(s *server) { section(s.config, "http")["addr"] = s.debug }, "address already in use"},
		"no certificate":  {func(s *server) { section(s.config, "http")["tls"] = object{"certificate": "/no", "key": "/no"} }, "no such file"},
		"socket's folder": {func(s *server) { section(s.config, "operations", "control")["socket"] = s.path("no/c.sock") }, "control socket"},
		"storage":         {func(s *server) { s.config["storage"] = object{"gcs": object{"bucket": "b", "keyfile": "/no"}} }, "the registry cannot start: open /no"},
		"redis's CA":      {func(s *server) { s.useRedis("/no") }, "redis.tls.rootcas"},
		"peer certificate": {func(s *server) {
			section(s.config, "operations")["peers"] = object{"urls": []string{"https://127.0.0.1:1"}, "ca": "/no"}
		}, "operations.peers.ca"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, nil)
			test.change(s)
			s.launch()
			if code := s.wait(30 * time.Second); code != cli.Service {
				t.Errorf("exit code %d; want %d", code, cli.Service)
			}
			if text := s.log.String(); !strings.Contains(text, test.want) || strings.Contains(text, "goroutine ") {
				t.Errorf("%q is not in, or there is a stack trace:\n%s", test.want, text)
			}
		})
	}
}

func (s *server) useRedis(ca string) {
	section(s.config, "storage")["cache"] = object{"blobdescriptor": "redis"}
	s.config["redis"] = object{"addrs": []string{"127.0.0.1:1"}, "tls": object{"rootcas": []string{ca}}}
}
