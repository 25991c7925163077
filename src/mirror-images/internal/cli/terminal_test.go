package cli

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/mirror"
)

func TestProgressIsOneLineBelowTheOthers(t *testing.T) {
	var screen strings.Builder
	write := func(line string) { screen.WriteString(line + "\n") }
	shown := &terminal{out: &screen, columns: func() int { return 40 }}
	lines := shown.around(mirror.Lines{Result: write, Failure: write})
	lines.Progress("copying a -> b: 1.0 MiB of 9.0 MiB")
	lines.Progress("too soon after the first to be read")
	shown.last = time.Time{}
	lines.Progress("copying a-rather-long-name -> another-one: 2.0 MiB of 9.0 MiB")
	lines.Result("copied")
	lines.Failure("FAILED")
	want := "copying a -> b: 1.0 MiB of 9.0 MiB\r\x1b[K" +
		"...e -> another-one: 2.0 MiB of 9.0 MiB\r\x1b[Kcopied\nFAILED\n"
	if screen.String() != want {
		t.Errorf("the screen got %q\nwant %q", screen.String(), want)
	}
}

func TestThereIsNoProgressWithoutATerminal(t *testing.T) {
	file, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range []*os.File{file, null} {
		if watched(mirror.Lines{}, out).Progress != nil {
			t.Errorf("%s gets progress", out.Name())
		}
	}
	if watched(mirror.Lines{}, &strings.Builder{}).Progress != nil {
		t.Error("a text gets progress")
	}
}
