package collect

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	stock "github.com/distribution/distribution/v3/registry/storage"
	"github.com/opencontainers/go-digest"
)

func TestFreesWhatNothingRefersTo(t *testing.T) {
	w := newWarehouse(t)
	shared, own, gone := w.layer("a", "shared"), w.layer("a", "own"), w.layer("a", "gone")
	kept := w.image("a", []digest.Digest{shared, own}, "latest")
	deleted := w.image("a", []digest.Digest{shared, gone})
	w.unlink("a", deleted)
	var events []Event
	summary, err := w.collector().Run(background, Options{}, func(e Event) { events = append(events, e) })
	if err != nil {
		t.Fatal(err)
	}
	w.expect("kept", true, shared, own, kept)
	w.expect("deleted", false, gone, deleted)
	if w.exists(layerPath("a", gone)) || !w.exists(layerPath("a", shared)+"/link") {
		t.Error("links do not follow their blobs")
	}
	if summary.Removed.Blobs != 3 || summary.Removed.Layers != 2 || summary.KeptManifests != 1 { // gone, manifest, its configuration
		t.Errorf("%+v", summary)
	}
	var bytes int64
	for _, event := range events {
		bytes += event.Bytes
	}
	if bytes == 0 || bytes != summary.Removed.Bytes {
		t.Errorf("%d bytes in events, %d in the summary", bytes, summary.Removed.Bytes)
	}
}

func TestDryRunChangesNothing(t *testing.T) {
	w := newWarehouse(t)
	w.image("a", []digest.Digest{w.layer("a", "x")}, "latest")
	w.image("a", []digest.Digest{w.layer("a", "untagged")})
	loose := w.layer("a", "loose")
	before := w.files()
	summary := w.collect(Options{DryRun: true})
	if summary.Removed.Blobs != 1 || summary.Removed.Bytes != int64(len("loose")) || summary.Removed.Manifests != 0 {
		t.Errorf("%+v", summary)
	}
	if summary := w.collect(Options{DryRun: true, DeleteUntagged: true}); summary.Removed.Manifests != 1 || summary.Removed.Blobs != 4 {
		t.Errorf("with untagged: %+v", summary)
	}
	if after := w.files(); !slices.Equal(before, after) {
		t.Errorf("the storage changed:\n%s", difference(before, after))
	}
	w.expect("loose", true, loose)
}

func TestUntaggedManifests(t *testing.T) {
	w := newWarehouse(t)
	layer := func(name string) []digest.Digest { return []digest.Digest{w.layer("a", name)} }
	old := w.image("a", layer("old"), "latest")
	current := w.image("a", layer("current"), "latest", "v2")
	arm := w.image("a", layer("arm"))
	amd := w.image("a", layer("amd"))
	multi := w.index("a", []digest.Digest{arm, amd}, "multi")
	nested := w.index("a", []digest.Digest{multi}, "nested")
	untaggedIndex := w.index("a", []digest.Digest{current})
	elsewhere := w.image("b", layer("current"), "latest")
	signed := w.json("a", map[string]any{"schemaVersion": 2, "subject": map[string]any{"digest": amd}, "layers": descriptorsOf("x", layer("signature")...)}, "sha256-x.sig")

	if summary := w.collect(Options{}); summary.Removed.Blobs != 0 {
		t.Errorf("without the option untagged manifests stay: %+v", summary)
	}
	summary := w.collect(Options{DeleteUntagged: true})
	if summary.Removed.Manifests != 2 {
		t.Errorf("%+v", summary)
	}
	w.expect("untagged", false, old, untaggedIndex, digest.FromString("old"))
	w.expect("tagged", true, current, arm, amd, multi, nested, elsewhere, signed, digest.FromString("current"),
		digest.FromString("arm"), digest.FromString("amd"), digest.FromString("signature"))
	if w.exists(revisionPath("a", old)) || w.exists(tagIndexPath("a", "latest", old.Algorithm())+"/"+old.Encoded()) {
		t.Error("an untagged manifest is still listed")
	}
	if !w.exists(revisionPath("a", arm) + "/link") {
		t.Error("a part of an index is not in the repository any more")
	}
}

