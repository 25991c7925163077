package serve

import (
	"context"
	"errors"
	"sync"

	"github.com/distribution/distribution/v3/registry/storage/driver"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/control"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/disk"
)

// newCollector returns nil for a pull-through cache, which frees space by expiry.
func (i *instance) newCollector(used driver.StorageDriver) *collect.Collector {
	if i.config.registry.Proxy.RemoteURL != "" {
		return nil
	}
	return collect.New(collect.Config{
		Driver:    used,
		Gate:      i.gate,
		Cache:     i.config.cache,
		Peers:     i.peers,
		Server:    i.server,
		Drain:     i.config.operations.ReadOnly.DrainTimeout,
		UploadAge: i.config.operations.Collect.UploadAge,
	})
}

func (i *instance) registerMetrics(collector *collect.Collector) {
	prometheus.MustRegister(i.gate.Collectors()...)
	if collector != nil {
		prometheus.MustRegister(collector.Collectors()...)
	}
	if path := i.config.operations.Disk.Path; path != "" {
		prometheus.MustRegister(disk.NewCollector(path))
	}
}

// operate starts what runs beside the requests: the command socket, the schedule, and the question to the
// peers whether a collection is running, before whose answer nothing is written.
func (i *instance) operate(ctx context.Context, background *sync.WaitGroup, collector *collect.Collector) error {
	o := i.config.operations
	if i.peers != nil {
		hold := i.gate.Close("it has just started and asks the other instances whether garbage is being collected")
		background.Go(func() {
			i.peers.AwaitNoCollection(ctx)
			hold.Release()
		})
	}
	if i.keeper != nil {
		background.Go(func() { i.keeper.Follow(ctx) })
	}
	if o.Control.Socket != "" {
		listener, err := control.Listen(o.Control.Socket)
		if err != nil {
			return err
		}
		var garbage control.Collector // nil itself, not a nil *collect.Collector, where there is none
		if collector != nil {
			garbage = collector
		}
		server := control.NewServer(control.Config{
			UIDs: o.Control.UIDs, Gate: i.gate, Collector: garbage, Drain: o.ReadOnly.DrainTimeout, Log: i.log,
			Reason: "this is a pull-through cache, which frees space by expiry; there is nothing to collect",
		})
		background.Go(func() {
			if err := server.Serve(ctx, listener); err != nil {
				i.log.Warnf("control socket: %v", err)
			}
		})
	}
	if o.Collect.Schedule != "" && collector != nil {
		schedule, err := collect.ParseSchedule(o.Collect.Schedule)
		if err != nil {
			return errors.Join(errors.New("operations.collect.schedule"), err)
		}
		background.Go(func() {
			collector.Follow(ctx, schedule, collect.Options{DeleteUntagged: o.Collect.DeleteUntagged}, i.log)
		})
	}
	return nil
}
