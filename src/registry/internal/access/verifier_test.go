package access

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"
)

func policyOf(t testing.TB, users ...FileUser) *Policy {
	t.Helper()
	policy, err := File{Version: FileVersion, Users: users}.Policy()
	if err != nil {
		t.Fatal(err)
	}
	return policy
}

func TestVerify(t *testing.T) {
	longest := strings.Repeat("x", MaxPasswordBytes)
	policy := policyOf(t,
		FileUser{Name: "two", Hashes: []string{hashOf(t, "new"), hashOf(t, "old")}},
		FileUser{Name: "one", Hashes: []string{hashOf(t, "only")}},
		FileUser{Name: "long", Hashes: []string{hashOf(t, longest)}})
	tests := []struct {
		name, password string
		ok             bool
	}{
		{"two", "new", true}, {"two", "old", true}, {"two", "only", false}, {"two", "", false},
		{"one", "only", true}, {"one", "new", false}, {"nobody", "new", false}, {"", "", false},
		{"long", longest, true}, {"long", longest + "y", false},
	}
	verifier := NewVerifier()
	for range 2 { // the second time from memory
		for _, test := range tests {
			user, hash := verifier.Verify(context.Background(), policy, test.name, test.password)
			if (user != nil) != test.ok || test.ok && (user.Name != test.name || hash == "") {
				t.Errorf("%s with %q: %v %q", test.name, test.password, user, hash)
			}
		}
	}
	if len(verifier.seen) != 4 {
		t.Errorf("remembers %d passwords; want one a matched hash, 4", len(verifier.seen))
	}
	for hash, sum := range verifier.seen {
		for _, password := range []string{"new", "old", "only", longest} {
			if strings.Contains(hash, password) && len(password) > 4 || strings.Contains(string(sum[:]), password) {
				t.Error("a clear password is kept")
			}
		}
	}
	verifier.Forget(policyOf(t, FileUser{Name: "two", Hashes: []string{policy.User("two").Hashes[0]}}))
	if len(verifier.seen) != 1 {
		t.Errorf("remembers %d passwords after all but one hash are gone", len(verifier.seen))
	}
}

// TestVerifyForgetsWithdrawnPasswords: memory must not outlive the policy that a password was checked by.
func TestVerifyForgetsWithdrawnPasswords(t *testing.T) {
	before := policyOf(t, FileUser{Name: "u", Hashes: []string{hashOf(t, "old")}})
	after := policyOf(t, FileUser{Name: "u", Hashes: []string{hashOf(t, "new")}})
	verifier := NewVerifier()
	if user, _ := verifier.Verify(context.Background(), before, "u", "old"); user == nil {
		t.Fatal("old password does not work")
	}
	if user, _ := verifier.Verify(context.Background(), after, "u", "old"); user != nil {
		t.Error("a withdrawn password works from memory")
	}
}

// TestVerifyTiming: the name of a user must not show in how long a refusal takes. The machine may be busy,
// so the fastest of several rounds counts, and there are some attempts.
func TestVerifyTiming(t *testing.T) {
	hash, err := bcrypt.GenerateFromPassword([]byte("right"), 7)
	if err != nil {
		t.Fatal(err)
	}
	policy := policyOf(t,
		FileUser{Name: "one", Hashes: []string{string(hash)}},
		FileUser{Name: "two", Hashes: []string{string(hash), string(hash)}})
	verifier := NewVerifier()
	names := []string{"nobody", "one", "two"}
	fastest := make(map[string]time.Duration)
	for range 8 {
		for range 5 {
			for _, name := range names {
				start := time.Now()
				verifier.Verify(context.Background(), policy, name, "wrong")
				if took := time.Since(start); fastest[name] == 0 || took < fastest[name] {
					fastest[name] = took
				}
			}
		}
		even := true
		for _, name := range names[1:] {
			ratio := float64(fastest["nobody"]) / float64(fastest[name])
			even = even && ratio > 0.7 && ratio < 1.4
		}
		if even {
			return
		}
	}
	t.Errorf("refusals take %v", fastest)
}

func TestVerifyInParallel(t *testing.T) {
	policy := policyOf(t, FileUser{Name: "u", Hashes: []string{hashOf(t, "p")}})
	verifier := NewVerifier()
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			if user, _ := verifier.Verify(context.Background(), policy, "u", "p"); user == nil {
				t.Error("refused")
			}
			if user, _ := verifier.Verify(context.Background(), policy, "u", "q"); user != nil {
				t.Error("accepted")
			}
			verifier.Forget(policy)
		})
	}
	group.Wait()
}

func TestVerifyGivesUpWithTheRequest(t *testing.T) {
	policy := policyOf(t, FileUser{Name: "u", Hashes: []string{hashOf(t, "p")}})
	verifier := NewVerifier()
	for range cap(verifier.slots) {
		verifier.slots <- struct{}{}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if user, _ := verifier.Verify(ctx, policy, "u", "p"); user != nil {
		t.Error("accepted without a comparison")
	}
}

func TestDummyHashCostsAComparison(t *testing.T) {
	err := bcrypt.CompareHashAndPassword([]byte(dummyHash(4)), []byte("x"))
	if err != bcrypt.ErrMismatchedHashAndPassword {
		t.Errorf("the comparison ends early: %v", err)
	}
}

func BenchmarkVerifyRemembered(b *testing.B) {
	policy := policyOf(b, FileUser{Name: "u", Hashes: []string{hashOf(b, "p")}})
	verifier := NewVerifier()
	for b.Loop() {
		verifier.Verify(context.Background(), policy, "u", "p")
	}
}
