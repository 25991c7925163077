package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"
)

const manifestType = "application/vnd.oci.image.manifest.v1+json"

// client speaks the registry's API in plain HTTP.
type client struct {
	base           string
	name, password string
	http           *http.Client
	header         http.Header
}

func (s *server) as(name, password string) *client {
	return &client{base: "http://" + s.addr, name: name, password: password, http: &http.Client{Timeout: 2 * time.Minute}, header: make(http.Header)}
}

func (s *server) admin() *client { return s.as("admin", "admin-password") }

// from makes the client's connections come from another loopback address.
func (c *client) from(address string) *client {
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}}
	copied := *c
	copied.http = &http.Client{Timeout: time.Minute, Transport: &http.Transport{DialContext: dialer.DialContext}}
	return &copied
}

// reply is a response that has been read.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// do sends a request; path may be a whole URL, as in Location headers.
func (c *client) do(method, path string, body io.Reader, header ...string) (reply, error) {
	target := path
	if strings.HasPrefix(path, "/") {
		target = c.base + path
	}
	request, err := http.NewRequest(method, target, body)
	if err != nil {
		return reply{}, err
	}
	for key, values := range c.header {
		request.Header[key] = values
	}
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	if c.name != "" {
		request.SetBasicAuth(c.name, c.password)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	return reply{response.StatusCode, response.Header, content}, err
}

// must is do for what has to succeed with one status.
func (c *client) must(status int, method, path string, body io.Reader, header ...string) (reply, error) {
	answer, err := c.do(method, path, body, header...)
	if err == nil && answer.status != status {
		err = fmt.Errorf("%s %s: %d %s; want %d", method, path, answer.status, answer.body, status)
	}
	return answer, err
}

// upload starts an upload and returns where to go on.
func (c *client) upload(repository string) (string, error) {
	answer, err := c.must(http.StatusAccepted, http.MethodPost, "/v2/"+repository+"/blobs/uploads/", nil)
	return answer.header.Get("Location"), err
}

// finish ends an upload, body being what is left of the content.
func (c *client) finish(location string, dgst digest.Digest, body io.Reader) error {
	target, err := url.Parse(location)
	if err != nil {
		return err
	}
	query := target.Query()
	query.Set("digest", dgst.String())
	target.RawQuery = query.Encode()
	_, err = c.must(http.StatusCreated, http.MethodPut, target.String(), body)
	return err
}

func (c *client) pushBlob(repository string, content []byte) (digest.Digest, error) {
	dgst := digest.FromBytes(content)
	location, err := c.upload(repository)
	if err != nil {
		return dgst, err
	}
	answer, err := c.must(http.StatusAccepted, http.MethodPatch, location, bytes.NewReader(content), "Content-Type", "application/octet-stream")
	if err != nil {
		return dgst, err
	}
	return dgst, c.finish(answer.header.Get("Location"), dgst, nil)
}

// manifest returns an image manifest of a configuration and layers.
func manifest(config []byte, layers ...[]byte) []byte {
	descriptor := func(mediaType string, content []byte) object {
		return object{"mediaType": mediaType, "digest": digest.FromBytes(content), "size": len(content)}
	}
	list := []object{}
	for _, layer := range layers {
		list = append(list, descriptor("application/vnd.oci.image.layer.v1.tar", layer))
	}
	content, err := json.Marshal(object{"schemaVersion": 2, "mediaType": manifestType,
		"config": descriptor("application/vnd.oci.image.config.v1+json", config), "layers": list})
	if err != nil {
		panic(err)
	}
	return content
}

func (c *client) putManifest(repository, reference string, content []byte) (reply, error) {
	return c.do(http.MethodPut, "/v2/"+repository+"/manifests/"+reference, bytes.NewReader(content), "Content-Type", manifestType)
}

// image is what has been pushed.
type image struct {
	repository, tag string
	config          []byte
	layers          [][]byte
	content         []byte
	digest          digest.Digest
}

// pushImage pushes layers, configuration and manifest.
func (c *client) pushImage(repository, tag string, layers ...[]byte) (image, error) {
	i := image{repository: repository, tag: tag, layers: layers, config: fmt.Appendf(nil, `{"repository":%q,"tag":%q}`, repository, tag)}
	for _, blob := range append([][]byte{i.config}, layers...) {
		if _, err := c.pushBlob(repository, blob); err != nil {
			return i, err
		}
	}
	i.content = manifest(i.config, layers...)
	i.digest = digest.FromBytes(i.content)
	answer, err := c.putManifest(repository, tag, i.content)
	if err == nil && answer.status != http.StatusCreated {
		err = fmt.Errorf("manifest: %d %s", answer.status, answer.body)
	}
	return i, err
}

// pull pulls an image by tag and by digest and compares every byte.
func (c *client) pull(i image) error {
	for _, reference := range []string{i.tag, i.digest.String()} {
		answer, err := c.must(http.StatusOK, http.MethodGet, "/v2/"+i.repository+"/manifests/"+reference, nil, "Accept", manifestType)
		if err != nil {
			return err
		}
		if !bytes.Equal(answer.body, i.content) || answer.header.Get("Docker-Content-Digest") != i.digest.String() {
			return fmt.Errorf("%s:%s is another manifest", i.repository, reference)
		}
	}
	for _, blob := range append([][]byte{i.config}, i.layers...) {
		answer, err := c.must(http.StatusOK, http.MethodGet, "/v2/"+i.repository+"/blobs/"+digest.FromBytes(blob).String(), nil)
		if err != nil {
			return err
		}
		if !bytes.Equal(answer.body, blob) {
			return fmt.Errorf("a blob of %s has changed", i.repository)
		}
	}
	return nil
}

// noise returns random bytes.
func noise(size int) []byte {
	content := make([]byte, size)
	_, _ = rand.Read(content) // never fails on Linux
	return content
}

// slowReader gives its content in pieces with pauses.
type slowReader struct {
	content []byte
	piece   int
	pause   time.Duration
	begun   chan struct{}
}

func (s *slowReader) Read(p []byte) (int, error) {
	if s.begun != nil {
		close(s.begun)
		s.begun = nil
	} else {
		time.Sleep(s.pause)
	}
	if len(s.content) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), s.piece)], s.content)
	s.content = s.content[n:]
	return n, nil
}
