package peers

import (
	"context"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
)

// lease is another instance's claim that this one be read-only.
type lease struct {
	run    string
	hold   *readonly.Hold
	resume func()
	cancel context.CancelFunc
	expiry *time.Timer
	state  State
}

// renew starts or prolongs the lease of the message's run. The caller holds the lock.
func (s *Server) renew(message request) State {
	if _, ended := s.ended[message.Run]; ended || s.collecting {
		return s.state()
	}
	duration := min(seconds(message.Lease), maxLease)
	if s.lease != nil && s.lease.run != message.Run {
		return Collecting
	}
	if s.lease != nil {
		if s.lease.expiry.Reset(duration) {
			return s.lease.state
		}
		return Open // it has just expired; the collecting instance has lost it
	}
	resume, err := s.cache.Suspend(context.Background())
	if err != nil {
		s.log.Warnf("cannot be read-only for a peer: %v", err)
		return Busy
	}
	ctx, cancel := context.WithTimeout(context.Background(), min(seconds(message.Drain), maxDrain))
	fresh := &lease{run: message.Run, hold: s.gate.Close("another instance collects garbage"), resume: resume, cancel: cancel, state: Draining}
	fresh.expiry = time.AfterFunc(duration, func() { s.expire(fresh) })
	s.lease = fresh
	go s.drain(ctx, fresh)
	return fresh.state
}

// drain waits for the writes that had begun.
func (s *Server) drain(ctx context.Context, l *lease) {
	err := l.hold.Wait(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	l.state = ReadOnly
	if err != nil {
		l.state = Busy
	}
}

// expire ends a lease that was not renewed.
func (s *Server) expire(l *lease) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lease != l {
		return
	}
	s.log.Warnf("the instance that collects garbage has not renewed its lease; taking writes again")
	s.ended[l.run] = s.now()
	s.end()
}

// end ends the lease. The caller holds the lock.
func (s *Server) end() {
	s.lease.expiry.Stop()
	s.lease.cancel()
	s.lease.resume()
	s.lease.hold.Release()
	s.lease = nil
}
