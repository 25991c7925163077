package credentials

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"golang.org/x/crypto/bcrypt"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
)

// The range of bcrypt costs: below the first bcrypt itself refuses, above the last one login takes seconds.
const (
	MinCost     = bcrypt.MinCost
	MaxCost     = 16
	DefaultCost = bcrypt.DefaultCost
)

// Hash returns the access file for the clear one. A password whose hash is in previous keeps it, if it has
// the wanted cost, so that nothing changes when nothing has changed.
func Hash(clear Clear, previous access.File, cost int) (access.File, error) {
	file := access.File{Version: clear.Version, Users: []access.FileUser{}, Anonymous: clear.Anonymous}
	file.Anonymous.PushFrom = notNil(clear.Anonymous.PushFrom)
	for _, user := range clear.Users {
		hashes, err := hashAll(user, known(previous, user.Name), cost)
		if err != nil {
			return file, fmt.Errorf("user %q: %w", user.Name, err)
		}
		file.Users = append(file.Users, access.FileUser{Name: user.Name, Hashes: hashes, Roles: roles(user.Roles)})
	}
	_, err := file.Policy()
	return file, err
}

// hashAll returns the hashes of the user's passwords, in their order, each once.
func hashAll(user ClearUser, candidates []string, cost int) ([]string, error) {
	hashes := make([]string, 0, len(user.Passwords))
	for i, password := range user.Passwords {
		if slices.Contains(user.Passwords[:i], password) {
			continue
		}
		hash := find(candidates, password, cost)
		if hash == "" {
			fresh, err := bcrypt.GenerateFromPassword([]byte(password), cost)
			if err != nil {
				return nil, err
			}
			hash = string(fresh)
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

// find returns the candidate of that cost that the password matches, or "".
func find(candidates []string, password string, cost int) string {
	for _, hash := range candidates {
		found, err := bcrypt.Cost([]byte(hash))
		if err == nil && found == cost && bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)) == nil {
			return hash
		}
	}
	return ""
}

func known(previous access.File, name string) []string {
	for _, user := range previous.Users {
		if user.Name == name {
			return user.Hashes
		}
	}
	return nil
}

func roles(list []access.FileRole) []access.FileRole {
	result := make([]access.FileRole, 0, len(list))
	for _, role := range list {
		result = append(result, access.FileRole{Actions: notNil(role.Actions), Repositories: notNil(role.Repositories)})
	}
	return result
}

func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// ReadPrevious reads the access file of an earlier run. One that is missing or broken has no hashes to
// keep, which is no error: it is about to be replaced.
func ReadPrevious(path string) (access.File, []byte) {
	var file access.File
	content, err := os.ReadFile(path)
	if err != nil || access.DecodeStrict(content, &file) != nil {
		return access.File{}, nil
	}
	return file, content
}

// Encode returns the file's bytes, the same for the same file.
func Encode(file access.File) ([]byte, error) {
	content, err := json.MarshalIndent(file, "", "  ")
	return append(content, '\n'), err
}
