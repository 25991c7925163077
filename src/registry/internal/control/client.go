package control

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/collection"
)

// maxEvent bounds one line of a collection's report, in bytes.
const maxEvent = 1 << 20

// Client sends commands to a running registry.
type Client struct {
	http *http.Client
}

// NewClient returns a client of the registry at that socket.
func NewClient(socket string) *Client {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, "unix", socket)
		if err != nil {
			return nil, fmt.Errorf("no registry answers at %s: %w", socket, err)
		}
		return conn, nil
	}
	return &Client{http: &http.Client{Transport: &http.Transport{DialContext: dial}}}
}

// Status asks how the registry stands.
func (c *Client) Status(ctx context.Context) (Status, error) {
	return c.statusOf(ctx, http.MethodGet, "/status", nil)
}

// SetReadOnly makes the registry refuse writes, or take them again.
func (c *Client) SetReadOnly(ctx context.Context, enabled bool) (Status, error) {
	return c.statusOf(ctx, http.MethodPut, "/read-only", ReadOnlyRequest{Enabled: enabled})
}

func (c *Client) statusOf(ctx context.Context, method, path string, body any) (Status, error) {
	var status Status
	response, err := c.send(ctx, method, path, body)
	if err != nil {
		return status, err
	}
	defer func() { _ = response.Body.Close() }()
	return status, json.NewDecoder(response.Body).Decode(&status)
}

// Collect runs a collection and hands each event to handle, the last one too. It fails when the
// collection does.
func (c *Client) Collect(ctx context.Context, options collection.Options, handle func(collection.Event) error) error {
	response, err := c.send(ctx, http.MethodPost, "/gc", options)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, maxEvent)
	for lines.Scan() {
		var event collection.Event
		if err := json.Unmarshal(lines.Bytes(), &event); err != nil {
			return fmt.Errorf("the registry's report cannot be read: %w", err)
		}
		if err := handle(event); err != nil {
			return err
		}
		switch event.Kind {
		case collection.KindDone:
			return nil
		case collection.KindFailed:
			return errors.New(event.Message)
		}
	}
	return errors.Join(errors.New("the registry ended before the collection did; what it had removed stays removed, the rest is still there"), lines.Err())
}

// send returns a successful response or the registry's refusal.
func (c *Client) send(ctx context.Context, method, path string, body any) (*http.Response, error) {
	content, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, method, "http://registry"+path, bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode == http.StatusOK {
		return response, nil
	}
	defer func() { _ = response.Body.Close() }()
	reply, err := io.ReadAll(io.LimitReader(response.Body, maxRequest))
	var refusal problem
	if err != nil || json.Unmarshal(reply, &refusal) != nil {
		return nil, fmt.Errorf("the registry answers %s", response.Status)
	}
	return nil, errors.New(refusal.Error)
}
