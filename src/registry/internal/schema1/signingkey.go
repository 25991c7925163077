package schema1

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/docker/libtrust"
)

// ensureSigningKey makes the key that converted manifests are signed with, unless it is there. Distribution
// would make a new one at every start. The digest of a manifest does not depend on it: signatures are not part
// of what is hashed (manifest/schema1/manifest.go, Canonical, v2.8.3).
func ensureSigningKey(file string) error {
	_, err := libtrust.LoadKeyFile(file)
	if err == nil {
		return nil
	}
	if _, missing := os.Stat(file); !errors.Is(missing, fs.ErrNotExist) {
		return configError{fmt.Errorf("the signing key %s: %w; allowed: PEM, BEGIN RSA PRIVATE KEY or BEGIN EC PRIVATE KEY", file, err)}
	}
	key, err := libtrust.GenerateECP256PrivateKey()
	if err != nil {
		return err
	}
	partial := file + ".new"
	if err := libtrust.SaveKey(partial, key); err != nil {
		return err
	}
	return os.Rename(partial, file)
}
