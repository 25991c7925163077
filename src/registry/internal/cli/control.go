package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/control"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/settings"
)

// channel says where the running registry is.
type channel struct {
	socket, config string
	json           bool
}

func controlCommand() *cobra.Command {
	var c channel
	command := &cobra.Command{
		Use:   "control",
		Short: "Command a running registry over its socket",
		Args:  exactly(0, "a command"),
		RunE: func(command *cobra.Command, _ []string) error {
			_ = command.Help()
			return usageError{errors.New("control: a command is needed: status, read-only, gc")}
		},
	}
	flags := command.PersistentFlags()
	flags.StringVar(&c.socket, "socket", "", "path of the socket (operations.control.socket)")
	flags.StringVar(&c.config, "config", "", "configuration file to take the socket from")
	flags.BoolVar(&c.json, "json", false, "print JSON documents, one a line")
	command.AddCommand(statusCommand(&c), readOnlyCommand(&c), collectCommand(&c))
	return command
}

// client connects to the registry that the flags name.
func (c *channel) client() (*control.Client, error) {
	if c.socket == "" && c.config == "" {
		return nil, usageError{errors.New("control: --socket or --config is needed")}
	}
	if c.socket == "" {
		content, err := os.ReadFile(c.config)
		if err != nil {
			return nil, usageError{err}
		}
		operations, err := settings.Parse(content)
		if err != nil || operations.Control.Socket == "" {
			return nil, usageError{fmt.Errorf("%s: operations.control.socket is not set", c.config)}
		}
		c.socket = operations.Control.Socket
	}
	return control.NewClient(c.socket), nil
}

func statusCommand(c *channel) *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: "Say whether the registry takes writes, and how the last collection went",
		Args:  exactly(0, "no arguments"),
		RunE: func(command *cobra.Command, _ []string) error {
			client, err := c.client()
			if err != nil {
				return err
			}
			status, err := client.Status(command.Context())
			if err != nil {
				return err
			}
			return c.printStatus(command.OutOrStdout(), status)
		},
	}
}

func readOnlyCommand(c *channel) *cobra.Command {
	return &cobra.Command{
		Use:       "read-only on|off|status",
		Short:     "Stop writes, once those that have begun have finished, or take them again",
		ValidArgs: []string{"on", "off", "status"},
		Args:      exactly(1, "on, off or status"),
		RunE: func(command *cobra.Command, args []string) error {
			client, err := c.client()
			if err != nil {
				return err
			}
			var status control.Status
			switch args[0] {
			case "on", "off":
				status, err = client.SetReadOnly(command.Context(), args[0] == "on")
			case "status":
				status, err = client.Status(command.Context())
			default:
				return usageError{fmt.Errorf("control read-only: found %q; allowed: on, off, status", args[0])}
			}
			if err != nil {
				return err
			}
			return c.printStatus(command.OutOrStdout(), status)
		},
	}
}

func collectCommand(c *channel) *cobra.Command {
	var options collect.Options
	command := &cobra.Command{
		Use:   "gc",
		Short: "Remove what no manifest refers to; pulls go on meanwhile",
		Args:  exactly(0, "no arguments, only flags"),
		RunE: func(command *cobra.Command, _ []string) error {
			client, err := c.client()
			if err != nil {
				return err
			}
			return client.Collect(command.Context(), options, func(event collect.Event) error {
				return c.printEvent(command.OutOrStdout(), event)
			})
		},
	}
	command.Flags().BoolVar(&options.DryRun, "dry-run", false, "only print what would go")
	command.Flags().BoolVar(&options.DeleteUntagged, "delete-untagged", false, "also remove manifests that no tag leads to")
	return command
}

func (c *channel) printStatus(out io.Writer, status control.Status) error {
	if c.json {
		return json.NewEncoder(out).Encode(status)
	}
	_, err := fmt.Fprint(out, describeStatus(status))
	return err
}

func (c *channel) printEvent(out io.Writer, event collect.Event) error {
	if c.json {
		return json.NewEncoder(out).Encode(event)
	}
	_, err := fmt.Fprint(out, describeEvent(event))
	return err
}
