package checkconfig

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go/aws/endpoints"
	"gopkg.in/yaml.v3"
)

// rules look at several places of a document at once.
var rules = []func(document) []Finding{
	oneDriver,
	uploadPurging,
	s3Driver,
	gcsDriver,
	azureDriver,
	descriptorCache,
	redisTLS,
	oneProvider,
	tokenKeys,
	tlsTogether,
	address,
	prometheus,
	middlewares,
	upstream,
	cache,
	peers,
	scheduled,
}

// oneDriver: Distribution wants exactly one.
func oneDriver(d document) []Finding {
	if !d.has("storage") {
		return d.find("storage", "is missing; one of %s is needed", strings.Join(drivers, ", "))
	}
	if d.at("storage").Kind == yaml.ScalarNode {
		return nil
	}
	var found []string
	for _, key := range d.keys("storage") {
		if slices.Contains(drivers, key) {
			found = append(found, key)
		}
	}
	switch len(found) {
	case 0:
		return d.find("storage", "names no driver; one of %s is needed", strings.Join(drivers, ", "))
	case 1:
		return nil
	default:
		return d.find("storage", "names %d drivers (%s); exactly one is allowed", len(found), strings.Join(found, ", "))
	}
}

func uploadPurging(d document) []Finding {
	const path = "storage.maintenance.uploadpurging"
	if !d.has(path) || d.value(path+".enabled") == false {
		return nil
	}
	var findings []Finding
	for _, key := range uploadPurgingKeys {
		if !d.has(path + "." + key) {
			findings = append(findings, d.find(path+"."+key, "is missing; give age, interval and dryrun together, or enabled: false")...)
		}
	}
	return findings
}

func s3Driver(d document) []Finding {
	var findings []Finding
	for _, driver := range []string{"s3", "s3aws"} {
		path := "storage." + driver
		if !d.has(path) {
			continue
		}
		if d.has(path+".accesskey") != d.has(path+".secretkey") {
			findings = append(findings, d.find(path, "has one of accesskey and secretkey; Distribution then uses neither: give both, or none to use the machine's role")...)
		}
		endpoint, region := d.text(path+".regionendpoint"), d.text(path+".region")
		if endpoint == "" && region != "" && !knownRegion(region) {
			findings = append(findings, d.find(path+".region", "%q is no region of AWS; for another service give regionendpoint as well", region)...)
		}
		if v4 := d.text(path + ".v4auth"); (v4 == "false") && (endpoint == "" || strings.Contains(endpoint, "s3.amazonaws.com")) {
			findings = append(findings, d.find(path+".v4auth", "can be false with a regionendpoint that is not AWS only")...)
		}
	}
	return findings
}

func knownRegion(region string) bool {
	for _, partition := range endpoints.DefaultPartitions() {
		if _, found := partition.Regions()[region]; found {
			return true
		}
	}
	return false
}

func gcsDriver(d document) []Finding {
	if d.has("storage.gcs.keyfile") && d.has("storage.gcs.credentials") {
		return d.find("storage.gcs.credentials", "has no effect beside keyfile; leave one of them out")
	}
	return nil
}

func azureDriver(d document) []Finding {
	var findings []Finding
	switch d.text("storage.azure.credentials.type") {
	case "shared_key":
		if !d.has("storage.azure.accountkey") {
			findings = d.find("storage.azure.accountkey", "is missing; credentials.type shared_key needs it")
		}
	case "client_secret":
		for _, key := range []string{"clientid", "tenantid", "secret"} {
			if !d.has("storage.azure.credentials." + key) {
				findings = append(findings, d.find("storage.azure.credentials."+key, "is missing; credentials.type client_secret needs it")...)
			}
		}
	}
	return findings
}

func descriptorCache(d document) []Finding {
	const path = "storage.cache"
	if d.has(path+".blobdescriptor") && d.has(path+".layerinfo") {
		return d.find(path+".layerinfo", "is the old name of blobdescriptor and has no effect beside it; leave it out")
	}
	if d.has(path) && !d.has(path+".blobdescriptor") && !d.has(path+".layerinfo") {
		return d.find(path, "has no blobdescriptor, so nothing is cached; allowed: inmemory, redis")
	}
	if d.text(path+".blobdescriptor") != "redis" && d.text(path+".layerinfo") != "redis" {
		return nil
	}
	var findings []Finding
	if len(d.items("redis.addrs")) == 0 {
		findings = d.find("redis.addrs", "is missing; storage.cache.blobdescriptor is redis, so list its addresses")
	}
	if d.has(path + ".blobdescriptorsize") {
		findings = append(findings, d.find(path+".blobdescriptorsize", "has no effect with redis; leave it out and set redis's own maxmemory")...)
	}
	return findings
}

func redisTLS(d document) []Finding {
	return together(d, "redis.tls", "certificate", "key")
}

// together finds one of two keys without the other.
func together(d document, section, one, other string) []Finding {
	if d.has(section+"."+one) == d.has(section+"."+other) {
		return nil
	}
	return d.find(section, "has one of %s and %s; give both or none", one, other)
}

func peers(d document) []Finding {
	if !d.has("operations.peers") {
		return nil
	}
	findings := together(d, "operations.peers", "certificate", "key")
	if !d.has("http.secret") {
		findings = append(findings, d.find("http.secret", "is missing; operations.peers needs the same secret on every instance")...)
	}
	if d.has("storage.inmemory") || d.text("storage") == "inmemory" {
		findings = append(findings, d.find("operations.peers", "instances cannot share storage.inmemory")...)
	}
	return findings
}

// scheduled: untagged manifests are deleted on schedule only; by hand, the command's own flag counts.
func scheduled(d document) []Finding {
	if d.has("operations.collect.deleteuntagged") && !d.has("operations.collect.schedule") {
		return d.find("operations.collect.deleteuntagged", "has no effect without operations.collect.schedule; the command has a flag of its own")
	}
	return nil
}
