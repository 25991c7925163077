package cache

import "github.com/prometheus/client_golang/prometheus"

// result is how a request was answered.
type result = string

const (
	// hit: from the disk, without the upstream.
	hit result = "hit"
	// miss: by asking the upstream.
	miss result = "miss"
	// joined: with what was being fetched for somebody else.
	joined result = "joined"
	// masked: from the disk, since the upstream failed.
	masked result = "masked"
	// passed: from the upstream, without being kept, since there was no room.
	passed result = "passed"
)

var requests = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "cache_requests_total",
	Help: "Requests for tags, manifests and blobs: hit, miss, joined (a fetch that had begun), masked (the upstream failed), passed (not kept).",
}, []string{"type", "result"})

func count(kind string, how result) { requests.WithLabelValues(kind, how).Inc() }

// Collectors returns the metrics of the cache.
func (c *Cache) Collectors() []prometheus.Collector {
	for _, kind := range []string{"tag", "manifest", "blob"} {
		requests.WithLabelValues(kind, hit)
		requests.WithLabelValues(kind, miss)
	}
	return []prometheus.Collector{
		requests,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "cache_fetches_in_flight",
			Help: "Blobs that are being fetched from the upstream.",
		}, func() float64 { return float64(c.flights.count()) }),
	}
}
