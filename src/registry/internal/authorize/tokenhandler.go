package authorize

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/apierror"
)

// TokenHandler serves the token endpoint of the Docker token specification: it gives a token for a user to
// whoever has the password, and one for nobody to whoever sends no credentials.
func (a *Authorizer) TokenHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			apierror.Write(w, http.StatusMethodNotAllowed, apierror.Unsupported, "ask for tokens with GET")
			return
		}
		policy := a.options.Store.Policy()
		name, password, presented := r.BasicAuth()
		if !presented {
			a.answer(w, nil, "")
			return
		}
		user, hash := a.options.Store.Verifier().Verify(r.Context(), policy, name, password)
		if user == nil {
			outcomes.WithLabelValues(string(BadCredentials)).Inc()
			w.Header().Set("WWW-Authenticate", fmt.Sprintf("Basic realm=%q", a.options.Realm))
			apierror.Write(w, http.StatusUnauthorized, apierror.Unauthorized, "user name or password is wrong")
			return
		}
		a.answer(w, user, hash)
	})
}

func (a *Authorizer) answer(w http.ResponseWriter, user *access.User, hash string) {
	token := a.tokens.issue(user, hash)
	body, _ := json.Marshal(map[string]any{
		"token":        token,
		"access_token": token,
		"expires_in":   int(tokenLifetime / time.Second),
		"issued_at":    a.tokens.now().UTC().Format(time.RFC3339),
	})
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(body) // the client has gone; there is nobody to tell
}
