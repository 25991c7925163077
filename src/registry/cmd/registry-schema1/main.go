// Command registry-schema1 is the Docker registry for Diegos that read only Docker's oldest manifests:
// docker/distribution v2.8.3 with the access by roles of the command registry.
package main

import (
	"os"

	_ "github.com/docker/distribution/registry/storage/driver/filesystem"
	_ "github.com/docker/distribution/registry/storage/driver/s3-aws"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/schema1"
)

// version is set when the program is built: -ldflags "-X main.version=1.2.3".
var version = "dev"

func main() {
	os.Exit(schema1.Main(version, os.Args[1:], os.Stdout, os.Stderr))
}
