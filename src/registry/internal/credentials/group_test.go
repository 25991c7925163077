package credentials

import (
	"os"
	"syscall"
)

func groupOf(info os.FileInfo) int {
	return int(info.Sys().(*syscall.Stat_t).Gid)
}
