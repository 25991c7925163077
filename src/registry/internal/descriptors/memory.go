package descriptors

import (
	"context"

	"github.com/distribution/distribution/v3/registry/storage/cache"
	"github.com/distribution/distribution/v3/registry/storage/cache/memory"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// inMemory keeps descriptors in this process.
type inMemory struct {
	size int
}

// InMemory returns a cache of that many descriptors; 0 is unlimited, as in Distribution.
func InMemory(size int, log report.Log) *Cache {
	return newCache(inMemory{size}, log)
}

func (m inMemory) provider() cache.BlobDescriptorCacheProvider {
	return memory.NewInMemoryBlobDescriptorCacheProvider(m.size)
}

// flush has nothing to do: the next provider is empty.
func (m inMemory) flush(context.Context) error { return nil }
