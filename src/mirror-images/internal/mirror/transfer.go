package mirror

import (
	"fmt"
	"sync"

	"github.com/regclient/regclient/types"
)

// transfer adds up what has come of an image, from what the client says of each of its blobs.
type transfer struct {
	mutex sync.Mutex
	blobs map[string]amount
	say   func(line string)
	pair  string
}

// amount is a part of a blob, in bytes.
type amount struct{ done, of int64 }

// newTransfer returns what listens to the copying of one image; nothing is said where nobody watches.
func newTransfer(pair string, say func(line string)) *transfer {
	return &transfer{blobs: make(map[string]amount), say: say, pair: pair}
}

// heard takes a message of the client's. Blobs that are there already are no part of what is copied.
func (t *transfer) heard(kind types.CallbackKind, instance string, state types.CallbackState, done, of int64) {
	if t.say == nil || kind != types.CallbackBlob {
		return
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if state == types.CallbackSkipped {
		delete(t.blobs, instance)
		return
	}
	t.blobs[instance] = amount{done, of}
	var sum amount
	for _, each := range t.blobs {
		sum.done += each.done
		sum.of += each.of
	}
	t.say(fmt.Sprintf("copying %s: %s of %s", t.pair, mebibytes(sum.done), mebibytes(sum.of)))
}

func mebibytes(bytes int64) string { return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20)) }
