package config

import (
	"errors"
	"net"
	"os"
	"strings"
)

// UseProxy puts the proxies where Go's HTTP client looks for them, which it does once in a process, at the
// first request (net/http, ProxyFromEnvironment). The private registry is always reached without.
func (c Config) UseProxy() error {
	host, _, err := net.SplitHostPort(c.Registry.Name)
	if err != nil {
		host = c.Registry.Name
	}
	var problems []error
	for name, value := range map[string]string{
		"HTTP_PROXY":  c.Proxy.HTTP,
		"HTTPS_PROXY": c.Proxy.HTTPS,
		"NO_PROXY":    strings.Join(append([]string{host}, c.Proxy.NoneFor...), ","),
	} {
		problems = append(problems, os.Setenv(name, value), os.Unsetenv(strings.ToLower(name)))
	}
	return errors.Join(problems...)
}
