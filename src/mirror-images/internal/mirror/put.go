package mirror

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/regclient/regclient"
	"github.com/regclient/regclient/types/manifest"
	"github.com/regclient/regclient/types/ref"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/schema2"
)

// copying is the way of one image: the client, and what listens to it.
type copying struct {
	client   *regclient.RegClient
	progress *transfer
}

// put copies what is wanted to target: first what a manifest refers to, then the manifest. Layers that are
// there already, of a run that was interrupted or of another image, are not copied again.
func (c copying) put(ctx context.Context, w wanted, target ref.Ref) error {
	if w.toSchema1 && len(w.blobs) > 0 {
		if err := checkHistory(ctx, c.client, w); err != nil {
			return err
		}
	}
	if w.body == nil {
		return c.client.ImageCopy(ctx, w.source, target, regclient.ImageWithCallback(c.progress.heard))
	}
	for _, child := range w.children {
		if err := c.put(ctx, child, target.SetDigest(child.descriptor.Digest.String())); err != nil {
			return err
		}
	}
	if err := c.putBlobs(ctx, w, target); err != nil {
		return err
	}
	written, err := manifest.New(manifest.WithRaw(w.body), manifest.WithDesc(w.descriptor))
	if err != nil {
		return err
	}
	return c.client.ManifestPut(ctx, target, written)
}

// putBlobs copies configuration and layers side by side; the client limits how many at a time.
func (c copying) putBlobs(ctx context.Context, w wanted, target ref.Ref) error {
	problems := make([]error, len(w.blobs))
	var copies sync.WaitGroup
	for i, blob := range w.blobs {
		copies.Go(func() {
			problems[i] = c.client.BlobCopy(ctx, w.source, target, blob, regclient.BlobWithCallback(c.progress.heard))
		})
	}
	copies.Wait()
	return errors.Join(problems...)
}

func checkHistory(ctx context.Context, client *regclient.RegClient, w wanted) error {
	reader, err := client.BlobGet(ctx, w.source, w.blobs[0])
	if err != nil {
		return fmt.Errorf("its configuration: %w", err)
	}
	config, err := io.ReadAll(reader)
	if err := errors.Join(err, reader.Close()); err != nil {
		return fmt.Errorf("its configuration: %w", err)
	}
	return schema2.CheckHistory(config, len(w.blobs)-1)
}
