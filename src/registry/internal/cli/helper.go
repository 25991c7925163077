package cli

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/upstream"
)

// helperCommand makes this program a Docker credential helper, which Distribution's proxy runs as `PROGRAM get`.
func helperCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "get",
		Short:  "Answer a cache with the credentials of its upstream (the Docker credential helper protocol)",
		Hidden: true,
		Args:   exactly(0, "no arguments"),
		RunE: func(command *cobra.Command, _ []string) error {
			path, name := os.Getenv(upstream.CredentialsVariable), os.Getenv(upstream.NameVariable)
			if err := upstream.Answer(command.InOrStdin(), command.OutOrStdout(), path, name); err != nil {
				return usageError{err}
			}
			return nil
		},
	}
}
