package checkconfig

import (
	"time"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/settings"
)

// whole is what a configuration file may hold: Distribution's own keys
// (configuration/configuration.go, v3.1.1) and the section `operations` of this program.
var whole = section(map[string]field{
	"version":        text().and(oneOf("0.1")).needed(),
	"log":            logging,
	"loglevel":       logLevel,
	"storage":        storage,
	"auth":           auth,
	"middleware":     middleware,
	"http":           httpServer,
	"notifications":  notifications,
	"redis":          redis,
	"health":         health,
	"catalog":        section(map[string]field{"maxentries": integer(1, unlimited)}),
	"tags":           section(map[string]field{"maxtags": integer(0, unlimited)}),
	"proxy":          proxy,
	"validation":     validation,
	"policy":         section(map[string]field{"repository": section(map[string]field{"classes": list(text().and(oneOf("image", "plugin")))})}),
	settings.Section: operations,
})

var logLevel = text().and(foldedOneOf("error", "warn", "info", "debug"))

var logging = section(map[string]field{
	"accesslog":    section(map[string]field{"disabled": boolean()}),
	"level":        logLevel,
	"formatter":    text().and(oneOf("text", "json", "logstash")),
	"fields":       dict(free()),
	"reportcaller": boolean(),
	"hooks": list(section(map[string]field{
		"disabled": boolean(),
		"type":     text().and(oneOf("mail")).needed(),
		"levels":   list(text().and(oneOf("panic", "fatal", "error", "warn", "info", "debug"))),
		"options": section(map[string]field{
			"from": text(),
			"to":   list(text()),
			"smtp": section(map[string]field{
				"addr":     text(),
				"username": text(),
				"password": text().hidden(),
				"insecure": boolean(),
			}),
		}),
	})),
})

var notifications = section(map[string]field{
	"events": section(map[string]field{"includereferences": boolean()}),
	"endpoints": list(section(map[string]field{
		"name":              text().needed(),
		"url":               text().and(absoluteURL).needed(),
		"disabled":          boolean(),
		"headers":           dict(list(text().hidden())),
		"timeout":           duration(),
		"threshold":         integer(0, unlimited),
		"backoff":           duration(),
		"ignoredmediatypes": list(text()),
		"ignore": section(map[string]field{
			"mediatypes": list(text()),
			"actions":    list(text().and(oneOf("pull", "push", "mount", "delete"))),
		}),
	})),
})

var health = section(map[string]field{
	"storagedriver": section(map[string]field{
		"enabled":   boolean(),
		"interval":  duration(),
		"threshold": integer(0, unlimited),
	}),
	"file": list(section(map[string]field{
		"file":      text().needed(),
		"interval":  duration(),
		"threshold": free().noEffect("Distribution v3.1.1 counts no failures of file checks"),
	})),
	"http": list(section(map[string]field{
		"uri":        text().and(absoluteURL).needed(),
		"headers":    dict(list(text().hidden())),
		"statuscode": integer(100, 599),
		"timeout":    duration(),
		"interval":   duration(),
		"threshold":  integer(0, unlimited),
	})),
	"tcp": list(section(map[string]field{
		"addr":      text().and(hostPort).needed(),
		"timeout":   duration(),
		"interval":  duration(),
		"threshold": integer(0, unlimited),
	})),
})

var proxy = section(map[string]field{
	"remoteurl": text().and(upstreamURL).needed(),
	"username":  text(),
	"password":  text().hidden(),
	"exec": section(map[string]field{
		"command":  text().needed(),
		"lifetime": duration(),
	}),
	"ttl":               duration(),
	"cachewritetimeout": duration(),
})

var validation = section(map[string]field{
	"enabled":  boolean(),
	"disabled": boolean(),
	"manifests": section(map[string]field{
		"urls": section(map[string]field{
			"allow": list(regularExpression()),
			"deny":  list(regularExpression()),
		}),
		"indexes": section(map[string]field{
			"platforms": text().and(foldedOneOf("all", "none", "list")),
			"platformlist": list(section(map[string]field{
				"architecture": text().needed(),
				"os":           text().needed(),
			})),
		}),
	}),
})

var redis = section(map[string]field{
	"addrs":                 list(text().and(hostPort)),
	"username":              text(),
	"password":              text().hidden(),
	"db":                    integer(0, unlimited),
	"clientname":            text(),
	"protocol":              integer(2, 3),
	"sentinelusername":      text(),
	"sentinelpassword":      text().hidden(),
	"mastername":            text(),
	"maxretries":            integer(-1, unlimited),
	"minretrybackoff":       duration(),
	"maxretrybackoff":       duration(),
	"dialtimeout":           duration(),
	"readtimeout":           duration(),
	"writetimeout":          duration(),
	"contexttimeoutenabled": boolean(),
	"poolfifo":              boolean(),
	"poolsize":              integer(0, unlimited),
	"pooltimeout":           duration(),
	"minidleconns":          integer(0, unlimited),
	"maxidleconns":          integer(0, unlimited),
	"maxactiveconns":        integer(0, unlimited),
	"connmaxidletime":       duration(),
	"connmaxlifetime":       duration(),
	"maxredirects":          integer(-1, unlimited),
	"readonly":              boolean(),
	"routebylatency":        boolean(),
	"routerandomly":         boolean(),
	"disableidentity":       boolean(),
	"identitysuffix":        text(),
	"unstableresp3":         boolean(),
	"tls": section(map[string]field{
		"certificate": text(),
		"key":         text(),
		"rootcas":     list(text()),
	}),
})

// operations are the settings of this program (internal/settings).
var operations = section(map[string]field{
	"control": section(map[string]field{
		"socket": absolutePath().and(socketPath).needed(),
		"uids":   list(integer(0, unlimited)),
	}),
	"readonly": section(map[string]field{
		"draintimeout": durationFrom(time.Second),
		"quiet":        durationFrom(time.Millisecond),
	}),
	"collect": section(map[string]field{
		"schedule":       param().and(cronExpression),
		"deleteuntagged": boolean(),
		"uploadage":      durationFrom(time.Minute),
	}),
	"disk": section(map[string]field{"path": absolutePath().needed()}),
	"peers": section(map[string]field{
		"urls":        list(param().and(peerURL)).needed(),
		"ca":          absolutePath(),
		"servername":  param(),
		"certificate": absolutePath(),
		"key":         absolutePath(),
		"lease":       durationFrom(settings.MinLease),
	}),
	"cache": section(map[string]field{
		"name":              param().needed(),
		"credentials":       absolutePath(),
		"letseverybodyread": boolean(),
		"ca":                param().and(certificates),
		"tagage":            duration(),
		"age":               duration(),
		"disklimit":         integer(1, 99),
		"sharedby":          integer(1, unlimited),
		"protocol":          text().and(oneOf(settings.OCI, settings.Schema1)),
		"interval":          durationFrom(time.Millisecond),
	}),
})
