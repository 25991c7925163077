package checkconfig

import (
	"reflect"
	"sort"
	"strings"
	"testing"

	"github.com/distribution/distribution/v3/configuration"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/settings"
)

// byName are types whose fields are not visible to reflection: maps that providers and drivers read.
var byName = map[string]bool{"storage": true, "auth": true, "middleware": true}

// TestKeysAreDistributions compares the keys with the fields of Distribution's own types, so that a new
// version of Distribution cannot bring keys that this program does not know.
func TestKeysAreDistributions(t *testing.T) {
	keys := make(map[string]field)
	for key, f := range whole.keys {
		if key != settings.Section {
			keys[key] = f
		}
	}
	compare(t, "", section(keys), reflect.TypeFor[configuration.Configuration](), byName)
	compare(t, settings.Section, operations, reflect.TypeFor[settings.Operations](), nil)
}

func compare(t *testing.T, path string, f field, declared reflect.Type, skip map[string]bool) {
	t.Helper()
	for declared.Kind() == reflect.Pointer {
		declared = declared.Elem()
	}
	switch {
	case f.shape == listShape && declared.Kind() == reflect.Slice:
		compare(t, path+"[]", *f.elem, declared.Elem(), nil)
	case f.shape == sectionShape && declared.Kind() == reflect.Struct:
		fields := fieldsOf(declared)
		want := sortedKeys(fields)
		got := make(map[string]reflect.Type)
		for key := range f.keys {
			got[key] = nil
		}
		if have := sortedKeys(got); !reflect.DeepEqual(have, want) {
			t.Errorf("%s: the table has\n%v; Distribution has\n%v", path, have, want)
			return
		}
		for key, below := range f.keys {
			if !skip[key] {
				compare(t, join(path, key), below, fields[key], nil)
			}
		}
	}
}

func sortedKeys(m map[string]reflect.Type) []string {
	result := make([]string, 0, len(m))
	for key := range m {
		result = append(result, key)
	}
	sort.Strings(result)
	return result
}

// fieldsOf returns the YAML keys of a struct, as yaml.v2 names them.
func fieldsOf(declared reflect.Type) map[string]reflect.Type {
	result := make(map[string]reflect.Type)
	for i := range declared.NumField() {
		f := declared.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if strings.Contains(options, "inline") {
			for key, below := range fieldsOf(f.Type) {
				result[key] = below
			}
			continue
		}
		if name == "" {
			name = strings.ToLower(f.Name)
		}
		result[name] = f.Type
	}
	return result
}
