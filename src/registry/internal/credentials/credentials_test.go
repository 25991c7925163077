package credentials

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/bcrypt"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
)

const hostile = "p\"w'#: \n<%= `x` %> ü"

func clearFile(t *testing.T, dir string, users ...ClearUser) string {
	t.Helper()
	content, err := json.Marshal(Clear{Version: 1, Users: users, Anonymous: access.FileAnonymous{PushFrom: []string{"10.0.0.0/8"}}})
	if err != nil {
		t.Fatal(err)
	}
	return writeClear(t, dir, string(content), 0o600)
}

func writeClear(t *testing.T, dir, content string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(dir, "clear.json")
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func someone(name string, passwords ...string) ClearUser {
	return ClearUser{Name: name, Passwords: passwords, Roles: []access.FileRole{{Actions: []string{"pull"}, Repositories: []string{"**"}}}}
}

func read(t *testing.T, path string) (access.File, []byte) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := access.Parse(content); err != nil {
		t.Fatalf("the registry would refuse the file: %v", err)
	}
	file, _ := ReadPrevious(path)
	return file, content
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "access.json")
	run := func(want bool, users ...ClearUser) (access.File, []byte) {
		t.Helper()
		result, err := Run(clearFile(t, dir, users...), out, "", MinCost)
		if err != nil {
			t.Fatal(err)
		}
		if result.Changed != want {
			t.Errorf("changed: %v; want %v", result.Changed, want)
		}
		return read(t, out)
	}
	first, before := run(true, someone("a", "one"), someone("b", hostile))
	if bytes.Contains(before, []byte("one")) {
		t.Error("a clear password is in the access file")
	}
	if info, _ := os.Stat(out); info.Mode().Perm() != 0o640 {
		t.Errorf("mode %o; want 640", info.Mode().Perm())
	}
	if err := bcrypt.CompareHashAndPassword([]byte(first.Users[1].Hashes[0]), []byte(hostile)); err != nil {
		t.Errorf("a hostile password arrives changed: %v", err)
	}
	stat, _ := os.Stat(out)
	if _, again := run(false, someone("a", "one"), someone("b", hostile)); !bytes.Equal(before, again) {
		t.Error("the same passwords give another file")
	}
	if now, _ := os.Stat(out); !os.SameFile(stat, now) {
		t.Error("an unchanged file was written again")
	}
	rotating, _ := run(true, someone("a", "two", "one"), someone("b", hostile))
	if rotating.Users[0].Hashes[1] != first.Users[0].Hashes[0] || rotating.Users[1].Hashes[0] != first.Users[1].Hashes[0] {
		t.Error("an unchanged password has another hash")
	}
	rotated, _ := run(true, someone("a", "two"), someone("b", hostile))
	if rotated.Users[0].Hashes[0] != rotating.Users[0].Hashes[0] || len(rotated.Users[0].Hashes) != 1 {
		t.Error("the rotation did not end with the new password's hash")
	}
	same, _ := run(true, someone("a", "two", "two"), someone("b", hostile, "x"))
	if len(same.Users[0].Hashes) != 1 || len(same.Users[1].Hashes) != 2 {
		t.Error("a password given twice counts twice")
	}
	if _, err := Run(clearFile(t, dir, someone("a", "two")), out, "", MinCost+1); err != nil {
		t.Fatal(err)
	}
	if file, _ := read(t, out); !strings.HasPrefix(file.Users[0].Hashes[0], "$2a$05$") {
		t.Error("another cost leaves the hash")
	}
	if leftovers, _ := filepath.Glob(filepath.Join(dir, ".access-*")); len(leftovers) > 0 {
		t.Errorf("temporary files stay: %v", leftovers)
	}
}

func TestRunReplacesABrokenAccessFile(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "access.json")
	if err := os.WriteFile(out, []byte("{broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	if result, err := Run(clearFile(t, dir, someone("a", "x")), out, "", MinCost); err != nil || !result.Changed {
		t.Fatalf("%v %v", result, err)
	}
	read(t, out)
}

