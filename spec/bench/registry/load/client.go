package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"time"
)

const manifestType = "application/vnd.oci.image.manifest.v1+json"

// client speaks to one repository over connections that no other client uses.
type client struct {
	http *http.Client
	base string
}

func newClient(registry, repository string) *client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	// Images do not shrink, and registries do not compress.
	transport.DisableCompression = true
	return &client{http: &http.Client{Transport: transport}, base: registry + "/v2/" + repository}
}

// do sends a request with the credentials; any status but the wanted one is an error.
func (c *client) do(method, target string, body []byte, mediaType string, wanted int) (*http.Response, error) {
	request, err := http.NewRequest(method, target, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if user := os.Getenv("LOAD_USER"); user != "" {
		request.SetBasicAuth(user, os.Getenv("LOAD_PASSWORD"))
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	request.Header.Set("Accept", manifestType)
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != wanted {
		text, _ := io.ReadAll(io.LimitReader(response.Body, 500))
		response.Body.Close()
		return nil, fmt.Errorf("%s %s: %s: %s", method, target, response.Status, text)
	}
	return response, nil
}

type descriptor struct {
	MediaType string `json:"mediaType"`
	Digest    string `json:"digest"`
	Size      int64  `json:"size"`
}

type manifest struct {
	SchemaVersion int          `json:"schemaVersion"`
	MediaType     string       `json:"mediaType"`
	Config        descriptor   `json:"config"`
	Layers        []descriptor `json:"layers"`
}

func (c *client) manifest(count *counter) (manifest, error) {
	var found manifest
	response, err := c.do(http.MethodGet, c.base+"/manifests/latest", nil, "", http.StatusOK)
	if err != nil {
		return found, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return found, err
	}
	count.requests.Add(1)
	count.bytes.Add(int64(len(text)))
	return found, json.Unmarshal(text, &found)
}

// askAgain fetches the manifest once; requests are short, so the deadline is not looked at.
func (c *client) askAgain(count *counter, _ time.Time) error {
	_, err := c.manifest(count)
	return err
}

// pull fetches the manifest and every blob, and leaves off in the middle of one at the deadline. Blobs are
// counted, not hashed: the server is to be the limit.
func (c *client) pull(count *counter, deadline time.Time) error {
	image, err := c.manifest(count)
	if err != nil {
		return err
	}
	for _, blob := range append(image.Layers, image.Config) {
		if complete, err := c.blob(count, blob, deadline); err != nil || !complete {
			return err
		}
	}
	return nil
}

// blob fetches a blob; it is not complete where the deadline came first.
func (c *client) blob(count *counter, blob descriptor, deadline time.Time) (bool, error) {
	response, err := c.do(http.MethodGet, c.base+"/blobs/"+blob.Digest, nil, "", http.StatusOK)
	if err != nil {
		return false, err
	}
	defer response.Body.Close()
	count.requests.Add(1)
	var got int64
	for piece := make([]byte, 256<<10); time.Now().Before(deadline); {
		n, err := response.Body.Read(piece)
		got += int64(n)
		count.bytes.Add(int64(n))
		if err == io.EOF && got != blob.Size {
			return false, fmt.Errorf("%s has %d bytes, and %d came", blob.Digest, blob.Size, got)
		}
		if err == io.EOF {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

// push uploads an image of layers that look random, and are the same each time.
func push(c *client, count *counter, layers int, size int64) error {
	noise := rand.NewChaCha8([32]byte{1})
	image := manifest{SchemaVersion: 2, MediaType: manifestType}
	config, err := c.pushBlob(count, "application/vnd.oci.image.config.v1+json", []byte(`{"architecture":"amd64","os":"linux"}`))
	if err != nil {
		return err
	}
	image.Config = config
	content := make([]byte, size/int64(layers))
	for range layers {
		noise.Read(content)
		layer, err := c.pushBlob(count, "application/vnd.oci.image.layer.v1.tar", content)
		if err != nil {
			return err
		}
		image.Layers = append(image.Layers, layer)
	}
	text, err := json.Marshal(image)
	if err != nil {
		return err
	}
	response, err := c.do(http.MethodPut, c.base+"/manifests/latest", text, manifestType, http.StatusCreated)
	if err != nil {
		return err
	}
	return response.Body.Close()
}

func (c *client) pushBlob(count *counter, mediaType string, content []byte) (descriptor, error) {
	blob := descriptor{mediaType, fmt.Sprintf("sha256:%x", sha256.Sum256(content)), int64(len(content))}
	start, err := c.do(http.MethodPost, c.base+"/blobs/uploads/", nil, "", http.StatusAccepted)
	if err != nil {
		return blob, err
	}
	start.Body.Close()
	target, err := start.Location()
	if err != nil {
		return blob, err
	}
	target.RawQuery += "&" + url.Values{"digest": {blob.Digest}}.Encode()
	end, err := c.do(http.MethodPut, target.String(), content, "application/octet-stream", http.StatusCreated)
	if err != nil {
		return blob, err
	}
	count.requests.Add(2)
	count.bytes.Add(blob.Size)
	return blob, end.Body.Close()
}
