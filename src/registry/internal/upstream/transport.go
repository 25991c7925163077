package upstream

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// How long the upstream gets: to take a connection, to answer, and between two pieces of a body.
const (
	connectTimeout = 5 * time.Second
	answerTimeout  = 30 * time.Second
	silence        = time.Minute
)

// Transport makes the requests to one upstream, its token server and what it redirects to. Distribution's
// proxy uses http.DefaultTransport for all of them (registry/proxy/proxyregistry.go, v3.1.1).
type Transport struct {
	name   string
	base   http.RoundTripper
	pauses pauses
	log    *throttle
}

// NewTransport trusts the system's CAs and those in ca (PEM; empty for none). It uses the proxy that
// HTTP_PROXY, HTTPS_PROXY and NO_PROXY name.
func NewTransport(name, ca string, log report.Log) (*Transport, error) {
	base := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}).DialContext,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          100,
		MaxIdleConnsPerHost:   32,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: answerTimeout,
		ExpectContinueTimeout: time.Second,
	}
	if ca != "" {
		trusted, err := x509.SystemCertPool()
		if err != nil {
			trusted = x509.NewCertPool()
		}
		if !trusted.AppendCertsFromPEM([]byte(ca)) {
			return nil, errors.New("operations.cache.ca holds no certificate in PEM form")
		}
		base.TLSClientConfig = &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}
	}
	return &Transport{name: name, base: base, log: &throttle{to: log}}, nil
}

// RoundTrip implements http.RoundTripper.
func (t *Transport) RoundTrip(request *http.Request) (*http.Response, error) {
	seen := observed(request.Context())
	if failure := t.pauses.running(request, time.Now()); failure != nil {
		seen.record(failure)
		count("paused")
		return nil, failure
	}
	ctx, cancel := context.WithCancelCause(request.Context())
	response, err := t.base.RoundTrip(request.WithContext(ctx))
	if err != nil {
		cancel(nil)
		return nil, t.unanswered(request, err, seen)
	}
	wait := retryAfter(response.Header.Get("Retry-After"), time.Now())
	failure := ofStatus(t.name, response, wait)
	if asksWho(request, response) {
		failure = nil
	}
	seen.record(failure)
	if failure == nil {
		count("answered")
	} else {
		count(failure.Kind.String())
		t.note(request, response, failure)
	}
	response.Body = watch(response.Body, silence, func() {
		cancel(fmt.Errorf("upstream %s: nothing came for %s", t.name, silence))
	}, func() { cancel(nil) })
	return response, nil
}

// Trouble returns why the upstream is left alone at the moment, nil if it is not: what became of the one
// request whose context cannot be observed (see Observe).
func (t *Transport) Trouble() *Failure { return t.pauses.latest(time.Now()) }

// unanswered makes a failure of an error. A client that has gone is not the upstream's fault.
func (t *Transport) unanswered(request *http.Request, err error, seen *Observation) error {
	if request.Context().Err() != nil {
		return err
	}
	failure := &Failure{Kind: Unreachable, RetryAfter: afterNoAnswer, Message: fmt.Sprintf("upstream %s: no answer from %s: %v", t.name, request.URL.Host, cause(err))}
	seen.record(failure)
	count(failure.Kind.String())
	t.pauses.begin(request.URL.Host, failure, time.Now().Add(afterNoAnswer))
	t.log.warnf(failure.Kind.String(), "%s; what the cache holds is served meanwhile", failure.Message)
	return failure
}

// cause is the error without the URL, whose query may hold a signature.
func cause(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// asksWho is true for the 401 by which a registry says how it wants to be told who asks; it refuses nothing.
func asksWho(request *http.Request, response *http.Response) bool {
	return response.StatusCode == http.StatusUnauthorized && request.URL.Path == "/v2/" && request.Header.Get("Authorization") == ""
}

// note logs an answer that somebody should look at, and leaves an upstream alone that asks for it.
func (t *Transport) note(request *http.Request, response *http.Response, failure *Failure) {
	switch failure.Kind {
	case Busy:
		t.pauses.begin(area(request), failure, time.Now().Add(failure.RetryAfter))
		t.log.warnf(failure.Kind.String(), "%s; what the cache holds is served meanwhile", failure.Message)
	case Refused:
		t.log.warnf(failure.Kind.String()+request.URL.Path, "%s", failure.Message)
	case Unreachable:
		t.log.warnf(failure.Kind.String(), "%s; what the cache holds is served meanwhile", failure.Message)
	case Missing:
	}
}
