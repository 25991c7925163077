package access

import (
	"regexp"
	"strings"
	"testing"
)

func TestPatternMatch(t *testing.T) {
	tests := []struct {
		pattern  string
		matches  []string
		excludes []string
	}{
		{"**", []string{"a", "a/b", "a/b/c"}, []string{""}},
		{"app", []string{"app"}, []string{"app/x", "x/app", "apps", "ap"}},
		{"team-a/**", []string{"team-a/app", "team-a/x/app"}, []string{"team-a", "team-ab/app", "x/team-a/app", "team-a/"}},
		{"team-a/*", []string{"team-a/app"}, []string{"team-a", "team-a/x/app", "team-b/app"}},
		{"*", []string{"app", "a.b-c_d"}, []string{"a/b"}},
		{"team-*/app", []string{"team-a/app", "team-/app"}, []string{"team/app", "team-a/b/app", "team-a/apps"}},
		{"**/app", []string{"app", "a/app", "a/b/app"}, []string{"apps", "a/app/b", "xapp"}},
		{"a/**/z", []string{"a/z", "a/b/z", "a/b/c/z"}, []string{"a/zz", "ab/z", "a/b", "z"}},
		{"a/**/m/**", []string{"a/m/x", "a/b/m/x/y"}, []string{"a/m", "a/x"}},
		{"**/**", []string{"a", "a/b"}, []string{""}},
		{"a.b", []string{"a.b"}, []string{"axb"}},
	}
	for _, test := range tests {
		pattern, err := ParsePattern(test.pattern)
		if err != nil {
			t.Errorf("%s: %v", test.pattern, err)
			continue
		}
		for _, name := range test.matches {
			if !pattern.Match(name) {
				t.Errorf("%s does not match %q", test.pattern, name)
			}
		}
		for _, name := range test.excludes {
			if pattern.Match(name) {
				t.Errorf("%s matches %q", test.pattern, name)
			}
		}
	}
}

func TestPatternRefused(t *testing.T) {
	for _, text := range []string{"", "/", "a/", "/a", "a//b", "A/b", "a b", "a/**b", "***", "a?", "[a]", "ä", "a\n", strings.Repeat("a", 256)} {
		if _, err := ParsePattern(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}

// FuzzPattern compares the fast paths with the regular expression that every pattern stands for.
func FuzzPattern(f *testing.F) {
	f.Add("team-a/**", "team-a/app")
	f.Add("**", "a")
	f.Add("a/**/z", "a/b/z")
	f.Add("*/x", "/x")
	f.Fuzz(func(t *testing.T, text, name string) {
		pattern, err := ParsePattern(text)
		if err != nil {
			return
		}
		reference := regexp.MustCompile(expression(strings.Split(text, "/")))
		if strings.ContainsAny(name, "\n") || name == "" {
			return // no repository has such a name
		}
		if got, want := pattern.Match(name), reference.MatchString(name); got != want {
			t.Errorf("%q on %q: %v, by expression %v", text, name, got, want)
		}
		if !strings.Contains(text, "*") && pattern.Match(name) != (text == name) {
			t.Errorf("%q on %q: a pattern without * matches itself only", text, name)
		}
	})
}
