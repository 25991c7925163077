package upstream

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/access"
	"github.com/cloudfoundry-community/diego-docker-release/src/registry/internal/credentials"
)

// The variables of the environment by which a cache tells its credential helper, which is this program again,
// where the credentials are and whose it wants. Without a file there are none.
const (
	CredentialsVariable = "UPSTREAM_CREDENTIALS"
	NameVariable        = "UPSTREAM_NAME"
)

// Account is a user of the upstream.
type Account struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

// accounts is the file of the upstreams' credentials, by the names of upstreams.
type accounts struct {
	Version   int                `json:"version"`
	Upstreams map[string]Account `json:"upstreams"`
}

// ReadAccount returns an upstream's account. It refuses a file that others can read, and one without it.
func ReadAccount(path, name string) (Account, error) {
	content, err := credentials.ReadPrivate(path)
	if err != nil {
		return Account{}, err
	}
	var file accounts
	if err := access.DecodeStrict(content, &file); err != nil {
		return Account{}, fmt.Errorf("%s: %w", path, err)
	}
	account, found := file.Upstreams[name]
	if file.Version != 1 || !found || account.Username == "" || account.Password == "" {
		return Account{}, fmt.Errorf("%s: version 1 with a username and a password for the upstream %q is needed", path, name)
	}
	return account, nil
}

// Answer speaks the credential helper's side of the protocol (github.com/docker/docker-credential-helpers,
// credentials/credentials.go): the host comes in, the account goes out. An empty one stands for none; having
// a helper at all keeps Distribution from asking the upstream before it starts.
func Answer(in io.Reader, out io.Writer, path, name string) error {
	host, err := io.ReadAll(io.LimitReader(in, 4096))
	if err != nil {
		return err
	}
	var account Account
	if path != "" {
		if account, err = ReadAccount(path, name); err != nil {
			return err
		}
	}
	return json.NewEncoder(out).Encode(map[string]string{
		"ServerURL": strings.TrimSpace(string(host)), "Username": account.Username, "Secret": account.Password,
	})
}
