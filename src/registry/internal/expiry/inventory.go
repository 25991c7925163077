package expiry

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
)

// entry is a manifest or a blob that a repository has: a link to content that other repositories may have too.
type entry struct {
	repository string
	digest     digest.Digest
	manifest   bool
	// folder holds the link, and nothing else.
	folder string
	// pulled is when it was pulled last, or an image that it is part of.
	pulled time.Time
}

// inventory is what the disk holds.
type inventory struct {
	entries []*entry
	// links counts the entries of each content.
	links map[digest.Digest]int
	// sizes are of all content, in bytes; stored is their sum.
	sizes  map[digest.Digest]int64
	stored int64
	// unlinked is content that no repository has: a process was killed before it could link or remove it.
	unlinked []digest.Digest
}

// scanner takes inventories. What a manifest refers to never changes, so it is read once.
type scanner struct {
	layout     layout
	references map[digest.Digest][]digest.Digest
}

// scan takes an inventory. When something was pulled last is the time of its link's last change, which pulls
// set: there is no state of this package's own that a crash could lose or tear.
func (s *scanner) scan() (*inventory, error) {
	found := &inventory{links: make(map[digest.Digest]int), sizes: make(map[digest.Digest]int64)}
	if err := s.contents(found); err != nil {
		return nil, err
	}
	repositories := make(map[string][]*entry)
	err := s.repositories("", func(name string) error {
		entries, err := s.entries(name, found)
		repositories[name] = entries
		found.entries = append(found.entries, entries...)
		return err
	})
	if err != nil {
		return nil, err
	}
	known := make(map[digest.Digest][]digest.Digest)
	for _, entries := range repositories {
		s.spread(entries, known)
	}
	s.references = known
	for dgst := range found.sizes {
		if found.links[dgst] == 0 {
			found.unlinked = append(found.unlinked, dgst)
		}
	}
	// An index before its images, and those before their layers: what a crash leaves is complete from below.
	slices.SortStableFunc(found.entries, func(a, b *entry) int {
		if order := a.pulled.Compare(b.pulled); order != 0 {
			return order
		}
		return cmp.Compare(rank(a), rank(b))
	})
	return found, nil
}

func rank(e *entry) int {
	if e.manifest {
		return 0
	}
	return 1
}

// contents lists all content: blobs/<algorithm>/<two digits>/<hex>/data.
func (s *scanner) contents(found *inventory) error {
	paths, err := filepath.Glob(filepath.Join(s.layout.blobs(), "*", "*", "*", "data"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			continue // gone meanwhile
		}
		parts := strings.Split(path, string(filepath.Separator))
		dgst := digest.NewDigestFromEncoded(digest.Algorithm(parts[len(parts)-4]), parts[len(parts)-2])
		if dgst.Validate() == nil {
			found.sizes[dgst] = info.Size()
			found.stored += info.Size()
		}
	}
	return nil
}

// repositories visits every repository below one.
func (s *scanner) repositories(name string, visit func(name string) error) error {
	listed, err := os.ReadDir(s.layout.repository(name))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	own := false
	for _, one := range listed {
		switch {
		case strings.HasPrefix(one.Name(), "_"):
			own = true
		case one.IsDir():
			if err := s.repositories(strings.TrimPrefix(name+"/"+one.Name(), "/"), visit); err != nil {
				return err
			}
		}
	}
	if own {
		return visit(name)
	}
	return nil
}

// entries lists what a repository has.
func (s *scanner) entries(name string, found *inventory) ([]*entry, error) {
	var entries []*entry
	for _, kind := range []struct {
		folder   string
		manifest bool
	}{{filepath.Join("_manifests", "revisions"), true}, {"_layers", false}} {
		links, err := filepath.Glob(filepath.Join(s.layout.repository(name), kind.folder, "*", "*", "link"))
		if err != nil {
			return nil, err
		}
		for _, link := range links {
			folder := filepath.Dir(link)
			dgst := digest.NewDigestFromEncoded(digest.Algorithm(filepath.Base(filepath.Dir(folder))), filepath.Base(folder))
			info, err := os.Stat(link)
			if err != nil || dgst.Validate() != nil {
				continue
			}
			found.links[dgst]++
			entries = append(entries, &entry{name, dgst, kind.manifest, folder, info.ModTime()})
		}
	}
	return entries, nil
}

// spread makes what an image consists of as recently pulled as the image: clients that have a layer already
// pull the rest alone.
func (s *scanner) spread(entries []*entry, known map[digest.Digest][]digest.Digest) {
	byDigest := make(map[digest.Digest][]*entry)
	for _, one := range entries {
		byDigest[one.digest] = append(byDigest[one.digest], one)
	}
	for changed := true; changed; {
		changed = false
		for _, one := range entries {
			if !one.manifest {
				continue
			}
			for _, part := range s.parts(one.digest, known) {
				for _, below := range byDigest[part] {
					if below.pulled.Before(one.pulled) {
						below.pulled, changed = one.pulled, true
					}
				}
			}
		}
	}
}

// parts returns what a manifest refers to.
func (s *scanner) parts(dgst digest.Digest, known map[digest.Digest][]digest.Digest) []digest.Digest {
	if found, is := known[dgst]; is {
		return found
	}
	found, is := s.references[dgst]
	if !is {
		content, err := os.ReadFile(s.layout.data(dgst))
		if err != nil {
			return nil
		}
		found = collect.References(content)
	}
	known[dgst] = found
	return found
}
