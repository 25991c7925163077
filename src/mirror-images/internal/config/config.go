// Package config reads what the job mirror-images renders from its properties.
package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"
)

// OCI and Schema1 are what a registry speaks: Schema1 is the registry of old Diegos, which has to convert.
const (
	OCI     = "oci"
	Schema1 = "schema1"
)

// Config is the configuration file.
type Config struct {
	Registry Registry `json:"registry"`
	// Protocol is OCI or Schema1.
	Protocol string `json:"protocol"`
	// Images are copied in this order.
	Images []Image `json:"images"`
	// Sources are registries by host, Docker Hub as docker.io.
	Sources map[string]Source `json:"sources"`
	// Timeout is for one image.
	Timeout Duration `json:"timeout"`
	// Schedule is a cron expression, empty for none.
	Schedule string `json:"schedule"`
	Proxy    Proxy  `json:"proxy"`
}

// Registry is the private registry that images are copied to.
type Registry struct {
	// Name is its host as image names have it, with the port where they have one.
	Name              string `json:"name"`
	Username          string `json:"username"`
	Password          string `json:"password"`
	TLS               bool   `json:"tls"`
	CA                string `json:"ca"`
	ClientCertificate string `json:"client_certificate"`
	ClientPrivateKey  string `json:"client_private_key"`
}

// Source is a registry that images come from.
type Source struct {
	Username string `json:"username"`
	Password string `json:"password"`
	CA       string `json:"ca"`
	// TLS is on unless it says otherwise.
	TLS *bool `json:"tls"`
}

// Image is one image to copy.
type Image struct {
	From string `json:"from"`
	// To is repository:tag in the private registry.
	To string `json:"to"`
	// Digest is the one that From must be of; empty for any.
	Digest string `json:"digest"`
	// Platforms are those to keep of an image for several; empty for all.
	Platforms []string `json:"platforms"`
	Username  string   `json:"username"`
	Password  string   `json:"password"`
}

// Proxy is how the registries that images come from are reached.
type Proxy struct {
	HTTP    string   `json:"http"`
	HTTPS   string   `json:"https"`
	NoneFor []string `json:"none_for"`
}

// Duration is a time.Duration, in JSON a text such as 30s.
type Duration time.Duration

// UnmarshalJSON implements json.Unmarshaler.
func (d *Duration) UnmarshalJSON(text []byte) error {
	var written string
	if err := json.Unmarshal(text, &written); err != nil {
		return err
	}
	parsed, err := time.ParseDuration(written)
	*d = Duration(parsed)
	return err
}

// Load reads a configuration file. Unknown keys are errors.
func Load(file string) (Config, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return Config{}, err
	}
	c := Config{Protocol: OCI, Timeout: Duration(time.Hour)}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		return Config{}, fmt.Errorf("%s: %w", file, err)
	}
	if err := c.check(); err != nil {
		return Config{}, fmt.Errorf("%s: %w", file, err)
	}
	return c, nil
}

func (c Config) check() error {
	if c.Registry.Name == "" {
		return errors.New("registry.name: is missing; it is the host that images are copied to")
	}
	if c.Protocol != OCI && c.Protocol != Schema1 {
		return fmt.Errorf("protocol: found %q; allowed: %s, %s", c.Protocol, OCI, Schema1)
	}
	if c.Timeout <= 0 {
		return fmt.Errorf("timeout: found %s; allowed: a duration of more than 0s", time.Duration(c.Timeout))
	}
	return nil
}

// Secrets are what no message may show.
func (c Config) Secrets() []string {
	found := []string{c.Registry.Password, c.Registry.ClientPrivateKey}
	for _, source := range c.Sources {
		found = append(found, source.Password)
	}
	for _, image := range c.Images {
		found = append(found, image.Password)
	}
	return found
}
