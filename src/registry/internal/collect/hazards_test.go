package collect

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/distribution/distribution/v3/registry/storage/driver"
	"github.com/opencontainers/go-digest"
)

// moody is a storage driver that fails at a chosen call.
type moody struct {
	driver.StorageDriver
	reads, deletes       atomic.Int64
	failRead, failDelete int64
	failure              error
	beforeDelete         func()
}

func (m *moody) read() error {
	if m.reads.Add(1) == m.failRead {
		return m.failure
	}
	return nil
}

func (m *moody) GetContent(ctx context.Context, path string) ([]byte, error) {
	if err := m.read(); err != nil {
		return nil, err
	}
	return m.StorageDriver.GetContent(ctx, path)
}

func (m *moody) List(ctx context.Context, path string) ([]string, error) {
	if err := m.read(); err != nil {
		return nil, err
	}
	return m.StorageDriver.List(ctx, path)
}

func (m *moody) Stat(ctx context.Context, path string) (driver.FileInfo, error) {
	if err := m.read(); err != nil {
		return nil, err
	}
	return m.StorageDriver.Stat(ctx, path)
}

func (m *moody) Walk(ctx context.Context, path string, f driver.WalkFn, options ...func(*driver.WalkOptions)) error {
	return driver.WalkFallback(ctx, m, path, f, options...)
}

func (m *moody) Delete(ctx context.Context, path string) error {
	if m.beforeDelete != nil {
		m.beforeDelete()
	}
	if m.deletes.Add(1) == m.failDelete {
		return m.failure
	}
	return m.StorageDriver.Delete(ctx, path)
}

// sample is a registry with something of everything; it returns what must never go.
func sample(w *warehouse) (kept []digest.Digest) {
	shared := w.layer("a", "shared")
	w.layer("b", "shared")
	arm := w.image("a", []digest.Digest{shared, w.layer("a", "arm")})
	kept = append(kept, shared, arm, w.index("a", []digest.Digest{arm}, "multi"), digest.FromString("arm"))
	kept = append(kept, w.image("b", []digest.Digest{shared, w.layer("b", "b")}, "latest"), digest.FromString("b"))
	w.image("a", []digest.Digest{shared, w.layer("a", "untagged")}, "moved")
	kept = append(kept, w.image("a", []digest.Digest{shared, w.layer("a", "moved")}, "moved"), digest.FromString("moved"))
	w.unlink("b", w.image("b", []digest.Digest{w.layer("b", "deleted")}))
	w.layer("c/d", "loose")
	w.put(uploadsPath("c/d")+"/x/startedat", "2020-01-01T00:00:00Z")
	return kept
}

// TestReadFailures: whichever read of the storage fails, and be it with "not found", nothing that is in use
// goes, and a run that reports success has not overlooked anything.
func TestReadFailures(t *testing.T) {
	reference := newWarehouse(t)
	sample(reference)
	counter := &moody{StorageDriver: reference.driver}
	if _, err := reference.collectorOn(counter).Run(background, Options{DeleteUntagged: true}, func(Event) {}); err != nil {
		t.Fatal(err)
	}
	clean := reference.files()
	for _, failure := range []error{errors.New("storage is down"), driver.PathNotFoundError{Path: "/somewhere"}} {
		for at := int64(1); at <= counter.reads.Load(); at++ {
			w := newWarehouse(t)
			kept := sample(w)
			failing := &moody{StorageDriver: w.driver, failRead: at, failure: failure}
			_, err := w.collectorOn(failing).Run(background, Options{DeleteUntagged: true}, func(Event) {})
			w.expect(fmt.Sprintf("read %d: %v", at, failure), true, kept...)
			if err == nil && !missing(failure) && !slices.Equal(w.files(), clean) {
				t.Errorf("read %d fails and nobody notices", at)
			}
			if t.Failed() {
				return
			}
		}
	}
}

// TestCrashes: wherever a collection ends, what is in use is there and reachable, and the next collection
// finishes the work.
func TestCrashes(t *testing.T) {
	reference := newWarehouse(t)
	sample(reference)
	counter := &moody{StorageDriver: reference.driver}
	if _, err := reference.collectorOn(counter).Run(background, Options{DeleteUntagged: true}, func(Event) {}); err != nil {
		t.Fatal(err)
	}
	clean := reference.files()
	if counter.deletes.Load() < 8 {
		t.Fatalf("only %d deletions; the sample is too small", counter.deletes.Load())
	}
	for at := int64(1); at <= counter.deletes.Load(); at++ {
		w := newWarehouse(t)
		kept := sample(w)
		failing := &moody{StorageDriver: w.driver, failDelete: at, failure: errors.New("crash")}
		if _, err := w.collectorOn(failing).Run(background, Options{DeleteUntagged: true}, func(Event) {}); err == nil {
			t.Fatalf("deletion %d fails and nobody notices", at)
		}
		w.expect(fmt.Sprintf("crash at deletion %d", at), true, kept...)
		w.collect(Options{DeleteUntagged: true})
		if after := w.files(); !slices.Equal(after, clean) {
			t.Errorf("crash at deletion %d: the next collection does not finish:\n%s", at, difference(after, clean))
		}
	}
}

