// Package credentials turns a file of clear passwords, which only root can read, into the access file of
// bcrypt hashes that the registry reads.
package credentials

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
)

// maxClearSize bounds what is read of a file of clear passwords, in bytes.
const maxClearSize = 16 << 20

// Clear is the file of clear passwords: an access file with passwords instead of hashes.
type Clear struct {
	Version   int                  `json:"version"`
	Users     []ClearUser          `json:"users"`
	Anonymous access.FileAnonymous `json:"anonymous"`
}

// ClearUser is a user with one password, or two while it is being rotated.
type ClearUser struct {
	Name      string            `json:"name"`
	Passwords []string          `json:"passwords"`
	Roles     []access.FileRole `json:"roles"`
}

// ReadClear reads a file of clear passwords. It refuses one that anybody but its owner can read, or that
// belongs to somebody else than root and the caller.
func ReadClear(path string) (Clear, error) {
	var clear Clear
	content, err := ReadPrivate(path)
	if err != nil {
		return clear, err
	}
	if err := access.DecodeStrict(content, &clear); err != nil {
		return clear, fmt.Errorf("%s: %w", path, err)
	}
	if err := clear.check(); err != nil {
		return clear, fmt.Errorf("%s: %w", path, err)
	}
	return clear, nil
}

// ReadPrivate reads a file that holds secrets, unless others can read it too.
func ReadPrivate(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if err := private(info); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	content, err := io.ReadAll(io.LimitReader(file, maxClearSize+1))
	if err == nil && len(content) > maxClearSize {
		err = fmt.Errorf("%s: more than %d bytes", path, maxClearSize)
	}
	return content, err
}

// private refuses a file that others could read.
func private(info os.FileInfo) error {
	if !info.Mode().IsRegular() {
		return errors.New("not a regular file")
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return fmt.Errorf("mode %04o lets others read the passwords; set it to 0600", mode)
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); ok && owner.Uid != 0 && int(owner.Uid) != os.Geteuid() {
		return fmt.Errorf("belongs to user id %d; give it to root", owner.Uid)
	}
	return nil
}

// check finds what is wrong with the passwords, all at once and without quoting any. The rest of the file
// is checked as part of the access file that comes of it.
func (c Clear) check() error {
	var findings []error
	for i, user := range c.Users {
		if count := len(user.Passwords); count < 1 || count > access.MaxPasswords {
			findings = append(findings, fmt.Errorf("users[%d].passwords: user %q has %d; 1 to %d are allowed", i, user.Name, count, access.MaxPasswords))
		}
		for j, password := range user.Passwords {
			switch {
			case password == "":
				findings = append(findings, fmt.Errorf("users[%d].passwords[%d]: user %q has an empty password", i, j, user.Name))
			case len(password) > access.MaxPasswordBytes:
				findings = append(findings, fmt.Errorf("users[%d].passwords[%d]: user %q has a password of %d bytes; bcrypt takes at most %d", i, j, user.Name, len(password), access.MaxPasswordBytes))
			}
		}
	}
	return errors.Join(findings...)
}
