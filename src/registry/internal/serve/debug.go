package serve

import (
	_ "expvar" // registers /debug/vars
	"net"
	"net/http"
	_ "net/http/pprof" // registers /debug/pprof/
	"time"

	"github.com/distribution/distribution/v3/configuration"
	_ "github.com/distribution/distribution/v3/health" // registers /debug/health
	"github.com/docker/go-metrics"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// serveDebug answers on the debug address, if there is one, as Distribution's own command does. It stays
// until the process ends, so that a drain can be watched.
func serveDebug(config configuration.Debug, log report.Log) error {
	if config.Addr == "" {
		return nil
	}
	if config.Prometheus.Enabled {
		path := config.Prometheus.Path
		if path == "" {
			path = "/metrics"
		}
		http.Handle(path, metrics.Handler())
	}
	listener, err := net.Listen("tcp", config.Addr)
	if err != nil {
		return err
	}
	log.Infof("debug server listening on %s", listener.Addr())
	server := &http.Server{Handler: http.DefaultServeMux, ReadHeaderTimeout: 10 * time.Second}
	go func() { log.Warnf("debug server: %v", server.Serve(listener)) }()
	return nil
}
