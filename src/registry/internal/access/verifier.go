package access

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/crypto/bcrypt"
)

// MaxPasswordBytes is the longest password: bcrypt ignores what follows.
const MaxPasswordBytes = 72

// bcryptLength is the length of a bcrypt hash in modular crypt format.
const bcryptLength = 60

type digest = [sha256.Size]byte

// Verifier checks passwords. A bcrypt comparison takes tens of milliseconds, too much for every request
// of a pull, so it remembers which password matched which hash: as a keyed digest under a key of this
// process alone, never in clear. There is one entry a hash at most, so the policy bounds its size.
type Verifier struct {
	key digest
	// slots bounds how many comparisons run at a time, so that wrong passwords cannot take every core.
	slots chan struct{}

	mu   sync.RWMutex
	seen map[string]digest
}

// NewVerifier returns a verifier that has seen nothing.
func NewVerifier() *Verifier {
	v := &Verifier{slots: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)), seen: make(map[string]digest)}
	if _, err := rand.Read(v.key[:]); err != nil {
		panic(fmt.Sprintf("no random bytes: %v", err)) // crypto/rand never fails on Linux
	}
	return v
}

// Verify returns the user when the password is one of theirs, and which of the hashes it matches; nil when
// it is none or there is no such user. A wrong name costs as much time as a wrong password.
func (v *Verifier) Verify(ctx context.Context, policy *Policy, name, password string) (*User, string) {
	user := policy.User(name)
	sum := v.digest(password)
	if hash := v.recall(user, sum); hash != "" {
		return user, hash
	}
	select {
	case v.slots <- struct{}{}:
		defer func() { <-v.slots }()
	case <-ctx.Done():
		return nil, ""
	}
	if hash := v.recall(user, sum); hash != "" { // another request was first
		return user, hash
	}
	hash := compare(user, policy.cost, password)
	if hash == "" {
		return nil, ""
	}
	v.mu.Lock()
	v.seen[hash] = sum
	v.mu.Unlock()
	return user, hash
}

// Forget drops what is remembered of hashes that the policy no longer has.
func (v *Verifier) Forget(policy *Policy) {
	current := make(map[string]bool)
	for _, user := range policy.users {
		for _, hash := range user.Hashes {
			current[hash] = true
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for hash := range v.seen {
		if !current[hash] {
			delete(v.seen, hash)
		}
	}
}

func (v *Verifier) digest(password string) digest {
	mac := hmac.New(sha256.New, v.key[:])
	mac.Write([]byte(password))
	return digest(mac.Sum(nil))
}

// recall returns the hash of the user's that the digested password is known to match, or "".
func (v *Verifier) recall(user *User, sum digest) string {
	if user == nil {
		return ""
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, hash := range user.Hashes {
		if known, found := v.seen[hash]; found && subtle.ConstantTimeCompare(known[:], sum[:]) == 1 {
			return hash
		}
	}
	return ""
}

// compare returns the hash that the password matches, or "". Without a match it always makes MaxPasswords
// comparisons, whether the user exists or not.
func compare(user *User, cost int, password string) string {
	candidate := []byte(password)
	tooLong := len(candidate) > MaxPasswordBytes
	if tooLong {
		candidate = candidate[:MaxPasswordBytes]
	}
	for i := range MaxPasswords {
		hash := dummyHash(cost)
		if user != nil && i < len(user.Hashes) {
			hash = user.Hashes[i]
		}
		matches := bcrypt.CompareHashAndPassword([]byte(hash), candidate) == nil
		if matches && !tooLong && user != nil && i < len(user.Hashes) {
			return hash
		}
	}
	return ""
}

// dummyHash is a well-formed hash of that cost that no known password has.
func dummyHash(cost int) string {
	return fmt.Sprintf("$2a$%02d$%s", cost, strings.Repeat(".", bcryptLength-len("$2a$10$")))
}
