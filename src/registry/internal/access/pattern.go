package access

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// maxPatternLength is the longest pattern in bytes; repository names end at 255
// (github.com/distribution/reference, RepositoryNameTotalLengthMax).
const maxPatternLength = 255

// Pattern matches repository names. `*` stands for any characters within one component, `**` for whole
// components: any number of them at the start or in the middle, at least one at the end. So `team-a/**`
// covers `team-a/app` and `team-a/x/app` but not a repository that is named `team-a` itself, and `**`
// covers everything.
type Pattern struct {
	text    string
	literal bool
	prefix  string
	expr    *regexp.Regexp
}

// componentSyntax is what one component of a pattern may consist of: the characters of repository names
// (github.com/distribution/reference, regexp.go) and `*`.
var componentSyntax = regexp.MustCompile(`^[a-z0-9._*-]+$`)

// ParsePattern compiles text, which must consist of lower-case components separated by single slashes.
func ParsePattern(text string) (Pattern, error) {
	if text == "" {
		return Pattern{}, errors.New(`a repository pattern is empty; write "**" for every repository`)
	}
	if len(text) > maxPatternLength {
		return Pattern{}, fmt.Errorf("repository pattern is %d bytes long; at most %d are allowed", len(text), maxPatternLength)
	}
	components := strings.Split(text, "/")
	for _, component := range components {
		if !componentSyntax.MatchString(component) {
			return Pattern{}, fmt.Errorf("repository pattern %q: component %q; allowed: a-z, 0-9, '.', '_', '-', '*'", text, component)
		}
		if component != "**" && strings.Contains(component, "**") {
			return Pattern{}, fmt.Errorf("repository pattern %q: `**` stands for whole components; write it between slashes", text)
		}
	}
	return compile(text, components), nil
}

// compile picks the cheapest way to match: most patterns are a name or a prefix.
func compile(text string, components []string) Pattern {
	if !strings.Contains(text, "*") {
		return Pattern{text: text, literal: true}
	}
	if head, found := strings.CutSuffix(text, "**"); found && !strings.Contains(head, "*") {
		return Pattern{text: text, prefix: head}
	}
	return Pattern{text: text, expr: regexp.MustCompile(expression(components))}
}

// expression translates the components to a regular expression; RE2 matches it in linear time.
func expression(components []string) string {
	var expr strings.Builder
	expr.WriteString(`^`)
	for i, component := range components {
		last := i == len(components)-1
		switch {
		case component == "**" && last:
			expr.WriteString(`.+`)
		case component == "**":
			expr.WriteString(`(?:[^/]+/)*`)
			continue
		default:
			expr.WriteString(strings.ReplaceAll(regexp.QuoteMeta(component), `\*`, `[^/]*`))
		}
		if !last {
			expr.WriteString(`/`)
		}
	}
	expr.WriteString(`$`)
	return expr.String()
}

// Match reports whether the pattern covers the repository.
func (p Pattern) Match(repository string) bool {
	switch {
	case repository == "":
		return false
	case p.literal:
		return p.text == repository
	case p.expr == nil:
		return len(repository) > len(p.prefix) && strings.HasPrefix(repository, p.prefix)
	default:
		return p.expr.MatchString(repository)
	}
}

// everything reports whether the pattern covers every repository.
func (p Pattern) everything() bool { return p.text == "**" }

// String returns the pattern as it was written.
func (p Pattern) String() string { return p.text }
