// Package cli is the command line of mirror-images.
package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/config"
	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/mirror"
)

// Exit codes, as the other programs of the release have them.
const (
	// Done: every image is there.
	Done = 0
	// Usage: the command line or the configuration is wrong.
	Usage = 2
	// Service: an image could not be copied.
	Service = 3
)

const usage = `Usage:
  mirror-images run CONFIG     copies every image once
  mirror-images serve CONFIG   copies them whenever the schedule says, until a signal
  mirror-images --version
`

// Run executes the command line and returns the exit code.
func Run(version string, args []string, stdout, stderr io.Writer) int {
	say := func(to io.Writer) func(string) {
		return func(line string) { _, _ = fmt.Fprintln(to, line) } // there is nowhere else to say it
	}
	if len(args) == 1 && (args[0] == "--version" || args[0] == "--help") {
		say(stdout)(map[string]string{"--version": version, "--help": usage}[args[0]])
		return Done
	}
	if len(args) != 2 || (args[0] != "run" && args[0] != "serve") {
		say(stderr)(usage)
		return Usage
	}
	c, err := config.Load(args[1])
	if err == nil {
		err = c.UseProxy()
	}
	if err != nil {
		say(stderr)(err.Error())
		return Usage
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	lines := mirror.Lines{Result: say(stdout), Failure: say(stderr)}
	if args[0] == "serve" {
		return serve(ctx, c, lines)
	}
	summary, err := mirror.Run(ctx, c, watched(lines, stderr))
	if err != nil || summary.Failed > 0 {
		return Service
	}
	return Done
}
