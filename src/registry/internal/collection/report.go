// Package collection is what is said about garbage collections: how one is asked for, and what it reports. It
// knows no Distribution, so that the command socket can serve registries of any kind.
package collection

// Options are the choices of a collection.
type Options struct {
	// DryRun only reports; it does not stop writes, so what is being pushed meanwhile may be listed.
	DryRun bool `json:"dry_run"`
	// DeleteUntagged also removes manifests that no tag leads to.
	DeleteUntagged bool `json:"delete_untagged"`
}

// Kind is what an event is about.
type Kind string

// The kinds of events. The last event of a collection is KindDone or KindFailed.
const (
	KindProgress Kind = "progress"
	KindManifest Kind = "manifest"
	KindLayer    Kind = "layer"
	KindBlob     Kind = "blob"
	KindUpload   Kind = "upload"
	KindDone     Kind = "done"
	KindFailed   Kind = "failed"
)

// Event is one line of a collection's report: a step, a thing that went (or would go, in a dry run), or
// the result.
type Event struct {
	Kind       Kind     `json:"kind"`
	Message    string   `json:"message,omitempty"`
	Repository string   `json:"repository,omitempty"`
	Digest     string   `json:"digest,omitempty"`
	Upload     string   `json:"upload,omitempty"`
	Bytes      int64    `json:"bytes,omitempty"`
	Summary    *Summary `json:"summary,omitempty"`
}

// Removed counts what went, or would go.
type Removed struct {
	Manifests int   `json:"manifests"`
	Layers    int   `json:"layers"`
	Blobs     int   `json:"blobs"`
	Uploads   int   `json:"uploads"`
	Bytes     int64 `json:"bytes"`
}

// Summary is the result of a collection.
type Summary struct {
	DryRun         bool    `json:"dry_run"`
	DeleteUntagged bool    `json:"delete_untagged"`
	Repositories   int     `json:"repositories"`
	KeptManifests  int     `json:"kept_manifests"`
	KeptBlobs      int     `json:"kept_blobs"`
	Removed        Removed `json:"removed"`
	Seconds        float64 `json:"seconds"`
	Error          string  `json:"error,omitempty"`
}
