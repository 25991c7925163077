package checkconfig

import (
	"crypto/x509"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collect"
)

// The functions in this file are conditions on texts: each returns what is allowed instead, or "".

func absoluteURL(text string) string {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Host == "" || parsed.Scheme != "http" && parsed.Scheme != "https" {
		return "an absolute URL, http:// or https://"
	}
	return ""
}

// upstreamURL refuses what Distribution appends "/v2/" to with a wrong result.
func upstreamURL(text string) string {
	parsed, err := url.Parse(text)
	if problem := absoluteURL(text); problem != "" {
		return problem
	}
	if err != nil || parsed.Path != "" || parsed.RawQuery != "" || parsed.Fragment != "" || parsed.User != nil {
		return "a URL without path, credentials or trailing slash, such as https://registry-1.docker.io"
	}
	return ""
}

func peerURL(text string) string {
	if upstreamURL(text) != "" {
		return "the base URL of an instance without path or trailing slash, such as https://10.0.16.5:443"
	}
	return ""
}

func hostPort(text string) string {
	_, port, err := net.SplitHostPort(text)
	if err == nil {
		if number, err := strconv.Atoi(port); err == nil && number >= 0 && number <= 65535 {
			return ""
		}
	}
	return `an address and a port, such as 127.0.0.1:5001 or ":443"`
}

func urlPrefix(text string) string {
	if !strings.HasPrefix(text, "/") {
		return "a path that starts with a slash"
	}
	return ""
}

func upperOneOf(allowed ...string) func(string) string {
	return func(text string) string { return oneOf(allowed...)(strings.ToUpper(text)) }
}

func multipleOf(unit int) func(string) string {
	return func(text string) string {
		if number, err := strconv.Atoi(text); err != nil || number%unit != 0 {
			return fmt.Sprintf("a multiple of %d", unit)
		}
		return ""
	}
}

func cronExpression(text string) string {
	if _, err := collect.ParseSchedule(text); err != nil {
		return `a cron expression of five fields (minute hour day-of-month month day-of-week), such as "30 3 * * 0"`
	}
	return ""
}

func certificates(text string) string {
	if !x509.NewCertPool().AppendCertsFromPEM([]byte(text)) {
		return "certificates in PEM form"
	}
	return ""
}

// maxSocketPath is what fits into a sockaddr_un with its final zero byte, in bytes (unix(7)).
const maxSocketPath = 107

func socketPath(text string) string {
	if len(text) > maxSocketPath {
		return fmt.Sprintf("a path of at most %d bytes", maxSocketPath)
	}
	return ""
}
