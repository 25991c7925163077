package cache

import (
	"context"
	"time"

	"github.com/distribution/distribution/v3"
	"github.com/distribution/reference"
	v1 "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/upstream"
)

// askAgain is how soon the upstream is asked about a tag again after it has failed to answer.
const askAgain = 10 * time.Second

// tags are a repository's tags.
type tags struct {
	distribution.TagService
	cache *Cache
	name  reference.Named
}

// Get returns what a tag stands for: as the upstream said within the last tagAge, or says now, or, if it fails
// to, as the cache has it. A tag that neither has is an error.
func (t tags) Get(ctx context.Context, tag string) (v1.Descriptor, error) {
	found, first, err := t.cache.tags.ask(ctx, t.name.Name()+":"+tag, func(ctx context.Context) (v1.Descriptor, time.Duration, error) {
		ctx, seen := upstream.Observe(ctx)
		// The proxy's own way: it asks the upstream, and falls back on what the cache has.
		found, err := t.TagService.Get(ctx, tag)
		if err != nil {
			count("tag", miss)
			return found, failuresKeep, t.cache.failureOfTag(err, seen)
		}
		if !seen.Answered() {
			count("tag", masked)
			return found, askAgain, nil
		}
		count("tag", miss)
		return found, t.cache.tagAge, nil
	})
	if !first {
		count("tag", hit)
	}
	if err != nil {
		return found, fail(ctx, err)
	}
	return found, nil
}

// failureOfTag says why neither the upstream nor the cache has a tag: the proxy's own error is that the cache
// does not (registry/proxy/proxytagservice.go, Get, v3.1.1).
func (c *Cache) failureOfTag(err error, seen *upstream.Observation) error {
	if seen.Failure() != nil {
		return upstream.Of(err, seen)
	}
	if failure := c.trouble(); failure != nil {
		return failure
	}
	return &upstream.Failure{Kind: upstream.Unreachable, Message: "the upstream does not answer, and the cache does not have this", RetryAfter: askAgain}
}