// TestStopsWhenTheLeaseIsLost: no deletion begins after the context has ended.
func TestStopsWhenTheLeaseIsLost(t *testing.T) {
	w := newWarehouse(t)
	kept := sample(w)
	ctx, cancel := context.WithCancelCause(background)
	failing := &moody{StorageDriver: w.driver}
	failing.beforeDelete = func() {
		if failing.deletes.Load() == 3 {
			cancel(errors.New("a peer is gone"))
		}
	}
	_, err := w.collectorOn(failing).Run(ctx, Options{DeleteUntagged: true}, func(Event) {})
	if err == nil || !strings.Contains(err.Error(), "a peer is gone") {
		t.Errorf("%v", err)
	}
	if count := failing.deletes.Load(); count > 4 {
		t.Errorf("%d deletions; want no more than the one under way", count)
	}
	w.expect("kept", true, kept...)
}

// TestUnstableReadings: storage that answers differently the second time is not swept.
func TestUnstableReadings(t *testing.T) {
	w := newWarehouse(t)
	sample(w)
	before := len(w.files())
	flaky := &forgetful{StorageDriver: w.driver, path: currentPath("b", "latest")}
	_, err := w.collectorOn(flaky).Run(background, Options{DeleteUntagged: true}, func(Event) {})
	if !errors.Is(err, errUnstable) {
		t.Errorf("%v", err)
	}
	if len(w.files()) != before {
		t.Error("something was removed")
	}
}

// forgetful does not find one file the first time.
type forgetful struct {
	driver.StorageDriver
	path  string
	asked atomic.Bool
}

func (f *forgetful) GetContent(ctx context.Context, path string) ([]byte, error) {
	if path == f.path && !f.asked.Swap(true) {
		return nil, driver.PathNotFoundError{Path: path}
	}
	return f.StorageDriver.GetContent(ctx, path)
}

// TestRandomRegistries compares with a plain computation of what is reachable.
func TestRandomRegistries(t *testing.T) {
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 1))
		w := newWarehouse(t)
		onlyTagged := seed%2 == 1
		model := newModel(w, random)
		want := model.reachable(onlyTagged)
		summary := w.collect(Options{DeleteUntagged: onlyTagged})
		for dgst := range model.all {
			if _, keep := want[dgst]; keep != w.hasBlob(dgst) {
				t.Errorf("seed %d: %s (%s): there is %v; want %v", seed, dgst, model.all[dgst], !keep, keep)
			}
		}
		if again := w.collect(Options{DeleteUntagged: onlyTagged}); again.Removed != (Removed{}) {
			t.Errorf("seed %d: a second collection removes %+v after %+v", seed, again.Removed, summary.Removed)
		}
	}
}

// model is a random registry of which it is known who refers to whom.
type model struct {
	all map[digest.Digest]string
	// refers holds the references of each manifest, members the manifests of each repository with their
	// tags.
	refers  map[digest.Digest][]digest.Digest
	members map[string]map[digest.Digest]bool
}

func newModel(w *warehouse, random *rand.Rand) *model {
	m := &model{all: make(map[digest.Digest]string), refers: make(map[digest.Digest][]digest.Digest), members: make(map[string]map[digest.Digest]bool)}
	for r := range 1 + random.IntN(4) {
		repository := fmt.Sprintf("r%d", r)
		m.members[repository] = make(map[digest.Digest]bool)
		var images []digest.Digest
		for i := range random.IntN(6) {
			var layers []digest.Digest
			for range random.IntN(4) {
				layer := w.layer(repository, fmt.Sprintf("layer %d", random.IntN(12)))
				m.all[layer] = "layer"
				layers = append(layers, layer)
			}
			image := w.image(repository, layers, tagsFor(random, i)...)
			config := digest.FromString(fmt.Sprintf("config of %s %v", repository, layers))
			m.all[image], m.all[config] = "image", "config"
			m.refers[image] = append(layers, config)
			m.members[repository][image] = false
			images = append(images, image)
		}
		if len(images) > 0 && random.IntN(2) == 0 {
			parts := images[:1+random.IntN(len(images))]
			index := w.index(repository, parts, tagsFor(random, 100)...)
			m.all[index], m.refers[index] = "index", parts
			m.members[repository][index] = false
		}
		m.noteTags(w, repository)
	}
	return m
}

// tagsFor returns no tag half of the time, or one that later images may take over.
func tagsFor(random *rand.Rand, i int) []string {
	if random.IntN(2) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("t%d", i%3)}
}

func (m *model) noteTags(w *warehouse, repository string) {
	tags, _ := storage{w.driver}.list(background, tagsPath(repository))
	for _, tag := range tags {
		content, err := w.driver.GetContent(background, currentPath(repository, tag))
		if err == nil {
			m.members[repository][digest.Digest(content)] = true
		}
	}
}

func (m *model) reachable(onlyTagged bool) map[digest.Digest]bool {
	result := make(map[digest.Digest]bool)
	var visit func(digest.Digest)
	visit = func(dgst digest.Digest) {
		result[dgst] = true
		for _, below := range m.refers[dgst] {
			visit(below)
		}
	}
	for _, manifests := range m.members {
		for dgst, tagged := range manifests {
			if tagged || !onlyTagged {
				visit(dgst)
			}
		}
	}
	return result
}
