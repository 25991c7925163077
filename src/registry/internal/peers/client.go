package peers

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"
)

// requestTimeout bounds one question to one peer.
const requestTimeout = 5 * time.Second

// Config says where the peers are and how to reach them.
type Config struct {
	// URLs are the base URLs of the instances, such as https://10.0.16.5:443. The instance itself may be
	// among them. A host name stands for each of its addresses.
	URLs []string
	// CA is a PEM file to trust instead of the system's; ServerName the name in the instances' certificate.
	CA, ServerName string
	// Certificate and Key are a client certificate, for instances that ask for one.
	Certificate, Key string
	// Lease is how long a peer stays read-only without news.
	Lease time.Duration
}

// Client asks the peers of this instance.
type Client struct {
	key      key
	instance string
	prefix   string
	config   Config
	tls      *tls.Config
	now      func() time.Time
}

// NewClient returns a client of the instance with that identifier. The prefix is http.prefix.
func NewClient(secret, instance, prefix string, config Config) (*Client, error) {
	tlsConfig, err := clientTLS(config)
	if err != nil {
		return nil, err
	}
	return &Client{key: newKey(secret), instance: instance, prefix: prefix, config: config, tls: tlsConfig, now: time.Now}, nil
}

func clientTLS(config Config) (*tls.Config, error) {
	result := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: config.ServerName}
	if config.CA != "" {
		pem, err := os.ReadFile(config.CA)
		if err != nil {
			return nil, fmt.Errorf("operations.peers.ca: %w", err)
		}
		result.RootCAs = x509.NewCertPool()
		if !result.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("operations.peers.ca: %s holds no certificate in PEM form", config.CA)
		}
	}
	if config.Certificate != "" {
		pair, err := tls.LoadX509KeyPair(config.Certificate, config.Key)
		if err != nil {
			return nil, fmt.Errorf("operations.peers.certificate: %w", err)
		}
		result.Certificates = []tls.Certificate{pair}
	}
	return result, nil
}

// peer is one address of one instance.
type peer struct {
	url  string
	name string
	http *http.Client
}

// resolve returns every address of every configured instance.
func (c *Client) resolve(ctx context.Context) ([]peer, error) {
	var found []peer
	for _, base := range c.config.URLs {
		parsed, err := url.Parse(base)
		if err != nil {
			return nil, err
		}
		addresses, err := net.DefaultResolver.LookupHost(ctx, parsed.Hostname())
		if err != nil {
			return nil, fmt.Errorf("peer %s: %w", base, err)
		}
		for _, address := range addresses {
			endpoint := net.JoinHostPort(address, portOf(parsed))
			found = append(found, peer{url: base + c.prefix + Path, name: endpoint, http: c.httpClient(endpoint)})
		}
	}
	return found, nil
}

func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	default:
		return "80"
	}
}

// httpClient returns a client that talks to that address only, whatever the URL's name stands for, and
// through no proxy.
func (c *Client) httpClient(endpoint string) *http.Client {
	transport := &http.Transport{
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, endpoint)
		},
		TLSClientConfig:   c.tls.Clone(),
		DisableKeepAlives: true,
	}
	refuse := func(*http.Request, []*http.Request) error { return errors.New("a peer does not redirect") }
	return &http.Client{Transport: transport, Timeout: requestTimeout, CheckRedirect: refuse}
}

// ask sends one question and checks that the answer belongs to it.
func (c *Client) ask(ctx context.Context, p peer, question request) (answer, error) {
	var result answer
	question.Instance, question.Nonce, question.At = c.instance, NewID(), c.now().Unix()
	body, err := json.Marshal(question)
	if err != nil {
		return result, err
	}
	httpRequest, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url, bytes.NewReader(body))
	if err != nil {
		return result, err
	}
	httpRequest.Header.Set("Content-Type", "application/json")
	httpRequest.Header.Set(signatureHeader, c.key.sign(toPeer, body))
	response, err := p.http.Do(httpRequest)
	if err != nil {
		return result, fmt.Errorf("peer %s: %w", p.name, err)
	}
	defer func() { _ = response.Body.Close() }()
	reply, err := io.ReadAll(io.LimitReader(response.Body, maxMessage))
	if err != nil {
		return result, fmt.Errorf("peer %s: %w", p.name, err)
	}
	if response.StatusCode != http.StatusOK {
		return result, fmt.Errorf("peer %s answered %s: %s", p.name, response.Status, bytes.TrimSpace(reply))
	}
	if !c.key.verify(fromPeer, reply, response.Header.Get(signatureHeader)) || json.Unmarshal(reply, &result) != nil || result.Nonce != question.Nonce {
		return answer{}, fmt.Errorf("peer %s: the answer is not signed as it must be; peers need the same http.secret", p.name)
	}
	return result, nil
}
