// Package upstream is how a cache speaks to the registry that it caches: one HTTP transport, with a CA of its
// own, that leaves an upstream alone which does not answer or asks for patience, and knows what went wrong.
package upstream

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Kind says what is the matter, as far as it matters to clients.
type Kind int

const (
	// Unreachable: no answer, or one of 5xx.
	Unreachable Kind = iota
	// Refused: 401 or 403; the cache's credentials are wrong, missing, or not enough.
	Refused
	// Busy: 429.
	Busy
	// Missing: 404; the upstream does not have it.
	Missing
)

// String returns the kind as metrics name it.
func (k Kind) String() string {
	return [...]string{"unreachable", "refused", "busy", "missing"}[k]
}

// Failure is what the upstream did instead of giving what was asked for.
type Failure struct {
	Kind Kind
	// Message says it to an operator: upstream, status, place, never a secret.
	Message string
	// RetryAfter is when to ask again; 0 where there is nothing to wait for.
	RetryAfter time.Duration
}

// Error implements error.
func (f *Failure) Error() string { return f.Message }

// ofStatus returns the failure that a response stands for, nil for none. Where it came from is host and path:
// queries of redirected blobs hold signatures.
func ofStatus(name string, response *http.Response, retryAfter time.Duration) *Failure {
	status := response.StatusCode
	place := fmt.Sprintf("%s://%s%s", response.Request.URL.Scheme, response.Request.URL.Host, response.Request.URL.Path)
	said := fmt.Sprintf("upstream %s: %d %s from %s", name, status, http.StatusText(status), place)
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return &Failure{Kind: Refused, Message: said + ": it does not give this to the cache; check that the image exists, and the username and password of the upstream"}
	case status == http.StatusTooManyRequests:
		return &Failure{Kind: Busy, Message: fmt.Sprintf("%s; it is asked again in %s", said, retryAfter), RetryAfter: retryAfter}
	case status == http.StatusNotFound:
		return &Failure{Kind: Missing, Message: said}
	case status >= http.StatusBadRequest:
		return &Failure{Kind: Unreachable, Message: said}
	default:
		return nil
	}
}

// noCredentials is how Distribution reports a Basic challenge that it has no password for
// (internal/client/auth/session.go, ErrNoBasicAuthCredentials, v3.1.1); the package is internal.
const noCredentials = "no basic auth credentials"

// Of returns the failure behind an error of Distribution's proxy. What was observed of the requests comes
// first: the error itself often tells less, or is of a type that is internal to Distribution.
func Of(err error, seen *Observation) *Failure {
	var failure *Failure
	if errors.As(err, &failure) {
		return failure
	}
	if seen != nil {
		if failure := seen.Failure(); failure != nil {
			return failure
		}
	}
	if strings.Contains(err.Error(), noCredentials) {
		return &Failure{Kind: Refused, Message: "the upstream wants credentials and the cache has none; set username and password of the upstream"}
	}
	return &Failure{Kind: Unreachable, Message: "upstream: " + err.Error()}
}
