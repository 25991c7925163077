package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"

	"github.com/spf13/cobra"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/credentials"
)

// configName is what a configuration may be called: it becomes the name of a file.
var configName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

// splitCommand makes a file of each of several configurations: BOSH renders as many files as a job has
// templates, and a cache has as many configurations as upstreams.
func splitCommand() *cobra.Command {
	var in, out, group string
	command := &cobra.Command{
		Use:   "split-configs --in FILE --out FOLDER",
		Short: "Write each configuration of a JSON map to FOLDER/NAME.yml",
		Args:  exactly(0, "no arguments, only flags"),
		RunE: func(command *cobra.Command, _ []string) error {
			if in == "" || out == "" {
				return usageError{errors.New("split-configs: --in and --out are needed")}
			}
			content, err := os.ReadFile(in)
			if err != nil {
				return usageError{err}
			}
			var configs map[string]json.RawMessage
			if err := json.Unmarshal(content, &configs); err != nil {
				return usageError{fmt.Errorf("%s is no JSON map of configurations", in)}
			}
			names := make([]string, 0, len(configs))
			for name := range configs {
				if !configName.MatchString(name) {
					return usageError{fmt.Errorf("%s: found the name %q; allowed: lower-case letters, digits and hyphens", in, name)}
				}
				names = append(names, name)
			}
			sort.Strings(names)
			for _, name := range names {
				file := filepath.Join(out, name+".yml")
				if err := credentials.Replace(file, append(configs[name], '\n'), group); err != nil {
					return err
				}
				if _, err := fmt.Fprintln(command.OutOrStdout(), file); err != nil {
					return err
				}
			}
			return nil
		},
	}
	flags := command.Flags()
	flags.StringVar(&in, "in", "", "JSON map of configurations by name")
	flags.StringVar(&out, "out", "", "folder of the files, mode 0640")
	flags.StringVar(&group, "group", "", "name or number of the group that may read them")
	return command
}
