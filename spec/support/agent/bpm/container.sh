#!/usr/bin/env bash
# The inside of a BPM container, before the job's process runs: its file system and its privileges.
#
# usage: container.sh PLAN PIDFILE, as the first process of new mount, PID, IPC and UTS namespaces.
set -euo pipefail

# shellcheck source=/dev/null
source "$1"
pid_file=$2

# /proc is still the machine's, so this is the number by which this process is known there.
read -r pid _ </proc/self/stat

root=/var/vcap/data/bpm/bundles/$JOB/$PROCESS/rootfs
mkdir -p "$root"
mount --make-rprivate /
mount --bind "$root" "$root"
cd "$root"

# source, target, bind or rbind, options
attach() {
  if [[ -d $1 ]]; then mkdir -p ".$2"; else mkdir -p ".${2%/*}" && touch ".$2"; fi
  mount --"$3" "$1" ".$2"
  mount -o "remount,bind,$4" ".$2"
}

for folder in /bin /etc /lib /lib64 /sbin /usr; do
  if [[ -e $folder ]]; then attach "$folder" "$folder" bind ro,nosuid,nodev; fi
done
for ((index = 0; index < ${#MOUNTS[@]}; index += 4)); do
  attach "${MOUNTS[index]}" "${MOUNTS[index + 1]}" "${MOUNTS[index + 2]}" "${MOUNTS[index + 3]}"
done

mkdir -p proc dev sys
mount -t tmpfs -o nosuid,noexec,mode=755 tmpfs dev
mkdir -p dev/pts dev/shm dev/mqueue
for device in null zero full random urandom tty; do
  touch "dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
mount -t devpts -o nosuid,noexec,newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for stream in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${stream%%:*}" "dev/${stream#*:}"; done
mount -t tmpfs -o nosuid,noexec,nodev,mode=1777 shm dev/shm
mount -t mqueue -o nosuid,noexec,nodev mqueue dev/mqueue
mount --bind /sys sys
mount -o remount,bind,ro,nosuid,nodev,noexec sys
mount -t proc proc proc
for hidden in proc/kcore proc/latency_stats proc/sched_debug proc/timer_list proc/timer_stats; do
  if [[ -e $hidden ]]; then mount --bind dev/null "$hidden"; fi
done
for fixed in proc/bus proc/fs proc/irq proc/sys proc/sysrq-trigger; do
  if [[ -e $fixed ]]; then mount --bind "$fixed" "$fixed" && mount -o remount,bind,ro "$fixed"; fi
done

# runc writes it when the container is made.
printf '%s' "$pid" >"$pid_file.new" && mv "$pid_file.new" "$pid_file"

mkdir -p .outside
pivot_root . .outside
cd /
umount -l /.outside
rmdir /.outside

hostname "$JOB" 2>/dev/null || true
umask 0022
# Where the limit cannot be raised that far, as it can on a stemcell, the process gets what there is.
if [[ -n $OPEN_FILES ]]; then ulimit -n "$OPEN_FILES" 2>/dev/null || ulimit -n "$(ulimit -Hn)"; fi
ulimit -c "$CORE_SIZE"
cd "$WORKDIR"
keep=-all
for capability in "${CAPABILITIES[@]}"; do keep+=,+$capability; done
# The environment goes through a descriptor: the first process runs with an empty one, and argv is for all to see.
exec 9< <(printf '%s\0' "${ENVIRONMENT[@]}")
exec env -i setpriv --reuid=vcap --regid=vcap --clear-groups --inh-caps="$keep" --ambient-caps="$keep" \
  --bounding-set="$keep" --no-new-privs -- /var/vcap/packages/bpm/bin/first-process "$EXECUTABLE" "${ARGUMENTS[@]}"
