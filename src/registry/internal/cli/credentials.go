package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/credentials"
)

func credentialsCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "credentials",
		Short: "Prepare the users' credentials",
		Args:  exactly(0, "a command"),
		RunE: func(command *cobra.Command, _ []string) error {
			_ = command.Help()
			return usageError{fmt.Errorf("credentials: a command is needed: hash")}
		},
	}
	command.AddCommand(hashCommand())
	return command
}

func hashCommand() *cobra.Command {
	var in, out, group string
	var cost int
	command := &cobra.Command{
		Use:   "hash --in CLEAR --out ACCESS",
		Short: "Write the access file, with bcrypt hashes, for a file of clear passwords",
		Args:  exactly(0, "no arguments, only flags"),
		RunE: func(command *cobra.Command, _ []string) error {
			if in == "" || out == "" {
				return usageError{fmt.Errorf("credentials hash: --in and --out are needed")}
			}
			result, err := credentials.Run(in, out, group, cost)
			if err != nil {
				err = fmt.Errorf("credentials hash: %w", err)
				if errors.As(err, &credentials.WriteError{}) {
					return err
				}
				return usageError{err}
			}
			state := "unchanged"
			if result.Changed {
				state = "written"
			}
			_, err = fmt.Fprintf(command.OutOrStdout(), "%s: %s, %d users\n", out, state, result.Users)
			return err
		},
	}
	flags := command.Flags()
	flags.StringVar(&in, "in", "", "file of clear passwords; its owner alone may read it")
	flags.StringVar(&out, "out", "", "access file to write, mode 0640")
	flags.StringVar(&group, "group", "", "name or number of the group that may read the access file")
	flags.IntVar(&cost, "cost", credentials.DefaultCost, fmt.Sprintf("bcrypt cost, %d to %d", credentials.MinCost, credentials.MaxCost))
	return command
}
