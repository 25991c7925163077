package mirror

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/regclient/regclient/types"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/config"
)

func TestProgressAddsUpTheBlobsOfAnImage(t *testing.T) {
	var said []string
	listener := newTransfer("a -> b", func(line string) { said = append(said, line) })
	const mib = 1 << 20
	listener.heard(types.CallbackBlob, "one", types.CallbackStarted, 0, 4*mib)
	listener.heard(types.CallbackBlob, "there", types.CallbackStarted, 0, 9*mib)
	listener.heard(types.CallbackBlob, "there", types.CallbackSkipped, 0, 9*mib)
	listener.heard(types.CallbackManifest, "m", types.CallbackFinished, 1, 1)
	listener.heard(types.CallbackBlob, "one", types.CallbackActive, mib, 4*mib)
	listener.heard(types.CallbackBlob, "two", types.CallbackFinished, mib/2, mib/2)
	want := []string{"0.0 MiB of 4.0 MiB", "0.0 MiB of 13.0 MiB", "1.0 MiB of 4.0 MiB", "1.5 MiB of 4.5 MiB"}
	for i, line := range want {
		want[i] = "copying a -> b: " + line
	}
	if !slices.Equal(said, want) {
		t.Errorf("said:\n%s\nwant:\n%s", strings.Join(said, "\n"), strings.Join(want, "\n"))
	}
}

func TestProgressIsSaidOfEveryWayToCopy(t *testing.T) {
	for name, change := range map[string]func(*mirrored){
		"as it is":     func(*mirrored) {},
		"one platform": func(m *mirrored) { m.config.Images[0].Platforms = []string{"linux/arm64", "linux/amd64"} },
		"as schema 2":  func(m *mirrored) { m.config.Protocol = config.Schema1 },
	} {
		m := newMirrored(t, config.Image{From: "multi:v1", To: "multi:v1"})
		m.source.index("multi", "v1", "amd64", "arm64", "s390x")
		change(&m)
		var mutex sync.Mutex
		lines := 0
		m.progress = func(string) {
			mutex.Lock()
			defer mutex.Unlock()
			lines++
		}
		if summary, said := m.run(); summary.Copied != 1 || lines == 0 {
			t.Errorf("%s: %d lines of progress; said: %s", name, lines, said)
		}
	}
}
