package access

import (
	"strings"
	"testing"

	"golang.org/x/crypto/bcrypt"
)

// hashOf returns a cheap bcrypt hash.
func hashOf(t testing.TB, password string) string {
	t.Helper()
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	return string(hash)
}

func TestParseRefuses(t *testing.T) {
	hash := dummyHash(4)
	user := func(body string) string { return `{"version":1,"users":[` + body + `]}` }
	good := `"name":"u","hashes":["` + hash + `"]`
	tests := map[string]struct{ content, message string }{
		"no JSON":            {`{`, "ends early"},
		"no JSON inside":     {"{\n\"version\": x}", "line 2: not valid JSON"},
		"unknown key":        {`{"version":1,"user":[]}`, `unknown key "user"`},
		"wrong type":         {`{"version":1,"users":[{"name":17}]}`, "name has the wrong type; a string is allowed"},
		"more":               {`{"version":1} {}`, "more after the JSON document"},
		"version":            {`{"version":2}`, "version: found 2; allowed: 1"},
		"empty name":         {user(`{"name":"","hashes":["` + hash + `"]}`), "users[0].name: a user needs a name"},
		"colon":              {user(`{"name":"a:b","hashes":["` + hash + `"]}`), "colon"},
		"control character":  {user(`{"name":"a\u0007","hashes":["` + hash + `"]}`), "control character"},
		"twice":              {user(`{` + good + `},{` + good + `}`), `users[1].name: "u" is there twice`},
		"no hash":            {user(`{"name":"u","hashes":[]}`), "users[0].hashes: found 0; 1 to 2 are allowed"},
		"three hashes":       {user(`{"name":"u","hashes":["` + hash + `","` + hash + `","` + hash + `"]}`), "found 3"},
		"clear password":     {user(`{"name":"u","hashes":["secret"]}`), "users[0].hashes[0]: not a bcrypt hash"},
		"truncated hash":     {user(`{"name":"u","hashes":["` + hash[:59] + `"]}`), "not a bcrypt hash"},
		"unknown action":     {user(`{` + good + `,"roles":[{"actions":["write"],"repositories":["**"]}]}`), `users[0].roles[0]: unknown action "write"; allowed: pull, push, delete, catalog`},
		"no action":          {user(`{` + good + `,"roles":[{"actions":[],"repositories":["**"]}]}`), "at least one of pull"},
		"no repository":      {user(`{` + good + `,"roles":[{"actions":["pull"]}]}`), "at least one pattern"},
		"bad pattern":        {user(`{` + good + `,"roles":[{"actions":["pull"],"repositories":["A"]}]}`), `component "A"`},
		"catalog of a part":  {user(`{` + good + `,"roles":[{"actions":["catalog"],"repositories":["a/**"]}]}`), "catalog lists every repository"},
		"address, not a net": {`{"version":1,"anonymous":{"push_from":["10.0.0.1"]}}`, "anonymous.push_from[0]"},
		"mapped network":     {`{"version":1,"anonymous":{"push_from":["::ffff:10.0.0.0/104"]}}`, "anonymous.push_from[0]"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(test.content))
			if err == nil {
				t.Fatal("was accepted")
			}
			if !strings.Contains(err.Error(), test.message) {
				t.Errorf("message %q lacks %q", err, test.message)
			}
			if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), hash) {
				t.Errorf("message %q quotes a secret", err)
			}
		})
	}
}

func TestParseFindsEverythingAtOnce(t *testing.T) {
	_, err := Parse([]byte(`{"version":3,"users":[{"name":"","hashes":[]},{"name":"b","hashes":["x"]}],"anonymous":{"push_from":["x"]}}`))
	if err == nil {
		t.Fatal("was accepted")
	}
	for _, part := range []string{"version", "users[0].name", "users[0].hashes", "users[1].hashes[0]", "anonymous.push_from[0]"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is not in:\n%v", part, err)
		}
	}
}

// FuzzParse: no input panics, and what is accepted grants nothing to strangers unless it says so.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"version":1,"users":[{"name":"u","hashes":["` + dummyHash(4) + `"],"roles":[{"actions":["push"],"repositories":["a/**"]}]}]}`))
	f.Add([]byte(`{"version":1,"anonymous":{"pull":true,"push_from":["10.0.0.0/8","fd00::/8"]}}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, content []byte) {
		policy, err := Parse(content)
		if err != nil {
			return
		}
		for _, action := range []Action{Pull, Push, Delete, Catalog} {
			allowed := policy.Allows(nil, Peer("192.0.2.1:1"), action, "a/b")
			if allowed && (action == Delete || action == Catalog || !policy.Anonymous()) {
				t.Errorf("a stranger may %s", action)
			}
		}
	})
}
