package serve

import (
	"context"
	"errors"
	"fmt"

	"github.com/distribution/distribution/v3"
	"github.com/distribution/distribution/v3/configuration"
	"github.com/distribution/distribution/v3/registry"
	middleware "github.com/distribution/distribution/v3/registry/middleware/registry"
	"github.com/distribution/distribution/v3/registry/storage/driver"
)

// captureName is the registry middleware that hands out the storage driver in use.
const captureName = "diego-docker-operations"

// newRegistry builds Distribution's registry and returns the storage driver that it uses. Distribution
// panics on what it cannot use, a bucket that does not exist or an upstream that does not answer; that is
// an error like any other.
func newRegistry(ctx context.Context, config *configuration.Configuration) (built *registry.Registry, used driver.StorageDriver, err error) {
	capture := func(_ context.Context, namespace distribution.Namespace, storage driver.StorageDriver, _ map[string]any) (distribution.Namespace, error) {
		used = storage
		return namespace, nil
	}
	if err := middleware.Register(captureName, capture); err != nil {
		return nil, nil, err
	}
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("the registry cannot start: %v", problem)
		}
	}()
	built, err = registry.NewRegistry(ctx, config)
	if err == nil && used == nil {
		err = errors.New("the registry did not hand out its storage driver")
	}
	return built, used, err
}
