package collect

import "github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collection"

// What a collection is asked for and reports, under the names that this package uses.
type (
	Kind    = collection.Kind
	Event   = collection.Event
	Removed = collection.Removed
	Summary = collection.Summary
	Options = collection.Options
)

// The kinds of events.
const (
	KindProgress = collection.KindProgress
	KindManifest = collection.KindManifest
	KindLayer    = collection.KindLayer
	KindBlob     = collection.KindBlob
	KindUpload   = collection.KindUpload
	KindDone     = collection.KindDone
	KindFailed   = collection.KindFailed
)
