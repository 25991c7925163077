package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/checkconfig"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/serve"
)

func serveCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "serve CONFIG",
		Short: "Serve the registry until SIGTERM",
		Args:  exactly(1, "the configuration file"),
		RunE:  func(_ *cobra.Command, args []string) error { return serve.Run(args[0]) },
	}
}

func checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check-config CONFIG",
		Short: "Find everything in a configuration file that Distribution would ignore or panic on",
		Args:  exactly(1, "the configuration file"),
		RunE: func(command *cobra.Command, args []string) error {
			content, err := os.ReadFile(args[0])
			if err != nil {
				return usageError{err}
			}
			if findings := checkconfig.Check(content); len(findings) > 0 {
				return serve.ConfigError{Path: args[0], Findings: findings}
			}
			_, err = fmt.Fprintf(command.OutOrStdout(), "%s: nothing wrong found\n", args[0])
			return err
		},
	}
}
