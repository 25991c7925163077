package expiry

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// shelf is a keeper whose disk has as much room as a test says.
type shelf struct {
	*Keeper
	t *testing.T
}

func newShelf(t *testing.T, age time.Duration, size int64) shelf {
	t.Helper()
	k, err := New(Config{Root: t.TempDir(), Age: age, Limit: 80, SharedBy: 1, Interval: time.Hour, Log: report.To(t.Logf)})
	if err != nil {
		t.Fatal(err)
	}
	s := shelf{k, t}
	k.room.measure = func(string) (int64, int64, error) { return s.used(), size, nil }
	return s
}

// used sums up the content that is there.
func (s shelf) used() (sum int64) {
	files, _ := filepath.Glob(filepath.Join(s.layout.blobs(), "*", "*", "*", "data"))
	for _, file := range files {
		if info, err := os.Stat(file); err == nil {
			sum += info.Size()
		}
	}
	return sum
}

func (s shelf) write(path string, content []byte) {
	s.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// put stores content in a repository, last pulled some time ago.
func (s shelf) put(repository string, content []byte, manifest bool, ago time.Duration) digest.Digest {
	s.t.Helper()
	dgst := digest.FromBytes(content)
	s.write(s.layout.data(dgst), content)
	folder := s.layout.layer(repository, dgst)
	if manifest {
		folder = s.layout.revision(repository, dgst)
	}
	link := filepath.Join(folder, "link")
	s.write(link, []byte(dgst))
	then := time.Now().Add(-ago)
	if err := os.Chtimes(link, then, then); err != nil {
		s.t.Fatal(err)
	}
	return dgst
}

// layer makes content of a size that is like no other.
func layer(name string, size int) []byte { return []byte(name + strings.Repeat(".", size-len(name))) }

func manifestOf(layers ...digest.Digest) []byte {
	text := make([]string, 0, len(layers))
	for _, one := range layers {
		text = append(text, fmt.Sprintf(`{"digest":%q}`, one))
	}
	return []byte(`{"layers":[` + strings.Join(text, ",") + `]}`)
}

func (s shelf) has(repository string, dgst digest.Digest) bool {
	_, layerError := os.Stat(filepath.Join(s.layout.layer(repository, dgst), "link"))
	_, revisionError := os.Stat(filepath.Join(s.layout.revision(repository, dgst), "link"))
	_, dataError := os.Stat(s.layout.data(dgst))
	if linked := layerError == nil || revisionError == nil; linked && dataError != nil {
		s.t.Errorf("%s has a link to %s without content", repository, dgst)
	}
	return layerError == nil || revisionError == nil
}

func (s shelf) expect(what string, want, got bool) {
	s.t.Helper()
	if want != got {
		s.t.Errorf("%s: found %t, want %t", what, got, want)
	}
}

func TestAge(t *testing.T) {
	s := newShelf(t, time.Hour, 1<<30)
	base := s.put("old", layer("base", 1000), false, 3*time.Hour)
	own := s.put("old", layer("own", 1000), false, 3*time.Hour)
	s.put("old", manifestOf(base, own), true, 2*time.Hour)
	s.put("new", layer("base", 1000), false, 5*time.Hour)
	// A client that had the layer pulled the manifest alone.
	image := s.put("new", manifestOf(base), true, time.Minute)
	s.look()
	s.expect("the old image's own layer", false, s.has("old", own))
	s.expect("the shared layer in the old image's repository", false, s.has("old", base))
	s.expect("the shared layer in the new image's repository", true, s.has("new", base))
	s.expect("the new image", true, s.has("new", image))
	if got := s.figures.stored.Load(); got != s.used() {
		t.Errorf("%d bytes are said to be stored, and %d are", got, s.used())
	}
}

func TestRoom(t *testing.T) {
	s := newShelf(t, 0, 10_000)
	var layers []digest.Digest
	for i := range 7 {
		layers = append(layers, s.put("app", layer(fmt.Sprint(i), 1000), false, time.Duration(7-i)*time.Hour))
	}
	room, ok := s.Reserve(900)
	s.expect("room without removing anything", true, ok)
	s.expect("the oldest", true, s.has("app", layers[0]))
	// 7,000 are used, 900 promised, the limit is 8,000.
	more, ok := s.Reserve(2_000)
	s.expect("room for more", true, ok)
	s.expect("the oldest", false, s.has("app", layers[0]))
	s.expect("the second oldest", false, s.has("app", layers[1]))
	s.expect("the newest", true, s.has("app", layers[6]))
	_, ok = s.Reserve(8_001)
	s.expect("room for what is larger than the limit", false, ok)
	s.expect("the newest, after asking for the impossible", true, s.has("app", layers[6]))
	room.Release()
	room.Release()
	more.Written(500)
	more.Release()
	if s.room.promised != 0 {
		t.Errorf("%d bytes are still promised", s.room.promised)
	}
}

// TestHeld: what is being served stays, whatever the disk says, and so does what was pulled meanwhile.
func TestHeld(t *testing.T) {
	s := newShelf(t, time.Hour, 2_000)
	held := s.put("app", layer("held", 1000), false, 3*time.Hour)
	other := s.put("app", layer("other", 1000), false, 2*time.Hour)
	release := s.Hold(held)
	_, ok := s.Reserve(1_500)
	s.expect("room while the rest is held", false, ok)
	s.expect("what is held", true, s.has("app", held))
	s.expect("what is not", false, s.has("app", other))
	release()
	release()
	_, ok = s.Reserve(1_500)
	s.expect("room afterwards", true, ok)
	s.expect("what was held", false, s.has("app", held))
}

func TestPulledCounts(t *testing.T) {
	s := newShelf(t, time.Hour, 1<<30)
	pulled := s.put("team/app", layer("pulled", 1000), false, 3*time.Hour)
	forgotten := s.put("team/app", layer("forgotten", 1000), false, 3*time.Hour)
	s.Pulled("team/app", pulled)
	s.look()
	s.expect("what was pulled just now", true, s.has("team/app", pulled))
	s.expect("what was not", false, s.has("team/app", forgotten))
}

func TestLink(t *testing.T) {
	s := newShelf(t, 0, 1<<30)
	shared := s.put("one", layer("shared", 1000), false, 0)
	s.expect("a link to what is there", true, s.Link("two", shared, 1000))
	s.expect("the layer", true, s.has("two", shared))
	s.expect("a link to something of another size", false, s.Link("three", shared, 999))
	s.expect("a link to nothing", false, s.Link("three", digest.FromString("x"), 1))
}

// TestRecover: torn links and manifests, unfinished downloads and content without a link go.
func TestRecover(t *testing.T) {
	s := newShelf(t, 0, 1<<30)
	whole := s.put("app", layer("whole", 1000), false, time.Hour)
	image := s.put("app", manifestOf(whole), true, time.Hour)
	torn := s.put("app", layer("torn", 1000), false, time.Hour)
	s.write(filepath.Join(s.layout.layer("app", torn), "link"), nil)
	half := s.put("app", manifestOf(whole, torn), true, time.Hour)
	s.write(s.layout.data(half), []byte(`{"layers":`))
	s.write(s.layout.upload("app", "id"), []byte("begun"))
	lost := digest.FromString("lost")
	s.write(s.layout.data(lost), []byte("lost"))
	if err := s.Recover(); err != nil {
		t.Fatal(err)
	}
	s.look()
	s.expect("a whole layer", true, s.has("app", whole))
	s.expect("a whole manifest", true, s.has("app", image))
	s.expect("a torn link", false, s.has("app", torn))
	s.expect("a torn manifest", false, s.has("app", half))
	for _, path := range []string{s.layout.upload("app", "id"), s.layout.data(lost), s.layout.data(torn)} {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is left", path)
		}
	}
}

