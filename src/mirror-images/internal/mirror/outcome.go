package mirror

import (
	"fmt"

	"github.com/opencontainers/go-digest"
)

// Kind is what was done for an image.
type Kind string

// Copied: it was not there. Updated: the tag pointed to another image. Kept: it was there already.
const (
	Copied  Kind = "copied"
	Updated Kind = "updated"
	Kept    Kind = "kept"
)

// Outcome is what became of one image.
type Outcome struct {
	Kind Kind
	// Digest is the one to pin apps to.
	Digest digest.Digest
	// Before is where the tag pointed to, for Updated.
	Before digest.Digest
	// Source is the digest at the source.
	Source digest.Digest
	// Converted: manifests were written anew, as Docker's schema 2.
	Converted bool
}

// String is the outcome for people, after its kind.
func (o Outcome) String() string {
	text := string(o.Digest)
	if o.Kind == Updated {
		text += fmt.Sprintf(", was %s", o.Before)
	}
	switch {
	case o.Source == o.Digest:
		return text
	case o.Converted:
		return text + fmt.Sprintf(" (as Docker schema 2, so the digest changes; at the source it is %s)", o.Source)
	default:
		return text + fmt.Sprintf(" (only the platforms asked for; at the source it is %s)", o.Source)
	}
}

// Summary counts what a run did.
type Summary struct {
	Copied, Updated, Kept, Failed int
}

func (s *Summary) add(kind Kind) {
	switch kind {
	case Copied:
		s.Copied++
	case Updated:
		s.Updated++
	case Kept:
		s.Kept++
	}
}

// String is the last line of a run.
func (s Summary) String() string {
	return fmt.Sprintf("%d copied, %d updated, %d kept, %d failed", s.Copied, s.Updated, s.Kept, s.Failed)
}
