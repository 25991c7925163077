package credentials

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
)

// outputMode lets the registry's group read the hashes and nobody else.
const outputMode = 0o640

// WriteError is returned when everything that was given is right and the access file cannot be written.
type WriteError struct{ error }

// Unwrap returns the cause.
func (e WriteError) Unwrap() error { return e.error }

// Result says what a run did.
type Result struct {
	Users   int
	Changed bool
}

// Run reads the clear passwords from in and makes out the access file for them, readable by group (a name
// or a number; empty leaves the group alone).
func Run(in, out, group string, cost int) (Result, error) {
	if cost < MinCost || cost > MaxCost {
		return Result{}, fmt.Errorf("cost %d; allowed: %d to %d", cost, MinCost, MaxCost)
	}
	gid, err := groupID(group)
	if err != nil {
		return Result{}, err
	}
	clear, err := ReadClear(in)
	if err != nil {
		return Result{}, err
	}
	previous, before := ReadPrevious(out)
	file, err := Hash(clear, previous, cost)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", in, err)
	}
	content, err := Encode(file)
	if err != nil {
		return Result{}, err
	}
	result := Result{Users: len(file.Users), Changed: !bytes.Equal(before, content)}
	write := func() error { return replace(out, content, gid) }
	if !result.Changed {
		write = func() error { return protect(out, gid) }
	}
	if err := write(); err != nil {
		return result, WriteError{err}
	}
	return result, nil
}

// groupID returns the number of a group, -1 for none.
func groupID(group string) (int, error) {
	if group == "" {
		return -1, nil
	}
	if gid, err := strconv.Atoi(group); err == nil && gid >= 0 {
		return gid, nil
	}
	found, err := user.LookupGroup(group)
	if err != nil {
		return -1, fmt.Errorf("group %q is not known here", group)
	}
	return strconv.Atoi(found.Gid)
}

func protect(path string, gid int) error {
	if gid >= 0 {
		if err := os.Chown(path, -1, gid); err != nil {
			return err
		}
	}
	return os.Chmod(path, outputMode)
}

// Replace puts content at path in one step, readable by its owner and by group (a name or a number; empty
// leaves the group alone).
func Replace(path string, content []byte, group string) error {
	gid, err := groupID(group)
	if err != nil {
		return err
	}
	return replace(path, content, gid)
}

// replace puts content at path in one step that survives a crash: whoever reads the file sees the old one
// or the new one, complete.
func replace(path string, content []byte, gid int) (err error) {
	dir := filepath.Dir(path)
	temporary, err := os.CreateTemp(dir, ".access-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temporary.Name()))
		}
	}()
	_, err = temporary.Write(content)
	err = errors.Join(err, temporary.Sync(), temporary.Close())
	if err != nil {
		return err
	}
	if err = protect(temporary.Name(), gid); err != nil {
		return err
	}
	if err = os.Rename(temporary.Name(), path); err != nil {
		return err
	}
	return syncDirectory(dir)
}

func syncDirectory(dir string) error {
	handle, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(handle.Sync(), handle.Close())
}
