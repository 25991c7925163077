package checkconfig

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"gopkg.in/yaml.v3"
)

// maxDepth is more than any configuration needs.
const maxDepth = 50

// walker compares a document with what is allowed.
type walker struct {
	findings []Finding
	depth    int
}

func (w *walker) report(node *yaml.Node, path, format string, args ...any) {
	w.findings = append(w.findings, Finding{node.Line, node.Column, path, fmt.Sprintf(format, args...)})
}

// visit judges one value.
func (w *walker) visit(node *yaml.Node, f field, path string) {
	if w.depth++; w.depth > maxDepth {
		w.report(node, path, "is nested more than %d deep", maxDepth)
		w.depth--
		return
	}
	defer func() { w.depth-- }()
	node = target(node)
	if isNull(node) && f.shape != freeShape {
		if !f.nullable {
			w.report(node, path, "has no value; leave the key out or give it one")
		}
		return
	}
	switch f.shape {
	case sectionShape:
		w.visitSection(node, f, path)
	case dictShape:
		w.visitDict(node, f, path)
	case listShape:
		w.visitList(node, f, path)
	case scalarShape:
		w.visitScalar(node, f, path)
	}
}

func (w *walker) visitSection(node *yaml.Node, f field, path string) {
	if node.Kind == yaml.ScalarNode && slices.Contains(f.words, node.Value) {
		return
	}
	if !w.expect(node, yaml.MappingNode, path, "a map") {
		return
	}
	seen := make(map[string]bool)
	for _, entry := range w.entries(node, path) {
		key := entry.key.Value
		seen[key] = true
		known, found := f.keys[key]
		below := join(path, key)
		switch {
		case !found:
			w.report(entry.key, below, "unknown key%s; allowed: %s", nearest(key, f.keys), strings.Join(names(f.keys), ", "))
		case known.ignored != "":
			w.report(entry.key, below, "has no effect: %s; leave it out", known.ignored)
		default:
			w.visit(entry.value, known, below)
		}
	}
	for _, key := range names(f.keys) {
		if f.keys[key].required && !seen[key] {
			w.report(node, join(path, key), "is missing")
		}
	}
}

func (w *walker) visitDict(node *yaml.Node, f field, path string) {
	if !w.expect(node, yaml.MappingNode, path, "a map") {
		return
	}
	for _, entry := range w.entries(node, path) {
		w.visit(entry.value, *f.elem, join(path, entry.key.Value))
	}
}

func (w *walker) visitList(node *yaml.Node, f field, path string) {
	if !w.expect(node, yaml.SequenceNode, path, "a list") {
		return
	}
	for i, item := range node.Content {
		w.visit(item, *f.elem, fmt.Sprintf("%s[%d]", path, i))
	}
}

func (w *walker) visitScalar(node *yaml.Node, f field, path string) {
	if !w.expect(node, yaml.ScalarNode, path, "a single value") {
		return
	}
	value := resolve(node)
	allowed := f.check(value, node.Value)
	if allowed == "" {
		return
	}
	found := typeName(value)
	if !f.secret {
		found = fmt.Sprintf("%s, %q", found, node.Value)
	}
	w.report(node, path, "found %s; allowed: %s", found, allowed)
}

func (w *walker) expect(node *yaml.Node, kind yaml.Kind, path, what string) bool {
	if node.Kind == kind {
		return true
	}
	w.report(node, path, "found %s; allowed: %s", kindName(node), what)
	return false
}

func isNull(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && resolve(node) == nil
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func names(keys map[string]field) []string {
	result := make([]string, 0, len(keys))
	for key, f := range keys {
		if f.ignored == "" {
			result = append(result, key)
		}
	}
	sort.Strings(result)
	return result
}