func TestRunRefuses(t *testing.T) {
	const secret = "s3cret-word"
	good := `{"version":1,"users":[{"name":"u","passwords":["` + secret + `"],"roles":[]}]}`
	tests := map[string]struct {
		content string
		mode    os.FileMode
		group   string
		cost    int
		message string
	}{
		"readable by the group": {good, 0o640, "", MinCost, "mode 0640 lets others read"},
		"readable by all":       {good, 0o604, "", MinCost, "set it to 0600"},
		"writable by all":       {good, 0o602, "", MinCost, "lets others"},
		"cost too low":          {good, 0o600, "", 3, "allowed: 4 to 16"},
		"cost too high":         {good, 0o600, "", 17, "allowed: 4 to 16"},
		"unknown group":         {good, 0o600, "no-such-group", MinCost, `group "no-such-group" is not known`},
		"no password":           {`{"version":1,"users":[{"name":"u","passwords":[]}]}`, 0o600, "", MinCost, `user "u" has 0; 1 to 2`},
		"three passwords":       {`{"version":1,"users":[{"name":"u","passwords":["` + secret + `","b","c"]}]}`, 0o600, "", MinCost, "has 3"},
		"empty password":        {`{"version":1,"users":[{"name":"u","passwords":[""]}]}`, 0o600, "", MinCost, "empty password"},
		"null password":         {`{"version":1,"users":[{"name":"u","passwords":[null]}]}`, 0o600, "", MinCost, "empty password"},
		"long password":         {`{"version":1,"users":[{"name":"u","passwords":["` + strings.Repeat(secret, 7) + `"]}]}`, 0o600, "", MinCost, "77 bytes; bcrypt takes at most 72"},
		"password no text":      {`{"version":1,"users":[{"name":"u","passwords":[73737373]}]}`, 0o600, "", MinCost, "passwords has the wrong type; a string"},
		"passwords no list":     {`{"version":1,"users":[{"name":"u","passwords":"` + secret + `"}]}`, 0o600, "", MinCost, "passwords has the wrong type; a slice"},
		"broken":                {`{"version":1,"users":[{"name":"u","passwords":["` + secret, 0o600, "", MinCost, "not valid JSON"},
		"unknown key":           {`{"version":1,"users":[{"name":"u","password":"` + secret + `"}]}`, 0o600, "", MinCost, `unknown key "password"`},
		"role":                  {`{"version":1,"users":[{"name":"u","passwords":["` + secret + `"],"roles":[{"actions":["fly"],"repositories":["**"]}]}]}`, 0o600, "", MinCost, `users[0].roles[0]: unknown action "fly"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			out := filepath.Join(dir, "access.json")
			_, err := Run(writeClear(t, dir, test.content, test.mode), out, test.group, test.cost)
			if err == nil {
				t.Fatal("was accepted")
			}
			if !strings.Contains(err.Error(), test.message) {
				t.Errorf("message %q lacks %q", err, test.message)
			}
			if strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "73737373") {
				t.Errorf("message %q quotes a password", err)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("an access file was written all the same")
			}
		})
	}
}

func TestRunRefusesOthersFiles(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give files away")
	}
	dir := t.TempDir()
	in := clearFile(t, dir, someone("a", "x"))
	if err := os.Chown(in, 12345, -1); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(in, filepath.Join(dir, "out"), "", MinCost); err == nil || !strings.Contains(err.Error(), "give it to root") {
		t.Errorf("%v", err)
	}
}

func TestRunSetsTheGroup(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can choose any group")
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	for range 2 { // written, then unchanged
		if _, err := Run(clearFile(t, dir, someone("a", "x")), out, "4321", MinCost); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(out)
		if err != nil {
			t.Fatal(err)
		}
		if gid := groupOf(info); gid != 4321 {
			t.Errorf("group %d; want 4321", gid)
		}
		if err := os.Chown(out, -1, 0); err != nil {
			t.Fatal(err)
		}
	}
}

// FuzzClear: no input panics, and no error quotes a password.
func FuzzClear(f *testing.F) {
	f.Add(`{"version":1,"users":[{"name":"u","passwords":["x"]}]}`)
	f.Add(`{"version":1,"users":[{"name":"u","passwords":[7]}]}`)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, content string) {
		_, _ = ReadClear(writeClear(t, dir, content, 0o600))
	})
}
