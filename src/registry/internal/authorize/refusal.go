package authorize

import (
	"fmt"
	"net/http"
	"net/url"
	"sort"
	"strings"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
)

// Reason says why a request is refused; its value is the label of the metric.
type Reason string

// The reasons. NoCredentials and BadCredentials are answered with 401 and a challenge, Denied with 403,
// since asking for the password again would not help.
const (
	NoCredentials  Reason = "no_credentials"
	BadCredentials Reason = "bad_credentials"
	Denied         Reason = "denied"
)

// deniedHeader carries the message of a Denied refusal from the adapter, which registries only let set
// headers, to Denials, which takes it away and answers 403.
const deniedHeader = "X-Registry-Denied"

// Refusal is a refused request.
type Refusal struct {
	Reason  Reason
	Message string

	authorizer *Authorizer
	needs      []Need
	bearer     bool
}

// Error implements error; the message names the user and the repository but never a password.
func (f *Refusal) Error() string { return f.Message }

func (a *Authorizer) refuse(reason Reason, needs []Need, who identity) *Refusal {
	outcomes.WithLabelValues(string(reason)).Inc()
	message := "authentication required"
	if reason == BadCredentials {
		message = "user name, password or access token is wrong"
	}
	return &Refusal{Reason: reason, Message: message, authorizer: a, needs: needs, bearer: who.bearer}
}

func (a *Authorizer) deny(user string, need Need) *Refusal {
	outcomes.WithLabelValues(string(Denied)).Inc()
	message := fmt.Sprintf("user %q has no role that grants %s", user, need.Action)
	if need.Repository != "" {
		message += fmt.Sprintf(" on repository %q", need.Repository)
	}
	return &Refusal{Reason: Denied, Message: message, authorizer: a}
}

// SetHeaders prepares the response: the challenge, or the mark that makes Denials answer 403.
func (f *Refusal) SetHeaders(r *http.Request, header http.Header) {
	if f.Reason == Denied {
		header.Set(deniedHeader, f.Message)
		return
	}
	policy := f.authorizer.options.Store.Policy()
	if policy.Anonymous() && policy.HasUsers() || f.bearer {
		header.Set("WWW-Authenticate", f.bearerChallenge(r))
		return
	}
	header.Set("WWW-Authenticate", fmt.Sprintf("Basic realm=%q", f.authorizer.options.Realm))
}

// bearerChallenge sends the client to the token endpoint. It is used where some need no credentials:
// clients decide by the first challenge whether to send any, and only with this scheme do they go on
// without when they have none (https://distribution.github.io/distribution/spec/auth/token/).
func (f *Refusal) bearerChallenge(r *http.Request) string {
	challenge := fmt.Sprintf("Bearer realm=%q,service=%q", f.authorizer.tokenURL(r), f.authorizer.options.Realm)
	if scope := scope(f.needs); scope != "" {
		challenge += fmt.Sprintf(",scope=%q", scope)
	}
	switch {
	case f.Reason == BadCredentials:
		challenge += `,error="invalid_token"`
	case f.bearer:
		challenge += `,error="insufficient_scope"`
	}
	return challenge
}

// scope writes the needs as a scope of the token specification, such as "repository:a/b:pull,push".
func scope(needs []Need) string {
	actions := make(map[string][]string)
	for _, need := range needs {
		resource, action := "repository:"+need.Repository, need.Action.String()
		if need.Action == access.Catalog {
			resource, action = "registry:catalog", "*"
		}
		actions[resource] = append(actions[resource], action)
	}
	scopes := make([]string, 0, len(actions))
	for resource, list := range actions {
		scopes = append(scopes, resource+":"+strings.Join(list, ","))
	}
	sort.Strings(scopes)
	return strings.Join(scopes, " ")
}

// tokenURL is the address of the token endpoint as the client sees it. The forwarded headers can only
// mislead the client that sends them.
func (a *Authorizer) tokenURL(r *http.Request) string {
	if a.options.BaseURL != "" {
		return strings.TrimSuffix(a.options.BaseURL, "/") + a.options.TokenPath
	}
	external := url.URL{Scheme: "http", Host: r.Host, Path: a.options.TokenPath}
	if r.TLS != nil || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		external.Scheme = "https"
	}
	if host, _, _ := strings.Cut(r.Header.Get("X-Forwarded-Host"), ","); host != "" {
		external.Host = strings.TrimSpace(host)
	}
	return external.String()
}
