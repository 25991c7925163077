// Package rolesauth is Distribution's auth provider `roles`: the adapter between the access policy and
// Distribution v3's extension point registry/auth.
package rolesauth

import (
	"net/http"

	"github.com/distribution/distribution/v3/registry/api/v2"
	"github.com/distribution/distribution/v3/registry/auth"
	"github.com/gorilla/mux"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/authorize"
)

// Name is the provider's key under `auth` in the configuration.
const Name = "roles"

// Register makes the provider available to Distribution. The options in Distribution's configuration were
// used to build the authorizer, so they are not looked at again.
func Register(authorizer *authorize.Authorizer) error {
	return auth.Register(Name, func(map[string]any) (auth.AccessController, error) {
		return controller{authorizer}, nil
	})
}

type controller struct {
	authorizer *authorize.Authorizer
}

// Authorized implements auth.AccessController.
func (c controller) Authorized(r *http.Request, records ...auth.Access) (*auth.Grant, error) {
	needs := make([]authorize.Need, 0, len(records))
	for _, record := range records {
		needs = append(needs, authorize.NeedOf(record.Type, record.Name, record.Action, cancelsUpload(r)))
	}
	user, refusal := c.authorizer.Decide(r, needs...)
	if refusal != nil {
		return nil, challenge{refusal}
	}
	// No resources are granted by name: Distribution would compare their classes, which roles do not have.
	return &auth.Grant{User: auth.UserInfo{Name: user}}, nil
}

// cancelsUpload reports whether the request gives up an unfinished upload, for which Distribution asks for
// `delete`; who may push may take back what they have not finished pushing.
func cancelsUpload(r *http.Request) bool {
	route := mux.CurrentRoute(r)
	return route != nil && route.GetName() == v2.RouteNameBlobUploadChunk
}

// challenge makes a refusal one of Distribution's, which answers it with 401.
type challenge struct {
	*authorize.Refusal
}

// SetHeaders implements auth.Challenge.
func (c challenge) SetHeaders(r *http.Request, w http.ResponseWriter) {
	c.Refusal.SetHeaders(r, w.Header())
}
