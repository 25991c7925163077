package mirror

import (
	"cmp"

	"github.com/regclient/regclient"
	hosts "github.com/regclient/regclient/config"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/config"
)

// newClient returns a client for one image: credentials may be its own, and a registry that has failed too
// often for one image is asked again for the next. All that it says comes back as errors.
func newClient(c config.Config, image config.Image, source string) *regclient.RegClient {
	known := hosts.Host{Name: source}
	from, found := c.Sources[source]
	if found {
		known.RegCert = from.CA
		if from.TLS != nil && !*from.TLS {
			known.TLS = hosts.TLSDisabled
		}
	}
	known.User = cmp.Or(image.Username, from.Username)
	known.Pass = from.Password
	if image.Username != "" {
		known.Pass = image.Password
	}
	private := hosts.Host{
		Name: c.Registry.Name, User: c.Registry.Username, Pass: c.Registry.Password, RegCert: c.Registry.CA,
		ClientCert: c.Registry.ClientCertificate, ClientKey: c.Registry.ClientPrivateKey, TLS: hosts.TLSDisabled,
	}
	if c.Registry.TLS {
		private.TLS = hosts.TLSEnabled
	}
	// The private registry comes last: within it, its own credentials count.
	return regclient.New(regclient.WithConfigHost(known, private), regclient.WithUserAgent("diego-docker-release/mirror-images"))
}
