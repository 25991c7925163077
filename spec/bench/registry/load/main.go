// Command load is the clients of `npm run bench:registry`: it pushes one image, or pulls it or asks for its
// manifest with several clients at once for some seconds, and prints what came of it as JSON.
//
//	load push|pull|manifests URL REPOSITORY
//
// The tag is `latest`. LOAD_USER and LOAD_PASSWORD hold credentials, SSL_CERT_FILE the CAs to trust.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// result is what a run prints.
type result struct {
	Requests int64   `json:"requests"`
	Bytes    int64   `json:"bytes"`
	Seconds  float64 `json:"seconds"`
}

func main() {
	clients := flag.Int("clients", 16, "clients at once, each with connections of its own")
	seconds := flag.Float64("seconds", 3, "how long clients pull")
	layers := flag.Int("layers", 8, "layers of the image that is pushed")
	bytes := flag.Int64("bytes", 1<<30, "size of the image that is pushed")
	flag.Parse()
	if flag.NArg() != 3 {
		flag.Usage()
		os.Exit(2)
	}
	url, repository := flag.Arg(1), flag.Arg(2)
	var done result
	var err error
	switch flag.Arg(0) {
	case "push":
		done, err = timed(1, func(count *counter) error { return push(newClient(url, repository), count, *layers, *bytes) })
	case "pull":
		done, err = untilDeadline(*clients, *seconds, url, repository, (*client).pull)
	case "manifests":
		done, err = untilDeadline(*clients, *seconds, url, repository, (*client).askAgain)
	default:
		err = fmt.Errorf("unknown: %s", flag.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	json.NewEncoder(os.Stdout).Encode(done)
}

// counter sums up what all clients do.
type counter struct{ requests, bytes atomic.Int64 }

// untilDeadline has clients repeat something until a deadline, which each call ends at by itself.
func untilDeadline(clients int, seconds float64, url, repository string, call func(*client, *counter, time.Time) error) (result, error) {
	end := time.Now().Add(time.Duration(seconds * float64(time.Second)))
	return timed(clients, func(count *counter) error {
		one := newClient(url, repository)
		for time.Now().Before(end) {
			if err := call(one, count, end); err != nil {
				return err
			}
		}
		return nil
	})
}

// timed lets workers work at once, and fails where one of them fails.
func timed(workers int, work func(*counter) error) (result, error) {
	var count counter
	var all sync.WaitGroup
	failures := make(chan error, workers)
	start := time.Now()
	for range workers {
		all.Go(func() {
			if err := work(&count); err != nil {
				failures <- err
			}
		})
	}
	all.Wait()
	elapsed := time.Since(start)
	close(failures)
	return result{count.requests.Load(), count.bytes.Load(), elapsed.Seconds()}, <-failures
}