// TestUntaggedHereTaggedThere: what one repository drops, another keeps in full.
func TestUntaggedHereTaggedThere(t *testing.T) {
	w := newWarehouse(t)
	layers := []digest.Digest{w.layer("a", "x"), w.layer("b", "x")}[:1]
	manifest := w.image("b", layers, "latest")
	w.put(revisionPath("a", manifest)+"/link", manifest.String())
	w.collect(Options{DeleteUntagged: true})
	w.expect("tagged in b", true, manifest, layers[0])
	if w.exists(revisionPath("a", manifest)) || !w.exists(revisionPath("b", manifest)+"/link") || !w.exists(layerPath("b", layers[0])+"/link") {
		t.Error("the repositories are mixed up")
	}
}

// TestWhatDistributionLoses: cases in which Distribution v3.1.1's own collector deletes blobs that are in
// use, kept here. If it stops doing so, the comments in mark.go and storage.go are due for a change.
func TestWhatDistributionLoses(t *testing.T) {
	cases := map[string]struct {
		build   func(w *warehouse) []digest.Digest
		options Options
	}{
		"a manifest that another repository's index names": {func(w *warehouse) []digest.Digest {
			layer := w.layer("b", "layer")
			image := w.image("b", []digest.Digest{layer})
			w.layer("a", "any")
			w.index("a", []digest.Digest{image}, "latest") // its image is not in the repository
			return []digest.Digest{w.index("b", []digest.Digest{image}, "latest"), image, layer}
		}, Options{DeleteUntagged: true}},
		"a layer by its SHA-512 digest": {func(w *warehouse) []digest.Digest {
			layer := w.layer("a", "layer")
			alias := digest.SHA512.FromString("layer")
			w.put(layerPath("a", alias)+"/link", layer.String())
			return []digest.Digest{w.image("a", []digest.Digest{alias}, "latest"), layer}
		}, Options{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			ours, theirs := newWarehouse(t), newWarehouse(t)
			kept := c.build(ours)
			ours.collect(c.options)
			ours.expect("kept by this collector", true, kept...)

			c.build(theirs)
			namespace, err := stock.NewRegistry(background, theirs.driver)
			if err != nil {
				t.Fatal(err)
			}
			opts := stock.GCOpts{RemoveUntagged: c.options.DeleteUntagged, Quiet: true}
			if err := stock.MarkAndSweep(background, theirs.driver, namespace, opts); err != nil {
				t.Log(err)
			}
			lost := 0
			for _, dgst := range kept {
				if !theirs.hasBlob(dgst) {
					lost++
				}
			}
			if lost == 0 {
				t.Error("Distribution keeps all of it")
			}
		})
	}
}

func TestUnusualContent(t *testing.T) {
	w := newWarehouse(t)
	schema1 := w.layer("old", "schema 1 layer")
	w.raw("old", fmt.Sprintf(`{"schemaVersion":1,"fsLayers":[{"blobSum":%q}],"history":[]}`, schema1), "latest")
	signature := w.blob("signature")
	signed := w.raw("old", `{"schemaVersion":1,"fsLayers":[]}`, "signed")
	w.put(revisionPath("old", signed)+"/signatures/sha256/"+signature.Encoded()+"/link", signature.String())
	damaged := w.layer("odd", "referred to by something that is no JSON")
	w.raw("odd", "{ not json "+damaged.String(), "latest")
	deep := w.layer("odd", "referred to deep down")
	w.raw("odd", fmt.Sprintf(`{"a":[{"b":{"digest":%q}}]}`, deep), "deep")
	annotated := w.blob("named in an annotation only")
	w.raw("odd", fmt.Sprintf(`{"annotations":{"org.opencontainers.image.base.digest":%q,"digest":"x"}}`, annotated), "annotated")
	foreign := digest.FromString("a layer that is kept elsewhere")
	w.image("odd", []digest.Digest{foreign}, "foreign")
	dangling := digest.FromString("a manifest whose content is gone")
	w.put(revisionPath("odd", dangling)+"/link", dangling.String())
	w.put(currentPath("odd", "dangling"), digest.FromString("a tag whose manifest was deleted").String())
	nested := w.image("odd/nested/deeper", []digest.Digest{w.layer("odd/nested/deeper", "nested")}, "latest")
	fresh := w.layer("only/layers", "nothing but a layer")

	for _, options := range []Options{{}, {DeleteUntagged: true}} {
		w.collect(options)
		w.expect("in use", true, schema1, signature, signed, damaged, deep, nested, digest.FromString("nested"))
		w.expect("unused", false, annotated, fresh)
	}
	if w.exists(layerPath("only/layers", fresh)) {
		t.Error("a repository without manifests keeps links to nowhere")
	}
}

