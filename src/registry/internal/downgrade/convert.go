package downgrade

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/distribution/reference"
	"github.com/docker/distribution"
	"github.com/docker/distribution/manifest/schema1"
	"github.com/docker/libtrust"
	"github.com/opencontainers/go-digest"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"
)

// EmptyLayer is the layer of every step of a build that changed no file: EmptyLayerContent, an archive of nothing.
// Manifests of schema 1 name it, and no image of today has it.
const EmptyLayer = digest.Digest("sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4")

// EmptyLayerContent is what EmptyLayer is the digest of (manifest/schema1/config_builder.go, gzippedEmptyTar, v2.8.3).
func EmptyLayerContent() []byte {
	return []byte{
		31, 139, 8, 0, 0, 9, 110, 136, 0, 255, 98, 24, 5, 163, 96, 20, 140, 88,
		0, 8, 0, 0, 255, 255, 46, 175, 181, 239, 0, 4, 0, 0,
	}
}

// layerTypes are the layers that old clients can unpack.
var layerTypes = []string{
	"application/vnd.docker.image.rootfs.diff.tar.gzip",
	"application/vnd.docker.image.rootfs.diff.tar",
	v1.MediaTypeImageLayerGzip,
	v1.MediaTypeImageLayer,
}

// convert makes the manifest of an image from its manifest of today and its configuration.
func convert(name reference.NamedTagged, image v1.Manifest, config []byte, key libtrust.PrivateKey) (*schema1.SignedManifest, error) {
	described, err := withHistory(config, len(image.Layers))
	if err != nil {
		return nil, err
	}
	builder := schema1.NewConfigManifestBuilder(emptyLayers{}, key, name, described)
	for _, layer := range image.Layers {
		if !slices.Contains(layerTypes, layer.MediaType) {
			return nil, fmt.Errorf("it has a layer of the type %s", layer.MediaType)
		}
		if err := builder.AppendReference(distribution.Descriptor{Digest: layer.Digest, Size: layer.Size}); err != nil {
			return nil, err
		}
	}
	made, err := builder.Build(context.Background())
	if err != nil {
		return nil, err
	}
	signed, is := made.(*schema1.SignedManifest)
	if !is {
		return nil, fmt.Errorf("found a %T", made)
	}
	return signed, nil
}

// withHistory is the configuration with a step of the build for each layer: old manifests have no other layers. Some
// builders write none, or not as many as there are layers.
func withHistory(config []byte, layers int) ([]byte, error) {
	var known struct {
		RootFS *struct {
			DiffIDs []string `json:"diff_ids"`
		} `json:"rootfs"`
		History []v1.History `json:"history"`
	}
	if err := json.Unmarshal(config, &known); err != nil {
		return nil, fmt.Errorf("its configuration is not that of an image: %w", err)
	}
	if known.RootFS == nil || len(known.RootFS.DiffIDs) != layers || layers == 0 {
		return nil, errors.New("its configuration does not list its layers")
	}
	steps := 0
	for _, step := range known.History {
		if !step.EmptyLayer {
			steps++
		}
	}
	if steps == layers {
		return config, nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(config, &all); err != nil {
		return nil, err
	}
	history, err := json.Marshal(make([]v1.History, layers))
	if err != nil {
		return nil, err
	}
	all["history"] = history
	return json.Marshal(all)
}

// canonicalDigest is the digest by which clients know a manifest of schema 1: its signatures are no part of it.
func canonicalDigest(made *schema1.SignedManifest) string {
	return digest.FromBytes(made.Canonical).String()
}

// emptyLayers is where the builder finds the empty layer; a cache serves it whatever it has.
type emptyLayers struct{ distribution.BlobService }

// Stat implements distribution.BlobStatter.
func (emptyLayers) Stat(_ context.Context, dgst digest.Digest) (distribution.Descriptor, error) {
	return distribution.Descriptor{Digest: dgst, Size: int64(len(EmptyLayerContent()))}, nil
}
