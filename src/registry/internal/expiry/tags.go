package expiry

import (
	"os"
	"path/filepath"
	"time"

	"github.com/opencontainers/go-digest"
)

// tagGrace is how long a tag may be there without its manifest: the proxy writes the tag first, and a client
// that asks for the tag may want the manifest later.
const tagGrace = time.Hour

// removeTags removes tags whose manifests have gone.
func (k *Keeper) removeTags(now time.Time) {
	_ = k.scanner.repositories("", func(name string) error { // what cannot be listed is left for the next sweep
		links, _ := filepath.Glob(filepath.Join(k.layout.repository(name), "_manifests", "tags", "*", "current", "link"))
		for _, link := range links {
			info, err := os.Stat(link)
			if err != nil || now.Sub(info.ModTime()) < tagGrace {
				continue
			}
			content, err := os.ReadFile(link)
			if err != nil {
				continue
			}
			dgst, err := digest.Parse(string(content))
			if err == nil {
				if _, err = os.Stat(k.layout.revision(name, dgst)); err == nil {
					continue
				}
			}
			tag := filepath.Dir(filepath.Dir(link))
			if err := os.RemoveAll(tag); err != nil {
				k.config.Log.Warnf("removing the tag %s: %v", tag, err)
			}
		}
		return nil
	})
}
