package checkconfig

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// text is a field that Distribution declares as a string: any single value is taken as it is written.
func text() field {
	return scalar(func(value any, text string) string {
		if value == nil || text == "" {
			return "a text"
		}
		return ""
	})
}

// param is a text in a place where Distribution declares no type: unless it is unmistakably a text, it
// arrives changed, 0123 as 83, or not at all.
func param() field {
	return scalar(func(value any, text string) string {
		if _, isText := value.(string); !isText || text == "" {
			return "a text; put it in quotes"
		}
		return ""
	})
}

func oneOf(allowed ...string) func(string) string {
	return func(text string) string {
		if slices.Contains(allowed, text) {
			return ""
		}
		return strings.Join(allowed, ", ")
	}
}

// foldedOneOf is oneOf where Distribution ignores case.
func foldedOneOf(allowed ...string) func(string) string {
	return func(text string) string { return oneOf(allowed...)(strings.ToLower(text)) }
}

func boolean() field {
	return scalar(func(value any, _ string) string {
		if _, ok := value.(bool); !ok {
			return "true or false, without quotes"
		}
		return ""
	})
}

// looseBoolean also takes a text that strconv.ParseBool knows, as the S3 driver does.
func looseBoolean() field {
	return scalar(func(value any, _ string) string {
		if text, isText := value.(string); isText {
			if _, err := strconv.ParseBool(text); err == nil {
				return ""
			}
		} else if _, isBool := value.(bool); isBool {
			return ""
		}
		return "true or false"
	})
}

func integer(lowest, highest int) field {
	return scalar(func(value any, text string) string {
		number, isInteger := value.(int)
		if !isInteger || number < lowest || number > highest || octal.MatchString(text) {
			return integerRange(lowest, highest) + ", without quotes or leading zeros"
		}
		return ""
	})
}

// looseInteger also takes a text of digits, as the storage drivers do.
func looseInteger(lowest, highest int) field {
	return scalar(func(value any, text string) string {
		number, err := strconv.Atoi(text)
		if err != nil || number < lowest || number > highest || octal.MatchString(text) {
			return integerRange(lowest, highest)
		}
		return ""
	})
}

// octal finds numbers that YAML 1.1 reads as octal, or as something else than they look like.
var octal = regexp.MustCompile(`^[+-]?0[0-9_]|_`)

const unlimited = 1<<62 - 1

func integerRange(lowest, highest int) string {
	if highest == unlimited {
		return fmt.Sprintf("an integer of at least %d", lowest)
	}
	return fmt.Sprintf("an integer from %d to %d", lowest, highest)
}

const durationForm = `a duration with a unit, such as 500ms, 30s, 5m or 12h`

// duration is a field that Distribution declares as one: a bare number would be nanoseconds.
func duration() field { return durationFrom(0) }

func durationFrom(lowest time.Duration) field {
	return scalar(func(value any, _ string) string {
		if number, isInteger := value.(int); isInteger && number == 0 && lowest == 0 {
			return ""
		}
		text, isText := value.(string)
		parsed, err := time.ParseDuration(text)
		if !isText || err != nil || parsed < lowest {
			if lowest > 0 {
				return fmt.Sprintf("%s, of at least %s", durationForm, lowest)
			}
			return durationForm
		}
		return ""
	})
}

// durationText is a duration that Distribution takes from a text only.
func durationText() field {
	return scalar(func(value any, _ string) string {
		text, isText := value.(string)
		if _, err := time.ParseDuration(text); !isText || err != nil {
			return durationForm
		}
		return ""
	})
}

func regularExpression() field {
	return text().and(func(text string) string {
		if _, err := regexp.Compile(text); err != nil {
			return "a regular expression of RE2 (https://github.com/google/re2/wiki/Syntax)"
		}
		return ""
	})
}

func absolutePath() field {
	return param().and(func(text string) string {
		if !strings.HasPrefix(text, "/") {
			return "an absolute path"
		}
		return ""
	})
}
