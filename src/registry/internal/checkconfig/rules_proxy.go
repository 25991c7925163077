package checkconfig

import (
	"slices"
	"time"
)

// upstream is about a pull-through cache as Distribution has it.
func upstream(d document) []Finding {
	if !d.has("proxy") {
		return nil
	}
	findings := together(d, "proxy", "username", "password")
	if d.has("proxy.exec") && (d.has("proxy.username") || d.has("proxy.password")) {
		findings = append(findings, d.find("proxy.exec", "takes the place of username and password; leave those out")...)
	}
	if len(d.items("operations.peers.urls")) > 0 || d.has("operations.collect") {
		findings = append(findings, d.find("operations", "collect and peers have no effect with proxy: a pull-through cache frees space by expiry")...)
	}
	if d.has("operations.cache") {
		return findings
	}
	ttl, err := time.ParseDuration(d.text("proxy.ttl"))
	if !d.has("proxy.ttl") {
		ttl, err = defaultProxyTTL, nil
	}
	if err == nil && ttl > 0 && d.value("storage.delete.enabled") != true {
		findings = append(findings, d.find("proxy.ttl", "content expires after %s, but nothing can be freed without storage.delete.enabled: true; set that, or ttl: 0", ttl)...)
	}
	return findings
}

// cache is about a pull-through cache that this program looks after.
func cache(d document) []Finding {
	const path = "operations.cache"
	if !d.has(path) {
		return nil
	}
	var findings []Finding
	if !d.has("proxy.remoteurl") {
		findings = d.find(path, "has no effect without proxy.remoteurl, the upstream to cache")
	}
	for _, key := range []string{"username", "password", "exec", "ttl"} {
		if d.has("proxy." + key) {
			findings = append(findings, d.find("proxy."+key, "has no place beside %s; use its credentials and age", path)...)
		}
	}
	if !d.has("storage.filesystem.rootdirectory") {
		findings = append(findings, d.find("storage", "%s needs storage.filesystem with a rootdirectory: it looks at files and at the disk around them", path)...)
	}
	if d.has("storage.cache") {
		findings = append(findings, d.find("storage.cache", "has no place beside %s: it would remember content that was removed", path)...)
	}
	if d.has(path+".credentials") && open(d) && d.value(path+".letseverybodyread") != true {
		findings = append(findings, d.find(path+".credentials", "whoever reaches the cache could pull every image that they open; set auth, or letseverybodyread: true")...)
	}
	return findings
}

// open is true for a registry that anybody may use.
func open(d document) bool {
	return !d.has("auth") || d.text("auth") == "none" || slices.Contains(d.keys("auth"), "none")
}
