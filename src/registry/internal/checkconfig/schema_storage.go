package checkconfig

import "time"

const (
	mebibyte = 1 << 20
	gibibyte = 1 << 30
)

// drivers are the keys of `storage` that name a driver; s3aws is another name of s3.
var drivers = []string{"filesystem", "s3", "s3aws", "gcs", "azure", "inmemory"}

// storage knows the drivers that this program registers. Distribution panics on any other.
var storage = section(map[string]field{
	"filesystem": filesystem,
	"s3":         s3,
	"s3aws":      s3,
	"gcs":        gcs,
	"azure":      azure,
	"inmemory":   section(nil).orEmpty(),
	"maintenance": section(map[string]field{
		"uploadpurging": section(map[string]field{
			"enabled":  boolean(),
			"age":      durationText(),
			"interval": durationText(),
			"dryrun":   boolean(),
		}),
		"readonly": section(map[string]field{"enabled": boolean().needed()}),
	}),
	"cache": section(map[string]field{
		"blobdescriptor":     cacheKind,
		"layerinfo":          cacheKind,
		"blobdescriptorsize": looseInteger(0, unlimited),
	}),
	"delete":   section(map[string]field{"enabled": boolean().needed()}),
	"redirect": section(map[string]field{"disable": boolean().needed()}),
	"tag":      section(map[string]field{"concurrencylimit": integer(0, unlimited).needed()}),
}).orWord("filesystem", "inmemory")

var cacheKind = param().and(oneOf("inmemory", "redis"))

// filesystem is registry/storage/driver/filesystem/driver.go. It raises fewer than 25 threads to 25.
var filesystem = section(map[string]field{
	"rootdirectory": absolutePath(),
	"maxthreads":    looseInteger(25, unlimited),
}).orEmpty()

// s3 is registry/storage/driver/s3-aws/s3.go. It reads no session token.
var s3 = section(map[string]field{
	"accesskey":                   param().hidden(),
	"secretkey":                   param().hidden(),
	"region":                      param().needed(),
	"regionendpoint":              param(),
	"forcepathstyle":              looseBoolean(),
	"bucket":                      param().needed(),
	"encrypt":                     looseBoolean(),
	"keyid":                       param(),
	"secure":                      looseBoolean(),
	"skipverify":                  looseBoolean(),
	"v4auth":                      looseBoolean(),
	"chunksize":                   looseInteger(5*mebibyte, 5*gibibyte),
	"multipartcopychunksize":      looseInteger(5*mebibyte, 5*gibibyte),
	"multipartcopymaxconcurrency": looseInteger(1, unlimited),
	"multipartcopythresholdsize":  looseInteger(0, 5*gibibyte),
	"rootdirectory":               param(),
	"storageclass": param().and(upperOneOf("NONE", "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA",
		"INTELLIGENT_TIERING", "OUTPOSTS", "GLACIER_IR", "EXPRESS_ONEZONE")),
	"objectacl": param().and(oneOf("private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read",
		"bucket-owner-read", "bucket-owner-full-control")),
	"useragent":       param(),
	"usedualstack":    looseBoolean(),
	"accelerate":      looseBoolean(),
	"usefipsendpoint": looseBoolean(),
	"loglevel":        s3LogLevel,
})

// s3LogLevel takes `off` without quotes, which is a boolean to YAML 1.1, as the driver does.
var s3LogLevel = scalar(func(value any, text string) string {
	if value == false {
		return ""
	}
	if _, isText := value.(string); !isText {
		text = ""
	}
	return foldedOneOf("off", "debug", "debugwithsigning", "debugwithhttpbody", "debugwithrequestretries",
		"debugwithrequesterrors", "debugwitheventstreambody")(text)
})

// gcs is registry/storage/driver/gcs/gcs.go. It raises less concurrency than 25 to 25.
var gcs = section(map[string]field{
	"bucket":         param().needed(),
	"keyfile":        param(),
	"credentials":    dict(text().hidden()),
	"rootdirectory":  param(),
	"chunksize":      looseInteger(256<<10, unlimited).and(multipleOf(256 << 10)),
	"maxconcurrency": looseInteger(25, unlimited),
	"useragent":      param(),
})

// azure is registry/storage/driver/azure/parser.go.
var azure = section(map[string]field{
	"accountname": param().needed(),
	"accountkey":  param().hidden(),
	"container":   param().needed(),
	"credentials": section(map[string]field{
		"type":     param().and(oneOf("shared_key", "client_secret", "default_credentials")).needed(),
		"clientid": param(),
		"tenantid": param(),
		"secret":   param().hidden(),
	}).needed(),
	"connectionstring": free().noEffect("Distribution v3.1.1 reads it but does not use it"),
	"realm":            param(),
	"serviceurl":       param().and(absoluteURL),
	"rootdirectory":    param(),
	"max_retries":      integer(0, unlimited),
	"retry_delay":      durationText(),
	"skipverify":       boolean(),
})

// uploadPurgingKeys are needed all together unless purging is off: Distribution panics on a half-given map
// (registry/handlers/app.go, startUploadPurger, v3.1.1).
var uploadPurgingKeys = []string{"age", "interval", "dryrun"}

// defaultProxyTTL is how long Distribution keeps cached content when proxy.ttl is absent.
const defaultProxyTTL = 168 * time.Hour
