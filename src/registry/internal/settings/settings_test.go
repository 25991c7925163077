package settings

import (
	"reflect"
	"testing"
	"time"
)

func TestDefaults(t *testing.T) {
	for _, content := range []string{"", "version: 0.1\n", "operations: {}\n", "operations:\n  control: {}\n"} {
		got, err := Parse([]byte(content))
		if err != nil || !reflect.DeepEqual(got, defaults()) {
			t.Errorf("%q: %+v %v", content, got, err)
		}
	}
}

func TestParse(t *testing.T) {
	got, err := Parse([]byte("operations:\n  control: {socket: /s, uids: [1, 2]}\n  readonly: {quiet: 1s}\n  peers: {urls: [https://a], lease: 10s}\n"))
	want := defaults()
	want.Control = Control{Socket: "/s", UIDs: []int{1, 2}}
	want.ReadOnly.Quiet = time.Second
	want.Peers.URLs, want.Peers.Lease = []string{"https://a"}, 10*time.Second
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := Parse([]byte("operations: {readonly: {quiet: soon}}\n")); err == nil {
		t.Error("a wrong duration was accepted")
	}
}
