package mirror

import (
	"regexp"
	"strings"
)

// redactor takes out of messages what must not be read in a log.
type redactor struct{ secrets *strings.Replacer }

// queries of URLs may be signatures that let anybody read a layer; users of URLs may be credentials.
var (
	queries = regexp.MustCompile(`(https?://[^\s"?]+)\?[^\s"]*`)
	users   = regexp.MustCompile(`([a-z0-9]+://)[^\s/"@]+@`)
	breaks  = regexp.MustCompile(`\s*[\r\n]+\s*`)
)

func newRedactor(secrets []string) redactor {
	var pairs []string
	for _, secret := range secrets {
		if secret != "" {
			pairs = append(pairs, secret, "<redacted>")
		}
	}
	return redactor{strings.NewReplacer(pairs...)}
}

// Replace returns the message on one line, without secrets.
func (r redactor) Replace(message string) string {
	message = queries.ReplaceAllString(r.secrets.Replace(message), "$1")
	return breaks.ReplaceAllString(users.ReplaceAllString(message, "$1"), "; ")
}
