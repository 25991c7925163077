package authorize

import (
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/report"
)

const (
	trustedPeer = "10.0.16.9:4711"
	otherPeer   = "192.0.2.1:4711"
)

// newAuthorizer returns an authorizer for a user "pusher" with password "right", who may push to team-a.
func newAuthorizer(t *testing.T, anonymous access.FileAnonymous, users ...access.FileUser) *Authorizer {
	t.Helper()
	path := filepath.Join(t.TempDir(), "access.json")
	content, err := json.Marshal(access.File{Version: access.FileVersion, Users: users, Anonymous: anonymous})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := access.Open(path, report.To(t.Logf))
	if err != nil {
		t.Fatal(err)
	}
	return New(Options{Store: store, Realm: "registry", Secret: "s", TokenPath: "/v2/_registry/token"})
}

func pusher(t *testing.T) access.FileUser {
	t.Helper()
	hash, err := bcrypt.GenerateFromPassword([]byte("right"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	return access.FileUser{Name: "pusher", Hashes: []string{string(hash)},
		Roles: []access.FileRole{{Actions: []string{"push"}, Repositories: []string{"team-a/**"}}}}
}

func basic(name, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+password))
}

func TestDecide(t *testing.T) {
	closed := access.FileAnonymous{}
	open := access.FileAnonymous{Pull: true}
	cells := access.FileAnonymous{PushFrom: []string{"10.0.16.0/20"}}
	pullA := []Need{{access.Pull, "team-a/app"}}
	pushA := []Need{{access.Pull, "team-a/app"}, {access.Push, "team-a/app"}}
	pullB := []Need{{access.Pull, "team-b/app"}}
	mountB := append(pushA, Need{access.Pull, "team-b/app"})
	catalog := []Need{{Action: access.Catalog}}
	var base []Need

	tests := []struct {
		name      string
		anonymous access.FileAnonymous
		header    string
		remote    string
		needs     []Need
		want      Reason // empty: granted
	}{
		{"base without credentials", closed, "", otherPeer, base, NoCredentials},
		{"base with the password", closed, basic("pusher", "right"), otherPeer, base, ""},
		{"base with a wrong password", closed, basic("pusher", "wrong"), otherPeer, base, BadCredentials},
		{"base with a wrong name", closed, basic("nobody", "right"), otherPeer, base, BadCredentials},
		{"base with another scheme", closed, "Negotiate x", otherPeer, base, BadCredentials},
		{"base with broken Basic", closed, "Basic %%%", otherPeer, base, BadCredentials},
		{"base with a forged token", closed, "Bearer AAAA", otherPeer, base, BadCredentials},
		{"base, anonymous pull", open, "", otherPeer, base, NoCredentials},
		{"base from the cells", cells, "", trustedPeer, base, ""},
		{"base from elsewhere", cells, "", otherPeer, base, NoCredentials},
		{"pull without credentials", closed, "", otherPeer, pullA, NoCredentials},
		{"pull with the password", closed, basic("pusher", "right"), otherPeer, pullA, ""},
		{"push with the password", closed, basic("pusher", "right"), otherPeer, pushA, ""},
		{"pull of another team's", closed, basic("pusher", "right"), otherPeer, pullB, Denied},
		{"mount of another team's", closed, basic("pusher", "right"), otherPeer, mountB, Denied},
		{"catalog", closed, basic("pusher", "right"), otherPeer, catalog, Denied},
		{"anonymous pull", open, "", otherPeer, pullA, ""},
		{"anonymous pull with a wrong password", open, basic("pusher", "wrong"), otherPeer, pullA, BadCredentials},
		{"anonymous push", open, "", otherPeer, pushA, NoCredentials},
		{"anonymous catalog", open, "", otherPeer, catalog, NoCredentials},
		{"anonymous push from the cells", cells, "", trustedPeer, pushA, ""},
		{"anonymous push from elsewhere", cells, "", otherPeer, pushA, NoCredentials},
		{"user's mount where all may pull", open, basic("pusher", "right"), otherPeer, mountB, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			authorizer := newAuthorizer(t, test.anonymous, pusher(t))
			r := httptest.NewRequest(http.MethodGet, "/v2/", nil)
			r.RemoteAddr = test.remote
			// What clients claim about themselves must change nothing.
			r.Header.Set("X-Forwarded-For", "10.0.16.9")
			r.Header.Set("X-Real-Ip", "10.0.16.9")
			r.Header.Set("Forwarded", "for=10.0.16.9")
			if test.header != "" {
				r.Header.Set("Authorization", test.header)
			}
			_, refusal := authorizer.Decide(r, test.needs...)
			switch {
			case refusal == nil && test.want != "":
				t.Errorf("granted; want %s", test.want)
			case refusal != nil && refusal.Reason != test.want:
				t.Errorf("refused as %s; want %q", refusal.Reason, test.want)
			}
		})
	}
}

