package cache

import (
	"context"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/apierror"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/upstream"
)

// verdict is what a client is to be told in the place of Distribution's answer: its handlers make 500 of every
// error that is not a plain 404 (registry/handlers/manifests.go and blob.go, v3.1.1), and 500 says neither
// that the upstream wants patience nor that the cache's credentials are wrong.
type verdict struct {
	failure *upstream.Failure
}

type verdictKey struct{}

// fail makes a failure of an error of the upstream and has the client of this request told of it.
func fail(ctx context.Context, err error) error {
	failure := upstream.Of(err, nil)
	if told, is := ctx.Value(verdictKey{}).(*verdict); is {
		told.failure = failure
	}
	return failure
}

// Middleware lets failures of the upstream be told to clients as what they are.
func Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told := &verdict{}
		ctx := context.WithValue(r.Context(), verdictKey{}, told)
		next.ServeHTTP(&verdictWriter{ResponseWriter: w, told: told, request: r}, r.WithContext(ctx))
	})
}

// verdictWriter replaces a response of 4xx or 5xx.
type verdictWriter struct {
	http.ResponseWriter
	told     *verdict
	request  *http.Request
	replaced bool
}

// WriteHeader implements http.ResponseWriter.
func (v *verdictWriter) WriteHeader(status int) {
	if v.told.failure == nil || status < http.StatusBadRequest || v.replaced {
		v.ResponseWriter.WriteHeader(status)
		return
	}
	v.replaced = true
	failure := v.told.failure
	if failure.RetryAfter > 0 {
		v.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(failure.RetryAfter.Seconds()))))
	}
	code := apierror.Unavailable
	switch failure.Kind {
	case upstream.Busy:
		status, code = http.StatusTooManyRequests, "TOOMANYREQUESTS"
	case upstream.Refused, upstream.Missing:
		// 401 would have clients ask for the password of the cache, which was right.
		status, code = http.StatusNotFound, unknown(v.request)
	case upstream.Unreachable:
		status = http.StatusServiceUnavailable
	}
	apierror.Write(v.ResponseWriter, status, code, failure.Message)
}

// Write implements http.ResponseWriter; the body of a replaced response is dropped.
func (v *verdictWriter) Write(p []byte) (int, error) {
	if v.replaced {
		return len(p), nil
	}
	return v.ResponseWriter.Write(p)
}

// ReadFrom keeps the kernel's way of sending files.
func (v *verdictWriter) ReadFrom(source io.Reader) (int64, error) {
	return io.Copy(v.ResponseWriter, source)
}

// Flush implements http.Flusher.
func (v *verdictWriter) Flush() {
	if flusher, ok := v.ResponseWriter.(http.Flusher); ok {
		flusher.Flush()
	}
}

// Unwrap serves http.ResponseController.
func (v *verdictWriter) Unwrap() http.ResponseWriter { return v.ResponseWriter }

// unknown is the code of what a request is about.
func unknown(r *http.Request) string {
	if strings.Contains(r.URL.Path, "/blobs/") {
		return "BLOB_UNKNOWN"
	}
	return "MANIFEST_UNKNOWN"
}
