package serve

import (
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/distribution/distribution/v3/configuration"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/cache"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/checkconfig"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/downgrade"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/expiry"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/settings"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/upstream"
)

// cacheWriteTimeout is how long one blob may take. Distribution's default of 5 minutes is not enough for a
// layer of 1 GiB from afar; transfers in which nothing comes end earlier (internal/upstream).
const cacheWriteTimeout = 24 * time.Hour

// prepareCache makes of Distribution's proxy, if there is one to look after, a cache: it starts without its
// upstream, which Distribution asks for its token server and panics without, unless proxy.exec is set
// (registry/proxy/proxyregistry.go, v3.1.1).
func (i *instance) prepareCache() error {
	c := i.config.operations.Cache
	if c == nil {
		return nil
	}
	if err := i.refuseToShare(c); err != nil {
		return err
	}
	parameters := i.config.registry.Storage.Parameters()
	keeper, err := expiry.New(expiry.Config{
		Root: fmt.Sprint(parameters["rootdirectory"]), Age: c.Age, Limit: c.DiskLimit, SharedBy: c.SharedBy, Interval: c.Interval, Log: i.log,
	})
	if err != nil {
		return err
	}
	if err := keeper.Recover(); err != nil {
		return err
	}
	transport, err := upstream.NewTransport(c.Name, c.CA, i.log)
	if err != nil {
		return err
	}
	http.DefaultTransport = transport
	between := cache.New(keeper, c.TagAge, transport.Trouble, i.log)
	if err := between.Register(); err != nil {
		return err
	}
	prometheus.MustRegister(transport.Collectors()...)
	prometheus.MustRegister(between.Collectors()...)
	prometheus.MustRegister(keeper.Collectors()...)
	i.keeper = keeper
	i.front.cache = cache.Middleware
	if c.Protocol == settings.Schema1 {
		downgraded, err := downgrade.New()
		if err != nil {
			return err
		}
		i.front.cache = func(registry http.Handler) http.Handler { return downgraded.Middleware(cache.Middleware(registry)) }
	}
	return i.config.useCache(c)
}

// useCache has Distribution's proxy use this program's cache, expiry and credentials.
func (c *config) useCache(settings *settings.Cache) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	for name, value := range map[string]string{upstream.CredentialsVariable: settings.Credentials, upstream.NameVariable: settings.Name} {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	never, writing := time.Duration(0), cacheWriteTimeout
	c.registry.Proxy.Exec = &configuration.ExecConfig{Command: program}
	c.registry.Proxy.TTL = &never
	c.registry.Proxy.CacheWriteTimeout = &writing
	for _, kind := range []string{"registry", "repository"} {
		c.registry.Middleware[kind] = append(c.registry.Middleware[kind], configuration.Middleware{Name: cache.Name})
	}
	return nil
}

// refuseToShare refuses credentials that cannot be used, and those that everybody could use through the cache
// unless the configuration says so.
func (i *instance) refuseToShare(c *settings.Cache) error {
	if c.Credentials == "" {
		return nil
	}
	const path = "operations.cache.credentials"
	if _, err := upstream.ReadAccount(c.Credentials, c.Name); err != nil {
		return ConfigError{Path: i.file, Findings: []checkconfig.Finding{{Line: 1, Column: 1, Path: path, Problem: err.Error()}}}
	}
	if !c.LetsEverybodyRead && i.access != nil && i.access.Policy().Anonymous() {
		problem := "the access file lets clients without credentials pull, and whoever reaches the cache could pull every image that these open; " +
			"end anonymous access, or set operations.cache.letseverybodyread: true"
		return ConfigError{Path: i.file, Findings: []checkconfig.Finding{{Line: 1, Column: 1, Path: path, Problem: problem}}}
	}
	return nil
}