// TestShare: a cache with more than its even part of the disk makes room for the others, bit by bit.
func TestShare(t *testing.T) {
	s := newShelf(t, 0, 10_000)
	s.config.SharedBy = 2
	for i := range 8 {
		s.put("app", layer(fmt.Sprint(i), 1000), false, time.Duration(8-i)*time.Hour)
	}
	s.look() // finds out how much it has
	for range 10 {
		s.look()
	}
	if used := s.used(); used > 7_600 || used < 4_000 {
		t.Errorf("%d bytes are used of a limit of 8,000", used)
	}
}

func TestTagsOfWhatHasGone(t *testing.T) {
	s := newShelf(t, time.Hour, 1<<30)
	gone := s.put("app", manifestOf(), true, 3*time.Hour)
	link := filepath.Join(s.layout.repository("app"), "_manifests", "tags", "v1", "current", "link")
	s.write(link, []byte(gone))
	s.look()
	if _, err := os.Stat(link); err != nil {
		t.Error("a tag that was written just now is gone")
	}
	then := time.Now().Add(-2 * tagGrace)
	if err := os.Chtimes(link, then, then); err != nil {
		t.Fatal(err)
	}
	s.look()
	if _, err := os.Stat(link); err == nil {
		t.Error("a tag of nothing is left")
	}
}
