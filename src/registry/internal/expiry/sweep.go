package expiry

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/opencontainers/go-digest"
)

// Follow looks after the disk until ctx ends, first of all for what an earlier process left.
func (k *Keeper) Follow(ctx context.Context) {
	ticker := time.NewTicker(k.config.Interval)
	defer ticker.Stop()
	for {
		k.look()
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// Recover removes what a process that was killed has left: unfinished downloads, links without a digest, and
// manifests that are not what they should be. It must run before the cache serves.
func (k *Keeper) Recover() error {
	return k.scanner.repositories("", func(name string) error {
		folder := k.layout.repository(name)
		if err := os.RemoveAll(filepath.Join(folder, "_uploads")); err != nil {
			return err
		}
		for _, kind := range []string{filepath.Join("_manifests", "revisions"), "_layers"} {
			links, err := filepath.Glob(filepath.Join(folder, kind, "*", "*", "link"))
			if err != nil {
				return err
			}
			for _, link := range links {
				if err := k.mend(link, kind != "_layers"); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// mend removes a torn link, and a manifest that is torn.
func (k *Keeper) mend(link string, manifest bool) error {
	content, err := os.ReadFile(link)
	if err != nil {
		return err
	}
	dgst, err := digest.Parse(string(content))
	whole := err == nil
	if whole && manifest {
		content, err := os.ReadFile(k.layout.data(dgst))
		if whole = err == nil && dgst.Algorithm().FromBytes(content) == dgst; !whole {
			if err := os.RemoveAll(k.layout.blob(dgst)); err != nil {
				return err
			}
		}
	}
	if whole {
		return nil
	}
	k.config.Log.Warnf("%s was not written to the end; it is fetched again when it is wanted", link)
	return os.RemoveAll(filepath.Dir(link))
}

// look removes what is too old, and what is too much.
func (k *Keeper) look() {
	k.sweeping.Lock()
	defer k.sweeping.Unlock()
	excess, limit, err := k.room.excess(0)
	if err != nil {
		k.config.Log.Warnf("measuring the disk of %s: %v", k.config.Root, err)
		return
	}
	if k.config.SharedBy > 1 && k.figures.stored.Load() > limit/int64(k.config.SharedBy) {
		excess += limit / yield
	}
	k.sweep(excess)
}

// yield is the part of the limit, as a divisor, that a cache with more than its even part leaves to the others
// on the same disk: room enough for them to begin, and at the next look as much again.
const yield = 20

// sweep removes what is too old, and then what was pulled least recently until excess bytes are freed; the
// caller holds sweeping.
func (k *Keeper) sweep(excess int64) {
	began := time.Now()
	defer k.holds.begin()()
	found, err := k.scanner.scan()
	if err != nil {
		k.config.Log.Warnf("looking for what to remove in %s: %v", k.config.Root, err)
		return
	}
	var freed int64
	for _, dgst := range found.unlinked {
		freed += k.removeContent(found, dgst)
	}
	for _, one := range found.entries {
		old := k.config.Age > 0 && began.Sub(one.pulled) > k.config.Age
		if !old && freed >= excess {
			break
		}
		reason := "room"
		if old {
			reason = "age"
		}
		freed += k.remove(found, one, reason)
	}
	k.removeTags(began)
	k.figures.swept(found.stored-freed, oldest(found), time.Since(began))
}

// remove takes an entry out of its repository, and its content off the disk if no other repository has it.
func (k *Keeper) remove(found *inventory, one *entry, reason string) (freed int64) {
	removed := k.holds.unlessUsed(one.digest, func() {
		// The link first: content without a link is swept up later, a link without content would be an error.
		if err := os.RemoveAll(one.folder); err != nil {
			k.config.Log.Warnf("removing %s of %s: %v", one.digest, one.repository, err)
			return
		}
		if found.links[one.digest]--; found.links[one.digest] == 0 {
			freed = k.drop(found, one.digest)
		}
		k.figures.remove(reason, freed)
		one.folder = ""
	})
	if removed && freed > 0 {
		k.config.Log.Infof("removed %s of %s, last pulled %s (%s, %d bytes)", one.digest, one.repository, one.pulled.UTC().Format(time.RFC3339), reason, freed)
	}
	return freed
}

// removeContent removes content that no repository has.
func (k *Keeper) removeContent(found *inventory, dgst digest.Digest) (freed int64) {
	k.holds.unlessUsed(dgst, func() { freed = k.drop(found, dgst) })
	return freed
}

func (k *Keeper) drop(found *inventory, dgst digest.Digest) int64 {
	if err := os.RemoveAll(k.layout.blob(dgst)); err != nil {
		k.config.Log.Warnf("removing %s: %v", dgst, err)
		return 0
	}
	return found.sizes[dgst]
}

// oldest returns when what is left and was pulled least recently was pulled; zero if nothing is left.
func oldest(found *inventory) time.Time {
	for _, one := range found.entries {
		if one.folder != "" {
			return one.pulled
		}
	}
	return time.Time{}
}
