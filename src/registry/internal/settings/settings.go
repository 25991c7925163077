// Package settings holds the section `operations` of the configuration file: what this program does beyond
// Distribution. It is in Distribution's own file, which ignores keys that it does not know, so that there
// is one file to write, check and back up, and Distribution's own commands read it too.
package settings

import (
	"fmt"
	"time"

	"gopkg.in/yaml.v3"
)

// Section is the key of the section.
const Section = "operations"

// MinLease is the shortest lease that leaves room for a slow answer of a peer.
const MinLease = time.Second

// Operations are the settings.
type Operations struct {
	Control  Control  `yaml:"control"`
	ReadOnly ReadOnly `yaml:"readonly"`
	Collect  Collect  `yaml:"collect"`
	Disk     Disk     `yaml:"disk"`
	Peers    Peers    `yaml:"peers"`
	// Cache is there in a pull-through cache (with proxy.remoteurl), if this program is to look after it.
	Cache *Cache `yaml:"cache"`
}

// Control is the command socket; without a path there is none.
type Control struct {
	Socket string `yaml:"socket"`
	// UIDs are the users who may use it.
	UIDs []int `yaml:"uids"`
}

// ReadOnly says how the registry becomes read-only.
type ReadOnly struct {
	// DrainTimeout is how long pushes that have begun may take to finish.
	DrainTimeout time.Duration `yaml:"draintimeout"`
	// Quiet is how long after its last request a push counts as finished.
	Quiet time.Duration `yaml:"quiet"`
}

// Collect is garbage collection.
type Collect struct {
	// Schedule is a cron expression; empty for none.
	Schedule       string `yaml:"schedule"`
	DeleteUntagged bool   `yaml:"deleteuntagged"`
	// UploadAge is how old an unfinished upload must be to be removed.
	UploadAge time.Duration `yaml:"uploadage"`
}

// Disk names a path on the file system whose use is reported; empty stands for storage.filesystem's.
type Disk struct {
	Path string `yaml:"path"`
}

// Peers are the instances that share the storage.
type Peers struct {
	URLs        []string      `yaml:"urls"`
	CA          string        `yaml:"ca"`
	ServerName  string        `yaml:"servername"`
	Certificate string        `yaml:"certificate"`
	Key         string        `yaml:"key"`
	Lease       time.Duration `yaml:"lease"`
}

// Cache is what a pull-through cache does beside Distribution's proxy.
type Cache struct {
	// Name is the upstream's, for messages and for its entry in Credentials.
	Name string `yaml:"name"`
	// Credentials is the path of the file of the upstreams' credentials; empty for none.
	Credentials string `yaml:"credentials"`
	// LetsEverybodyRead says that everybody who reaches the cache may read what the credentials open.
	LetsEverybodyRead bool `yaml:"letseverybodyread"`
	// CA are certificates in PEM form to trust the upstream by, beside the system's.
	CA string `yaml:"ca"`
	// TagAge is how long a tag counts without asking the upstream.
	TagAge time.Duration `yaml:"tagage"`
	// Age is how long after its last pull something is removed; 0 for never.
	Age time.Duration `yaml:"age"`
	// DiskLimit is the part of the disk that may be used, in percent.
	DiskLimit int `yaml:"disklimit"`
	// SharedBy is how many caches share the disk.
	SharedBy int `yaml:"sharedby"`
	// Interval is the time between two looks at what has to go.
	Interval time.Duration `yaml:"interval"`
	// Protocol is OCI, or Schema1 where clients are to get Docker's oldest manifests that ask for nothing newer.
	Protocol string `yaml:"protocol"`
}

// The protocols of a cache.
const (
	OCI     = "oci"
	Schema1 = "schema1"
)

// UnmarshalYAML implements yaml.Unmarshaler; it fills in what is not set.
func (c *Cache) UnmarshalYAML(node *yaml.Node) error {
	*c = Cache{TagAge: 5 * time.Minute, Age: 720 * time.Hour, DiskLimit: 85, SharedBy: 1, Interval: time.Minute, Protocol: OCI}
	type plain Cache // without UnmarshalYAML
	return node.Decode((*plain)(c))
}

// Parse reads the section of a configuration file that has been checked, and fills in the defaults.
func Parse(content []byte) (Operations, error) {
	file := struct {
		Operations Operations `yaml:"operations"`
	}{defaults()}
	if err := yaml.Unmarshal(content, &file); err != nil {
		return Operations{}, fmt.Errorf("%s: %w", Section, err)
	}
	return file.Operations, nil
}

func defaults() Operations {
	return Operations{
		Control:  Control{UIDs: []int{0}},
		ReadOnly: ReadOnly{DrainTimeout: time.Minute, Quiet: 5 * time.Second},
		Collect:  Collect{UploadAge: 24 * time.Hour},
		Peers:    Peers{Lease: 30 * time.Second},
	}
}
