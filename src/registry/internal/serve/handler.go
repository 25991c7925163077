package serve

import (
	"net/http"
	"os"
	"sync/atomic"

	gorilla "github.com/gorilla/handlers"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/apierror"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/authorize"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
)

// front is what stands between the port and Distribution.
type front struct {
	gate *readonly.Gate
	// endpoints are this program's own, by path.
	endpoints map[string]http.Handler
	accessLog bool
	// cache is what a cache has before Distribution, nil for a registry: its upstream's failures, told as what they
	// are, and old clients.
	cache func(http.Handler) http.Handler
	// leaving is true once the process is told to end: load balancers look at / and go elsewhere.
	leaving atomic.Bool
}

// wrap puts the front before the registry.
func (f *front) wrap(registry http.Handler) http.Handler {
	if f.cache != nil {
		registry = f.cache(registry)
	}
	guarded := f.gate.Middleware(authorize.Denials(registry))
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if endpoint, found := f.endpoints[r.URL.Path]; found {
			endpoint.ServeHTTP(w, r)
			return
		}
		if r.URL.Path == "/" && f.leaving.Load() {
			apierror.Write(w, http.StatusServiceUnavailable, apierror.Unavailable, "shutting down")
			return
		}
		guarded.ServeHTTP(w, r)
	}))
	if f.accessLog {
		handler = gorilla.CombinedLoggingHandler(os.Stdout, handler)
	}
	return handler
}
