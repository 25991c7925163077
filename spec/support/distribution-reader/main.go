// Reads configuration files as Distribution does, for specs: one JSON string with a file's text a line on
// standard input, one JSON document with what the file says a line on standard output.
//
// Distribution's own parser must take each file (configuration.Parse), and its YAML library says what is in it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/distribution/distribution/v3/configuration"
	"gopkg.in/yaml.v2"
)

type answer struct {
	Error string `json:"error,omitempty"`
	Value any    `json:"value"`
}

func main() {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 64<<20)
	output := json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	for input.Scan() {
		if err := output.Encode(read(input.Bytes())); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func read(line []byte) answer {
	var text string
	if err := json.Unmarshal(line, &text); err != nil {
		return answer{Error: err.Error()}
	}
	if _, err := configuration.Parse(strings.NewReader(text)); err != nil {
		return answer{Error: err.Error()}
	}
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Value: plain(value)}
}

// plain turns maps with keys of any kind, which JSON has not got, into maps with strings for keys.
func plain(value any) any {
	switch value := value.(type) {
	case map[any]any:
		result := make(map[string]any, len(value))
		for key, item := range value {
			result[fmt.Sprint(key)] = plain(item)
		}
		return result
	case []any:
		for index, item := range value {
			value[index] = plain(item)
		}
	}
	return value
}
