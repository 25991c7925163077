package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func load(t *testing.T, content string) (Config, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.json")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(file)
	return c, err
}

func TestLoad(t *testing.T) {
	c, err := load(t, `{"registry": {"name": "registry.example.com"}, "timeout": "90s", "images": [{"from": "nginx", "to": "nginx:1"}]}`)
	if err != nil || c.Protocol != OCI || time.Duration(c.Timeout) != 90*time.Second || len(c.Images) != 1 {
		t.Errorf("%v: %+v", err, c)
	}
	for content, want := range map[string]string{
		`{}`: "registry.name: is missing; it is the host that images are copied to",
		`{"registry": {"name": "a"}, "protocol": "v1"}`:  `protocol: found "v1"; allowed: oci, schema1`,
		`{"registry": {"name": "a"}, "timeout": "0s"}`:   "timeout: found 0s; allowed: a duration of more than 0s",
		`{"registry": {"host": "a"}}`:                    `json: unknown field "host"`,
		`{"registry": {"name": "a"}, "timeout": "soon"}`: `time: invalid duration "soon"`,
	} {
		if _, err := load(t, content); err == nil || !strings.HasSuffix(err.Error(), ": "+want) {
			t.Errorf("%s: %v", content, err)
		}
	}
}

func TestTheRegistryIsReachedWithoutTheProxy(t *testing.T) {
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "https_proxy"} {
		t.Setenv(name, "before")
	}
	c := Config{Registry: Registry{Name: "registry.example.com:5000"}, Proxy: Proxy{HTTPS: "http://proxy:3128", NoneFor: []string{".internal"}}}
	if err := c.UseProxy(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"HTTP_PROXY": "", "HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "registry.example.com,.internal", "https_proxy": "",
	} {
		if got := os.Getenv(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
}
