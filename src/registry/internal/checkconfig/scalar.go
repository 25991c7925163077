package checkconfig

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v2"
	yamlnode "gopkg.in/yaml.v3"
)

// resolve returns the value that Distribution's YAML reader makes of a scalar. That reader is yaml.v2, which
// follows YAML 1.1: yes, no, on and off are booleans, 0123 is 83, 1_000 is 1000.
func resolve(node *yamlnode.Node) any {
	if node.Style&(yamlnode.SingleQuotedStyle|yamlnode.DoubleQuotedStyle|yamlnode.LiteralStyle|yamlnode.FoldedStyle) != 0 {
		return node.Value
	}
	text := node.Value
	if node.Style&yamlnode.TaggedStyle != 0 {
		text = fmt.Sprintf("%s %s", node.ShortTag(), quoted(node))
	}
	var value any
	if yaml.Unmarshal([]byte(text), &value) != nil {
		return node.Value
	}
	switch value.(type) {
	case nil, bool, int, int64, uint64, float64, string:
		return value
	default:
		return node.Value
	}
}

// quoted keeps the value of an explicitly tagged scalar from being read as something else.
func quoted(node *yamlnode.Node) string {
	return "'" + strings.ReplaceAll(node.Value, "'", "''") + "'"
}

// typeName describes a resolved value without quoting it.
func typeName(value any) string {
	switch value.(type) {
	case nil:
		return "nothing"
	case bool:
		return "a boolean"
	case int, int64, uint64:
		return "an integer"
	case float64:
		return "a number with a fraction"
	case string:
		return "a text"
	default:
		return "a value of another type"
	}
}

// kindName describes a node that is no scalar.
func kindName(node *yamlnode.Node) string {
	switch node.Kind {
	case yamlnode.MappingNode:
		return "a map"
	case yamlnode.SequenceNode:
		return "a list"
	default:
		return "a single value"
	}
}
