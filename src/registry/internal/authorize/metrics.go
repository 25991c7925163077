package authorize

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
)

// outcomes counts the decisions on requests.
var outcomes = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "registry_access_requests_total",
	Help: "Requests by outcome: user, anonymous, no_credentials, bad_credentials, denied.",
}, []string{"outcome"})

// Collectors returns the metrics of this package and of the store.
func Collectors(store *access.Store) []prometheus.Collector {
	return []prometheus.Collector{
		outcomes,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "registry_access_file_loaded_timestamp_seconds",
			Help: "When the access file in force was read, in Unix seconds.",
		}, func() float64 { return float64(store.LoadedAt().Unix()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "registry_access_file_failures_total",
			Help: "Changed access files that could not be used.",
		}, func() float64 { return float64(store.Failures()) }),
	}
}
