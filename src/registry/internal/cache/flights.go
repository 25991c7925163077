package cache

import (
	"context"
	"net/http"
	"sync"

	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/upstream"
)

// flights are those under way, by repository and digest: who may read an image is the upstream's to say, so a
// blob that two repositories share is asked for in each.
type flights struct {
	mu   sync.Mutex
	byID map[string]*flight
	// fetching has one flight a digest at a time: the proxy stores only the first of those that run at once
	// (registry/proxy/proxyblobstore.go, inflight, v3.1.1).
	fetching map[digest.Digest]chan struct{}
}

func (f *flights) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.byID)
}

// join returns the flight of a blob, which the caller has to start if it is the first.
func (f *flights) join(id string, blob v1.Descriptor) (found *flight, first bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if found, is := f.byID[id]; is && found.board() {
		return found, false
	}
	if f.byID == nil {
		f.byID = make(map[string]*flight)
		f.fetching = make(map[digest.Digest]chan struct{})
	}
	found = newFlight(blob)
	found.board()
	f.byID[id] = found
	return found, true
}

// land ends a flight; whoever comes after finds the blob on the disk.
func (f *flights) land(id string, landed *flight, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	landed.land(err)
	if f.byID[id] == landed {
		delete(f.byID, id)
	}
}

// turn waits until no other flight fetches the digest.
func (f *flights) turn(dgst digest.Digest) (end func()) {
	for {
		f.mu.Lock()
		other, taken := f.fetching[dgst]
		if !taken {
			mine := make(chan struct{})
			f.fetching[dgst] = mine
			f.mu.Unlock()
			return func() {
				f.mu.Lock()
				defer f.mu.Unlock()
				delete(f.fetching, dgst)
				close(mine)
			}
		}
		f.mu.Unlock()
		<-other
	}
}

// fetch flies: it brings the blob to the disk, by way of the proxy. It goes on when clients go away.
func (b blobs) fetch(ctx context.Context, r *http.Request, id string, f *flight) {
	dgst := f.blob.Digest
	release := b.cache.keeper.Hold(dgst)
	defer release()
	defer b.cache.flights.turn(dgst)()
	repository := b.name.Name()
	held := b.present(ctx, dgst)
	if held || b.cache.keeper.Link(repository, dgst, f.blob.Size) {
		f.change(func() { f.held = held })
		b.cache.flights.land(id, f, nil)
		return
	}
	room, ok := b.cache.keeper.Reserve(f.blob.Size)
	if !ok {
		f.change(func() { f.unkept = true })
		b.cache.flights.land(id, f, nil)
		return
	}
	defer room.Release()
	f.room = room
	ctx, seen := upstream.Observe(context.WithValue(ctx, flightKey{}, f))
	err := b.BlobStore.ServeBlob(ctx, discard{make(http.Header)}, r, dgst)
	if err != nil {
		err = upstream.Of(err, seen)
		b.cache.log.Warnf("fetching %s of %s: %v", dgst, repository, err)
	}
	b.cache.flights.land(id, f, err)
}

// discard is the client of a flight: those who wait for it read the file.
type discard struct{ header http.Header }

func (d discard) Header() http.Header       { return d.header }
func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) WriteHeader(int)             {}
