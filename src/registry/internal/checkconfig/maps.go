package checkconfig

import "gopkg.in/yaml.v3"

// entry is one key of a map with its value.
type entry struct {
	key, value *yaml.Node
}

// entries returns the keys of a map, merged ones (<<) included, and reports those that are there twice or
// are no texts.
func (w *walker) entries(node *yaml.Node, path string) []entry {
	own, merged := pairs(node, 0)
	seen := make(map[string]bool)
	result := make([]entry, 0, len(own)+len(merged))
	for _, e := range own {
		if e.key.Kind != yaml.ScalarNode {
			w.report(e.key, path, "has a key that is %s; allowed: a text", kindName(e.key))
			continue
		}
		if seen[e.key.Value] {
			w.report(e.key, join(path, e.key.Value), "is there twice; only one can count")
			continue
		}
		seen[e.key.Value] = true
		result = append(result, e)
	}
	for _, e := range merged {
		if !seen[e.key.Value] {
			seen[e.key.Value] = true
			result = append(result, e)
		}
	}
	return result
}

// pairs returns a map's own entries and those that it merges.
func pairs(node *yaml.Node, depth int) (own, merged []entry) {
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], target(node.Content[i+1])
		if key.Tag != "!!merge" {
			own = append(own, entry{key, value})
			continue
		}
		sources := []*yaml.Node{value}
		if value.Kind == yaml.SequenceNode {
			sources = value.Content
		}
		for _, source := range sources {
			if source = target(source); source.Kind == yaml.MappingNode && depth < maxDepth {
				theirs, deeper := pairs(source, depth+1)
				merged = append(append(merged, theirs...), deeper...)
			}
		}
	}
	return own, merged
}

// target follows an alias.
func target(node *yaml.Node) *yaml.Node {
	for range maxDepth {
		if node.Kind != yaml.AliasNode {
			break
		}
		node = node.Alias
	}
	return node
}
