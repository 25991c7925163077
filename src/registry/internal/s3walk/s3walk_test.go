package s3walk

import (
	"context"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/distribution/distribution/v3/registry/storage"
	"github.com/distribution/distribution/v3/registry/storage/driver"
	s3 "github.com/distribution/distribution/v3/registry/storage/driver/s3-aws"
	"github.com/distribution/reference"
)

// bucket answers ListObjectsV2 for a fixed set of keys.
type bucket []string

type listing struct {
	XMLName     xml.Name `xml:"ListBucketResult"`
	IsTruncated bool
	Contents    []entry
}

type entry struct {
	Key          string
	Size         int
	LastModified string
}

func (b bucket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var result listing
	keys := slices.Clone(b)
	sort.Strings(keys)
	for _, key := range keys {
		query := r.URL.Query()
		if strings.HasPrefix(key, query.Get("prefix")) && key > query.Get("start-after") {
			result.Contents = append(result.Contents, entry{key, 1, time.Now().UTC().Format(time.RFC3339)})
		}
	}
	w.Header().Set("Content-Type", "application/xml")
	_ = xml.NewEncoder(w).Encode(result)
}

// newDriver is Distribution's S3 driver on a bucket.
func newDriver(t *testing.T, keys bucket) driver.StorageDriver {
	t.Helper()
	server := httptest.NewServer(keys)
	t.Cleanup(server.Close)
	created, err := s3.FromParameters(context.Background(), map[string]any{
		"region": "us-east-1", "regionendpoint": server.URL, "bucket": "b", "forcepathstyle": true, "secure": false,
		"accesskey": "a", "secretkey": "s",
	})
	if err != nil {
		t.Fatal(err)
	}
	return created
}

func tagsOf(t *testing.T, d driver.StorageDriver, name string) []string {
	t.Helper()
	registry, err := storage.NewRegistry(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	named, err := reference.WithName(name)
	if err != nil {
		t.Fatal(err)
	}
	repository, err := registry.Repository(context.Background(), named)
	if err != nil {
		t.Fatal(err)
	}
	tags, _ := repository.Tags(context.Background()).List(context.Background(), -1, "") // io.EOF at the end
	sort.Strings(tags)
	return tags
}

// TestTagsThatBeginAlike: the S3 driver of Distribution v3.1.1 leaves out tags that begin with another one.
func TestTagsThatBeginAlike(t *testing.T) {
	want := []string{"v1", "v1.1", "v10", "v2"}
	var keys bucket
	for _, tag := range want {
		keys = append(keys, "docker/registry/v2/repositories/app/_manifests/tags/"+tag+"/current/link",
			"docker/registry/v2/repositories/app/_manifests/tags/"+tag+"/index/sha256/0/link")
	}
	plain := newDriver(t, keys)
	if slices.Equal(tagsOf(t, plain, "app"), want) {
		t.Error("Distribution lists all tags; this package is no longer needed")
	}
	if got := tagsOf(t, wrap(plain), "app"); !slices.Equal(got, want) {
		t.Errorf("tags %v; want %v", got, want)
	}
}

func TestWalkEndsWhenItIsToldTo(t *testing.T) {
	d := wrap(newDriver(t, bucket{"a/b/c", "a/b/d", "a/bb/c", "a/c/d"}))
	var seen []string
	err := d.Walk(context.Background(), "/a", func(info driver.FileInfo) error {
		seen = append(seen, info.Path())
		switch info.Path() {
		case "/a/b":
			return driver.ErrSkipDir
		case "/a/bb/c":
			return driver.ErrFilledBuffer
		}
		return nil
	})
	if want := []string{"/a/b", "/a/bb", "/a/bb/c"}; err != nil || !slices.Equal(seen, want) {
		t.Errorf("%v %v; want %v", seen, err, want)
	}
}
