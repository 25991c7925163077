package access

import (
	"fmt"
	"strings"
)

// Action is one thing that a client can ask of a repository.
type Action uint8

// The actions, as they are written in an access file. Delete covers manifests, tags and blobs;
// Catalog is the list of all repositories, which belongs to no single one.
const (
	Pull Action = 1 << iota
	Push
	Delete
	Catalog
)

// actionNames holds the spelling of each action, in the order in which messages list them.
var actionNames = []struct {
	name   string
	action Action
}{
	{"pull", Pull},
	{"push", Push},
	{"delete", Delete},
	{"catalog", Catalog},
}

// String returns the spelling of a single action.
func (a Action) String() string {
	for _, entry := range actionNames {
		if entry.action == a {
			return entry.name
		}
	}
	return fmt.Sprintf("action(%d)", uint8(a))
}

// ParseAction returns the action with the given spelling.
func ParseAction(name string) (Action, error) {
	known := make([]string, 0, len(actionNames))
	for _, entry := range actionNames {
		if entry.name == name {
			return entry.action, nil
		}
		known = append(known, entry.name)
	}
	return 0, fmt.Errorf("unknown action %q; allowed: %s", name, strings.Join(known, ", "))
}

// implied returns a with the actions that it is useless without: clients look for a blob (pull) before
// they push it, and Distribution asks for both on every upload (registry/handlers/app.go,
// appendAccessRecords, v3.1.1).
func (a Action) implied() Action {
	if a&Push != 0 {
		return a | Pull
	}
	return a
}
