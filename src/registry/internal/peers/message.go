// Package peers keeps the instances that share one storage from writing to it while one of them collects
// garbage. The collecting instance asks each of the others, over the registry's own port, to be read-only
// for a short while and renews that lease until it has finished; a lease that is not renewed ends by
// itself, so that a crash leaves nobody read-only. Requests and answers are signed with a key that comes
// from http.secret, which the instances share anyway.
package peers

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Path is where the endpoint is served: under /v2/, so that whatever routes the API routes it as well, and
// with a leading underscore, which no repository name has.
const Path = "/v2/_registry/peer"

// signatureHeader carries the HMAC-SHA256 of a body, in hexadecimal.
const signatureHeader = "X-Registry-Signature"

// maxMessage bounds a message, in bytes.
const maxMessage = 4096

// The operations: be read-only until the lease ends, end it now, say how it stands.
const (
	opHold    = "hold"
	opRelease = "release"
	opState   = "state"
)

// State is what an instance answers.
type State string

// The states. Only ReadOnly lets a collection go on.
const (
	// Open: no lease, writes are taken.
	Open State = "open"
	// Draining: writes that had begun are being finished.
	Draining State = "draining"
	// ReadOnly: nothing is written.
	ReadOnly State = "read-only"
	// Busy: writes that had begun did not finish in time.
	Busy State = "busy"
	// Collecting: this instance collects itself, or another one's lease is in force.
	Collecting State = "collecting"
)

// request is a signed question.
type request struct {
	Op string `json:"op"`
	// Instance is who asks; an instance that is on its own list of peers does nothing for itself.
	Instance string `json:"instance"`
	// Run identifies a collection.
	Run string `json:"run"`
	// Nonce makes the request unique; the answer repeats it.
	Nonce string `json:"nonce"`
	// At is when the request was made, in Unix seconds.
	At int64 `json:"at"`
	// Lease and Drain are in seconds: how long the lease lasts, how long begun writes may take to finish.
	Lease float64 `json:"lease"`
	Drain float64 `json:"drain"`
}

// answer is a signed answer.
type answer struct {
	Nonce    string `json:"nonce"`
	Instance string `json:"instance"`
	State    State  `json:"state"`
	Writes   int    `json:"writes"`
}

// key signs messages.
type key [sha256.Size]byte

// newKey derives a key of its own from the registry's secret.
func newKey(secret string) key {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("diego-docker-release registry peer lease v1"))
	return key(mac.Sum(nil))
}

// sign signs a message of one direction, so that an answer can never pass as a request.
func (k key) sign(direction string, body []byte) string {
	mac := hmac.New(sha256.New, k[:])
	fmt.Fprintf(mac, "%s\n", direction)
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

func (k key) verify(direction string, body []byte, signature string) bool {
	return hmac.Equal([]byte(signature), []byte(k.sign(direction, body)))
}

// The directions of messages.
const (
	toPeer   = "request"
	fromPeer = "answer"
)

// NewID returns a random identifier of 128 bits.
func NewID() string {
	var id [16]byte
	if _, err := rand.Read(id[:]); err != nil {
		panic(fmt.Sprintf("no random bytes: %v", err)) // crypto/rand never fails on Linux
	}
	return hex.EncodeToString(id[:])
}