func TestChallenge(t *testing.T) {
	tests := []struct {
		name      string
		anonymous access.FileAnonymous
		alone     bool // without users
		want      string
	}{
		{"users only", access.FileAnonymous{}, false, `Basic realm="registry"`},
		{"users and anonymous pull", access.FileAnonymous{Pull: true}, false,
			`Bearer realm="http://registry.example:5000/v2/_registry/token",service="registry",scope="repository:a:pull,push repository:b:pull"`},
		{"anonymous pull only", access.FileAnonymous{Pull: true}, true, `Basic realm="registry"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var users []access.FileUser
			if !test.alone {
				users = append(users, pusher(t))
			}
			authorizer := newAuthorizer(t, test.anonymous, users...)
			r := httptest.NewRequest(http.MethodPost, "http://registry.example:5000/v2/a/blobs/uploads/", nil)
			_, refusal := authorizer.Decide(r, Need{access.Pull, "a"}, Need{access.Push, "a"}, Need{access.Pull, "b"})
			if refusal == nil {
				t.Fatal("granted")
			}
			header := make(http.Header)
			refusal.SetHeaders(r, header)
			if got := header.Get("WWW-Authenticate"); got != test.want {
				t.Errorf("challenge\n%s; want\n%s", got, test.want)
			}
		})
	}
}

func TestTokenURL(t *testing.T) {
	authorizer := newAuthorizer(t, access.FileAnonymous{})
	r := httptest.NewRequest(http.MethodGet, "http://inner:5000/v2/", nil)
	check := func(what, want string) {
		t.Helper()
		if got := authorizer.tokenURL(r); got != want {
			t.Errorf("%s: %s; want %s", what, got, want)
		}
	}
	check("plain", "http://inner:5000/v2/_registry/token")
	r.Header.Set("X-Forwarded-Proto", "https")
	r.Header.Set("X-Forwarded-Host", "outer.example, proxy")
	check("behind a proxy", "https://outer.example/v2/_registry/token")
	r = httptest.NewRequest(http.MethodGet, "http://inner:5000/v2/", nil)
	r.TLS = &tls.ConnectionState{}
	check("TLS", "https://inner:5000/v2/_registry/token")
	authorizer.options.BaseURL = "https://registry.example/"
	check("configured", "https://registry.example/v2/_registry/token")
}

func askToken(t *testing.T, a *Authorizer, header string) (int, string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/v2/_registry/token?service=registry&scope=repository:team-a/app:push", nil)
	if header != "" {
		r.Header.Set("Authorization", header)
	}
	w := httptest.NewRecorder()
	a.TokenHandler().ServeHTTP(w, r)
	var reply struct{ Token string }
	if w.Code == http.StatusOK && json.Unmarshal(w.Body.Bytes(), &reply) != nil {
		t.Fatalf("not JSON: %s", w.Body)
	}
	return w.Code, reply.Token
}

func TestTokens(t *testing.T) {
	user := pusher(t)
	authorizer := newAuthorizer(t, access.FileAnonymous{Pull: true}, user)
	decide := func(a *Authorizer, token string, needs ...Need) (string, *Refusal) {
		r := httptest.NewRequest(http.MethodGet, "/v2/", nil)
		r.RemoteAddr = otherPeer
		r.Header.Set("Authorization", "bearer "+token)
		return a.Decide(r, needs...)
	}
	if status, _ := askToken(t, authorizer, basic("pusher", "wrong")); status != http.StatusUnauthorized {
		t.Errorf("a wrong password yields %d", status)
	}
	_, mine := askToken(t, authorizer, basic("pusher", "right"))
	_, nobodys := askToken(t, authorizer, "")

	if name, refusal := decide(authorizer, mine, Need{access.Push, "team-a/app"}); refusal != nil || name != "pusher" {
		t.Errorf("the user's token: %q, %v", name, refusal)
	}
	if _, refusal := decide(authorizer, mine, Need{access.Push, "team-b/app"}); refusal == nil || refusal.Reason != Denied {
		t.Errorf("the user's token on another team's repository: %v", refusal)
	}
	if name, refusal := decide(authorizer, nobodys, Need{access.Pull, "team-b/app"}); refusal != nil || name != "" {
		t.Errorf("nobody's token for a pull: %q, %v", name, refusal)
	}
	if _, refusal := decide(authorizer, nobodys); refusal != nil {
		t.Errorf("nobody's token at the base: %v", refusal)
	}
	_, refusal := decide(authorizer, nobodys, Need{access.Push, "team-a/app"})
	if refusal == nil || refusal.Reason != NoCredentials {
		t.Fatalf("nobody's token for a push: %v", refusal)
	}
	header := make(http.Header)
	refusal.SetHeaders(httptest.NewRequest(http.MethodGet, "/v2/", nil), header)
	if !strings.Contains(header.Get("WWW-Authenticate"), `error="insufficient_scope"`) {
		t.Errorf("challenge %q", header.Get("WWW-Authenticate"))
	}

	late := *authorizer
	late.tokens.now = func() time.Time { return time.Now().Add(tokenLifetime + time.Minute) }
	if _, refusal := decide(&late, mine); refusal == nil || refusal.Reason != BadCredentials {
		t.Errorf("an expired token: %v", refusal)
	}
	foreign := newAuthorizer(t, access.FileAnonymous{Pull: true}, user)
	foreign.tokens = newTokens("another secret", time.Now)
	if _, refusal := decide(foreign, mine); refusal == nil {
		t.Error("a token of another secret is taken")
	}
	rotated := newAuthorizer(t, access.FileAnonymous{Pull: true}, pusher(t)) // same secret, another hash
	if _, refusal := decide(rotated, mine); refusal == nil {
		t.Error("a token outlives the password that it was given for")
	}
	without := newAuthorizer(t, access.FileAnonymous{Pull: true})
	if _, refusal := decide(without, mine); refusal == nil {
		t.Error("a token outlives its user")
	}
}

// FuzzRedeem: no made-up or damaged token is good.
func FuzzRedeem(f *testing.F) {
	// A fixed clock: the fuzzer's processes must agree on which token is good.
	tokens := newTokens("s", func() time.Time { return time.Unix(1_700_000_000, 0) })
	good := tokens.issue(nil, "")
	policy, err := access.Parse([]byte(`{"version":1}`))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[1:])
	f.Add("")
	f.Fuzz(func(t *testing.T, token string) {
		if _, valid := tokens.redeem(token, policy); valid && token != good {
			raw, _ := base64.RawURLEncoding.DecodeString(token)
			if base64.RawURLEncoding.EncodeToString(raw) != good {
				t.Errorf("%q is good", token)
			}
		}
	})
}

func TestDenials(t *testing.T) {
	answer := func(mark string, status int) *httptest.ResponseRecorder {
		handler := Denials(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if mark != "" {
				w.Header().Set(deniedHeader, mark)
			}
			w.WriteHeader(status)
			_, _ = w.Write([]byte("the registry's own"))
		}))
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
		return w
	}
	denied := answer("no role", http.StatusUnauthorized)
	if denied.Code != http.StatusForbidden || strings.Contains(denied.Body.String(), "own") || !strings.Contains(denied.Body.String(), `"DENIED"`) {
		t.Errorf("marked: %d %s", denied.Code, denied.Body)
	}
	if denied.Header().Get(deniedHeader) != "" {
		t.Error("the mark reaches the client")
	}
	if plain := answer("", http.StatusUnauthorized); plain.Code != http.StatusUnauthorized || plain.Body.String() != "the registry's own" {
		t.Errorf("unmarked: %d %s", plain.Code, plain.Body)
	}
	if fine := answer("", http.StatusOK); fine.Code != http.StatusOK || fine.Body.String() != "the registry's own" {
		t.Errorf("200: %d %s", fine.Code, fine.Body)
	}
}
