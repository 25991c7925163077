package cache

import (
	"context"
	"time"

	"github.com/distribution/distribution/v3"
	"github.com/distribution/reference"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"
)

// localNamespace is the registry on the disk, as the proxy below this cache uses it: it sees where the proxy
// writes what it fetches.
type localNamespace struct {
	distribution.Namespace
	keeper Keeper
}

// Repository implements distribution.Namespace. Distribution keeps this context for writes that go on when the
// client whose request it is has gone (registry/storage/blobwriter.go, Write, v3.1.1).
func (l localNamespace) Repository(ctx context.Context, name reference.Named) (distribution.Repository, error) {
	inner, err := l.Namespace.Repository(context.WithoutCancel(ctx), name)
	return localRepository{inner, l.keeper}, err
}

type localRepository struct {
	distribution.Repository
	keeper Keeper
}

// Blobs implements distribution.Repository.
func (l localRepository) Blobs(ctx context.Context) distribution.BlobStore {
	return localBlobs{l.Repository.Blobs(context.WithoutCancel(ctx)), l.keeper, l.Named().Name()}
}

type localBlobs struct {
	distribution.BlobStore
	keeper     Keeper
	repository string
}

// Create begins to write a blob that the proxy fetches for a flight.
func (l localBlobs) Create(ctx context.Context, options ...distribution.BlobCreateOption) (distribution.BlobWriter, error) {
	purpose, is := ctx.Value(flightKey{}).(*flight)
	if !is {
		return nowhere{}, nil
	}
	writer, err := l.BlobStore.Create(ctx, options...)
	if err != nil {
		return nil, err
	}
	content, err := l.keeper.Upload(l.repository, writer.ID())
	if err != nil {
		_ = writer.Cancel(ctx) // its file is where uploads are, and goes with them
		return nil, err
	}
	purpose.wrote(content, 0)
	return &flightWriter{writer, purpose}, nil
}

// flightWriter tells a flight how far it is.
type flightWriter struct {
	distribution.BlobWriter
	flight *flight
}

// Write implements io.Writer.
func (f *flightWriter) Write(p []byte) (int, error) {
	n, err := f.BlobWriter.Write(p)
	f.flight.wrote(nil, n)
	return n, err
}

// nowhere takes a blob that is not kept: the client gets it, and there is no room for it on the disk.
type nowhere struct{ distribution.BlobWriter }

func (nowhere) Write(p []byte) (int, error)  { return len(p), nil }
func (nowhere) Close() error                 { return nil }
func (nowhere) Size() int64                  { return 0 }
func (nowhere) ID() string                   { return "" }
func (nowhere) StartedAt() time.Time         { return time.Time{} }
func (nowhere) Cancel(context.Context) error { return nil }

func (nowhere) Commit(_ context.Context, provisional v1.Descriptor) (v1.Descriptor, error) {
	return provisional, nil
}
