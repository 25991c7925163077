package checkconfig

import (
	"fmt"
	"strings"
)

// nearest suggests the known key that a misspelt one is closest to, if any is close.
func nearest(key string, keys map[string]field) string {
	best, distance := "", 1+len(key)/3
	for _, known := range names(keys) {
		if strings.EqualFold(known, strings.NewReplacer("_", "", "-", "").Replace(key)) {
			return fmt.Sprintf("; did you mean %q?", known)
		}
		if d := editDistance(key, known); d < distance || d == distance && best == "" {
			best, distance = known, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// editDistance is the Levenshtein distance in bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitution := diagonal
			if a[i] != b[j] {
				substitution++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitution, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
