package checkconfig

// cipherSuites are the names that Distribution knows (registry/registry.go, v3.1.1).
var cipherSuites = []string{
	"TLS_RSA_WITH_3DES_EDE_CBC_SHA",
	"TLS_RSA_WITH_AES_128_CBC_SHA",
	"TLS_RSA_WITH_AES_256_CBC_SHA",
	"TLS_RSA_WITH_AES_128_GCM_SHA256",
	"TLS_RSA_WITH_AES_256_GCM_SHA384",
	"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
	"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
	"TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
	"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
	"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
	"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
	"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
	"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
	"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
	"TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
	"TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
	"TLS_AES_128_GCM_SHA256",
	"TLS_AES_256_GCM_SHA384",
	"TLS_CHACHA20_POLY1305_SHA256",
}

var httpServer = section(map[string]field{
	"addr":         text().needed(),
	"net":          text().and(oneOf("tcp", "unix")),
	"host":         text().and(absoluteURL),
	"prefix":       text().and(urlPrefix),
	"secret":       text().hidden(),
	"relativeurls": boolean(),
	"draintimeout": duration(),
	"headers":      dict(list(text())),
	"http2":        section(map[string]field{"disabled": boolean()}),
	"h2c":          section(map[string]field{"enabled": boolean()}),
	"debug": section(map[string]field{
		"addr": text().and(hostPort),
		"prometheus": section(map[string]field{
			"enabled": boolean(),
			"path":    text().and(urlPrefix),
		}),
	}),
	"tls": section(map[string]field{
		"certificate":  text(),
		"key":          text(),
		"clientcas":    list(text()),
		"clientauth":   text().and(oneOf("request-client-cert", "require-any-client-cert", "verify-client-cert-if-given", "require-and-verify-client-cert")),
		"minimumtls":   text().and(oneOf("tls1.2", "tls1.3")),
		"ciphersuites": list(text().and(oneOf(cipherSuites...))),
		"letsencrypt": section(map[string]field{
			"cachefile":    text(),
			"email":        text(),
			"hosts":        list(text()),
			"directoryurl": text().and(absoluteURL),
		}),
	}),
})

// auth knows the providers that this program registers. `silly` is none: it lets everybody in.
var auth = section(map[string]field{
	"roles": section(map[string]field{
		"realm": param().needed(),
		"path":  absolutePath().needed(),
	}),
	"htpasswd": section(map[string]field{
		"realm": param().needed(),
		"path":  absolutePath().needed(),
	}),
	"token": section(map[string]field{
		"realm":             param().needed(),
		"service":           param().needed(),
		"issuer":            param().needed(),
		"rootcertbundle":    param(),
		"jwks":              param(),
		"autoredirect":      boolean(),
		"autoredirectpath":  param(),
		"signingalgorithms": list(param().and(oneOf(signingAlgorithms...))),
	}),
	"none": section(nil).orEmpty(),
}).orWord("none")

// signingAlgorithms are the names that Distribution knows (registry/auth/token/token.go, v3.1.1).
var signingAlgorithms = []string{
	"EdDSA", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512",
	"ES256", "ES384", "ES512", "PS256", "PS384", "PS512",
}

// middlewareDisabled is declared but read nowhere.
var middlewareDisabled = free().noEffect("Distribution v3.1.1 does not read it; remove the whole entry")

// middleware knows the storage middlewares that this program registers; there are none of the other kinds.
// What options each one takes depends on its name, see middlewareOptions.
var middleware = section(map[string]field{
	"storage": list(section(map[string]field{
		"name":     text().and(oneOf("cloudfront", "redirect", "rewrite")).needed(),
		"disabled": middlewareDisabled,
		"options":  free(),
	})),
})

// middlewareOptions are the options of each storage middleware
// (registry/storage/driver/middleware, v3.1.1).
var middlewareOptions = map[string]field{
	"redirect": section(map[string]field{"baseurl": param().and(absoluteURL).needed()}),
	"rewrite": section(map[string]field{
		"scheme":         param(),
		"host":           param(),
		"trimpathprefix": param(),
	}),
	"cloudfront": section(map[string]field{
		"baseurl":         param().needed(),
		"privatekey":      param().needed(),
		"keypairid":       param().needed(),
		"duration":        durationText(),
		"updatefrequency": durationText(),
		"iprangesurl":     param(),
		"ipfilteredby":    param().and(foldedOneOf("none", "aws", "awsregion")),
		"awsregion":       param(),
	}),
}
