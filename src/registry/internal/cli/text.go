package cli

import (
	"fmt"
	"strings"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/control"
)

// describeStatus writes a status for people.
func describeStatus(status control.Status) string {
	var text strings.Builder
	switch {
	case !status.ReadOnly:
		text.WriteString("read-write\n")
	case status.Drained:
		text.WriteString("read-only\n")
	default:
		fmt.Fprintf(&text, "becoming read-only, %d writes are finishing\n", status.Writes)
	}
	for _, reason := range status.Reasons {
		fmt.Fprintf(&text, "  because: %s\n", reason)
	}
	if last := status.LastCollection; last != nil {
		fmt.Fprintf(&text, "last collection: %s\n", describeSummary(*last))
	}
	return text.String()
}

// describeEvent writes one line of a collection's report for people, "" for what they need not see.
func describeEvent(event collect.Event) string {
	switch event.Kind {
	case collect.KindProgress:
		return event.Message + "\n"
	case collect.KindManifest:
		return fmt.Sprintf("manifest %s@%s\n", event.Repository, event.Digest)
	case collect.KindBlob:
		return fmt.Sprintf("blob %s %d bytes\n", event.Digest, event.Bytes)
	case collect.KindUpload:
		return fmt.Sprintf("upload %s of %s %d bytes\n", event.Upload, event.Repository, event.Bytes)
	case collect.KindDone, collect.KindFailed:
		return describeSummary(*event.Summary) + "\n"
	default:
		return ""
	}
}

func describeSummary(s collect.Summary) string {
	verb := "removed"
	if s.DryRun {
		verb = "would remove"
	}
	text := fmt.Sprintf("%s %d manifests, %d blobs and %d uploads, %d bytes; kept %d manifests in %d repositories; %.1f s",
		verb, s.Removed.Manifests, s.Removed.Blobs, s.Removed.Uploads, s.Removed.Bytes, s.KeptManifests, s.Repositories, s.Seconds)
	if s.Error != "" {
		text += "; stopped: " + s.Error
	}
	return text
}
