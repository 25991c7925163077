package checkconfig

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/distribution/distribution/v3/configuration"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/settings"
)

// base is a good configuration; cases replace or append lines.
const base = `version: 0.1
storage:
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: 127.0.0.1:5000
`

// with returns base with one piece replaced.
func with(old, replacement string) string { return strings.Replace(base, old, replacement, 1) }

func storageOf(lines string) string {
	return with("  filesystem:\n    rootdirectory: /var/lib/registry\n", lines)
}

const (
	s3Base    = "  s3:\n    region: eu-central-1\n    bucket: images\n"
	azureBase = "  azure:\n    accountname: a\n    container: c\n    credentials:\n      type: default_credentials\n"
)

func TestGoodConfigurations(t *testing.T) {
	good := map[string]string{
		"base":                base,
		"numeric version":     with("0.1", `"0.1"`),
		"storage by name":     "version: 0.1\nstorage: inmemory\nhttp: {addr: \":5000\"}\n",
		"inmemory":            storageOf("  inmemory:\n"),
		"filesystem, default": storageOf("  filesystem:\n"),
		"S3":                  storageOf(s3Base),
		"S3, texts for booleans": storageOf(s3Base + "    accesskey: \"0123\"\n    secretkey: 'a #1: \"x\"'\n    forcepathstyle: \"true\"\n    secure: no\n    chunksize: \"10485760\"\n" +
			"    storageclass: standard\n    loglevel: off\n"),
		"S3, another service": storageOf("  s3:\n    region: default\n    regionendpoint: https://ceph.example\n    bucket: images\n    v4auth: false\n"),
		"GCS":                 storageOf("  gcs:\n    bucket: images\n    keyfile: /key.json\n    chunksize: 524288\n"),
		"GCS, credentials":    storageOf("  gcs:\n    bucket: images\n    credentials:\n      type: service_account\n      private_key: x\n"),
		"Azure":               storageOf(azureBase),
		"Azure, shared key":   storageOf(strings.Replace(azureBase, "default_credentials", "shared_key", 1) + "    accountkey: a2V5\n"),
		"purging":             storageOf("  filesystem:\n  maintenance:\n    uploadpurging: {enabled: true, age: 168h, interval: 24h, dryrun: false}\n    readonly: {enabled: false}\n"),
		"no purging":          storageOf("  filesystem:\n  maintenance:\n    uploadpurging: {enabled: false}\n"),
		"delete, redirect":    storageOf("  filesystem:\n  delete: {enabled: yes}\n  redirect: {disable: true}\n  tag: {concurrencylimit: 8}\n"),
		"memory cache":        storageOf("  filesystem:\n  cache: {blobdescriptor: inmemory, blobdescriptorsize: 10000}\n"),
		"redis cache":         storageOf("  filesystem:\n  cache: {blobdescriptor: redis}\n") + "redis: {addrs: [\"10.0.0.1:6379\"], password: 'x', tls: {rootcas: [/ca.crt]}, dialtimeout: 10ms}\n",
		"roles":               base + "auth: {roles: {realm: registry, path: /access.json}}\n",
		"token":               base + "auth: {token: {realm: https://uaa/token, service: r, issuer: i, jwks: /j, autoredirect: true, autoredirectpath: /x, signingalgorithms: [RS256]}}\n",
		"no auth":             base + "auth: none\n",
		"no auth, map":        base + "auth:\n  none:\n",
		"TLS":                 base + "  tls: {certificate: /c, key: /k, minimumtls: tls1.2, clientcas: [/ca], clientauth: verify-client-cert-if-given, ciphersuites: [TLS_AES_128_GCM_SHA256]}\n",
		"everything of HTTP": base + "  net: tcp\n  host: https://registry.example\n  prefix: /registry/\n  secret: s\n  relativeurls: false\n  draintimeout: 60s\n  headers: {X-A: [b]}\n" +
			"  http2: {disabled: true}\n  h2c: {enabled: false}\n  debug: {addr: \"127.0.0.1:5001\", prometheus: {enabled: true, path: /metrics}}\n",
		"proxy":         base + "proxy: {remoteurl: https://registry-1.docker.io, username: u, password: p, ttl: 0}\n",
		"proxy, ttl":    storageOf("  filesystem:\n  delete: {enabled: true}\n") + "proxy: {remoteurl: https://r, ttl: 24h}\n",
		"cache":         base + "proxy: {remoteurl: https://r}\nauth: {roles: {realm: r, path: /access.json}}\noperations:\n  cache: {name: hub, credentials: /c.json, tagage: 5m, age: 720h, disklimit: 85, sharedby: 2, interval: 1m}\n",
		"open cache":    base + "proxy: {remoteurl: https://r}\noperations: {cache: {name: hub, credentials: /c.json, letseverybodyread: true}}\n",
		"middleware":    base + "middleware:\n  storage:\n  - name: redirect\n    options: {baseurl: https://cdn.example/x}\n",
		"notifications": base + "notifications:\n  endpoints:\n  - {name: n, url: https://e/x, timeout: 500ms, threshold: 5, backoff: 1s, headers: {Authorization: [Bearer x]}}\n",
		"health":        base + "health:\n  storagedriver: {enabled: true, interval: 10s, threshold: 3}\n  file: [{file: /x, interval: 10s}]\n  http: [{uri: https://e, statuscode: 200}]\n  tcp: [{addr: \"h:1\"}]\n",
		"validation":    base + "validation: {manifests: {urls: {allow: ['^https://x/']}, indexes: {platforms: list, platformlist: [{os: linux, architecture: amd64}]}}}\n",
		"operations": base + "  secret: s\noperations:\n  control: {socket: /run/c.sock, uids: [0]}\n  readonly: {draintimeout: 60s, quiet: 5s}\n  collect: {schedule: \"30 3 * * 0\", deleteuntagged: false, uploadage: 24h}\n" +
			"  disk: {path: /var}\n  peers: {urls: [https://10.0.0.1], ca: /ca, servername: r, lease: 30s}\n",
		"merge": "version: 0.1\nstorage: {filesystem: {}}\nhttp:\n  <<: {addr: \":1\", secret: a}\n  secret: b\n",
	}
	for name, content := range good {
		t.Run(name, func(t *testing.T) {
			for _, finding := range Check([]byte(content)) {
				t.Errorf("%s\n%s", finding, content)
			}
			if _, err := configuration.Parse(strings.NewReader(content)); err != nil {
				t.Errorf("Distribution refuses it: %v", err)
			}
			if _, err := settings.Parse([]byte(content)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestBadConfigurations(t *testing.T) {
	tests := []struct {
		name, content string
		// want are parts of findings, "path: problem"; there must be exactly as many findings.
		want []string
	}{
		{"empty", "", []string{"(file): is empty"}},
		{"no YAML", "a: [", []string{"(file): is no valid YAML"}},
		{"alias of itself", "a: &a [*a]\n", []string{"(file): holds more than 100000 values"}},
		{"aliases of aliases", "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
			[]string{"(file): holds more than 100000 values"}},
		{"no map", "- a\n", []string{"(file): is no map"}},
		{"two documents", base + "---\n" + base, []string{"(file): holds more than one document"}},
		{"unknown key", base + "htp: {}\n", []string{`htp: unknown key; did you mean "http"?`}},
		{"unknown key below", base + "  draintimeout_s: 1\n", []string{`http.draintimeout_s: unknown key; did you mean "draintimeout"?`}},
		{"case", with("addr:", "Addr:"), []string{`http.Addr: unknown key; did you mean "addr"?`, "http.addr: is missing"}},
		{"twice", base + "  addr: 127.0.0.1:5001\n", []string{"http.addr: is there twice"}},
		{"null", with("127.0.0.1:5000", ""), []string{"http.addr: has no value"}},
		{"version", with("0.1", "0.2"), []string{`version: found a number with a fraction, "0.2"; allowed: 0.1`}},
		{"no version", with("version: 0.1\n", ""), []string{"version: is missing"}},
		{"no address", with("  addr: 127.0.0.1:5000\n", "  secret: x\n"), []string{"http.addr: is missing"}},
		{"no http", with("http:\n  addr: 127.0.0.1:5000\n", ""), []string{"http.addr: is missing; without it the registry listens on a random port"}},
		{"address without port", with("127.0.0.1:5000", "127.0.0.1"), []string{"http.addr: found"}},
		{"log level", base + "log: {level: verbose}\n", []string{`log.level: found a text, "verbose"; allowed: error, warn, info, debug`}},
		{"log formatter", base + "log: {formatter: xml}\n", []string{"log.formatter: found"}},
		{"no storage", "version: 0.1\nhttp: {addr: \":1\"}\n", []string{"storage: is missing"}},
		{"unknown driver", storageOf("  swift: {}\n"), []string{"storage.swift: unknown key", "storage: names no driver"}},
		{"two drivers", storageOf("  filesystem: {}\n  inmemory: {}\n"), []string{"storage: names 2 drivers (filesystem, inmemory)"}},
		{"relative root", storageOf("  filesystem: {rootdirectory: data}\n"), []string{"storage.filesystem.rootdirectory: found"}},
		{"few threads", storageOf("  filesystem: {maxthreads: 10}\n"), []string{"storage.filesystem.maxthreads: found"}},
		{"delete as text", storageOf("  filesystem:\n  delete: {enabled: \"true\"}\n"), []string{`storage.delete.enabled: found a text, "true"; allowed: true or false, without quotes`}},
		{"empty delete", storageOf("  filesystem:\n  delete: {}\n"), []string{"storage.delete.enabled: is missing"}},
		{"redirect without bool", storageOf("  filesystem:\n  redirect: {}\n"), []string{"storage.redirect.disable: is missing"}},
		{"half purging", storageOf("  filesystem:\n  maintenance: {uploadpurging: {enabled: true, age: 1h}}\n"),
			[]string{"storage.maintenance.uploadpurging.interval: is missing", "storage.maintenance.uploadpurging.dryrun: is missing"}},
		{"purging age as number", storageOf("  filesystem:\n  maintenance: {uploadpurging: {age: 168, interval: 1h, dryrun: false}}\n"), []string{"uploadpurging.age: found an integer"}},
		{"purging as bool", storageOf("  filesystem:\n  maintenance: {uploadpurging: true}\n"),
			[]string{"uploadpurging: found a single value; allowed: a map", "age: is missing", "interval: is missing", "dryrun: is missing"}},
		{"readonly as bool", storageOf("  filesystem:\n  maintenance: {readonly: true}\n"), []string{"storage.maintenance.readonly: found a single value; allowed: a map"}},
		{"cache kind", storageOf("  filesystem:\n  cache: {blobdescriptor: memory}\n"), []string{"storage.cache.blobdescriptor: found"}},
		{"empty cache", storageOf("  filesystem:\n  cache: {}\n"), []string{"storage.cache: has no blobdescriptor"}},
		{"redis without redis", storageOf("  filesystem:\n  cache: {blobdescriptor: redis, blobdescriptorsize: 1}\n"), []string{"redis.addrs: is missing", "blobdescriptorsize: has no effect with redis"}},
		{"old redis keys", base + "redis: {addr: \"h:1\", pool: {}}\n", []string{`redis.addr: unknown key; did you mean "addrs"?`, "redis.pool: unknown key"}},
		{"redis half TLS", base + "redis: {addrs: [\"h:1\"], tls: {key: /k, enabled: true}}\n", []string{"redis.tls.enabled: unknown key", "redis.tls: has one of certificate and key"}},
		{"S3 without region and bucket", storageOf("  s3: {}\n"), []string{"storage.s3.bucket: is missing", "storage.s3.region: is missing"}},
		{"S3 unknown region", storageOf("  s3: {region: mars-1, bucket: b}\n"), []string{`storage.s3.region: "mars-1" is no region of AWS`}},
		{"S3 octal key", storageOf(s3Base + "    accesskey: 0123\n    secretkey: x\n"), []string{"storage.s3.accesskey: found an integer; allowed: a text; put it in quotes"}},
		{"S3 half credentials", storageOf(s3Base + "    accesskey: x\n"), []string{"storage.s3: has one of accesskey and secretkey"}},
		{"S3 yes as bucket", storageOf("  s3: {region: us-east-1, bucket: yes}\n"), []string{`storage.s3.bucket: found a boolean, "yes"`}},
		{"S3 chunk size with unit", storageOf(s3Base + "    chunksize: 10MB\n"), []string{"storage.s3.chunksize: found"}},
		{"S3 old signatures on AWS", storageOf(s3Base + "    v4auth: false\n"), []string{"storage.s3.v4auth: can be false with a regionendpoint"}},
		{"S3 session token", storageOf(s3Base + "    sessiontoken: x\n"), []string{"storage.s3.sessiontoken: unknown key"}},
		{"S3 log level", storageOf(s3Base + "    loglevel: on\n"), []string{"storage.s3.loglevel: found a boolean"}},
		{"GCS both", storageOf("  gcs: {bucket: b, keyfile: /k, credentials: {a: b}}\n"), []string{"storage.gcs.credentials: has no effect beside keyfile"}},
		{"GCS chunk size", storageOf("  gcs: {bucket: b, chunksize: 300000}\n"), []string{"storage.gcs.chunksize: found an integer, \"300000\"; allowed: a multiple of 262144"}},
		{"Azure of version 2", storageOf("  azure: {accountname: a, accountkey: k, container: c}\n"), []string{"storage.azure.credentials: is missing"}},
		{"Azure without type", storageOf("  azure: {accountname: a, container: c, credentials: {}}\n"), []string{"storage.azure.credentials.type: is missing"}},
		{"Azure documented type", storageOf(strings.Replace(azureBase, "default_credentials", "default", 1)), []string{"storage.azure.credentials.type: found"}},
		{"Azure shared key", storageOf(strings.Replace(azureBase, "default_credentials", "shared_key", 1)), []string{"storage.azure.accountkey: is missing"}},
		{"Azure client secret", storageOf(strings.Replace(azureBase, "default_credentials", "client_secret", 1)), []string{"credentials.clientid: is missing", "credentials.tenantid: is missing", "credentials.secret: is missing"}},
		{"Azure connection string", storageOf(azureBase + "    connectionstring: x\n"), []string{"storage.azure.connectionstring: has no effect"}},
		{"silly auth", base + "auth: {silly: {realm: r, service: s}}\n", []string{"auth.silly: unknown key"}},
		{"two providers", base + "auth: {none: {}, roles: {realm: r, path: /p}}\n", []string{"auth: names 2 providers"}},
		{"roles without path", base + "auth: {roles: {realm: r}}\n", []string{"auth.roles.path: is missing"}},
		{"numeric realm", base + "auth: {roles: {realm: 17, path: /p}}\n", []string{"auth.roles.realm: found an integer, \"17\"; allowed: a text; put it in quotes"}},
		{"token without keys", base + "auth: {token: {realm: r, service: s, issuer: i}}\n", []string{"auth.token: has neither rootcertbundle nor jwks"}},
		{"token algorithm", base + "auth: {token: {realm: r, service: s, issuer: i, jwks: /j, signingalgorithms: [none]}}\n", []string{"auth.token.signingalgorithms[0]: found"}},
		{"minimum TLS", base + "  tls: {certificate: /c, key: /k, minimumtls: tls1.1}\n", []string{"http.tls.minimumtls: found a text, \"tls1.1\"; allowed: tls1.2, tls1.3"}},
		{"certificate without key", base + "  tls: {certificate: /c}\n", []string{"http.tls: has one of certificate and key"}},
		{"client CAs without certificate", base + "  tls: {clientcas: [/ca]}\n", []string{"http.tls: has no certificate, so the registry would serve plain HTTP"}},
		{"client auth without CAs", base + "  tls: {certificate: /c, key: /k, clientauth: require-any-client-cert}\n", []string{"http.tls.clientauth: has no effect without clientcas"}},
		{"cipher suites of TLS 1.3", base + "  tls: {certificate: /c, key: /k, minimumtls: tls1.3, ciphersuites: [TLS_AES_128_GCM_SHA256]}\n", []string{"http.tls.ciphersuites: has no effect with tls1.3"}},
		{"unknown suite", base + "  tls: {certificate: /c, key: /k, ciphersuites: [RC4]}\n", []string{"http.tls.ciphersuites[0]: found"}},
		{"ACME and certificate", base + "  tls: {certificate: /c, key: /k, letsencrypt: {cachefile: /x}}\n", []string{"http.tls.letsencrypt: cannot be used together"}},
		{"relative host", base + "  host: registry.example\n", []string{"http.host: found"}},
		{"header without list", base + "  headers: {X-A: b}\n", []string{"http.headers.X-A: found a single value; allowed: a list"}},
		{"drain timeout in nanoseconds", base + "  draintimeout: 60\n", []string{"http.draintimeout: found an integer, \"60\"; allowed: a duration with a unit"}},
		{"prometheus without address", base + "  debug: {prometheus: {enabled: true}}\n", []string{"http.debug.addr: is missing"}},
		{"trailing slash", base + "proxy: {remoteurl: https://registry-1.docker.io/, ttl: 0}\n", []string{"proxy.remoteurl: found"}},
		{"half credentials", base + "proxy: {remoteurl: https://r, username: u, ttl: 0}\n", []string{"proxy: has one of username and password"}},
		{"exec and password", base + "proxy: {remoteurl: https://r, username: u, password: p, exec: {command: /x}, ttl: 0}\n", []string{"proxy.exec: takes the place of username and password"}},
		{"expiry that frees nothing", base + "proxy: {remoteurl: https://r}\n", []string{"proxy.ttl: content expires after 168h0m0s"}},
		{"ttl in nanoseconds", storageOf("  filesystem:\n  delete: {enabled: true}\n") + "proxy: {remoteurl: https://r, ttl: 86400}\n", []string{"proxy.ttl: found an integer"}},
		{"no such middleware", base + "middleware: {registry: [{name: x}]}\n", []string{"middleware.registry: unknown key"}},
		{"middleware options", base + "middleware: {storage: [{name: redirect, disabled: true, options: {url: x}}, {name: redirect}]}\n",
			[]string{"middleware.storage[0].disabled: has no effect", "middleware.storage[0].options.url: unknown key", "middleware.storage[0].options.baseurl: is missing", "middleware.storage[1].options: is missing"}},
		{"health threshold", base + "health: {file: [{file: /x, threshold: 3}]}\n", []string{"health.file[0].threshold: has no effect"}},
		{"regular expression", base + "validation: {manifests: {urls: {allow: ['(']}}}\n", []string{"validation.manifests.urls.allow[0]: found"}},
		{"unknown setting", base + "operations: {gc: {}}\n", []string{"operations.gc: unknown key"}},
		{"schedule", base + "operations: {collect: {schedule: daily}}\n", []string{"operations.collect.schedule: found a text, \"daily\"; allowed: a cron expression"}},
		{"untagged without schedule", base + "operations: {collect: {deleteuntagged: true}}\n", []string{"operations.collect.deleteuntagged: has no effect without operations.collect.schedule"}},
		{"long socket", base + "operations: {control: {socket: /" + strings.Repeat("x", 107) + "}}\n", []string{"operations.control.socket: found"}},
		{"peers without secret", base + "operations: {peers: {urls: [https://10.0.0.1]}}\n", []string{"http.secret: is missing"}},
		{"peer with a path", base + "  secret: s\noperations: {peers: {urls: [https://10.0.0.1/v2]}}\n", []string{"operations.peers.urls[0]: found"}},
		{"cache of nothing", base + "operations: {cache: {name: hub}}\n", []string{"operations.cache: has no effect without proxy.remoteurl"}},
		{"open cache with credentials", base + "proxy: {remoteurl: https://r}\noperations: {cache: {name: hub, credentials: /c.json}}\n",
			[]string{"operations.cache.credentials: whoever reaches the cache could pull every image that they open"}},
		{"open cache, in a map", base + "auth: {none: {}}\nproxy: {remoteurl: https://r}\noperations: {cache: {name: hub, credentials: /c.json}}\n",
			[]string{"operations.cache.credentials: whoever reaches"}},
		{"cache with the proxy's own settings", storageOf("  filesystem:\n    rootdirectory: /x\n  cache: {blobdescriptor: inmemory}\n") + "proxy: {remoteurl: https://r, username: u, password: p, ttl: 1h}\noperations: {cache: {name: hub}}\n",
			[]string{"storage.cache: has no place beside operations.cache", "proxy.username: has no place", "proxy.password: has no place", "proxy.ttl: has no place"}},
		{"cache without files", storageOf("  inmemory:\n") + "proxy: {remoteurl: https://r}\noperations: {cache: {name: hub, ca: x, disklimit: 100, tagage: 5}}\n",
			[]string{"storage: operations.cache needs storage.filesystem", "operations.cache.ca: found", "operations.cache.disklimit: found", "operations.cache.tagage: found"}},
		{"collection in a cache", base + "proxy: {remoteurl: https://r, ttl: 0}\noperations: {collect: {uploadage: 1h}}\n", []string{"operations: collect and peers have no effect with proxy"}},
		{"list instead of map", base + "log: [a]\n", []string{"log: found a list; allowed: a map"}},
		{"map instead of text", with("127.0.0.1:5000", "{a: b}"), []string{"http.addr: found a map; allowed: a single value"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			findings := Check([]byte(test.content))
			text := ""
			for _, finding := range findings {
				text += finding.String() + "\n"
				if finding.Line < 1 || finding.Column < 1 {
					t.Errorf("no position: %s", finding)
				}
			}
			for _, want := range test.want {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not in:\n%s", want, text)
				}
			}
			if len(findings) != len(test.want) {
				t.Errorf("%d findings; want %d:\n%s", len(findings), len(test.want), text)
			}
		})
	}
}

func TestPositionsAndOrder(t *testing.T) {
	content := "version: 0.1\nstorage:\n  filesystem:\n    rootdir: /x\n  delete:\n    enabled: \"true\"\nhttp:\n  addr: 127.0.0.1:5000\n  tls:\n    minimumtls: tls1.0\n    certificate: /c\n    key: /k\n"
	want := []string{"4:5: storage.filesystem.rootdir", "6:14: storage.delete.enabled", "10:17: http.tls.minimumtls"}
	findings := Check([]byte(content))
	if len(findings) != len(want) {
		t.Fatalf("%v", findings)
	}
	for i, finding := range findings {
		if !strings.HasPrefix(finding.String(), want[i]) {
			t.Errorf("%s; want %s", finding, want[i])
		}
	}
}

// TestSecretsAreNotQuoted: whatever is wrong with a secret, its value stays out of the message.
func TestSecretsAreNotQuoted(t *testing.T) {
	const secret = "73737373"
	for _, content := range []string{
		base + "  secret: [" + secret + "]\n",
		base + "redis: {addrs: [\"h:1\"], password: {a: " + secret + "}}\n",
		base + "proxy: {remoteurl: https://r, username: u, password: [" + secret + "], ttl: 0}\n",
		storageOf(s3Base + "    accesskey: " + secret + "\n    secretkey: " + secret + "\n"),
		storageOf(strings.Replace(azureBase, "default_credentials", "client_secret", 1) + "      clientid: x\n      tenantid: x\n      secret: " + secret + "\n    accountkey: " + secret + "\n"),
		base + "  secret: \"" + secret + "\n",
		base + "  secret: {" + secret + "\n",
		base + "  secret: *" + secret + "\n",
		base + "  secret: !!" + secret + " x\n\tsecret: " + secret + "\n",
	} {
		findings := Check([]byte(content))
		if len(findings) == 0 {
			t.Errorf("nothing found in:\n%s", content)
		}
		if text := fmt.Sprint(findings); strings.Contains(text, secret) {
			t.Errorf("quotes a secret: %s", text)
		}
	}
}

// FuzzCheck: no input panics here, and what is accepted is read by Distribution.
func FuzzCheck(f *testing.F) {
	f.Add([]byte(base))
	f.Add([]byte(storageOf(s3Base)))
	f.Add([]byte(storageOf(azureBase)))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("? [x]\n: y\n"))
	f.Add([]byte("<<: [{a: b}, *x]\n"))
	f.Add([]byte(base + "operations:\n  collect: {schedule: '@daily'}\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(Check(content)) > 0 {
			return
		}
		if _, err := configuration.Parse(bytes.NewReader(content)); err != nil {
			t.Errorf("Distribution refuses what was accepted: %v\n%s", err, content)
		}
		if _, err := settings.Parse(content); err != nil {
			t.Errorf("%v\n%s", err, content)
		}
	})
}