func TestUploads(t *testing.T) {
	w := newWarehouse(t)
	stamp := func(id string, age time.Duration) {
		w.put(uploadsPath("a")+"/"+id+"/startedat", time.Now().Add(-age).UTC().Format(time.RFC3339))
		w.put(uploadsPath("a")+"/"+id+"/data", "12345")
	}
	stamp("old", 2*time.Hour)
	stamp("new", time.Minute)
	w.put(uploadsPath("a")+"/broken/startedat", "yesterday") // its last change counts: just now
	summary := w.collect(Options{})
	if summary.Removed.Uploads != 1 || summary.Removed.Bytes < 5 {
		t.Errorf("%+v", summary)
	}
	if w.exists(uploadsPath("a")+"/old") || !w.exists(uploadsPath("a")+"/new/data") || !w.exists(uploadsPath("a")+"/broken/startedat") {
		t.Error("the wrong uploads went")
	}
}

func TestEmptyStorage(t *testing.T) {
	w := newWarehouse(t)
	if summary := w.collect(Options{DeleteUntagged: true}); summary.Removed != (Removed{}) {
		t.Errorf("%+v", summary)
	}
}

func TestLinkWithoutDigest(t *testing.T) {
	w := newWarehouse(t)
	w.image("a", []digest.Digest{w.layer("a", "x")}, "latest")
	loose := w.layer("a", "loose")
	w.put(currentPath("a", "broken"), "")
	_, err := w.collector().Run(background, Options{DeleteUntagged: true}, func(Event) {})
	if err == nil || !strings.Contains(err.Error(), currentPath("a", "broken")+" holds no digest") {
		t.Errorf("%v", err)
	}
	w.expect("loose", true, loose)
}

func TestOneCollectionAtATime(t *testing.T) {
	w := newWarehouse(t)
	collector := w.collector()
	collector.busy.Lock()
	if _, err := collector.Run(background, Options{}, func(Event) {}); !errors.Is(err, ErrBusy) {
		t.Errorf("%v", err)
	}
	collector.busy.Unlock()
	ctx, cancel := context.WithCancel(background)
	cancel()
	summary, err := collector.Run(ctx, Options{}, func(Event) {})
	if !errors.Is(err, context.Canceled) || summary.Error == "" || collector.Last() == nil {
		t.Errorf("cancelled: %v %+v", err, summary)
	}
	if collector.config.Gate.Status().ReadOnly {
		t.Error("stays read-only")
	}
}

func TestReferences(t *testing.T) {
	a, b := digest.FromString("a"), digest.SHA512.FromString("b")
	tests := map[string]int{
		fmt.Sprintf(`{"config":{"digest":%q},"layers":[{"digest":%q},{"digest":%q}]}`, a, b, a): 2,
		`{"digest":"latest"}`: 0,
		`{"digest":["` + a.String() + `"],"x":{"digest":{"digest":"` + b.String() + `"}}}`: 1,
		`broken ` + a.String() + b.String():                                                2,
		``:                                                                                 0,
		`null`:                                                                             0,
	}
	for content, want := range tests {
		if got := References([]byte(content)); len(got) != want {
			t.Errorf("%s: %v", content, got)
		}
	}
}
