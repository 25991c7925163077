package schema1

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
)

// tlsConfig returns nil where the registry serves plain HTTP.
func (c config) tlsConfig() (*tls.Config, error) {
	t := c.HTTP.TLS
	if t.Certificate == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(t.Certificate, t.Key)
	if err != nil {
		return nil, configError{fmt.Errorf("http.tls: %w", err)}
	}
	made := &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}
	if t.MinimumTLS == "tls1.3" {
		made.MinVersion = tls.VersionTLS13
	}
	if c.HTTP.HTTP2.Disabled {
		made.NextProtos = []string{"http/1.1"}
	}
	if len(t.ClientCAs) == 0 {
		return made, nil
	}
	made.ClientAuth, made.ClientCAs = tls.RequireAndVerifyClientCert, x509.NewCertPool()
	for _, file := range t.ClientCAs {
		certificates, err := os.ReadFile(file)
		if err != nil {
			return nil, configError{fmt.Errorf("http.tls.clientcas: %w", err)}
		}
		if !made.ClientCAs.AppendCertsFromPEM(certificates) {
			return nil, configError{fmt.Errorf("http.tls.clientcas: %s holds no certificate in PEM form", file)}
		}
	}
	return made, nil
}
