package upstream

import (
	"sync"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// sameAgain is how long a line of one kind is not repeated: a thousand cells that pull while an upstream is
// down would write a thousand of them.
const sameAgain = time.Minute

// throttle logs a line of each kind once in a while.
type throttle struct {
	to   report.Log
	mu   sync.Mutex
	last map[string]time.Time
}

// mostKinds bounds what is remembered; beyond it everything is forgotten, and said once more.
const mostKinds = 1000

func (t *throttle) warnf(kind, format string, args ...any) {
	if t.due(kind, time.Now()) {
		t.to.Warnf(format, args...)
	}
}

func (t *throttle) due(kind string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if said, found := t.last[kind]; found && now.Sub(said) < sameAgain {
		return false
	}
	if t.last == nil || len(t.last) >= mostKinds {
		t.last = make(map[string]time.Time)
	}
	t.last[kind] = now
	return true
}
