package mirror

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"
	"github.com/regclient/regclient/types/mediatype"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/config"
)

// mirrored is a source, a target, and the runs between them.
type mirrored struct {
	t              *testing.T
	source, target *testRegistry
	config         config.Config
	// progress takes lines of progress; nil for none.
	progress func(string)
}

func newMirrored(t *testing.T, images ...config.Image) mirrored {
	source, target := newRegistry(t), newRegistry(t)
	plain := false
	for i := range images {
		images[i].From = source.name + "/" + images[i].From
	}
	return mirrored{t: t, source: source, target: target, config: config.Config{
		Registry: config.Registry{Name: target.name}, Protocol: config.OCI, Images: images, Timeout: config.Duration(time.Minute),
		Sources: map[string]config.Source{source.name: {TLS: &plain}},
	}}
}

// run returns the lines of a run, with the names of the registries taken out.
func (m mirrored) run() (Summary, string) {
	m.t.Helper()
	var said strings.Builder
	write := func(line string) { said.WriteString(line + "\n") }
	summary, err := Run(context.Background(), m.config, Lines{Result: write, Failure: write, Progress: m.progress})
	if err != nil {
		m.t.Fatal(err)
	}
	return summary, strings.NewReplacer(m.source.name, "source", m.target.name, "target").Replace(said.String())
}

func (m mirrored) expect(want string) {
	m.t.Helper()
	if _, said := m.run(); said != want {
		m.t.Fatalf("said:\n%s\nwant:\n%s", said, want)
	}
}

func TestImagesArriveWithTheirDigestsAndAreKept(t *testing.T) {
	m := newMirrored(t, config.Image{From: "app:v1", To: "org/app:v1"}, config.Image{From: "multi:v1", To: "multi:v1"})
	app := m.source.image("app", "v1", "amd64", 3, 3)["digest"]
	multi := m.source.index("multi", "v1", "amd64", "arm64")["digest"]
	m.expect(fmt.Sprintf("copied  source/app:v1 -> target/org/app:v1 %s\ncopied  source/multi:v1 -> target/multi:v1 %s\n2 copied, 0 updated, 0 kept, 0 failed\n", app, multi))
	if there, _ := m.target.get("multi", "v1"); there != multi {
		t.Fatalf("multi is %s in the target", there)
	}
	m.source.requests("")
	m.target.requests("")
	m.expect(fmt.Sprintf("kept    source/app:v1 -> target/org/app:v1 %s\nkept    source/multi:v1 -> target/multi:v1 %s\n0 copied, 0 updated, 2 kept, 0 failed\n", app, multi))
	if reads := m.source.requests("GET /v2/"); len(reads) != 0 {
		t.Errorf("the second run pulled: %q", reads)
	}
	if writes := m.target.requests("P"); len(writes) != 0 {
		t.Errorf("the second run pushed: %q", writes)
	}
}

func TestAMovedTagIsFollowedAndAPinnedOneIsNot(t *testing.T) {
	m := newMirrored(t, config.Image{From: "app:v1", To: "app:v1"}, config.Image{From: "app:v1", To: "app:pinned"})
	first := m.source.image("app", "v1", "amd64", 1, 1)["digest"].(digest.Digest)
	m.config.Images[1].Digest = string(first)
	m.run()
	second := m.source.image("app", "v1", "amd64", 1, 1)["digest"]
	m.source.requests("")
	m.expect(fmt.Sprintf("updated source/app:v1 -> target/app:v1 %s, was %s\nkept    source/app:v1 -> target/app:pinned %s\n0 copied, 1 updated, 1 kept, 0 failed\n", second, first, first))
	m.config.Images = m.config.Images[1:]
	m.source.requests("")
	m.run()
	if asked := m.source.requests(""); len(asked) != 0 {
		t.Errorf("asked the source for a pinned image that is there: %q", asked)
	}
}

func TestPlatforms(t *testing.T) {
	m := newMirrored(t, config.Image{From: "multi:v1", To: "one:v1", Platforms: []string{"linux/arm64"}},
		config.Image{From: "multi:v1", To: "two:v1", Platforms: []string{"linux/amd64", "linux/arm64"}},
		config.Image{From: "multi:v1", To: "all:v1", Platforms: []string{"linux/amd64", "linux/arm64", "linux/s390x"}},
		config.Image{From: "multi:v1", To: "none:v1", Platforms: []string{"linux/riscv64"}},
		config.Image{From: "app:v1", To: "app:v1", Platforms: []string{"linux/arm64"}})
	m.source.image("app", "v1", "amd64", 1, 1)
	whole := m.source.index("multi", "v1", "amd64", "arm64", "s390x")["digest"]
	_, said := m.run()
	_, index := m.source.get("multi", "v1")
	arm := index["manifests"].([]any)[1].(map[string]any)["digest"]
	two, reduced := m.target.get("two", "v1")
	if len(reduced["manifests"].([]any)) != 2 || reduced["mediaType"] != mediatype.OCI1ManifestList {
		t.Errorf("two is %v", reduced)
	}
	want := fmt.Sprintf(`copied  source/multi:v1 -> target/one:v1 %s (only the platforms asked for; at the source it is %s)
copied  source/multi:v1 -> target/two:v1 %s (only the platforms asked for; at the source it is %s)
copied  source/multi:v1 -> target/all:v1 %s
FAILED  source/multi:v1 -> target/none:v1: it is not for linux/riscv64; it is for linux/amd64, linux/arm64, linux/s390x
FAILED  source/app:v1 -> target/app:v1: it is not for linux/arm64; it is for linux/amd64
3 copied, 0 updated, 0 kept, 2 failed
`, arm, whole, two, whole, whole)
	if said != want {
		t.Errorf("said:\n%s\nwant:\n%s", said, want)
	}
	if again, _ := m.run(); again.Kept != 3 {
		t.Errorf("the second run: %s", again)
	}
}

