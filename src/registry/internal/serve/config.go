package serve

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/distribution/distribution/v3/configuration"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/checkconfig"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/descriptors"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/settings"
)

// ConfigError is a configuration that cannot be served.
type ConfigError struct {
	Path     string
	Findings []checkconfig.Finding
}

// Error lists every finding on a line of its own.
func (e ConfigError) Error() string {
	lines := make([]string, 0, len(e.Findings))
	for _, finding := range e.Findings {
		lines = append(lines, fmt.Sprintf("%s:%s", e.Path, finding))
	}
	return strings.Join(lines, "\n")
}

// UnreadableError is a configuration file that cannot be read.
type UnreadableError struct{ error }

// Unwrap returns the cause.
func (e UnreadableError) Unwrap() error { return e.error }

// config is a checked configuration, with what this program does in Distribution's place taken out of it.
type config struct {
	registry   *configuration.Configuration
	operations settings.Operations
	// drain is http.draintimeout.
	drain time.Duration
	// accessLog is whether requests are logged.
	accessLog bool
	// generatedSecret is true if http.secret was not given.
	generatedSecret bool
	cache           *descriptors.Cache
}

// loadConfig reads and checks a configuration file.
func loadConfig(file string, log report.Log) (config, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return config{}, UnreadableError{err}
	}
	if findings := checkconfig.Check(content); len(findings) > 0 {
		return config{}, ConfigError{Path: file, Findings: findings}
	}
	parsed, err := configuration.Parse(bytes.NewReader(content))
	if err != nil {
		return config{}, fmt.Errorf("%s: %w", file, err)
	}
	c := config{registry: parsed, drain: parsed.HTTP.DrainTimeout, accessLog: !parsed.Log.AccessLog.Disabled}
	if c.operations, err = settings.Parse(content); err != nil {
		return config{}, fmt.Errorf("%s: %w", file, err)
	}
	if parsed.HTTP.Secret == "" {
		c.generatedSecret = true
		parsed.HTTP.Secret = rand.Text()
	}
	if c.operations.Disk.Path == "" && parsed.Storage.Type() == "filesystem" {
		c.operations.Disk.Path, _ = parsed.Storage.Parameters()["rootdirectory"].(string)
	}
	if c.cache, err = newCache(parsed, log); err != nil {
		return config{}, err
	}
	c.takeOver()
	return c, nil
}

// takeOver turns off in Distribution what this program does itself: the descriptor cache, which must be
// emptied after a collection; draining, which must outlast a single request; the access log, which must
// show refused requests too.
func (c *config) takeOver() {
	delete(c.registry.Storage, "cache")
	c.registry.Redis = configuration.Redis{}
	c.registry.HTTP.DrainTimeout = 0
	c.registry.Log.AccessLog.Disabled = true
	if c.registry.Middleware == nil {
		c.registry.Middleware = make(map[string][]configuration.Middleware)
	}
	c.registry.Middleware["registry"] = append(c.registry.Middleware["registry"], configuration.Middleware{Name: captureName})
}

// newCache returns the descriptor cache that the configuration asks for, nil for none.
func newCache(parsed *configuration.Configuration, log report.Log) (*descriptors.Cache, error) {
	section := parsed.Storage["cache"]
	kind := section["blobdescriptor"]
	if kind == nil {
		kind = section["layerinfo"]
	}
	switch kind {
	case "redis":
		client, err := descriptors.NewRedisClient(parsed.Redis)
		if err != nil {
			return nil, err
		}
		log.Infof("blob descriptors are cached in redis at %s", strings.Join(parsed.Redis.Options.Addrs, ", "))
		return descriptors.InRedis(client, log), nil
	case "inmemory":
		size := defaultCacheSize
		if configured, found := section["blobdescriptorsize"]; found {
			var err error
			if size, err = strconv.Atoi(fmt.Sprint(configured)); err != nil {
				return nil, fmt.Errorf("storage.cache.blobdescriptorsize: %w", err)
			}
		}
		return descriptors.InMemory(size, log), nil
	default:
		return nil, nil
	}
}

// defaultCacheSize is Distribution's (registry/storage/cache/memory, DefaultSize, v3.1.1), in descriptors.
const defaultCacheSize = 10000

// prefix returns http.prefix without a trailing slash.
func (c *config) prefix() string { return strings.TrimSuffix(c.registry.HTTP.Prefix, "/") }

// below returns the path of one of this program's endpoints under http.prefix.
func (c *config) below(endpoint string) string { return c.prefix() + endpoint }

// baseURL returns scheme and host of http.host, which is all that Distribution uses of it; empty if not set.
func (c *config) baseURL() string {
	external, err := url.Parse(c.registry.HTTP.Host)
	if err != nil || external.Host == "" {
		return ""
	}
	return (&url.URL{Scheme: external.Scheme, Host: external.Host}).String()
}
