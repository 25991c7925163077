package authorize

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
)

// tokenLifetime is how long an access token is good. Requests are checked when they start, so an upload
// may outlast it.
const tokenLifetime = 5 * time.Minute

// Parts of a token in bytes: version, expiry as Unix seconds, fingerprint of the hash that the password
// matched, then the user's name, then an HMAC-SHA256 of all of it.
const (
	tokenVersion     = 1
	expiryAt         = 1
	fingerprintAt    = expiryAt + 8
	fingerprintBytes = 8
	nameAt           = fingerprintAt + fingerprintBytes
)

// tokens makes and checks access tokens. A token only says who somebody is; what they may do is decided
// anew on each request. It dies with the password that it was given for.
type tokens struct {
	key [sha256.Size]byte
	now func() time.Time
}

// newTokens derives a key of its own from the registry's secret, so that a token can never be taken for
// anything else that the secret signs.
func newTokens(secret string, now func() time.Time) tokens {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("diego-docker-release registry access token v1"))
	return tokens{key: [sha256.Size]byte(mac.Sum(nil)), now: now}
}

// issue returns a token for the user, or for nobody when user is nil.
func (t tokens) issue(user *access.User, hash string) string {
	body := make([]byte, nameAt, nameAt+64)
	body[0] = tokenVersion
	binary.BigEndian.PutUint64(body[expiryAt:], uint64(t.now().Add(tokenLifetime).Unix()))
	if user != nil {
		copy(body[fingerprintAt:], fingerprint(hash))
		body = append(body, user.Name...)
	}
	return base64.RawURLEncoding.EncodeToString(append(body, t.sign(body)...))
}

// redeem returns the user that the token names, nil for nobody, and whether the token is good.
func (t tokens) redeem(token string, policy *access.Policy) (*access.User, bool) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) < nameAt+sha256.Size || raw[0] != tokenVersion {
		return nil, false
	}
	body, signature := raw[:len(raw)-sha256.Size], raw[len(raw)-sha256.Size:]
	if !hmac.Equal(signature, t.sign(body)) {
		return nil, false
	}
	if uint64(t.now().Unix()) > binary.BigEndian.Uint64(body[expiryAt:]) {
		return nil, false
	}
	if len(body) == nameAt {
		return nil, true
	}
	user := policy.User(string(body[nameAt:]))
	if user == nil {
		return nil, false
	}
	for _, hash := range user.Hashes {
		if hmac.Equal(fingerprint(hash), body[fingerprintAt:nameAt]) {
			return user, true
		}
	}
	return nil, false
}

func (t tokens) sign(body []byte) []byte {
	mac := hmac.New(sha256.New, t.key[:])
	mac.Write(body)
	return mac.Sum(nil)
}

func fingerprint(hash string) []byte {
	sum := sha256.Sum256([]byte(hash))
	return sum[:fingerprintBytes]
}
