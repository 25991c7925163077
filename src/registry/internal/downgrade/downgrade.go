// Package downgrade makes Docker's oldest image manifests, of version 2, schema 1, of today's for clients that ask for
// nothing newer: Diego's builder until diego-release v2.28.0. It stands before a registry and asks that for the parts,
// as the client who asks it, so that everybody gets what they may have and no more.
package downgrade

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/distribution/reference"
	"github.com/docker/distribution/manifest/schema1"
	"github.com/docker/libtrust"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/apierror"
)

// manifestByTag is a request that old clients make. A digest is never that of a manifest that is made here.
var manifestByTag = regexp.MustCompile(`^/v2/(.+)/manifests/([^/:]+)$`)

// Downgrade signs what it makes with a key that lasts as long as it does: clients do not check whose it is, and digests do
// not depend on it.
type Downgrade struct{ key libtrust.PrivateKey }

// New makes a key.
func New() (*Downgrade, error) {
	key, err := libtrust.GenerateECP256PrivateKey()
	return &Downgrade{key}, err
}

// Middleware answers old clients; all other requests pass.
func (d *Downgrade) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := manifestByTag.FindStringSubmatch(r.URL.Path)
		if asked == nil || (r.Method != http.MethodGet && r.Method != http.MethodHead) || acceptsMore(r.Header) {
			next.ServeHTTP(w, r)
			return
		}
		made, refused := source{next, r, asked[1]}.downgraded(asked[2], d.key)
		if refused != nil {
			refused.answer(w)
			return
		}
		answer(w, r, made)
	})
}

// acceptsMore is true for a client that names a manifest of today. Others, also those that take anything, get what
// they have always got, as from docker/distribution v2.8.3 (registry/handlers/manifests.go, GetManifest).
func acceptsMore(header http.Header) bool {
	for _, value := range header.Values("Accept") {
		for _, mediaType := range strings.Split(value, ",") {
			mediaType, _, _ = strings.Cut(mediaType, ";")
			if slices.Contains(today, strings.TrimSpace(mediaType)) {
				return true
			}
		}
	}
	return false
}

// answer sends a manifest. Its digest is that of what is signed, without signatures.
func answer(w http.ResponseWriter, r *http.Request, made *schema1.SignedManifest) {
	_, content, err := made.Payload()
	if err != nil {
		unfit("%v", err).answer(w)
		return
	}
	digest := canonicalDigest(made)
	w.Header().Set("Content-Type", schema1.MediaTypeSignedManifest)
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.Header().Set("Docker-Content-Digest", digest)
	w.Header().Set("Etag", strconv.Quote(digest))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(content) // the client has gone; there is nobody to tell
	}
}

// downgraded is the image of a tag as a manifest of schema 1.
func (s source) downgraded(tag string, key libtrust.PrivateKey) (*schema1.SignedManifest, *refusal) {
	found, refused := s.image(tag)
	if refused != nil {
		return nil, refused
	}
	config, refused := s.blob(found.Config)
	if refused != nil {
		return nil, refused
	}
	name, err := reference.WithName(s.repository)
	if err != nil {
		return nil, unfit("%v", err)
	}
	tagged, err := reference.WithTag(name, tag)
	if err != nil {
		return nil, unfit("%v", err)
	}
	made, err := convert(tagged, found, config, key)
	if err != nil {
		return nil, unfit("%v", err)
	}
	return made, nil
}

// refusal is an answer that is no manifest: what the registry said, or what is wrong with the image.
type refusal struct {
	said    *recorder
	message string
}

// unfit is a refusal of an image that cannot be made into what the client reads.
func unfit(format string, values ...any) *refusal {
	return &refusal{message: "this client reads only Docker's image manifest schema 1, which cannot be made of this image: " + fmt.Sprintf(format, values...)}
}

func (f *refusal) answer(w http.ResponseWriter) {
	if f.said != nil {
		f.said.replay(w)
		return
	}
	apierror.Write(w, http.StatusNotFound, "MANIFEST_UNKNOWN", f.message)
}
