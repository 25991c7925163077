package access

import (
	"testing"
)

func TestPolicyAllows(t *testing.T) {
	hash := dummyHash(4)
	role := func(action, pattern string) FileRole {
		return FileRole{Actions: []string{action}, Repositories: []string{pattern}}
	}
	policy, err := File{
		Version: FileVersion,
		Users: []FileUser{
			{Name: "puller", Hashes: []string{hash}, Roles: []FileRole{role("pull", "team-a/**")}},
			{Name: "pusher", Hashes: []string{hash}, Roles: []FileRole{role("push", "team-a/**")}},
			{Name: "cleaner", Hashes: []string{hash}, Roles: []FileRole{role("delete", "team-a/**")}},
			{Name: "lister", Hashes: []string{hash}, Roles: []FileRole{role("catalog", "**")}},
			{Name: "idle", Hashes: []string{hash}},
		},
		Anonymous: FileAnonymous{PushFrom: []string{"10.0.16.0/20", "fd00::/8"}},
	}.Policy()
	if err != nil {
		t.Fatal(err)
	}
	const outside, inside = "192.0.2.1:1000", "10.0.17.1:1000"
	// The letters are the actions that are allowed: p(ull), u (push), d(elete), c(atalog).
	tests := []struct{ user, remote, repository, allowed string }{
		{"puller", outside, "team-a/app", "p"},
		{"puller", outside, "team-b/app", ""},
		{"puller", outside, "team-a", ""},
		{"pusher", outside, "team-a/app", "pu"},
		{"pusher", outside, "team-b/app", ""},
		{"cleaner", outside, "team-a/app", "d"},
		{"cleaner", outside, "team-b/app", ""},
		{"lister", outside, "team-a/app", "c"},
		{"idle", outside, "team-a/app", ""},
		{"", outside, "team-a/app", ""},
		{"", inside, "team-a/app", "pu"},
		{"", "[::ffff:10.0.17.1]:1000", "team-a/app", "pu"},
		{"", "[fd00::1%eth0]:1000", "team-a/app", "pu"},
		{"", "[fe80::1%eth0]:1000", "team-a/app", ""},
		{"", "@", "team-a/app", ""},
		{"", "", "team-a/app", ""},
		{"", "10.0.17.1", "team-a/app", ""},
		{"cleaner", inside, "team-b/app", "pu"},
	}
	for _, test := range tests {
		allowed := ""
		for letter, action := range map[rune]Action{'p': Pull, 'u': Push, 'd': Delete, 'c': Catalog} {
			if policy.Allows(policy.User(test.user), Peer(test.remote), action, test.repository) {
				allowed += string(letter)
			}
		}
		if !sameLetters(allowed, test.allowed) {
			t.Errorf("%q from %s on %s: %q; want %q", test.user, test.remote, test.repository, allowed, test.allowed)
		}
	}
}

func sameLetters(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, letter := range a {
		found := false
		for _, other := range b {
			found = found || letter == other
		}
		if !found {
			return false
		}
	}
	return true
}

func TestAnonymousPull(t *testing.T) {
	policy, err := Parse([]byte(`{"version":1,"anonymous":{"pull":true}}`))
	if err != nil {
		t.Fatal(err)
	}
	peer := Peer("192.0.2.1:1")
	if !policy.Allows(nil, peer, Pull, "a") {
		t.Error("cannot pull")
	}
	for _, action := range []Action{Push, Delete, Catalog} {
		if policy.Allows(nil, peer, action, "a") {
			t.Errorf("can %s", action)
		}
	}
	if policy.Allows(nil, peer, 0, "a") {
		t.Error("an action that does not exist is allowed")
	}
}
