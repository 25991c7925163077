package descriptors

import (
	"context"
	"fmt"

	"github.com/distribution/distribution/v3/registry/storage/cache"
	rediscache "github.com/distribution/distribution/v3/registry/storage/cache/redis"
	"github.com/redis/go-redis/v9"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// redisPatterns match the keys of Distribution's redis cache (registry/storage/cache/redis, v3.1.1).
// Anything else in the database belongs to others.
var redisPatterns = []string{"blobs::*", "repository::*"}

// scanCount is how many keys one SCAN looks at, roughly.
const scanCount = 1000

// inRedis keeps descriptors in redis, where instances share them.
type inRedis struct {
	client redis.UniversalClient
	shared cache.BlobDescriptorCacheProvider
}

// InRedis returns a cache in that redis.
func InRedis(client redis.UniversalClient, log report.Log) *Cache {
	return newCache(inRedis{client: client, shared: rediscache.NewRedisBlobDescriptorCacheProvider(client)}, log)
}

// provider returns the same one always: it registers metrics, which can be done once.
func (r inRedis) provider() cache.BlobDescriptorCacheProvider { return r.shared }

// flush removes the keys of the cache, on every master of a cluster.
func (r inRedis) flush(ctx context.Context) error {
	var err error
	if cluster, ok := r.client.(*redis.ClusterClient); ok {
		err = cluster.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
			return removeKeys(ctx, node)
		})
	} else {
		err = removeKeys(ctx, r.client)
	}
	if err != nil {
		return fmt.Errorf("emptying the redis cache: %w", err)
	}
	return nil
}

func removeKeys(ctx context.Context, client redis.Cmdable) error {
	for _, pattern := range redisPatterns {
		var cursor uint64
		for {
			keys, next, err := client.Scan(ctx, cursor, pattern, scanCount).Result()
			if err != nil {
				return err
			}
			if err := unlink(ctx, client, keys); err != nil {
				return err
			}
			if cursor = next; cursor == 0 {
				break
			}
		}
	}
	return nil
}

// unlink removes keys one by one in a pipeline: in a cluster, one command may not span hash slots.
func unlink(ctx context.Context, client redis.Cmdable, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	_, err := client.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, key := range keys {
			pipe.Unlink(ctx, key)
		}
		return nil
	})
	return err
}
