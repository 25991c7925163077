package schema1

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/docker/distribution/configuration"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/settings"
)

// configError is a configuration that cannot be served.
type configError struct{ error }

// Unwrap returns the cause.
func (e configError) Unwrap() error { return e.error }

// config is a configuration file: Distribution's part, and this project's section operations.
type config struct {
	*configuration.Configuration
	operations settings.Operations
	accessLog  bool
	// generatedSecret is true if http.secret was not given.
	generatedSecret bool
}

// loadConfig reads the file that the command registry checks (registry check-config), and refuses what this
// program does not have beyond that.
func loadConfig(file string) (config, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return config{}, configError{err}
	}
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "REGISTRY_") {
			_ = os.Unsetenv(name) // it would override the file, unseen (configuration/parser.go, v2.8.3)
		}
	}
	parsed, err := configuration.Parse(bytes.NewReader(content))
	if err != nil {
		return config{}, configError{fmt.Errorf("%s: %w", file, err)}
	}
	c := config{Configuration: parsed, accessLog: !parsed.Log.AccessLog.Disabled}
	if c.operations, err = settings.Parse(content); err != nil {
		return config{}, configError{fmt.Errorf("%s: %w", file, err)}
	}
	if err := c.check(); err != nil {
		return config{}, configError{fmt.Errorf("%s: %w", file, err)}
	}
	if parsed.HTTP.Secret == "" {
		c.generatedSecret = true
		parsed.HTTP.Secret = rand.Text()
	}
	if c.operations.Disk.Path == "" && parsed.Storage.Type() == "filesystem" {
		c.operations.Disk.Path, _ = parsed.Storage.Parameters()["rootdirectory"].(string)
	}
	return c, nil
}

func (c config) check() error {
	for path, value := range map[string]struct {
		found   string
		allowed []string
	}{
		"storage":                      {c.Storage.Type(), []string{"filesystem", "s3"}},
		"auth":                         {c.Auth.Type(), []string{"", "none", "roles"}},
		"log.formatter":                {c.Log.Formatter, []string{"", "text", "json"}},
		"proxy.remoteurl":              {c.Proxy.RemoteURL, []string{""}},
		"storage.cache.blobdescriptor": {cacheOf(c.Storage), []string{"", "inmemory"}},
		"operations.collect.schedule":  {c.operations.Collect.Schedule, []string{""}},
		"operations.peers.urls":        {strings.Join(c.operations.Peers.URLs, " "), []string{""}},
	} {
		if !slices.Contains(value.allowed, value.found) {
			return fmt.Errorf("%s: found %q; allowed for schema 1: %s", path, value.found, strings.Trim(strings.Join(value.allowed, ", "), ", "))
		}
	}
	return nil
}

func cacheOf(storage configuration.Storage) string {
	kind, _ := storage["cache"]["blobdescriptor"].(string)
	return kind
}

// baseURL returns scheme and host of http.host, which is all that Distribution uses of it; empty if not set.
func (c config) baseURL() string {
	external, err := url.Parse(c.HTTP.Host)
	if err != nil || external.Host == "" {
		return ""
	}
	return (&url.URL{Scheme: external.Scheme, Host: external.Host}).String()
}
