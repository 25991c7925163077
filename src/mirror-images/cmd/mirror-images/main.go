// Command mirror-images copies images into the private registry of diego-docker-release, once or on a
// schedule: what is there is not copied again, every digest is checked, and one line says what changed.
package main

import (
	"os"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/cli"
)

// version is set when the program is built: -ldflags "-X main.version=1.2.3".
var version = "dev"

func main() {
	os.Exit(cli.Run(version, os.Args[1:], os.Stdout, os.Stderr))
}
