// Package access decides who may do what with which repository: users with passwords and roles, and what
// clients without credentials may do. It knows nothing of any registry's types, so that every registry of
// this module shares one policy through an adapter of its own.
package access

import (
	"net/netip"
)

// Role grants actions on the repositories that a pattern covers.
type Role struct {
	actions  Action
	patterns []Pattern
}

// covers reports whether the role grants the action on the repository.
func (r Role) covers(action Action, repository string) bool {
	if r.actions&action == 0 {
		return false
	}
	if action == Catalog {
		return true
	}
	for _, pattern := range r.patterns {
		if pattern.Match(repository) {
			return true
		}
	}
	return false
}

// User is somebody with one or two passwords, as bcrypt hashes, and roles.
type User struct {
	Name   string
	Hashes []string
	roles  []Role
}

// Policy is one immutable reading of an access file.
type Policy struct {
	users         map[string]*User
	anonymousPull bool
	pushFrom      []netip.Prefix
	cost          int
}

// User returns the user of that name, or nil.
func (p *Policy) User(name string) *User { return p.users[name] }

// HasUsers reports whether anybody has credentials at all.
func (p *Policy) HasUsers() bool { return len(p.users) > 0 }

// Anonymous reports whether clients without credentials can do anything, from anywhere.
func (p *Policy) Anonymous() bool { return p.anonymousPull || len(p.pushFrom) > 0 }

// TrustsPeer reports whether clients at that address may push without credentials.
func (p *Policy) TrustsPeer(peer netip.Addr) bool {
	if !peer.IsValid() {
		return false
	}
	for _, prefix := range p.pushFrom {
		if prefix.Contains(peer) {
			return true
		}
	}
	return false
}

// Allows reports whether the user, or nobody when user is nil, may perform the action on the repository
// from the given address. A user may do at least what a client without credentials may do from the same
// place. The repository is ignored for Catalog.
func (p *Policy) Allows(user *User, peer netip.Addr, action Action, repository string) bool {
	if p.allowsAnyone(peer, action) {
		return true
	}
	if user == nil {
		return false
	}
	for _, role := range user.roles {
		if role.covers(action, repository) {
			return true
		}
	}
	return false
}

// allowsAnyone reports what needs no credentials. Whoever may push may pull: clients look for a blob
// before they push it.
func (p *Policy) allowsAnyone(peer netip.Addr, action Action) bool {
	switch action {
	case Pull:
		return p.anonymousPull || p.TrustsPeer(peer)
	case Push:
		return p.TrustsPeer(peer)
	default:
		return false
	}
}

// Peer returns the address of the other end of the TCP connection from http.Request.RemoteAddr, which the
// server itself sets. Headers such as X-Forwarded-For are the client's claim and are never looked at. The
// result is invalid, and in no network, when the connection is no TCP connection.
func Peer(remoteAddr string) netip.Addr {
	endpoint, err := netip.ParseAddrPort(remoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return endpoint.Addr().Unmap().WithZone("")
}
