// Package control is the local command channel of a running registry: HTTP with JSON over a unix socket
// that only named users, root by default, may use.
package control

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collection"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/readonly"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// maxRequest bounds a request body, in bytes.
const maxRequest = 4096

// patience is how long a caller may take to read the next line of a collection's report.
const patience = 30 * time.Second

// Status is the answer to GET /status and PUT /read-only.
type Status struct {
	readonly.Status
	// LastCollection is nil before the first one that was no dry run.
	LastCollection *collection.Summary `json:"last_collection"`
}

// ReadOnlyRequest is the body of PUT /read-only.
type ReadOnlyRequest struct {
	Enabled bool `json:"enabled"`
}

// Collector collects garbage.
type Collector interface {
	// Run ends with what it did, and tells every step of it.
	Run(ctx context.Context, options collection.Options, emit func(collection.Event)) (collection.Summary, error)
	// Last is nil before the first collection that was no dry run.
	Last() *collection.Summary
}

// Config is what a Server works with.
type Config struct {
	// UIDs may use the socket.
	UIDs []int
	Gate *readonly.Gate
	// Collector is nil where garbage collection does not apply; Reason then says why.
	Collector Collector
	Reason    string
	// Drain is how long writes that have begun may take to finish.
	Drain time.Duration
	Log   report.Log
}

// Server answers commands.
type Server struct {
	config Config

	mu   sync.Mutex
	hold *readonly.Hold // the operator's
}

// NewServer returns a Server.
func NewServer(config Config) *Server { return &Server{config: config} }

// Serve answers on the listener until ctx ends, which also ends a running collection.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", s.status)
	mux.HandleFunc("PUT /read-only", s.readOnly)
	mux.HandleFunc("POST /gc", s.collect)
	server := &http.Server{
		Handler:           s.checkCaller(mux),
		ConnContext:       withCaller,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (s *Server) checkCaller(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		uid, known := caller(r.Context())
		if !known || !slices.Contains(s.config.UIDs, uid) {
			fail(w, http.StatusForbidden, fmt.Errorf("user id %d may not control the registry; operations.control.uids lists who may", uid))
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) status(w http.ResponseWriter, _ *http.Request) {
	status := Status{Status: s.config.Gate.Status()}
	if s.config.Collector != nil {
		status.LastCollection = s.config.Collector.Last()
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(status) // the caller has gone; there is nobody to tell
}

// readOnly closes or opens the gate for the operator. Closing answers when nothing is written any more; if
// that takes too long, the gate opens again: half a read-only registry is of no use to a backup.
func (s *Server) readOnly(w http.ResponseWriter, r *http.Request) {
	var request ReadOnlyRequest
	if err := decode(r, &request); err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	if err := s.setReadOnly(r.Context(), request.Enabled); err != nil {
		fail(w, http.StatusConflict, err)
		return
	}
	s.status(w, r)
}

func (s *Server) setReadOnly(ctx context.Context, enabled bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !enabled {
		if s.hold != nil {
			s.hold.Release()
			s.hold = nil
			s.config.Log.Infof("taking writes again, as the operator says")
		}
		return nil
	}
	if s.hold == nil {
		s.hold = s.config.Gate.Close("the operator has made it read-only")
		s.config.Log.Infof("read-only, as the operator says")
	}
	draining, cancel := context.WithTimeout(ctx, s.config.Drain)
	defer cancel()
	err := s.hold.Wait(draining)
	if err == nil {
		err = context.Cause(ctx) // a caller that has gone would never make it read-write again
	}
	if err != nil {
		s.hold.Release()
		s.hold = nil
		s.config.Log.Warnf("taking writes again: could not become read-only: %v", err)
		return fmt.Errorf("%w after %s; the registry takes writes again, try later", err, s.config.Drain)
	}
	return nil
}

// collect streams the events of a collection, one JSON document a line.
func (s *Server) collect(w http.ResponseWriter, r *http.Request) {
	var options collection.Options
	if err := decode(r, &options); err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	if s.config.Collector == nil {
		fail(w, http.StatusConflict, errors.New(s.config.Reason))
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	encoder, controller := json.NewEncoder(w), http.NewResponseController(w)
	emit := func(event collection.Event) {
		// A caller that has gone ends r.Context(), and so does one that reads nothing, which must not keep
		// the registry read-only.
		_ = controller.SetWriteDeadline(time.Now().Add(patience))
		_ = encoder.Encode(event)
		if event.Kind == collection.KindProgress {
			_ = controller.Flush()
		}
	}
	summary, err := s.config.Collector.Run(r.Context(), options, emit)
	final := collection.Event{Kind: collection.KindDone, Summary: &summary}
	if err != nil {
		final = collection.Event{Kind: collection.KindFailed, Summary: &summary, Message: err.Error()}
		s.config.Log.Warnf("garbage collection: %v", err)
	}
	emit(final)
}

func decode(r *http.Request, into any) error {
	decoder := json.NewDecoder(io.LimitReader(r.Body, maxRequest))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// problem is the body of a refusal.
type problem struct {
	Error string `json:"error"`
}

func fail(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(problem{err.Error()}) // the caller has gone; there is nobody to tell
}
