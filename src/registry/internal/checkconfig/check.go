// Package checkconfig reads a configuration file as strictly as Distribution reads it loosely: Distribution
// ignores unknown keys and values of the wrong type without a word, or panics. It finds everything at once.
package checkconfig

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"

	"gopkg.in/yaml.v3"
)

// Finding is one thing that is wrong, where it is and what is allowed instead. It never quotes a secret.
type Finding struct {
	Line, Column int
	// Path is where it is in the document, such as storage.s3.bucket.
	Path string
	// Problem says what was found and what is allowed.
	Problem string
}

// String returns "line:column: path: problem".
func (f Finding) String() string {
	return fmt.Sprintf("%d:%d: %s: %s", f.Line, f.Column, f.Path, f.Problem)
}

// Check returns all that is wrong with the configuration file, in the order of the file.
func Check(content []byte) []Finding {
	root, finding := parse(content)
	if finding != nil {
		return []Finding{*finding}
	}
	w := &walker{}
	w.visit(root, whole, "")
	d := document{root: root}
	for _, rule := range rules {
		w.findings = append(w.findings, rule(d)...)
	}
	sort.SliceStable(w.findings, func(i, j int) bool {
		a, b := w.findings[i], w.findings[j]
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
	return w.findings
}

// parse returns the one document of the file.
func parse(content []byte) (*yaml.Node, *Finding) {
	decoder := yaml.NewDecoder(strings.NewReader(string(content)))
	var file yaml.Node
	err := decoder.Decode(&file)
	if errors.Is(err, io.EOF) {
		return nil, &Finding{Line: 1, Column: 1, Path: "(file)", Problem: "is empty; a configuration is needed"}
	}
	if err != nil {
		return nil, &Finding{Line: errorLine(err), Column: 1, Path: "(file)", Problem: "is no valid YAML: " + withoutValues(err)}
	}
	var more yaml.Node
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		line := more.Line
		return nil, &Finding{Line: max(1, line), Column: 1, Path: "(file)", Problem: "holds more than one document; Distribution reads only the first"}
	}
	if len(file.Content) != 1 || file.Content[0].Kind != yaml.MappingNode {
		return nil, &Finding{Line: 1, Column: 1, Path: "(file)", Problem: "is no map of keys and values"}
	}
	if size := expansion(&file, make(map[*yaml.Node]int)); size > maxNodes {
		return nil, &Finding{Line: 1, Column: 1, Path: "(file)", Problem: fmt.Sprintf("holds more than %d values, aliases written out; write it without so many of them", maxNodes)}
	}
	return file.Content[0], nil
}

// maxNodes bounds a configuration with its aliases written out: a few lines of aliases of aliases can stand
// for more values than there is memory for.
const maxNodes = 100_000

// expansion counts the values below a node, aliases written out, and stops at more than maxNodes. An alias
// that contains itself counts as that many.
func expansion(node *yaml.Node, known map[*yaml.Node]int) int {
	if size, found := known[node]; found {
		return size
	}
	known[node] = maxNodes + 1 // until it is known: reached again only through itself
	size := 1
	if node.Kind == yaml.AliasNode {
		size += expansion(node.Alias, known)
	}
	for _, below := range node.Content {
		size = min(size+expansion(below, known), maxNodes+1)
	}
	known[node] = size
	return size
}

// errorLine takes the line out of a message "yaml: line 3: ...".
func errorLine(err error) int {
	line := 1
	_, _ = fmt.Sscanf(err.Error(), "yaml: line %d:", &line) // without a line it is the first
	return line
}

// withoutValues keeps the part of a syntax error that quotes nothing of the file: some of yaml's messages
// end with a piece of it.
func withoutValues(err error) string {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	if _, rest, found := strings.Cut(message, ": "); found && strings.HasPrefix(message, "line ") {
		message = rest
	}
	before, _, _ := strings.Cut(message, "`")
	before, _, _ = strings.Cut(before, "'")
	before, _, _ = strings.Cut(before, `"`)
	return strings.TrimSpace(before)
}
