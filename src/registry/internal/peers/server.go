package peers

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/apierror"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// maxSkew is how far the clocks of two instances may be apart. Within it, each nonce is taken once.
const maxSkew = 2 * time.Minute

// The longest lease and drain that a peer can ask for.
const (
	maxLease = 10 * time.Minute
	maxDrain = time.Hour
)

// Suspender sets caches aside while blobs may be deleted.
type Suspender interface {
	Suspend(ctx context.Context) (resume func(), err error)
}

// Server answers the peers of this instance.
type Server struct {
	key      key
	instance string
	gate     *readonly.Gate
	cache    Suspender
	log      report.Log
	now      func() time.Time

	mu sync.Mutex
	// collecting is true while this instance collects itself.
	collecting bool
	lease      *lease
	nonces     map[string]time.Time
	ended      map[string]time.Time
}

// NewServer returns the endpoint of the instance with that identifier.
func NewServer(secret, instance string, gate *readonly.Gate, cache Suspender, log report.Log) *Server {
	return &Server{
		key: newKey(secret), instance: instance, gate: gate, cache: cache, log: log, now: time.Now,
		nonces: make(map[string]time.Time), ended: make(map[string]time.Time),
	}
}

// BeginCollection notes that this instance is about to collect; it reports false when another one's lease
// is in force. EndCollection undoes it.
func (s *Server) BeginCollection() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lease != nil || s.collecting {
		return false
	}
	s.collecting = true
	return true
}

// EndCollection notes that the collection has ended.
func (s *Server) EndCollection() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.collecting = false
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxMessage+1))
	if err != nil || len(body) > maxMessage || r.Method != http.MethodPost {
		apierror.Write(w, http.StatusBadRequest, apierror.Unsupported, "not a message of a peer")
		return
	}
	var message request
	if !s.key.verify(toPeer, body, r.Header.Get(signatureHeader)) || json.Unmarshal(body, &message) != nil {
		apierror.Write(w, http.StatusForbidden, apierror.Denied, "the signature is wrong; peers need the same http.secret")
		return
	}
	if problem := s.admit(message); problem != "" {
		apierror.Write(w, http.StatusForbidden, apierror.Denied, problem)
		return
	}
	s.reply(w, message.Nonce, s.perform(message))
}

// admit refuses messages that are old or were seen before.
func (s *Server) admit(message request) string {
	now := s.now()
	if now.Sub(time.Unix(message.At, 0)).Abs() > maxSkew {
		return "the message is too old or the clocks of the peers differ by more than two minutes; check NTP"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	forget(s.nonces, now.Add(-2*maxSkew))
	forget(s.ended, now.Add(-2*maxSkew))
	if _, seen := s.nonces[message.Nonce]; seen {
		return "the message has been seen before"
	}
	s.nonces[message.Nonce] = now
	return ""
}

func forget(entries map[string]time.Time, before time.Time) {
	for key, at := range entries {
		if at.Before(before) {
			delete(entries, key)
		}
	}
}

// perform does what the message asks and returns the state after it.
func (s *Server) perform(message request) State {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case message.Instance == s.instance:
	case message.Op == opHold:
		return s.renew(message)
	case message.Op == opRelease:
		s.ended[message.Run] = s.now()
		if s.lease != nil && s.lease.run == message.Run {
			s.end()
		}
	}
	return s.state()
}

func (s *Server) state() State {
	switch {
	case s.collecting:
		return Collecting
	case s.lease != nil:
		return s.lease.state
	default:
		return Open
	}
}

func (s *Server) reply(w http.ResponseWriter, nonce string, state State) {
	body, _ := json.Marshal(answer{Nonce: nonce, Instance: s.instance, State: state, Writes: s.gate.Status().Writes})
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set(signatureHeader, s.key.sign(fromPeer, body))
	_, _ = w.Write(body) // the peer has gone; it will ask again
}

func seconds(value float64) time.Duration { return time.Duration(value * float64(time.Second)) }
