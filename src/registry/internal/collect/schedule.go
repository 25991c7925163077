package collect

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/robfig/cron/v3"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// maxJitter spreads the scheduled collections of instances that share a storage: the first to begin wins,
// the others find it busy and leave it at that.
const maxJitter = 30 * time.Second

// ParseSchedule reads a cron expression of five fields (minute, hour, day of month, month, day of week), or
// a descriptor such as @daily. Times are local; a prefix such as "CRON_TZ=UTC " names another zone.
func ParseSchedule(expression string) (cron.Schedule, error) {
	schedule, err := cron.ParseStandard(expression)
	if err != nil {
		return nil, fmt.Errorf("%w; five fields are allowed: minute hour day-of-month month day-of-week, such as \"30 3 * * 0\"", err)
	}
	return schedule, nil
}

// Follow runs collections on schedule until ctx ends.
func (c *Collector) Follow(ctx context.Context, schedule cron.Schedule, options Options, log report.Log) {
	for {
		next := schedule.Next(time.Now())
		if next.IsZero() {
			log.Warnf("the garbage collection schedule never comes due")
			return
		}
		if c.config.Peers != nil {
			next = next.Add(rand.N(maxJitter))
		}
		select {
		case <-time.After(time.Until(next)):
		case <-ctx.Done():
			return
		}
		summary, err := c.Run(ctx, options, func(Event) {})
		if err != nil {
			log.Warnf("scheduled garbage collection: %v", err)
			continue
		}
		log.Infof("scheduled garbage collection: removed %d manifests, %d blobs and %d uploads, %d bytes, in %.1f s",
			summary.Removed.Manifests, summary.Removed.Blobs, summary.Removed.Uploads, summary.Removed.Bytes, summary.Seconds)
	}
}
