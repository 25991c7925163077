package authorize

import (
	"net/http"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/apierror"
)

// Denials answers requests that an adapter refused as Denied with 403 and a registry error of code DENIED.
// Distribution lets an auth provider answer 401 or 400 only (registry/handlers/app.go, authorized, v3.1.1),
// and on 401 clients tell their users that the password is wrong.
func Denials(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(&denialWriter{ResponseWriter: w}, r)
	})
}

// denialWriter replaces a marked 401 response.
type denialWriter struct {
	http.ResponseWriter
	replaced bool
}

// WriteHeader implements http.ResponseWriter.
func (d *denialWriter) WriteHeader(status int) {
	message := d.Header().Get(deniedHeader)
	if status != http.StatusUnauthorized || message == "" {
		d.ResponseWriter.WriteHeader(status)
		return
	}
	d.replaced = true
	d.Header().Del(deniedHeader)
	apierror.Write(d.ResponseWriter, http.StatusForbidden, apierror.Denied, message)
}

// Write implements http.ResponseWriter; the body of a replaced response is dropped.
func (d *denialWriter) Write(p []byte) (int, error) {
	if d.replaced {
		return len(p), nil
	}
	return d.ResponseWriter.Write(p)
}

// Flush implements http.Flusher.
func (d *denialWriter) Flush() {
	if flusher, ok := d.ResponseWriter.(http.Flusher); ok {
		flusher.Flush()
	}
}

// Unwrap serves http.ResponseController.
func (d *denialWriter) Unwrap() http.ResponseWriter { return d.ResponseWriter }
