package access

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// maxFileSize bounds what is read of an access file, in bytes: 10,000 users are about 4 MB.
const maxFileSize = 16 << 20

// recheckAfter is how often a changed file is looked for, at most: one stat(2) a second at any load.
const recheckAfter = time.Second

// Store holds the policy of an access file and reads the file again when it has changed. A file that has
// become unreadable or broken leaves the last good policy in force.
type Store struct {
	path     string
	log      report.Log
	policy   atomic.Pointer[Policy]
	verifier *Verifier
	due      atomic.Int64 // when to look again, in Unix nanoseconds
	failures atomic.Int64
	loadedAt atomic.Int64 // in Unix seconds

	mu     sync.Mutex
	seen   os.FileInfo
	absent bool
}

// Open reads the access file, which must be good. Later trouble goes to the log.
func Open(path string, log report.Log) (*Store, error) {
	store := &Store{path: path, log: log, verifier: NewVerifier()}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("access file: %w; write it with `credentials hash`", err)
	}
	policy, err := load(path)
	if err != nil {
		return nil, fmt.Errorf("access file %s: %w", path, err)
	}
	store.adopt(policy, info)
	store.due.Store(time.Now().Add(recheckAfter).UnixNano())
	return store, nil
}

// Policy returns the policy in force.
func (s *Store) Policy() *Policy {
	now := time.Now().UnixNano()
	due := s.due.Load()
	if now >= due && s.due.CompareAndSwap(due, now+int64(recheckAfter)) {
		s.refresh()
	}
	return s.policy.Load()
}

// Verifier returns the verifier whose memory follows this store's policy.
func (s *Store) Verifier() *Verifier { return s.verifier }

// Failures counts the changed files that could not be used; LoadedAt is when the policy in force was read.
func (s *Store) Failures() int64     { return s.failures.Load() }
func (s *Store) LoadedAt() time.Time { return time.Unix(s.loadedAt.Load(), 0) }

// refresh reads the file again if it is not the one seen last, good or bad, so that trouble is reported once.
func (s *Store) refresh() {
	s.mu.Lock()
	defer s.mu.Unlock()
	info, err := os.Stat(s.path)
	if err != nil {
		if !s.absent {
			s.fail(err)
		}
		s.absent = true
		return
	}
	if !s.absent && same(s.seen, info) {
		return
	}
	s.absent = false
	policy, err := load(s.path)
	if err != nil {
		s.seen = info
		s.fail(err)
		return
	}
	s.adopt(policy, info)
	s.log.Infof("access file %s: read again, %d users", s.path, len(policy.users))
}

func (s *Store) fail(err error) {
	s.failures.Add(1)
	s.log.Warnf("access file %s: %v; the users and roles read before stay in force", s.path, err)
}

func (s *Store) adopt(policy *Policy, info os.FileInfo) {
	s.seen = info
	s.policy.Store(policy)
	s.loadedAt.Store(time.Now().Unix())
	s.verifier.Forget(policy)
}

// same reports whether both describe one file in one state; a rename over the old file changes the inode.
func same(a, b os.FileInfo) bool {
	return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}

func load(path string) (*Policy, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxFileSize {
		return nil, fmt.Errorf("%d bytes long; at most %d are allowed", info.Size(), maxFileSize)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(content)
}
