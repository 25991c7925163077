// Package schema2 writes OCI manifests as Docker's image manifests of version 2, schema 2, which
// docker/distribution v2.8.3 can turn into schema 1 (registry/handlers/manifests.go); it cannot do that with
// OCI's. Configuration and layers stay what they are, byte for byte; only media types change.
package schema2

import (
	"encoding/json"
	"fmt"

	"github.com/opencontainers/go-digest"
	"github.com/regclient/regclient/types/descriptor"
	"github.com/regclient/regclient/types/mediatype"
	"github.com/regclient/regclient/types/platform"
)

// layers are the media types of layers that schema 2 has (distribution v2.8.3, manifest/schema2/manifest.go);
// an uncompressed one is a layer as well, clients look at its first bytes.
var layers = map[string]string{
	mediatype.OCI1LayerGzip:    mediatype.Docker2LayerGzip,
	mediatype.OCI1Layer:        mediatype.Docker2Layer,
	mediatype.Docker2LayerGzip: mediatype.Docker2LayerGzip,
	mediatype.Docker2Layer:     mediatype.Docker2Layer,
}

type image struct {
	SchemaVersion int       `json:"schemaVersion"`
	MediaType     string    `json:"mediaType"`
	Config        content   `json:"config"`
	Layers        []content `json:"layers"`
}

type content struct {
	MediaType string        `json:"mediaType"`
	Size      int64         `json:"size"`
	Digest    digest.Digest `json:"digest"`
}

type list struct {
	SchemaVersion int     `json:"schemaVersion"`
	MediaType     string  `json:"mediaType"`
	Manifests     []entry `json:"manifests"`
}

type entry struct {
	content
	Platform *platform.Platform `json:"platform"`
}

// Image returns the manifest of an image. It fails where schema 2 has no word for what the image holds.
func Image(config descriptor.Descriptor, blobs []descriptor.Descriptor) ([]byte, error) {
	if config.MediaType != mediatype.OCI1ImageConfig && config.MediaType != mediatype.Docker2ImageConfig {
		return nil, fmt.Errorf("its configuration is of the type %s, so it is no image that can be run", config.MediaType)
	}
	converted := image{
		SchemaVersion: 2, MediaType: mediatype.Docker2Manifest,
		Config: content{mediatype.Docker2ImageConfig, config.Size, config.Digest},
		Layers: []content{},
	}
	for _, layer := range blobs {
		kind, known := layers[layer.MediaType]
		if !known {
			return nil, fmt.Errorf("its layer %s is of the type %s, which Docker's schema 2 does not have; use an image with gzip layers",
				layer.Digest, layer.MediaType)
		}
		converted.Layers = append(converted.Layers, content{kind, layer.Size, layer.Digest})
	}
	return json.Marshal(converted)
}

// List returns the manifest list of images that are there already, each with its platform.
func List(images []descriptor.Descriptor) ([]byte, error) {
	converted := list{SchemaVersion: 2, MediaType: mediatype.Docker2ManifestList}
	for _, one := range images {
		converted.Manifests = append(converted.Manifests, entry{content{one.MediaType, one.Size, one.Digest}, one.Platform})
	}
	return json.Marshal(converted)
}

// CheckHistory says whether a registry can turn the image with this configuration and so many layers into
// schema 1. It takes the layers from the history: where that has fewer entries than there are layers,
// distribution v2.8.3 leaves layers out without a word (manifest/schema1/config_builder.go, Build).
func CheckHistory(config []byte, layerCount int) error {
	var written struct {
		History []struct {
			EmptyLayer bool `json:"empty_layer"`
		} `json:"history"`
	}
	if err := json.Unmarshal(config, &written); err != nil {
		return fmt.Errorf("its configuration cannot be read: %w", err)
	}
	described := 0
	for _, step := range written.History {
		if !step.EmptyLayer {
			described++
		}
	}
	if described != layerCount {
		return fmt.Errorf("its history describes %d of its %d layers, and old clients would get no other; build it with docker build",
			described, layerCount)
	}
	return nil
}
