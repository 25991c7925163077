// Package serve runs the registry: Distribution, with access by roles, garbage collection without a
// restart, and a drain that lets whole pushes finish.
package serve

import (
	"context"
	"net/http"
	"sync"

	"github.com/distribution/distribution/v3/configuration"
	"github.com/distribution/distribution/v3/registry"
	middleware "github.com/distribution/distribution/v3/registry/middleware/registry"
	"github.com/distribution/distribution/v3/registry/storage"
	"github.com/distribution/distribution/v3/registry/storage/driver"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/sirupsen/logrus"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/authorize"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/expiry"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/peers"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/rolesauth"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/s3walk"
)

// tokenPath is where access tokens are given out, below http.prefix: under /v2/, as peers.Path is.
const tokenPath = "/v2/_registry/token"

// instance is one running registry.
type instance struct {
	config config
	// file is the path of the configuration, for messages.
	file     string
	log      report.Log
	gate     *readonly.Gate
	front    *front
	registry *registry.Registry
	peers    *peers.Client
	server   *peers.Server
	// access is the policy in force, nil where anybody may do anything.
	access *access.Store
	// keeper looks after the disk of a cache.
	keeper *expiry.Keeper
}

// Run serves the configuration file until a signal ends it. It can be called once in a process, as
// Distribution can be started only once.
func Run(file string) error {
	log := logrus.StandardLogger()
	config, err := loadConfig(file, log)
	if err != nil {
		return err
	}
	i := &instance{config: config, file: file, log: log, gate: readonly.New(config.operations.ReadOnly.Quiet)}
	return i.run()
}

func (i *instance) run() error {
	i.front = &front{gate: i.gate, endpoints: make(map[string]http.Handler), accessLog: i.config.accessLog}
	if err := i.registerAccess(); err != nil {
		return err
	}
	if err := i.meetPeers(); err != nil {
		return err
	}
	if err := i.prepareCache(); err != nil {
		return err
	}
	used, err := i.build()
	if err != nil {
		return err
	}
	collector := i.newCollector(used)
	i.registerMetrics(collector)
	if err := serveDebug(i.config.registry.HTTP.Debug, i.log); err != nil {
		return err
	}
	operations, stop := context.WithCancel(context.Background())
	defer stop()
	var background sync.WaitGroup
	if err := i.operate(operations, &background, collector); err != nil {
		return err
	}
	return i.serveUntilSignal(func(patience context.Context) {
		stop()
		ended := make(chan struct{})
		go func() {
			background.Wait()
			close(ended)
		}()
		select {
		case <-ended:
		case <-patience.Done():
		}
	})
}

// registerAccess makes `auth.roles` available to Distribution, if the configuration uses it.
func (i *instance) registerAccess() error {
	parameters, wanted := i.config.registry.Auth[rolesauth.Name]
	if !wanted {
		return nil
	}
	file, _ := parameters["path"].(string)
	realm, _ := parameters["realm"].(string)
	store, err := access.Open(file, i.log)
	if err != nil {
		return err
	}
	i.access = store
	authorizer := authorize.New(authorize.Options{
		Store:     store,
		Realm:     realm,
		Secret:    i.config.registry.HTTP.Secret,
		BaseURL:   i.config.baseURL(),
		TokenPath: i.config.below(tokenPath),
	})
	i.front.endpoints[i.config.below(tokenPath)] = authorizer.TokenHandler()
	prometheus.MustRegister(authorize.Collectors(store)...)
	return rolesauth.Register(authorizer)
}

// meetPeers prepares the conversation with the instances that share the storage.
func (i *instance) meetPeers() error {
	p := i.config.operations.Peers
	if len(p.URLs) == 0 {
		return nil
	}
	id := peers.NewID()
	secret := i.config.registry.HTTP.Secret
	client, err := peers.NewClient(secret, id, i.config.prefix(), peers.Config{
		URLs: p.URLs, CA: p.CA, ServerName: p.ServerName, Certificate: p.Certificate, Key: p.Key, Lease: p.Lease,
	})
	if err != nil {
		return err
	}
	i.peers = client
	i.server = peers.NewServer(secret, id, i.gate, i.config.cache, i.log)
	i.front.endpoints[i.config.below(peers.Path)] = i.server
	return nil
}

// build starts Distribution with the front before it and the cache below it.
func (i *instance) build() (driver.StorageDriver, error) {
	if i.config.cache != nil {
		if err := middleware.RegisterOptions(storage.BlobDescriptorCacheProvider(i.config.cache)); err != nil {
			return nil, err
		}
	}
	if err := s3walk.Enable(i.config.registry); err != nil {
		return nil, err
	}
	registry.RegisterHandler(func(_ *configuration.Configuration, next http.Handler) http.Handler { return i.front.wrap(next) })
	var discarded func()
	if !tracingWanted() {
		var err error
		if discarded, err = discardTraces(); err != nil {
			return nil, err
		}
	}
	built, used, err := newRegistry(identified{context.Background(), peers.NewID()}, i.config.registry)
	if err != nil {
		return nil, err
	}
	if discarded != nil {
		discarded()
	}
	i.registry = built
	if i.config.generatedSecret {
		i.log.Warnf("http.secret is not set; a random one lasts until the registry restarts")
	}
	return used, nil
}

// identified is a context in which Distribution finds the identifier of the process, which it logs and puts
// into notifications (internal/dcontext/context.go, v3.1.1). Its keys are plain texts.
type identified struct {
	context.Context
	id string
}

// Value implements context.Context.
func (i identified) Value(key any) any {
	if key == "instance.id" {
		return i.id
	}
	return i.Context.Value(key)
}
