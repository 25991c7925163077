// Package collect frees the space of blobs that no manifest refers to any more, in the registry process
// itself and while it serves pulls. Writes wait meanwhile, here and on every other instance that shares
// the storage.
package collect

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/distribution/distribution/v3/registry/storage/driver"
	"golang.org/x/sync/errgroup"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/peers"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
)

// ErrBusy is returned when a collection is running already, here or on another instance.
var ErrBusy = errors.New("a collection is running already, here or on another instance")

// Config is what a Collector works with.
type Config struct {
	Driver driver.StorageDriver
	Gate   *readonly.Gate
	Cache  peers.Suspender
	// Peers and Server are nil on an instance without peers.
	Peers  *peers.Client
	Server *peers.Server
	// Drain is how long writes that have begun may take to finish.
	Drain time.Duration
	// UploadAge is how old an unfinished upload must be to be removed.
	UploadAge time.Duration
}

// Collector collects garbage, one collection at a time.
type Collector struct {
	config  Config
	storage storage
	metrics *metrics
	busy    sync.Mutex

	mu   sync.Mutex
	last *Summary
}

// New returns a Collector.
func New(config Config) *Collector {
	return &Collector{config: config, storage: storage{config.Driver}, metrics: newMetrics()}
}

// Last returns the result of the last collection that was no dry run, nil before the first.
func (c *Collector) Last() *Summary {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

// Run collects. It returns what it did, also when it stopped half-way with an error.
func (c *Collector) Run(ctx context.Context, options Options, emit func(Event)) (Summary, error) {
	if !c.busy.TryLock() {
		return Summary{}, ErrBusy
	}
	defer c.busy.Unlock()
	started := time.Now()
	summary := Summary{DryRun: options.DryRun, DeleteUntagged: options.DeleteUntagged}
	var err error
	if options.DryRun {
		err = c.rehearse(ctx, options, emit, &summary)
	} else {
		c.metrics.begin()
		err = c.collect(ctx, options, emit, &summary)
	}
	summary.Seconds = time.Since(started).Seconds()
	if err != nil {
		summary.Error = err.Error()
	}
	if !options.DryRun {
		c.metrics.end(started, summary)
		c.mu.Lock()
		c.last = &summary
		c.mu.Unlock()
	}
	return summary, err
}

func (c *Collector) rehearse(ctx context.Context, options Options, emit func(Event), summary *Summary) error {
	p, err := c.plan(ctx, options, summary)
	if err == nil {
		summary.Removed = preview(p, emit)
	}
	return err
}

// collect stops writes everywhere, then marks and sweeps.
func (c *Collector) collect(ctx context.Context, options Options, emit func(Event), summary *Summary) error {
	if c.config.Server != nil {
		if !c.config.Server.BeginCollection() {
			return ErrBusy
		}
		defer c.config.Server.EndCollection()
	}
	hold := c.config.Gate.Close("garbage is being collected")
	defer hold.Release()
	emit(Event{Kind: KindProgress, Message: "read-only; waiting for writes that have begun"})
	ctx, release, err := c.quiesce(ctx, hold)
	if err != nil {
		return err
	}
	defer release()
	resume, err := c.config.Cache.Suspend(ctx)
	if err != nil {
		return err
	}
	defer resume()
	emit(Event{Kind: KindProgress, Message: "nothing is written any more; looking for what is in use"})
	p, err := c.plan(ctx, options, summary)
	if err != nil {
		return err
	}
	emit(Event{Kind: KindProgress, Message: fmt.Sprintf("%d manifests and %d blobs are in use; removing the rest", summary.KeptManifests, summary.KeptBlobs)})
	summary.Removed, err = c.storage.sweep(ctx, p, emit)
	return err
}

// errNoLease ends the wait for this instance's own writes when another instance refuses.
var errNoLease = errors.New("another instance refuses")

// quiesce returns when nothing is written on any instance. The returned context ends when that can no
// longer be relied on.
func (c *Collector) quiesce(ctx context.Context, hold *readonly.Hold) (context.Context, func(), error) {
	waiting, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	draining, cancel := context.WithTimeout(waiting, c.config.Drain)
	defer cancel()
	var lease *peers.Lease
	kept := ctx
	var group errgroup.Group
	group.Go(func() error {
		err := hold.Wait(draining)
		if err == nil || errors.Is(err, errNoLease) {
			return nil
		}
		return fmt.Errorf("this instance cannot be read-only: %w; try again later", err)
	})
	if c.config.Peers != nil {
		group.Go(func() (err error) {
			if lease, kept, err = c.config.Peers.Acquire(ctx, c.config.Drain); err != nil {
				giveUp(errNoLease)
			}
			return err
		})
	}
	err := group.Wait()
	release := func() {
		if lease != nil {
			lease.Release()
		}
	}
	if err != nil {
		release()
		return nil, nil, err
	}
	return kept, release, nil
}

func (c *Collector) plan(ctx context.Context, options Options, summary *Summary) (plan, error) {
	p, err := c.storage.makePlan(ctx, options, time.Now().Add(-c.config.UploadAge))
	summary.Repositories = p.repositories
	summary.KeptManifests = p.kept.manifests
	summary.KeptBlobs = len(p.kept.blobs)
	return p, err
}
