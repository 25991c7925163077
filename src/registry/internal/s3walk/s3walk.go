// Package s3walk mends the Walk of Distribution's S3 driver. Told to skip a directory, the driver skips
// everything that begins with its name (registry/storage/driver/s3-aws/s3.go, doWalk, v3.1.1): after tag v1
// the list of tags lacks v10.
package s3walk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/distribution/distribution/v3/configuration"
	"github.com/distribution/distribution/v3/registry/storage/driver"
	storagemiddleware "github.com/distribution/distribution/v3/registry/storage/driver/middleware"
)

// name is the storage middleware under which Distribution finds this package.
const name = "diego-docker-s3-walk"

// Enable mends the driver of the configuration, if it is an S3 driver. It comes after all other storage
// middlewares, of which cloudfront looks for the S3 driver itself.
func Enable(config *configuration.Configuration) error {
	if !slices.Contains([]string{"s3", "s3aws"}, config.Storage.Type()) {
		return nil
	}
	config.Middleware["storage"] = append(config.Middleware["storage"], configuration.Middleware{Name: name})
	return storagemiddleware.Register(name, func(_ context.Context, storage driver.StorageDriver, _ map[string]any) (driver.StorageDriver, error) {
		return wrap(storage), nil
	})
}

type walker struct {
	driver.StorageDriver
}

func wrap(storage driver.StorageDriver) driver.StorageDriver { return walker{storage} }

// Walk implements driver.StorageDriver. It skips directories by itself; the driver lists all that is below
// them in any case.
func (w walker) Walk(ctx context.Context, path string, visit driver.WalkFn, options ...func(*driver.WalkOptions)) error {
	skipped := ""
	return w.StorageDriver.Walk(ctx, path, func(info driver.FileInfo) error {
		if skipped != "" && strings.HasPrefix(info.Path(), skipped) {
			return nil
		}
		err := visit(info)
		if errors.Is(err, driver.ErrSkipDir) {
			skipped = strings.TrimSuffix(info.Path(), "/") + "/"
			return nil
		}
		return err
	}, options...)
}
