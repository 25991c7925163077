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

// put copies what is wanted to target: first what a manifest refers to, then the manifest. Layers that are
// there already, of a run that was interrupted or of another image, are not copied again.
func put(ctx context.Context, client *regclient.RegClient, w wanted, target ref.Ref) error {
	if w.toSchema1 && len(w.blobs) > 0 {
		if err := checkHistory(ctx, client, w); err != nil {
			return err
		}
	}
	if w.body == nil {
		return client.ImageCopy(ctx, w.source, target)
	}
	for _, child := range w.children {
		if err := put(ctx, client, child, target.SetDigest(child.descriptor.Digest.String())); err != nil {
			return err
		}
	}
	if err := putBlobs(ctx, client, w, target); err != nil {
		return err
	}
	written, err := manifest.New(manifest.WithRaw(w.body), manifest.WithDesc(w.descriptor))
	if err != nil {
		return err
	}
	return client.ManifestPut(ctx, target, written)
}

// putBlobs copies configuration and layers side by side; the client limits how many at a time.
func putBlobs(ctx context.Context, client *regclient.RegClient, w wanted, target ref.Ref) error {
	problems := make([]error, len(w.blobs))
	var copies sync.WaitGroup
	for i, blob := range w.blobs {
		copies.Go(func() { problems[i] = client.BlobCopy(ctx, w.source, target, blob) })
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
