package checkconfig

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
)

// document answers questions about the whole file, for rules that look at several places.
type document struct {
	root *yaml.Node
}

// at returns the value at a dotted path of keys, or nil.
func (d document) at(path string) *yaml.Node {
	node := d.root
	for _, key := range strings.Split(path, ".") {
		if node = child(node, key); node == nil {
			return nil
		}
	}
	return node
}

// child returns the value of a key, or nil.
func child(node *yaml.Node, key string) *yaml.Node {
	if node = target(node); node.Kind != yaml.MappingNode {
		return nil
	}
	own, merged := pairs(node, 0)
	for _, e := range append(own, merged...) {
		if e.key.Value == key {
			return e.value
		}
	}
	return nil
}

// has reports whether there is a value at the path that is not empty.
func (d document) has(path string) bool {
	node := d.at(path)
	return node != nil && !isNull(node)
}

// value returns the resolved scalar at the path, nil if there is none.
func (d document) value(path string) any {
	node := d.at(path)
	if node == nil || node.Kind != yaml.ScalarNode {
		return nil
	}
	return resolve(node)
}

// text returns the scalar at the path as it is written, "" if there is none.
func (d document) text(path string) string {
	node := d.at(path)
	if node == nil || node.Kind != yaml.ScalarNode {
		return ""
	}
	return node.Value
}

// items returns the entries of the list at the path.
func (d document) items(path string) []*yaml.Node {
	node := d.at(path)
	if node == nil || node.Kind != yaml.SequenceNode {
		return nil
	}
	return node.Content
}

// keys returns the keys of the map at the path.
func (d document) keys(path string) []string {
	node := d.at(path)
	if node == nil || node.Kind != yaml.MappingNode {
		return nil
	}
	own, merged := pairs(node, 0)
	var result []string
	for _, e := range append(own, merged...) {
		result = append(result, e.key.Value)
	}
	return result
}

// find reports on the value at the path, or on the closest map around it that exists.
func (d document) find(path, format string, args ...any) []Finding {
	node := d.root
	for _, key := range strings.Split(path, ".") {
		next := child(node, key)
		if next == nil {
			break
		}
		node = next
	}
	return []Finding{{node.Line, node.Column, path, fmt.Sprintf(format, args...)}}
}
