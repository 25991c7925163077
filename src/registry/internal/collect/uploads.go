package collect

import (
	"context"
	"fmt"
	"path"
	"sort"
	"time"

	"github.com/distribution/distribution/v3/registry/storage/driver"
)

// upload is an upload that was begun long ago and never finished.
type upload struct {
	repository, id string
	started        time.Time
	size           int64
}

// staleUploads returns the unfinished uploads that began before the given time.
func (s storage) staleUploads(ctx context.Context, repositories []string, before time.Time) ([]upload, error) {
	var result []upload
	for _, repository := range repositories {
		ids, err := s.list(ctx, uploadsPath(repository))
		if err != nil {
			return nil, err
		}
		sort.Strings(ids)
		for _, id := range ids {
			found, err := s.inspectUpload(ctx, repository, id)
			if err != nil {
				return nil, err
			}
			if !found.started.IsZero() && found.started.Before(before) {
				result = append(result, found)
			}
		}
	}
	return result, nil
}

// inspectUpload returns what is known of an upload. Without a readable start, its last change counts; one
// without any file has no time. Uploads may go at any moment: Distribution purges them on its own.
func (s storage) inspectUpload(ctx context.Context, repository, id string) (upload, error) {
	result := upload{repository: repository, id: id}
	directory := path.Join(uploadsPath(repository), id)
	content, _, err := s.content(ctx, path.Join(directory, "startedat"))
	if err != nil {
		return result, fmt.Errorf("upload %s of %s: %w", id, repository, err)
	}
	started, unreadable := time.Parse(time.RFC3339, string(content))
	err = s.walk(ctx, directory, func(info driver.FileInfo) error {
		result.size += info.Size()
		if unreadable != nil && info.ModTime().After(result.started) {
			result.started = info.ModTime()
		}
		return nil
	})
	if unreadable == nil {
		result.started = started
	}
	if missing(err) { // finished or purged meanwhile
		return upload{}, nil
	}
	return result, err
}
