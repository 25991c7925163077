package mirror

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/opencontainers/go-digest"
	"github.com/regclient/regclient"
	"github.com/regclient/regclient/types/descriptor"
	"github.com/regclient/regclient/types/manifest"
	"github.com/regclient/regclient/types/mediatype"
	"github.com/regclient/regclient/types/platform"
	"github.com/regclient/regclient/types/ref"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/schema2"
)

// wanted is what has to be in the private registry.
type wanted struct {
	descriptor descriptor.Descriptor
	// source is the manifest that it is made from, by digest.
	source ref.Ref
	// body is a manifest written anew; nil where the one at the source is copied as it is.
	body []byte
	// blobs are what body refers to: the configuration, then the layers.
	blobs []descriptor.Descriptor
	// children are the images of several platforms that body refers to.
	children []wanted
	// toSchema1: the registry must be able to convert it for old clients.
	toSchema1 bool
}

// chooser finds out what has to be in the registry, and reads no more than it needs for that: a HEAD request
// is no pull for Docker Hub, reading a manifest is one.
type chooser struct {
	client    *regclient.RegClient
	toSchema1 bool
}

// choose says what becomes of the manifest at source, which has a digest.
func (c chooser) choose(ctx context.Context, source ref.Ref, head descriptor.Descriptor, platforms []string) (wanted, error) {
	if len(platforms) == 0 && !c.toSchema1 {
		return wanted{descriptor: head, source: source}, nil
	}
	found, err := c.client.ManifestGet(ctx, source)
	if err != nil {
		return wanted{}, err
	}
	switch content := found.(type) {
	case manifest.Indexer:
		return c.fromIndex(ctx, source, found, content, platforms)
	case manifest.Imager:
		return c.fromImage(ctx, source, found, content, platforms)
	default:
		return wanted{}, fmt.Errorf("it is of the type %s, which is no image", found.GetDescriptor().MediaType)
	}
}

// fromIndex keeps the platforms that are asked for. With one of them the result is that image itself.
func (c chooser) fromIndex(ctx context.Context, source ref.Ref, found manifest.Manifest, index manifest.Indexer, platforms []string) (wanted, error) {
	all, err := index.GetManifestList()
	if err != nil {
		return wanted{}, err
	}
	if len(platforms) == 0 {
		// The only one that distribution v2.8.3 gives to clients of schema 1 (registry/handlers/manifests.go).
		platforms = []string{"linux/amd64"}
	}
	kept, err := selected(all, platforms)
	if err != nil {
		return wanted{}, err
	}
	if len(kept) == len(all) && len(kept) > 1 && !c.toSchema1 {
		return wanted{descriptor: found.GetDescriptor(), source: source}, nil
	}
	var children []wanted
	for _, one := range kept {
		child, err := c.choose(ctx, source.SetDigest(one.Digest.String()), one, nil)
		if err != nil {
			return wanted{}, err
		}
		child.descriptor.Platform = one.Platform
		children = append(children, child)
	}
	if len(children) == 1 {
		return children[0], nil
	}
	body, kind, err := c.index(found, children)
	if err != nil {
		return wanted{}, err
	}
	return wanted{descriptor: described(kind, body), source: source, body: body, children: children, toSchema1: c.toSchema1}, nil
}

// index writes an index of the children: Docker's manifest list for old clients, else the one at the source
// without the others.
func (c chooser) index(found manifest.Manifest, children []wanted) (body []byte, mediaType string, err error) {
	descriptors := make([]descriptor.Descriptor, 0, len(children))
	for _, child := range children {
		descriptors = append(descriptors, child.descriptor)
	}
	if c.toSchema1 {
		body, err = schema2.List(descriptors)
		return body, mediatype.Docker2ManifestList, err
	}
	raw, err := found.RawBody()
	if err != nil {
		return nil, "", err
	}
	document := make(map[string]json.RawMessage)
	if err := json.Unmarshal(raw, &document); err != nil {
		return nil, "", err
	}
	if document["manifests"], err = json.Marshal(descriptors); err != nil {
		return nil, "", err
	}
	body, err = json.Marshal(document)
	return body, found.GetDescriptor().MediaType, err
}

func (c chooser) fromImage(ctx context.Context, source ref.Ref, found manifest.Manifest, content manifest.Imager, platforms []string) (wanted, error) {
	config, err := content.GetConfig()
	if err != nil {
		return wanted{}, fmt.Errorf("its configuration: %w", err)
	}
	layers, err := content.GetLayers()
	if err != nil {
		return wanted{}, err
	}
	if len(platforms) > 0 {
		if err := c.checkPlatform(ctx, source, config, platforms); err != nil {
			return wanted{}, err
		}
	}
	as := wanted{descriptor: found.GetDescriptor(), source: source, toSchema1: c.toSchema1, blobs: append([]descriptor.Descriptor{config}, layers...)}
	if !c.toSchema1 || as.descriptor.MediaType == mediatype.Docker2Manifest {
		return as, nil
	}
	if as.body, err = schema2.Image(config, layers); err != nil {
		return wanted{}, err
	}
	as.descriptor = described(mediatype.Docker2Manifest, as.body)
	return as, nil
}

// checkPlatform refuses an image for one platform that is not asked for.
func (c chooser) checkPlatform(ctx context.Context, source ref.Ref, config descriptor.Descriptor, platforms []string) error {
	blob, err := c.client.BlobGetOCIConfig(ctx, source, config)
	if err != nil {
		return fmt.Errorf("its configuration: %w", err)
	}
	written := blob.GetConfig().Platform
	_, err = selected([]descriptor.Descriptor{{Platform: &written}}, platforms)
	return err
}

// selected returns those of the images that are for one of the platforms, each of which must be there.
func selected(all []descriptor.Descriptor, platforms []string) ([]descriptor.Descriptor, error) {
	var kept []descriptor.Descriptor
	missing := slices.Clone(platforms)
	var there []string
	for _, one := range all {
		if one.Platform == nil {
			continue
		}
		there = append(there, one.Platform.String())
		for _, text := range platforms {
			asked, err := platform.Parse(text)
			if err != nil {
				return nil, err
			}
			if platform.Match(asked, *one.Platform) {
				kept = append(kept, one)
				missing = slices.DeleteFunc(missing, func(other string) bool { return other == text })
				break
			}
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("it is not for %s; it is for %s", strings.Join(missing, ", "), strings.Join(there, ", "))
	}
	return kept, nil
}

func described(mediaType string, body []byte) descriptor.Descriptor {
	return descriptor.Descriptor{MediaType: mediaType, Digest: digest.FromBytes(body), Size: int64(len(body))}
}