func TestOldClientsGetSchema2(t *testing.T) {
	m := newMirrored(t, config.Image{From: "app:v1", To: "app:v1"}, config.Image{From: "multi:v1", To: "multi:v1"},
		config.Image{From: "multi:v1", To: "both:v1", Platforms: []string{"linux/amd64", "linux/arm64"}},
		config.Image{From: "short:v1", To: "short:v1"})
	m.config.Protocol = config.Schema1
	app := m.source.image("app", "v1", "amd64", 2, 2)["digest"]
	m.source.index("multi", "v1", "amd64", "arm64")
	m.source.image("short", "v1", "amd64", 3, 1)
	_, said := m.run()
	for repository, kind := range map[string]string{"app": mediatype.Docker2Manifest, "multi": mediatype.Docker2Manifest, "both": mediatype.Docker2ManifestList} {
		if _, there := m.target.get(repository, "v1"); there["mediaType"] != kind {
			t.Errorf("%s is %v", repository, there)
		}
	}
	id, converted := m.target.get("app", "v1")
	if kind := converted["layers"].([]any)[0].(map[string]any)["mediaType"]; kind != mediatype.Docker2LayerGzip {
		t.Errorf("the layer is %s", kind)
	}
	lines := strings.Split(said, "\n")
	if want := fmt.Sprintf("copied  source/app:v1 -> target/app:v1 %s (as Docker schema 2, so the digest changes; at the source it is %s)", id, app); lines[0] != want {
		t.Errorf("said %q", lines[0])
	}
	if want := "FAILED  source/short:v1 -> target/short:v1: its history describes 1 of its 3 layers, and old clients would get no other; build it with docker build"; lines[3] != want {
		t.Errorf("said %q", lines[3])
	}
	if again, _ := m.run(); again.Kept != 3 || again.Failed != 1 {
		t.Errorf("the second run: %s", again)
	}
}

func TestABadEntryDoesNotStopTheRest(t *testing.T) {
	m := newMirrored(t, config.Image{From: "missing:v1", To: "missing:v1"}, config.Image{From: "app:v1", To: "app:v1"})
	m.source.image("app", "v1", "amd64", 1, 1)
	summary, said := m.run()
	if summary != (Summary{Copied: 1, Failed: 1}) || !strings.HasPrefix(said, "FAILED  source/missing:v1 -> target/missing:v1: ") {
		t.Errorf("%s\n%s", summary, said)
	}
}

func TestAnInterruptedRunGoesOn(t *testing.T) {
	m := newMirrored(t, config.Image{From: "app:v1", To: "app:v1"})
	m.source.image("app", "v1", "amd64", 4, 4)
	m.source.requests("")
	ctx, cancel := context.WithCancel(context.Background())
	var stored atomic.Int32
	m.target.refusing(func(r *http.Request) int {
		if r.Method == http.MethodPut && stored.Add(1) == 3 {
			cancel()
			return http.StatusServiceUnavailable
		}
		return 0
	})
	var said strings.Builder
	write := func(line string) { said.WriteString(line) }
	if _, err := Run(ctx, m.config, Lines{Result: write, Failure: write}); err == nil || !strings.HasPrefix(said.String(), "interrupted at ") {
		t.Fatalf("%v: %s", err, said.String())
	}
	before := len(m.source.requests("GET /v2/app/blobs/"))
	m.target.refusing(nil)
	if summary, text := m.run(); summary.Copied != 1 {
		t.Fatal(text)
	}
	if after := len(m.source.requests("GET /v2/app/blobs/")); after >= 5 {
		t.Errorf("read %d blobs before, and all %d again after", before, after)
	}
}

func TestSecretsStayOutOfMessages(t *testing.T) {
	hide := newRedactor([]string{"hunter2", ""})
	got := hide.Replace("get https://cdn.example.com/blob?Signature=abc&x=1\nproxy http://me:pass@proxy:3128 said hunter2")
	if want := "get https://cdn.example.com/blob; proxy http://proxy:3128 said <redacted>"; got != want {
		t.Errorf("got %q", got)
	}
}
