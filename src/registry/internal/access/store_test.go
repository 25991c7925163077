package access

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

// journal collects reports.
type journal struct {
	mu    sync.Mutex
	lines []string
}

func (j *journal) report(format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, fmt.Sprintf(format, args...))
}

func write(t *testing.T, path, content string) {
	t.Helper()
	temporary := path + ".new"
	if err := os.WriteFile(temporary, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(temporary, path); err != nil {
		t.Fatal(err)
	}
}

// look makes the store look at its file at once.
func look(s *Store) *Policy {
	s.due.Store(0)
	return s.Policy()
}

func TestStoreFollowsTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "access.json")
	with := func(name string) string {
		return `{"version":1,"users":[{"name":"` + name + `","hashes":["` + dummyHash(4) + `"]}]}`
	}
	write(t, path, with("one"))
	var log journal
	store, err := Open(path, report.To(log.report))
	if err != nil {
		t.Fatal(err)
	}
	expect := func(what, user string, reports int) {
		t.Helper()
		for range 3 { // trouble is reported once, however often the file is looked at
			if policy := look(store); policy.User(user) == nil || len(policy.users) != 1 {
				t.Fatalf("%s: user %s is not in force", what, user)
			}
		}
		if len(log.lines) != reports {
			t.Errorf("%s: %d reports; want %d: %q", what, len(log.lines), reports, log.lines)
		}
	}
	expect("at first", "one", 0)
	write(t, path, with("two")) // same size, perhaps the same time: the inode tells
	expect("changed", "two", 1)
	write(t, path, "{")
	expect("broken", "two", 2)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	expect("gone", "two", 3)
	write(t, path, with("three"))
	expect("back", "three", 4)
	if store.Failures() != 2 {
		t.Errorf("%d failures; want 2", store.Failures())
	}
	if !strings.Contains(log.lines[1], "stay in force") {
		t.Errorf("report %q does not say what holds", log.lines[1])
	}
}

func TestOpenNeedsAGoodFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "access.json")
	if _, err := Open(path, report.To(t.Logf)); err == nil || !strings.Contains(err.Error(), "credentials hash") {
		t.Errorf("missing file: %v", err)
	}
	write(t, path, `{"version":1,"users":[{"name":"u","hashes":[]}]}`)
	if _, err := Open(path, report.To(t.Logf)); err == nil {
		t.Error("a broken file was accepted")
	}
}

func TestStoreIsLookedAtOnceASecond(t *testing.T) {
	path := filepath.Join(t.TempDir(), "access.json")
	write(t, path, `{"version":1}`)
	store, err := Open(path, report.To(t.Logf))
	if err != nil {
		t.Fatal(err)
	}
	before := store.due.Load()
	for range 100 {
		store.Policy()
	}
	if store.due.Load() != before {
		t.Error("the file was looked at again within a second")
	}
}
