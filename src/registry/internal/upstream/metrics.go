package upstream

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

var requests = prometheus.NewCounterVec(prometheus.CounterOpts{
	Name: "cache_upstream_requests_total",
	Help: "Requests to the upstream, its token server and what it redirects to: answered, missing (404), refused (401, 403), busy (429), unreachable, or paused, which were not sent.",
}, []string{"result"})

func count(result string) { requests.WithLabelValues(result).Inc() }

// Collectors returns the metrics of the transport.
func (t *Transport) Collectors() []prometheus.Collector {
	for _, result := range []string{"answered", "missing", "refused", "busy", "unreachable", "paused"} {
		requests.WithLabelValues(result)
	}
	return []prometheus.Collector{
		requests,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "cache_upstream_paused",
			Help: "Parts of the upstream that are not asked for a while, because they did not answer or asked for patience.",
		}, func() float64 { return float64(t.pauses.count(time.Now())) }),
	}
}
