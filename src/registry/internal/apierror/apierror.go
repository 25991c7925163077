// Package apierror answers HTTP requests with errors in the form of the OCI distribution specification.
package apierror

import (
	"encoding/json"
	"net/http"
)

// The codes that this program uses, as the specification and Distribution have them.
const (
	Denied       = "DENIED"
	Unauthorized = "UNAUTHORIZED"
	Unavailable  = "UNAVAILABLE"
	Unsupported  = "UNSUPPORTED"
)

// Write answers with one error.
func Write(w http.ResponseWriter, status int, code, message string) {
	type item struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	body, _ := json.Marshal(map[string][]item{"errors": {{Code: code, Message: message}}})
	w.Header().Set("Content-Type", "application/json")
	w.Header().Del("Content-Length")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the client has gone; there is nobody to tell
}
