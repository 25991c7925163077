package mirror

import (
	"context"
	"errors"
	"fmt"

	"github.com/opencontainers/go-digest"
	"github.com/regclient/regclient"
	"github.com/regclient/regclient/types/descriptor"
	"github.com/regclient/regclient/types/errs"
	"github.com/regclient/regclient/types/ref"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/config"
)

// copyImage brings one image into the private registry. No state is kept: what is there is what the registry
// says is there, so that an interrupted run needs no clearing up.
func copyImage(ctx context.Context, c config.Config, image config.Image, progress *transfer) (Outcome, error) {
	from, err := ref.New(image.From)
	if err != nil {
		return Outcome{}, fmt.Errorf("from: %w", err)
	}
	target, err := ref.New(c.Registry.Name + "/" + image.To)
	if err != nil {
		return Outcome{}, fmt.Errorf("to: %w", err)
	}
	client := newClient(c, image, from.Registry)
	there, err := digestOf(ctx, client, target)
	if err != nil && !errors.Is(err, errs.ErrNotFound) {
		return Outcome{}, fmt.Errorf("the private registry: %w", err)
	}
	toSchema1 := c.Protocol == config.Schema1
	pinned := image.Digest
	if pinned == "" {
		pinned = from.Digest
	}
	if from.Digest != "" && from.Digest != pinned {
		return Outcome{}, fmt.Errorf("from names %s, digest %s; only one of them can be wanted", from.Digest, pinned)
	}
	// Nothing has to be asked of the source where the very image that is wanted is there.
	if pinned != "" && there == digest.Digest(pinned) && len(image.Platforms) == 0 && !toSchema1 {
		return Outcome{Kind: Kept, Digest: there, Source: there}, nil
	}
	head, err := headOf(ctx, client, from, pinned)
	if err != nil {
		return Outcome{}, err
	}
	source := from.SetDigest(head.Digest.String())
	w, err := chooser{client, toSchema1}.choose(ctx, source, head, image.Platforms)
	if err != nil {
		return Outcome{}, err
	}
	outcome := Outcome{Kind: Kept, Digest: w.descriptor.Digest, Before: there, Source: head.Digest, Converted: w.converted()}
	if there == outcome.Digest {
		return outcome, nil
	}
	outcome.Kind = Copied
	if there != "" {
		outcome.Kind = Updated
	}
	if err := (copying{client, progress}).put(ctx, w, target); err != nil {
		return Outcome{}, err
	}
	arrived, err := digestOf(ctx, client, target)
	if err != nil {
		return Outcome{}, fmt.Errorf("the private registry, after copying: %w", err)
	}
	if arrived != outcome.Digest {
		return Outcome{}, fmt.Errorf("the private registry has %s after copying; %s was sent", arrived, outcome.Digest)
	}
	return outcome, nil
}

// headOf describes the manifest at the source: the one with the pinned digest, or the one of the tag.
func headOf(ctx context.Context, client *regclient.RegClient, from ref.Ref, pinned string) (descriptor.Descriptor, error) {
	if pinned != "" {
		from = from.SetDigest(pinned)
	}
	found, err := client.ManifestHead(ctx, from, regclient.WithManifestRequireDigest())
	if err != nil {
		return descriptor.Descriptor{}, err
	}
	if pinned != "" && found.GetDescriptor().Digest.String() != pinned {
		return descriptor.Descriptor{}, fmt.Errorf("the source has %s under the digest %s", found.GetDescriptor().Digest, pinned)
	}
	return found.GetDescriptor(), nil
}

func digestOf(ctx context.Context, client *regclient.RegClient, target ref.Ref) (digest.Digest, error) {
	found, err := client.ManifestHead(ctx, target, regclient.WithManifestRequireDigest())
	if err != nil {
		return "", err
	}
	return found.GetDescriptor().Digest, nil
}

// converted reports whether any manifest was written as schema 2.
func (w wanted) converted() bool {
	if w.toSchema1 && w.body != nil {
		return true
	}
	for _, child := range w.children {
		if child.converted() {
			return true
		}
	}
	return false
}
