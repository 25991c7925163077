// Package cli is the command line of the registry.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/distribution/distribution/v3/registry"
	distribution "github.com/distribution/distribution/v3/version"
	"github.com/spf13/cobra"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/serve"
)

// Exit codes.
const (
	// Done: it worked.
	Done = 0
	// Bug: the program itself is wrong.
	Bug = 1
	// Usage: the command line, the configuration or a credentials file is wrong.
	Usage = 2
	// Service: something that is needed failed or refused.
	Service = 3
)

// usageError is the caller's fault.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// Run executes the command line and returns the exit code. Version is this program's own.
func Run(version string, args []string, stdout, stderr io.Writer) int {
	root := newRoot(version)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	for _, name := range serve.IgnoreOverrides() {
		_, _ = fmt.Fprintf(stderr, "the environment variable %s is ignored; only the configuration file counts\n", name)
	}
	// Ctrl-C ends commands; serve handles its signals itself.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := root.ExecuteContext(ctx)
	if err == nil {
		return Done
	}
	_, _ = fmt.Fprintln(stderr, err) // there is nowhere else to say it
	return exitCode(err)
}

func exitCode(err error) int {
	var usage usageError
	var config serve.ConfigError
	var unreadable serve.UnreadableError
	if errors.As(err, &usage) || errors.As(err, &config) || errors.As(err, &unreadable) {
		return Usage
	}
	return Service
}

func newRoot(version string) *cobra.Command {
	root := &cobra.Command{
		Use:           "registry",
		Short:         "A Docker registry on CNCF Distribution",
		Version:       fmt.Sprintf("%s (distribution %s)", version, distribution.Version()),
		SilenceErrors: true,
		SilenceUsage:  true,
		// A command is required; without one this shows help and fails.
		RunE: func(command *cobra.Command, args []string) error {
			_ = command.Help()
			return usageError{errors.New("a command is needed")}
		},
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("unknown command %q", args[0])}
			}
			return nil
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(serveCommand(), checkCommand(), credentialsCommand(), controlCommand(), registry.GCCmd, helperCommand(), splitCommand())
	return root
}

// exactly wants that many arguments.
func exactly(count int, what string) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		if len(args) != count {
			return usageError{fmt.Errorf("%s: needs %s; see --help", command.CommandPath(), what)}
		}
		return nil
	}
}
