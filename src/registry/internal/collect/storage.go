package collect

import (
	"context"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/distribution/distribution/v3/registry/storage/driver"
	"github.com/opencontainers/go-digest"
)

// storage reads Distribution's layout. What marks blobs as in use is strict about missing paths: a file or
// directory that was listed and then is not found means that storage changes while it is being read, or
// fails, and going on would delete what was not seen. Distribution's own collector goes on
// (registry/storage/garbagecollect.go and driver/walk.go, v3.1.1), which may be how blobs in use were lost
// (distribution issue 4939).
type storage struct {
	driver driver.StorageDriver
}

// walk visits every file below from; nothing there is no error. Drivers leave out what goes meanwhile, so
// this is for looking for what to delete, not for what is in use.
func (s storage) walk(ctx context.Context, from string, visit func(driver.FileInfo) error) error {
	err := s.driver.Walk(ctx, from, func(info driver.FileInfo) error {
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		if info.IsDir() {
			return nil
		}
		return visit(info)
	})
	return s.ignoreMissing(err, from)
}

// list returns the names in a directory; none if it does not exist.
func (s storage) list(ctx context.Context, directory string) ([]string, error) {
	names, err := s.entries(ctx, directory)
	return names, s.ignoreMissing(err, directory)
}

// entries returns the names in a directory, which must exist.
func (s storage) entries(ctx context.Context, directory string) ([]string, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	entries, err := s.driver.List(ctx, directory)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(entries))
	for _, entry := range entries {
		names = append(names, path.Base(entry))
	}
	return names, nil
}

func (s storage) ignoreMissing(err error, root string) error {
	var missing driver.PathNotFoundError
	if errors.As(err, &missing) && strings.TrimSuffix(missing.Path, "/") == root {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", root, err)
	}
	return nil
}

// content returns a file and whether it exists.
func (s storage) content(ctx context.Context, file string) ([]byte, bool, error) {
	if ctx.Err() != nil {
		return nil, false, context.Cause(ctx)
	}
	content, err := s.driver.GetContent(ctx, file)
	if missing(err) {
		return nil, false, nil
	}
	return content, err == nil, err
}

// readLink returns the digest in a link file and whether the file exists. A file that holds no digest is
// an error, whose message says which one: a crash of an old Distribution may have left it empty.
func (s storage) readLink(ctx context.Context, file string) (digest.Digest, bool, error) {
	content, exists, err := s.content(ctx, file)
	if err != nil || !exists {
		return "", false, err
	}
	dgst, err := digest.Parse(string(content))
	if err != nil {
		return "", false, fmt.Errorf("%s holds no digest; push the image again or remove the file", file)
	}
	return dgst, true, nil
}

// remove deletes a file or directory; one that has gone already is no error.
func (s storage) remove(ctx context.Context, target string) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err := s.driver.Delete(ctx, target); err != nil && !missing(err) {
		return fmt.Errorf("deleting %s: %w", target, err)
	}
	return nil
}

func missing(err error) bool {
	var target driver.PathNotFoundError
	return errors.As(err, &target)
}

// component is the form of one component of a repository name (github.com/distribution/reference). What
// else is in the way, such as a file of the operating system's, belongs to no repository.
var component = regexp.MustCompile(`^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$`)

// repositories returns the names of all repositories, those too that hold no manifest yet or any more.
func (s storage) repositories(ctx context.Context) ([]string, error) {
	return s.repositoriesBelow(ctx, repositoriesRoot)
}

func (s storage) repositoriesBelow(ctx context.Context, directory string) ([]string, error) {
	names, err := s.entries(ctx, directory)
	if directory == repositoriesRoot {
		err = s.ignoreMissing(err, directory)
	}
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var result []string
	if slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, "_") }) {
		result = append(result, strings.TrimPrefix(directory, repositoriesRoot+"/"))
	}
	for _, name := range names {
		if !component.MatchString(name) {
			continue
		}
		below, err := s.repositoriesBelow(ctx, path.Join(directory, name))
		if err != nil {
			return nil, err
		}
		result = append(result, below...)
	}
	return result, nil
}
