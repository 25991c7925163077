package control

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"time"
)

// Listen creates the socket with mode 0600, in the place of one that a crashed process left behind.
func Listen(path string) (net.Listener, error) {
	if err := removeStale(path); err != nil {
		return nil, err
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("control socket: %w", err)
	}
	// Whoever connects before this is still refused by user id.
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("control socket: %w", err), listener.Close())
	}
	return listener, nil
}

func removeStale(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode()&os.ModeSocket == 0 {
		return fmt.Errorf("control socket: %s exists and is no socket; remove it or change operations.control.socket", path)
	}
	if conn, err := net.DialTimeout("unix", path, time.Second); err == nil {
		_ = conn.Close()
		return fmt.Errorf("control socket: a registry is running on %s already", path)
	}
	return os.Remove(path)
}

type callerKey struct{}

// withCaller notes the user id of the process at the other end, as the kernel knows it.
func withCaller(ctx context.Context, conn net.Conn) context.Context {
	unix, ok := conn.(*net.UnixConn)
	if !ok {
		return ctx
	}
	raw, err := unix.SyscallConn()
	if err != nil {
		return ctx
	}
	var credentials *syscall.Ucred
	err = raw.Control(func(fd uintptr) {
		credentials, _ = syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
	})
	if err != nil || credentials == nil {
		return ctx
	}
	return context.WithValue(ctx, callerKey{}, int(credentials.Uid))
}

func caller(ctx context.Context) (int, bool) {
	uid, known := ctx.Value(callerKey{}).(int)
	return uid, known
}
