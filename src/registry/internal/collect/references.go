package collect

import (
	"encoding/json"
	"regexp"

	"github.com/opencontainers/go-digest"
)

// digestSyntax finds digests in content that is no JSON.
var digestSyntax = regexp.MustCompile(`sha(?:256:[a-f0-9]{64}|384:[a-f0-9]{96}|512:[a-f0-9]{128})`)

// References returns every digest that a manifest refers to. It looks for the keys that hold digests at any
// depth instead of decoding known media types: a manifest that this program does not know (schema 1, an
// artifact, a type of the future) must still keep its blobs. Keeping too much is harmless.
func References(content []byte) []digest.Digest {
	var document any
	found := make(map[digest.Digest]struct{})
	if json.Unmarshal(content, &document) != nil {
		for _, text := range digestSyntax.FindAllString(string(content), -1) {
			found[digest.Digest(text)] = struct{}{}
		}
	}
	gather(document, found)
	result := make([]digest.Digest, 0, len(found))
	for dgst := range found {
		result = append(result, dgst)
	}
	return result
}

// gather collects the values of "digest" (descriptors of schema 2 and OCI) and "blobSum" (schema 1).
func gather(value any, found map[digest.Digest]struct{}) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			gather(item, found)
		}
	case map[string]any:
		for key, item := range value {
			text, isText := item.(string)
			if isText && (key == "digest" || key == "blobSum") {
				if dgst, err := digest.Parse(text); err == nil {
					found[dgst] = struct{}{}
				}
				continue
			}
			gather(item, found)
		}
	}
}
