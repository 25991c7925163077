package schema1

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"sync/atomic"

	dcontext "github.com/docker/distribution/context"
	"github.com/docker/distribution/health"
	"github.com/docker/distribution/registry/handlers"
	gorilla "github.com/gorilla/handlers"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/sirupsen/logrus"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/apierror"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/authorize"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
)

// tokenPath is where access tokens are given out, as in the command registry.
const tokenPath = "/v2/_registry/token"

// newApp builds Distribution's handler. Distribution panics on what it cannot use; that is an error like any
// other.
func newApp(c config) (app *handlers.App, err error) {
	ctx, err := withLog(c)
	if err != nil {
		return nil, err
	}
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("the registry cannot start: %v", problem)
		}
	}()
	app = handlers.NewApp(ctx, c.Configuration)
	app.RegisterHealthChecks()
	return app, nil
}

// withLog sets logging up as Distribution's own command does (registry/registry.go, configureLogging, v2.8.3).
func withLog(c config) (context.Context, error) {
	ctx := dcontext.Background()
	level, err := logrus.ParseLevel(string(c.Log.Level))
	if err != nil {
		return nil, configError{fmt.Errorf("log.level: %w", err)}
	}
	logrus.SetLevel(level)
	if c.Log.Formatter == "json" {
		logrus.SetFormatter(&logrus.JSONFormatter{})
	}
	if len(c.Log.Fields) > 0 {
		var names []any
		for name := range c.Log.Fields {
			names = append(names, name)
		}
		ctx = dcontext.WithValues(ctx, c.Log.Fields)
		ctx = dcontext.WithLogger(ctx, dcontext.GetLogger(ctx, names...))
	}
	return ctx, nil
}

// front is what stands between the port and Distribution.
type front struct {
	gate      *readonly.Gate
	tokens    http.Handler
	accessLog bool
	// leaving is true once the process is told to end.
	leaving atomic.Bool
}

// newFront opens the access file, if the configuration names one, and makes its policy known to Distribution.
func newFront(c config) (*front, error) {
	f := &front{gate: readonly.New(c.operations.ReadOnly.Quiet), tokens: http.NotFoundHandler(), accessLog: c.accessLog}
	prometheus.MustRegister(f.gate.Collectors()...)
	if c.Auth.Type() != provider {
		return f, nil
	}
	file, _ := c.Auth.Parameters()["path"].(string)
	realm, _ := c.Auth.Parameters()["realm"].(string)
	store, err := access.Open(file, logrus.StandardLogger())
	if err != nil {
		return nil, err
	}
	authorizer := authorize.New(authorize.Options{
		Store: store, Realm: realm, Secret: c.HTTP.Secret, BaseURL: c.baseURL(), TokenPath: tokenPath,
	})
	prometheus.MustRegister(authorize.Collectors(store)...)
	f.tokens = authorizer.TokenHandler()
	return f, registerRoles(authorizer)
}

// wrap puts the front before the registry.
func (f *front) wrap(registry http.Handler) http.Handler {
	guarded := health.Handler(f.gate.Middleware(authorize.Denials(registry)))
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == tokenPath:
			f.tokens.ServeHTTP(w, r)
		case r.URL.Path == "/" && f.leaving.Load():
			apierror.Write(w, http.StatusServiceUnavailable, apierror.Unavailable, "shutting down")
		case r.URL.Path == "/":
			w.Header().Set("Cache-Control", "no-cache")
		default:
			guarded.ServeHTTP(w, r)
		}
	}))
	if f.accessLog {
		handler = gorilla.CombinedLoggingHandler(os.Stdout, handler)
	}
	return handler
}
