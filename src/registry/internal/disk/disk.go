// Package disk reports the use of the file system that holds the registry's storage.
package disk

import (
	"syscall"

	"github.com/prometheus/client_golang/prometheus"
)

// The metrics. Available is what the registry's user can still write, which is less than what is free
// where blocks are reserved for root.
var (
	size       = describe("registry_disk_size_bytes", "Size of the file system that holds the storage, in bytes.")
	used       = describe("registry_disk_used_bytes", "What is used of it, in bytes.")
	available  = describe("registry_disk_available_bytes", "What the registry can still write to it, in bytes.")
	inodes     = describe("registry_disk_inodes", "Inodes of the file system; 0 where it has no fixed number.")
	inodesFree = describe("registry_disk_inodes_free", "Inodes that are free.")
)

func describe(name, help string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, []string{"path"}, nil)
}

// Collector reads the figures when metrics are asked for, so they are never stale.
type Collector struct {
	path string
}

// NewCollector reports on the file system of that path.
func NewCollector(path string) Collector { return Collector{path} }

// Describe implements prometheus.Collector.
func (c Collector) Describe(descriptions chan<- *prometheus.Desc) {
	for _, description := range []*prometheus.Desc{size, used, available, inodes, inodesFree} {
		descriptions <- description
	}
}

// Collect implements prometheus.Collector. A path that does not exist yields no figures, not wrong ones.
func (c Collector) Collect(metrics chan<- prometheus.Metric) {
	var stat syscall.Statfs_t
	if syscall.Statfs(c.path, &stat) != nil {
		return
	}
	block := uint64(stat.Bsize)
	gauge := func(description *prometheus.Desc, value uint64) {
		metrics <- prometheus.MustNewConstMetric(description, prometheus.GaugeValue, float64(value), c.path)
	}
	gauge(size, stat.Blocks*block)
	gauge(used, (stat.Blocks-stat.Bfree)*block)
	gauge(available, stat.Bavail*block)
	gauge(inodes, stat.Files)
	gauge(inodesFree, stat.Ffree)
}
