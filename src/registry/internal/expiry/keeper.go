// Package expiry removes from a pull-through cache what was not pulled for long, and, least recently pulled
// first, what the disk has no room for. Distribution's own expiry counts from the first pull, knows no limit,
// and removes content that other repositories use (registry/proxy/proxyregistry.go, v3.1.1; distribution issue
// 2367).
package expiry

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/cache"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// Config says what a cache keeps.
type Config struct {
	// Root is the root directory of Distribution's filesystem driver.
	Root string
	// Age is how long after its last pull something is removed; 0 for never.
	Age time.Duration
	// Limit is the part of the disk that may be used, in percent.
	Limit int
	// SharedBy is how many caches share the disk. One that holds more than its even part makes room for others.
	SharedBy int
	// Interval is the time between two looks at what has to go.
	Interval time.Duration
	Log      report.Log
}

// Keeper keeps one cache's disk.
type Keeper struct {
	config Config
	layout layout
	holds  holds
	room   room
	// sweeping is held by the one sweep that runs.
	sweeping sync.Mutex
	scanner  scanner
	figures  figures
}

var _ cache.Keeper = (*Keeper)(nil)

// New returns the keeper of a root directory, which it makes if it is not there.
func New(config Config) (*Keeper, error) {
	if err := os.MkdirAll(config.Root, 0o700); err != nil {
		return nil, err
	}
	at := layout{config.Root}
	return &Keeper{
		config:  config,
		layout:  at,
		room:    room{path: config.Root, percent: int64(config.Limit), measure: usage},
		scanner: scanner{layout: at},
	}, nil
}

// Hold implements cache.Keeper.
func (k *Keeper) Hold(dgst digest.Digest) (release func()) { return k.holds.hold(dgst) }

// Pulled implements cache.Keeper: the time of the link is when it was pulled.
func (k *Keeper) Pulled(repository string, dgst digest.Digest) {
	now := time.Now()
	for _, folder := range []string{k.layout.layer(repository, dgst), k.layout.revision(repository, dgst)} {
		_ = os.Chtimes(filepath.Join(folder, "link"), now, now) // it is one of the two
	}
}

// Reserve implements cache.Keeper.
func (k *Keeper) Reserve(size int64) (cache.Reservation, bool) {
	if promised, ok := k.room.promise(size); ok {
		return promised, true
	}
	k.sweeping.Lock()
	defer k.sweeping.Unlock()
	// Another sweep may have made room meanwhile.
	if promised, ok := k.room.promise(size); ok {
		return promised, true
	}
	if excess, limit, err := k.room.excess(size); err == nil && size <= limit {
		k.sweep(excess + limit/slack)
	}
	promised, ok := k.room.promise(size)
	if !ok {
		k.figures.refuse()
		return nil, false
	}
	return promised, true
}

// slack is the part of the limit, as a divisor, that is freed beyond what is needed, so that not every blob
// needs a sweep of its own.
const slack = 50

// Link implements cache.Keeper.
func (k *Keeper) Link(repository string, dgst digest.Digest, size int64) bool {
	info, err := os.Stat(k.layout.data(dgst))
	if err != nil || info.Size() != size {
		return false
	}
	folder := k.layout.layer(repository, dgst)
	temporary := filepath.Join(folder, ".link")
	err = errors.Join(os.MkdirAll(folder, 0o777), os.WriteFile(temporary, []byte(dgst), 0o666))
	if err == nil {
		err = os.Rename(temporary, filepath.Join(folder, "link"))
	}
	if err != nil {
		k.config.Log.Warnf("linking %s to %s: %v", dgst, repository, err)
	}
	return err == nil
}

// Upload implements cache.Keeper.
func (k *Keeper) Upload(repository, id string) (cache.Content, error) {
	return os.Open(k.layout.upload(repository, id))
}
