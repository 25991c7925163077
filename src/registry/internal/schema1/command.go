// Package schema1 runs docker/distribution v2.8.3, the last that speaks image manifests of version 2, schema 1:
// it makes them of schema 2 for clients that ask for nothing newer, and takes them when they are pushed.
//
// It must not import Distribution v3: both register the same metrics.
package schema1

import (
	"errors"
	"flag"
	"fmt"
	"io"

	distribution "github.com/docker/distribution/version"
)

// Exit codes, as those of the command registry.
const (
	done    = 0
	usage   = 2
	service = 3
)

const help = `Usage:
  registry-schema1 serve --signing-key FILE CONFIG   serves until a signal; makes the key if there is none
  registry-schema1 --version
`

// Main executes the command line and returns the exit code. Version is this program's own.
func Main(version string, args []string, stdout, stderr io.Writer) int {
	if len(args) == 1 && args[0] == "--version" {
		_, _ = fmt.Fprintf(stdout, "registry-schema1 version %s (distribution %s)\n", version, distribution.Version)
		return done
	}
	flags := flag.NewFlagSet("registry-schema1 serve", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { _, _ = fmt.Fprint(stderr, help) }
	key := flags.String("signing-key", "", "private key in PEM form that schema 1 manifests are signed with")
	if len(args) == 0 || args[0] != "serve" || flags.Parse(args[1:]) != nil || flags.NArg() != 1 || *key == "" {
		flags.Usage()
		return usage
	}
	err := serve(flags.Arg(0), *key)
	var wrong configError
	switch {
	case err == nil:
		return done
	case errors.As(err, &wrong):
		_, _ = fmt.Fprintln(stderr, err)
		return usage
	default:
		_, _ = fmt.Fprintln(stderr, err)
		return service
	}
}
