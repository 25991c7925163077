package collect

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics describes collections that were no dry runs.
type metrics struct {
	running, started, seconds, freed, succeeded prometheus.Gauge
	freedTotal                                  prometheus.Counter
	runs                                        *prometheus.CounterVec
}

func newMetrics() *metrics {
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
	}
	return &metrics{
		running:   gauge("registry_gc_running", "1 while garbage is being collected."),
		started:   gauge("registry_gc_last_start_timestamp_seconds", "When the last collection began, in Unix seconds; 0 before the first."),
		seconds:   gauge("registry_gc_last_duration_seconds", "How long the last collection took."),
		freed:     gauge("registry_gc_last_freed_bytes", "What the last collection freed, in bytes."),
		succeeded: gauge("registry_gc_last_success", "1 if the last collection finished without an error."),
		freedTotal: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "registry_gc_freed_bytes_total", Help: "What all collections freed, in bytes."}),
		runs: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "registry_gc_runs_total", Help: "Collections by result: success, failure."}, []string{"result"}),
	}
}

func (m *metrics) begin() { m.running.Set(1) }

func (m *metrics) end(started time.Time, summary Summary) {
	m.running.Set(0)
	m.started.Set(float64(started.Unix()))
	m.seconds.Set(summary.Seconds)
	m.freed.Set(float64(summary.Removed.Bytes))
	m.freedTotal.Add(float64(summary.Removed.Bytes))
	if summary.Error == "" {
		m.succeeded.Set(1)
		m.runs.WithLabelValues("success").Inc()
		return
	}
	m.succeeded.Set(0)
	m.runs.WithLabelValues("failure").Inc()
}

// Collectors returns the metrics of collections.
func (c *Collector) Collectors() []prometheus.Collector {
	m := c.metrics
	return []prometheus.Collector{m.running, m.started, m.seconds, m.freed, m.succeeded, m.freedTotal, m.runs}
}
