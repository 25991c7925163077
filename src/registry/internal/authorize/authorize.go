// Package authorize answers HTTP requests with the access policy: who is asking, may they, and if not, what
// tells the client what to do next. It is free of any registry's types; adapters translate.
package authorize

import (
	"net/http"
	"strings"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
)

// Need is one thing that a request requires. Repository is empty for access.Catalog.
type Need struct {
	Action     access.Action
	Repository string
}

// Options configures an Authorizer.
type Options struct {
	// Store holds the policy.
	Store *access.Store
	// Realm is the name that clients show when they ask for a password.
	Realm string
	// Secret signs access tokens; instances behind one address need the same.
	Secret string
	// BaseURL is the registry's external URL, or empty to take scheme and host from each request.
	BaseURL string
	// TokenPath is where TokenHandler is served.
	TokenPath string
}

// Authorizer decides requests. Its zero value is not usable; see New.
type Authorizer struct {
	options Options
	tokens  tokens
}

// New returns an Authorizer.
func New(options Options) *Authorizer {
	return &Authorizer{options: options, tokens: newTokens(options.Secret, time.Now)}
}

// identity is who a request claims to be.
type identity struct {
	user *access.User // nil: nobody in particular
	// presented says that the request carries an Authorization header, valid that it is a good one.
	presented, valid bool
	bearer           bool
}

// Decide returns the name of the user, empty for a client without credentials, or why the request is
// refused. Without needs it answers the question of the base endpoint: are these credentials any good?
func (a *Authorizer) Decide(r *http.Request, needs ...Need) (string, *Refusal) {
	policy := a.options.Store.Policy()
	who := a.identify(r, policy)
	if who.presented && !who.valid {
		return "", a.refuse(BadCredentials, needs, who)
	}
	peer := access.Peer(r.RemoteAddr)
	if len(needs) == 0 && who.user == nil && !a.welcomes(policy, who, policy.TrustsPeer(peer)) {
		return "", a.refuse(NoCredentials, needs, who)
	}
	for _, need := range needs {
		if policy.Allows(who.user, peer, need.Action, need.Repository) {
			continue
		}
		if who.user == nil {
			return "", a.refuse(NoCredentials, needs, who)
		}
		return "", a.deny(who.user.Name, need)
	}
	return a.grant(who), nil
}

func (a *Authorizer) grant(who identity) string {
	if who.user == nil {
		outcomes.WithLabelValues("anonymous").Inc()
		return ""
	}
	outcomes.WithLabelValues("user").Inc()
	return who.user.Name
}

// welcomes reports whether the base endpoint answers 200 to a client without a user. Clients learn from it
// whether to send credentials at all, so where there are users they must be challenged, even if they could
// pull without.
func (a *Authorizer) welcomes(policy *access.Policy, who identity, trusted bool) bool {
	return trusted || policy.Anonymous() && (who.bearer || !policy.HasUsers())
}

func (a *Authorizer) identify(r *http.Request, policy *access.Policy) identity {
	header := r.Header.Get("Authorization")
	if header == "" {
		return identity{}
	}
	if token, found := cutScheme(header, "Bearer"); found {
		user, valid := a.tokens.redeem(token, policy)
		return identity{user: user, presented: true, valid: valid, bearer: true}
	}
	name, password, ok := r.BasicAuth()
	if !ok {
		return identity{presented: true}
	}
	user, _ := a.options.Store.Verifier().Verify(r.Context(), policy, name, password)
	return identity{user: user, presented: true, valid: user != nil}
}

// cutScheme splits an Authorization header; schemes are case-insensitive (RFC 9110, 11.1).
func cutScheme(header, scheme string) (string, bool) {
	found, value, ok := strings.Cut(header, " ")
	return strings.TrimSpace(value), ok && strings.EqualFold(found, scheme)
}
