package schema1

import (
	"context"
	"net/http"

	dcontext "github.com/docker/distribution/context"
	"github.com/docker/distribution/registry/api/v2"
	"github.com/docker/distribution/registry/auth"
	"github.com/gorilla/mux"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/authorize"
)

// provider is the key under `auth` in the configuration.
const provider = "roles"

// registerRoles makes the auth provider `roles` available: the adapter between the access policy and v2.8.3's
// extension point registry/auth, as package rolesauth is for v3.
func registerRoles(authorizer *authorize.Authorizer) error {
	return auth.Register(provider, func(map[string]any) (auth.AccessController, error) {
		return controller{authorizer}, nil
	})
}

type controller struct{ authorizer *authorize.Authorizer }

// Authorized implements auth.AccessController.
func (c controller) Authorized(ctx context.Context, records ...auth.Access) (context.Context, error) {
	request, err := dcontext.GetRequest(ctx)
	if err != nil {
		return nil, err
	}
	needs := make([]authorize.Need, 0, len(records))
	for _, record := range records {
		needs = append(needs, authorize.NeedOf(record.Type, record.Name, record.Action, cancelsUpload(request)))
	}
	user, refusal := c.authorizer.Decide(request, needs...)
	if refusal != nil {
		return nil, challenge{refusal}
	}
	return auth.WithUser(ctx, auth.UserInfo{Name: user}), nil
}

// cancelsUpload reports whether the request gives up an unfinished upload.
func cancelsUpload(r *http.Request) bool {
	route := mux.CurrentRoute(r)
	return route != nil && route.GetName() == v2.RouteNameBlobUploadChunk
}

// challenge makes a refusal one of Distribution's, which answers it with 401.
type challenge struct{ *authorize.Refusal }

// SetHeaders implements auth.Challenge.
func (c challenge) SetHeaders(r *http.Request, w http.ResponseWriter) {
	c.Refusal.SetHeaders(r, w.Header())
}
