package readonly

import (
	"net/http"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/apierror"
)

// retryAfter is the wait in seconds that refused clients are asked to keep.
const retryAfter = "10"

// Middleware refuses writes while the gate is closed: 503 with Retry-After, since the state passes and
// clients try again on 503, where Distribution's lasting read-only mode answers 405, on which they give up.
func (g *Gate) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !writes(r.Method) {
			next.ServeHTTP(w, r)
			return
		}
		repository := repository(r.URL.Path)
		reason, admitted := g.begin(repository)
		if !admitted {
			refused.Inc()
			w.Header().Set("Retry-After", retryAfter)
			apierror.Write(w, http.StatusServiceUnavailable, apierror.Unavailable, "the registry is read-only for now: "+reason+"; try again later")
			return
		}
		recorder := &statusRecorder{ResponseWriter: w}
		defer func() { g.end(repository, recorder.succeeded()) }()
		next.ServeHTTP(recorder, r)
	})
}

func writes(method string) bool {
	switch method {
	case http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return true
	default:
		return false
	}
}

// repository returns the name of the repository that an API path is about, or the path itself.
func repository(path string) string {
	_, rest, found := strings.Cut(path, "/v2/")
	if !found {
		return path
	}
	for _, marker := range []string{"/blobs/", "/manifests/"} {
		if end := strings.LastIndex(rest, marker); end >= 0 {
			return rest[:end]
		}
	}
	return rest
}

// statusRecorder remembers the status of a response to a write.
type statusRecorder struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (s *statusRecorder) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

// Flush implements http.Flusher.
func (s *statusRecorder) Flush() {
	if flusher, ok := s.ResponseWriter.(http.Flusher); ok {
		flusher.Flush()
	}
}

// Unwrap serves http.ResponseController.
func (s *statusRecorder) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (s *statusRecorder) succeeded() bool { return s.status < http.StatusBadRequest }

// refused counts the writes that were refused.
var refused = prometheus.NewCounter(prometheus.CounterOpts{
	Name: "registry_writes_refused_total",
	Help: "Writes refused because the registry was read-only.",
})

// Collectors returns the metrics of the gate.
func (g *Gate) Collectors() []prometheus.Collector {
	return []prometheus.Collector{
		refused,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "registry_read_only",
			Help: "1 while the registry refuses writes.",
		}, func() float64 {
			if g.Status().ReadOnly {
				return 1
			}
			return 0
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "registry_writes_in_flight",
			Help: "Writing requests that are running.",
		}, func() float64 { return float64(g.running()) }),
	}
}
