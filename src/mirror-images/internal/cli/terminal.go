package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/cloudfoundry-community/diego-docker-release/src/mirror-images/internal/mirror"
)

// redrawn is how often a line of progress may change: more often nobody can read it.
const redrawn = 200 * time.Millisecond

// terminal has one line of progress below everything that is written, and takes it away in the end.
type terminal struct {
	mutex sync.Mutex
	out   io.Writer
	// columns is the width of the window, which may change.
	columns func() int
	shown   bool
	last    time.Time
}

// watched adds progress to lines where out is a terminal; in logs and pipes there is none.
func watched(lines mirror.Lines, out io.Writer) mirror.Lines {
	file, is := out.(*os.File)
	if !is || !term.IsTerminal(int(file.Fd())) {
		return lines
	}
	t := &terminal{out: out, columns: func() int {
		columns, _, err := term.GetSize(int(file.Fd()))
		if err != nil {
			return 80
		}
		return columns
	}}
	return t.around(lines)
}

func (t *terminal) around(lines mirror.Lines) mirror.Lines {
	below := func(write func(string)) func(string) {
		return func(line string) {
			t.mutex.Lock()
			defer t.mutex.Unlock()
			t.clear()
			write(line)
		}
	}
	return mirror.Lines{Result: below(lines.Result), Failure: below(lines.Failure), Progress: t.progress}
}

func (t *terminal) progress(line string) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if time.Since(t.last) < redrawn {
		return
	}
	t.last = time.Now()
	t.clear()
	if room := t.columns() - 1; len(line) > room && room > 3 {
		line = "..." + line[len(line)-room+3:] // the figures stand at the end
	}
	_, _ = fmt.Fprint(t.out, line) // there is nowhere else to say it
	t.shown = true
}

// clear takes the line of progress away.
func (t *terminal) clear() {
	if t.shown {
		_, _ = fmt.Fprint(t.out, "\r\x1b[K")
		t.shown = false
	}
}
