package expiry

import (
	"sync"
	"syscall"
)

// usage is how much of a file system is used, in bytes, as df counts: what is reserved for root is not there.
func usage(path string) (used, size int64, err error) {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(path, &stat); err != nil {
		return 0, 0, err
	}
	block := int64(stat.Bsize)
	used = int64(stat.Blocks-stat.Bfree) * block
	return used, used + int64(stat.Bavail)*block, nil
}

// room is the disk up to its limit, and what of it is promised to blobs under way.
type room struct {
	path    string
	percent int64
	mu      sync.Mutex
	// promised is what is about to be written, in bytes.
	promised int64
	// measure is usage, but in tests.
	measure func(path string) (used, size int64, err error)
}

// excess returns how many bytes have to go for more bytes to fit under the limit, 0 or less if they do, and
// the limit.
func (r *room) excess(more int64) (excess, limit int64, err error) {
	used, size, err := r.measure(r.path)
	if err != nil {
		return 0, 0, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	limit = size / 100 * r.percent
	return used + r.promised + more - limit, limit, nil
}

// promise keeps bytes free if they fit.
func (r *room) promise(bytes int64) (*reservation, bool) {
	used, size, err := r.measure(r.path)
	if err != nil {
		return nil, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if used+r.promised+bytes > size/100*r.percent {
		return nil, false
	}
	r.promised += bytes
	return &reservation{room: r, left: bytes}, true
}

// reservation is a promise.
type reservation struct {
	room *room
	left int64
}

// Written takes what is on the disk by now off the promise: it counts as used.
func (r *reservation) Written(n int) { r.give(int64(n)) }

// Release gives back the rest.
func (r *reservation) Release() { r.give(1 << 62) }

func (r *reservation) give(bytes int64) {
	r.room.mu.Lock()
	defer r.room.mu.Unlock()
	bytes = min(bytes, r.left)
	r.left -= bytes
	r.room.promised -= bytes
}
