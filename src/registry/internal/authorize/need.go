package authorize

import "github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"

// NeedOf translates one record of what Distribution asks for a request (registry/handlers/app.go,
// appendAccessRecords, the same in v2.8.3 and v3.1.1). A record that these do not make has no action and is
// never granted. Distribution asks for `delete` where a request gives up an unfinished upload; who may push may
// take back what they have not finished pushing.
func NeedOf(kind, name, action string, cancelsUpload bool) Need {
	switch {
	case kind == "registry" && name == "catalog":
		return Need{Action: access.Catalog}
	case kind != "repository":
		return Need{}
	case action == "delete" && cancelsUpload:
		return Need{Action: access.Push, Repository: name}
	}
	parsed, err := access.ParseAction(action)
	if err != nil || parsed == access.Catalog {
		return Need{}
	}
	return Need{Action: parsed, Repository: name}
}
