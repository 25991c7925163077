package expiry

import (
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// figures are what the last sweep found.
type figures struct {
	stored   atomic.Int64
	oldest   atomic.Int64
	duration atomic.Int64
	refused  atomic.Int64
}

func (f *figures) swept(stored int64, oldest time.Time, duration time.Duration) {
	f.stored.Store(stored)
	f.duration.Store(int64(duration))
	f.oldest.Store(0)
	if !oldest.IsZero() {
		f.oldest.Store(oldest.Unix())
	}
}

func (f *figures) refuse() { f.refused.Add(1) }

func (f *figures) remove(reason string, bytes int64) {
	removed.WithLabelValues(reason).Inc()
	freed.WithLabelValues(reason).Add(float64(bytes))
}

var (
	removed = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "cache_removed_total",
		Help: "Manifests and blobs removed from a repository, for their age or to make room.",
	}, []string{"reason"})
	freed = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "cache_removed_bytes_total",
		Help: "What removing them freed.",
	}, []string{"reason"})
)

// Collectors returns the metrics of the disk.
func (k *Keeper) Collectors() []prometheus.Collector {
	for _, reason := range []string{"age", "room"} {
		removed.WithLabelValues(reason)
		freed.WithLabelValues(reason)
	}
	gauge := func(name, help string, value func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
	}
	return []prometheus.Collector{
		removed, freed,
		gauge("cache_stored_bytes", "Manifests and blobs on the disk, as of the last sweep.", func() float64 { return float64(k.figures.stored.Load()) }),
		gauge("cache_oldest_pull_timestamp_seconds", "When what was pulled least recently was pulled, 0 for an empty cache.", func() float64 { return float64(k.figures.oldest.Load()) }),
		gauge("cache_sweep_duration_seconds", "How long the last sweep took.", func() float64 { return time.Duration(k.figures.duration.Load()).Seconds() }),
		gauge("cache_disk_excess_bytes", "What is used of the disk beyond the limit; less than 0 is room.", func() float64 {
			excess, _, err := k.room.excess(0)
			if err != nil {
				return 0
			}
			return float64(excess)
		}),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "cache_no_room_total",
			Help: "Blobs that were passed on without being kept, since there was no room for them.",
		}, func() float64 { return float64(k.figures.refused.Load()) }),
	}
}
