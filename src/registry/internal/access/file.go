package access

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"strings"
	"unicode"

	"golang.org/x/crypto/bcrypt"
)

// FileVersion is the only version of the access file format.
const FileVersion = 1

// MaxPasswords is how many passwords a user can have at a time: the present one and, while it is being
// rotated, the one before or after it.
const MaxPasswords = 2

// File is the access file: JSON, written by `credentials hash`, read by the registry. Roles and anonymous
// access stand beside the hashes, so that one atomic rename changes all of them at once.
type File struct {
	Version   int           `json:"version"`
	Users     []FileUser    `json:"users"`
	Anonymous FileAnonymous `json:"anonymous"`
}

// FileUser is one user of an access file.
type FileUser struct {
	Name   string     `json:"name"`
	Hashes []string   `json:"hashes"`
	Roles  []FileRole `json:"roles"`
}

// FileRole is one role: actions (pull, push, delete, catalog) on repository patterns.
type FileRole struct {
	Actions      []string `json:"actions"`
	Repositories []string `json:"repositories"`
}

// FileAnonymous is what clients without credentials may do: pull from anywhere, push from networks.
type FileAnonymous struct {
	Pull     bool     `json:"pull"`
	PushFrom []string `json:"push_from"`
}

// Parse reads an access file. Unknown keys are errors, and all findings come back at once.
func Parse(content []byte) (*Policy, error) {
	var file File
	if err := DecodeStrict(content, &file); err != nil {
		return nil, err
	}
	return file.Policy()
}

// DecodeStrict decodes one JSON document and refuses unknown keys and anything after it. Its errors name
// places and keys, never values, since documents of this kind hold secrets.
func DecodeStrict(content []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return describe(content, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more after the JSON document; keep one document in the file")
	}
	return nil
}

// describe turns an error of encoding/json into one with a line that quotes no value.
func describe(content []byte, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("line %d: not valid JSON", line(content, syntax.Offset))
	}
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		return fmt.Errorf("line %d: %s has the wrong type; a %s is allowed", line(content, mismatch.Offset), mismatch.Field, mismatch.Type.Kind())
	}
	if key, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
		return fmt.Errorf("unknown key %s", key)
	}
	return errors.New("not valid JSON: the document ends early")
}

func line(content []byte, offset int64) int {
	offset = min(offset, int64(len(content)))
	return 1 + bytes.Count(content[:offset], []byte("\n"))
}

// Policy checks the file and returns what it grants.
func (f File) Policy() (*Policy, error) {
	var findings []error
	if f.Version != FileVersion {
		findings = append(findings, fmt.Errorf("version: found %d; allowed: %d", f.Version, FileVersion))
	}
	policy := &Policy{
		users:         make(map[string]*User, len(f.Users)),
		anonymousPull: f.Anonymous.Pull,
		cost:          bcrypt.MinCost,
	}
	for i, fileUser := range f.Users {
		user, errs := fileUser.user(fmt.Sprintf("users[%d]", i), &policy.cost)
		findings = append(findings, errs...)
		if policy.users[fileUser.Name] != nil {
			findings = append(findings, fmt.Errorf("users[%d].name: %q is there twice", i, fileUser.Name))
		}
		policy.users[fileUser.Name] = user
	}
	for i, text := range f.Anonymous.PushFrom {
		prefix, err := netip.ParsePrefix(text)
		if err != nil || prefix.Addr().Is4In6() {
			findings = append(findings, fmt.Errorf("anonymous.push_from[%d]: found %q; a network such as 10.0.16.0/20 is allowed", i, text))
			continue
		}
		policy.pushFrom = append(policy.pushFrom, prefix.Masked())
	}
	return policy, errors.Join(findings...)
}

// user checks one user; cost becomes the highest bcrypt cost seen.
func (u FileUser) user(path string, cost *int) (*User, []error) {
	var findings []error
	if err := CheckName(u.Name); err != nil {
		findings = append(findings, fmt.Errorf("%s.name: %w", path, err))
	}
	if len(u.Hashes) < 1 || len(u.Hashes) > MaxPasswords {
		findings = append(findings, fmt.Errorf("%s.hashes: found %d; 1 to %d are allowed", path, len(u.Hashes), MaxPasswords))
	}
	for i, hash := range u.Hashes {
		hashCost, err := bcrypt.Cost([]byte(hash))
		if err != nil || len(hash) != bcryptLength {
			findings = append(findings, fmt.Errorf("%s.hashes[%d]: not a bcrypt hash; write the file with `credentials hash`", path, i))
			continue
		}
		*cost = max(*cost, hashCost)
	}
	user := &User{Name: u.Name, Hashes: u.Hashes}
	for i, fileRole := range u.Roles {
		role, err := fileRole.role()
		if err != nil {
			findings = append(findings, fmt.Errorf("%s.roles[%d]: %w", path, i, err))
		}
		user.roles = append(user.roles, role)
	}
	return user, findings
}

// CheckName refuses user names that HTTP Basic authentication cannot carry.
func CheckName(name string) error {
	if name == "" {
		return errors.New("a user needs a name")
	}
	for _, char := range name {
		if char == ':' || char == unicode.ReplacementChar || unicode.IsControl(char) {
			return fmt.Errorf("%q holds a colon, a control character or invalid UTF-8, which user names cannot", name)
		}
	}
	return nil
}

// role checks and compiles one role.
func (r FileRole) role() (Role, error) {
	var role Role
	if len(r.Actions) == 0 {
		return role, errors.New("actions: at least one of pull, push, delete, catalog is needed")
	}
	for _, name := range r.Actions {
		action, err := ParseAction(name)
		if err != nil {
			return role, err
		}
		role.actions |= action.implied()
	}
	everything := false
	for _, text := range r.Repositories {
		pattern, err := ParsePattern(text)
		if err != nil {
			return role, err
		}
		everything = everything || pattern.everything()
		role.patterns = append(role.patterns, pattern)
	}
	if len(role.patterns) == 0 {
		return role, errors.New(`repositories: at least one pattern is needed; "**" is every repository`)
	}
	if role.actions&Catalog != 0 && !everything {
		return role, errors.New(`catalog lists every repository; give it a role of its own whose repositories are ["**"]`)
	}
	return role, nil
}
