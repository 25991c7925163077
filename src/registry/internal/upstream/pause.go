package upstream

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// How long an upstream is left alone: after an answer of 429 as long as it asks for, within bounds, so that
// neither a missing nor an excessive Retry-After counts; after no answer a moment, so that pulls of what the
// cache holds do not each wait for a connection that does not come about.
const (
	leastBusy     = 10 * time.Second
	mostBusy      = 2 * time.Minute
	afterNoAnswer = 5 * time.Second
)

// pauses remembers which parts of an upstream are left alone, and until when.
type pauses struct {
	mu    sync.Mutex
	until map[string]pause
}

type pause struct {
	end     time.Time
	failure Failure
}

// area is the part of an upstream that a limit is about: Docker Hub's counts manifests, not blobs
// (docs.docker.com, Docker Hub pull usage and limits).
func area(request *http.Request) string {
	if strings.Contains(request.URL.Path, "/manifests/") {
		return request.URL.Host + " manifests"
	}
	return request.URL.Host
}

// running returns the failure to answer with while a request's area, or its host, is left alone.
func (p *pauses) running(request *http.Request, now time.Time) *Failure {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, key := range []string{request.URL.Host, area(request)} {
		if found, is := p.until[key]; is && now.Before(found.end) {
			failure := found.failure
			failure.RetryAfter = found.end.Sub(now)
			return &failure
		}
	}
	return nil
}

// latest returns the failure behind the pause that ends last, nil while there is none.
func (p *pauses) latest(now time.Time) *Failure {
	p.mu.Lock()
	defer p.mu.Unlock()
	var found *pause
	for _, one := range p.until {
		if now.Before(one.end) && (found == nil || one.end.After(found.end)) {
			found = &one
		}
	}
	if found == nil {
		return nil
	}
	failure := found.failure
	failure.RetryAfter = found.end.Sub(now)
	return &failure
}

func (p *pauses) begin(key string, failure *Failure, end time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.until == nil {
		p.until = make(map[string]pause)
	}
	p.until[key] = pause{end, *failure}
}

// count returns how many parts are left alone.
func (p *pauses) count(now time.Time) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	running := 0
	for _, one := range p.until {
		if now.Before(one.end) {
			running++
		}
	}
	return running
}

// retryAfter reads a Retry-After header, seconds or a date, within bounds.
func retryAfter(header string, now time.Time) time.Duration {
	wait := time.Duration(0)
	if seconds, err := strconv.Atoi(header); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if date, err := http.ParseTime(header); err == nil {
		wait = date.Sub(now)
	}
	return min(max(wait, leastBusy), mostBusy).Round(time.Second)
}
