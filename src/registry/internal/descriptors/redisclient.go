package descriptors

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"

	"github.com/distribution/distribution/v3/configuration"
	"github.com/redis/go-redis/v9"
)

// NewRedisClient connects as the `redis` section of Distribution's configuration says. Distribution's own
// client is not used: it panics or goes on without TLS on a certificate that it cannot read, and publishes
// the whole configuration, with its secrets, on /debug/vars (registry/handlers/app.go, configureRedis,
// v3.1.1).
func NewRedisClient(config configuration.Redis) (redis.UniversalClient, error) {
	tlsConfig, err := redisTLS(config.TLS)
	if err != nil {
		return nil, err
	}
	o := config.Options
	return redis.NewUniversalClient(&redis.UniversalOptions{
		Addrs: o.Addrs, ClientName: o.ClientName, DB: o.DB, Protocol: o.Protocol,
		Username: o.Username, Password: o.Password,
		SentinelUsername: o.SentinelUsername, SentinelPassword: o.SentinelPassword, MasterName: o.MasterName,
		MaxRetries: o.MaxRetries, MinRetryBackoff: o.MinRetryBackoff, MaxRetryBackoff: o.MaxRetryBackoff,
		DialTimeout: o.DialTimeout, ReadTimeout: o.ReadTimeout, WriteTimeout: o.WriteTimeout,
		ContextTimeoutEnabled: o.ContextTimeoutEnabled,
		PoolFIFO:              o.PoolFIFO, PoolSize: o.PoolSize, PoolTimeout: o.PoolTimeout,
		MinIdleConns: o.MinIdleConns, MaxIdleConns: o.MaxIdleConns, MaxActiveConns: o.MaxActiveConns,
		ConnMaxIdleTime: o.ConnMaxIdleTime, ConnMaxLifetime: o.ConnMaxLifetime,
		MaxRedirects: o.MaxRedirects, ReadOnly: o.ReadOnly,
		RouteByLatency: o.RouteByLatency, RouteRandomly: o.RouteRandomly,
		DisableIdentity: o.DisableIdentity, IdentitySuffix: o.IdentitySuffix, UnstableResp3: o.UnstableResp3,
		TLSConfig: tlsConfig,
	}), nil
}

// redisTLS returns nil when no TLS setting is given, as Distribution has it.
func redisTLS(config configuration.RedisTLSOptions) (*tls.Config, error) {
	if config.Certificate == "" && config.Key == "" && len(config.RootCAs) == 0 {
		return nil, nil
	}
	result := &tls.Config{MinVersion: tls.VersionTLS12}
	if config.Certificate != "" || config.Key != "" {
		pair, err := tls.LoadX509KeyPair(config.Certificate, config.Key)
		if err != nil {
			return nil, fmt.Errorf("redis.tls: %w", err)
		}
		result.Certificates = []tls.Certificate{pair}
	}
	if len(config.RootCAs) > 0 {
		result.RootCAs = x509.NewCertPool()
		for _, path := range config.RootCAs {
			pem, err := os.ReadFile(path)
			if err != nil {
				return nil, fmt.Errorf("redis.tls.rootcas: %w", err)
			}
			if !result.RootCAs.AppendCertsFromPEM(pem) {
				return nil, fmt.Errorf("redis.tls.rootcas: %s holds no certificate in PEM form", path)
			}
		}
	}
	return result, nil
}
