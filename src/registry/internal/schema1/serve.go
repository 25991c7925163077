package schema1

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof" // registers /debug/pprof/
	"os"
	"time"

	"github.com/docker/go-metrics"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/sirupsen/logrus"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/control"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/disk"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/shutdown"
)

// serve runs the registry of a configuration file until a signal ends it; once in a process.
func serve(file, key string) error {
	c, err := loadConfig(file)
	if err != nil {
		return err
	}
	if err := ensureSigningKey(key); err != nil {
		return err
	}
	c.Compatibility.Schema1.Enabled, c.Compatibility.Schema1.TrustKey = true, key
	f, err := newFront(c)
	if err != nil {
		return err
	}
	app, err := newApp(c)
	if err != nil {
		return err
	}
	if c.generatedSecret {
		logrus.Warn("http.secret is not set; a random one lasts until the registry restarts")
	}
	if path := c.operations.Disk.Path; path != "" {
		prometheus.MustRegister(disk.NewCollector(path))
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	if err := errors.Join(serveDebug(c), serveControl(ctx, c, f)); err != nil {
		return err
	}
	listener, err := listen(c)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: f.wrap(app), ReadHeaderTimeout: time.Minute}
	return f.untilSignal(server, listener, c.HTTP.DrainTimeout)
}

func listen(c config) (net.Listener, error) {
	secured, err := c.tlsConfig()
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", c.HTTP.Addr)
	if err != nil {
		return nil, err
	}
	logrus.Infof("listening on %s", listener.Addr())
	if secured != nil {
		return tls.NewListener(listener, secured), nil
	}
	return listener, nil
}

// serveDebug answers on the debug address, if there is one.
func serveDebug(c config) error {
	if c.HTTP.Debug.Addr == "" {
		return nil
	}
	if c.HTTP.Debug.Prometheus.Enabled {
		path := c.HTTP.Debug.Prometheus.Path
		if path == "" {
			path = "/metrics"
		}
		http.Handle(path, metrics.Handler())
	}
	listener, err := net.Listen("tcp", c.HTTP.Debug.Addr)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: http.DefaultServeMux, ReadHeaderTimeout: 10 * time.Second}
	go func() { logrus.Warnf("debug server: %v", server.Serve(listener)) }()
	return nil
}

// serveControl answers on the command socket, if there is one: backups make the registry read-only by it.
func serveControl(ctx context.Context, c config, f *front) error {
	o := c.operations
	if o.Control.Socket == "" {
		return nil
	}
	listener, err := control.Listen(o.Control.Socket)
	if err != nil {
		return err
	}
	server := control.NewServer(control.Config{
		UIDs: o.Control.UIDs, Gate: f.gate, Drain: o.ReadOnly.DrainTimeout, Log: logrus.StandardLogger(),
		Reason: "docker/distribution v2.8.3 has no collection that runs beside pushes",
	})
	go func() {
		if err := server.Serve(ctx, listener); err != nil {
			logrus.Warnf("control socket: %v", err)
		}
	}()
	return nil
}

// untilSignal serves until a signal, then lets begun pushes and pulls finish for as long as patience.
func (f *front) untilSignal(server *http.Server, listener net.Listener, patience time.Duration) error {
	serve := func() error { return server.Serve(listener) }
	return shutdown.OnSignal(serve, patience, func(ctx context.Context, received os.Signal) error {
		logrus.Infof("%s: waiting up to %s for pushes and pulls that have begun", received, patience)
		f.leaving.Store(true)
		if err := f.gate.Close("it is shutting down").Wait(ctx); err != nil {
			logrus.Warnf("shutting down: %v", err)
		}
		if err := server.Shutdown(ctx); err != nil {
			return fmt.Errorf("ended with requests still running: %w", err)
		}
		return nil
	})
}
