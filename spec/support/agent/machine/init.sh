#!/usr/bin/env bash
# The first process of a machine: makes its file system, says that it is ready, and lives until its standard
# input ends. That ends everything in the machine, and the kernel forgets its file system.
#
# Runs in mount and PID namespaces of its own, before anything else is there. Nothing is written outside: the
# root is a tmpfs over /tmp, which then becomes /.
set -euo pipefail

# /proc is still that of the machine outside, so this is the number by which it is known there.
read -r outside_pid _ </proc/self/stat

mount --make-rprivate /
root=/tmp
mount -t tmpfs -o "size=$MACHINE_MEMORY,mode=0755" machine "$root"
cd "$root"
mkdir -p etc proc sys dev run root home tmp usr var/tmp var/log var/vcap
chmod 1777 tmp var/tmp
chmod 0700 root

for folder in bin sbin lib lib32 lib64 libx32; do
  if [[ -L /$folder ]]; then
    cp -a "/$folder" .
  elif [[ -d /$folder ]]; then
    mkdir "$folder" && mount --bind "/$folder" "$folder" && mount -o remount,bind,ro "$folder"
  fi
done
mount --bind /usr usr
mount -o remount,bind,ro usr
mount --rbind /dev dev
mount -t tmpfs -o mode=1777 shm dev/shm
mount --bind /sys sys
mount -o remount,bind,ro sys
mount -t proc proc proc

# What programs need to run; users, groups and hosts are the machine's own.
for item in alternatives ssl ca-certificates.conf ld.so.cache ld.so.conf ld.so.conf.d localtime nsswitch.conf; do
  if [[ -e /etc/$item ]]; then cp -a "/etc/$item" etc/; fi
done
cat >etc/passwd <<'PASSWD'
root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
vcap:x:1000:1000:BOSH System User:/home/vcap:/bin/bash
PASSWD
cat >etc/group <<'GROUP'
root:x:0:
daemon:x:1:
tty:x:5:
nogroup:x:65534:
vcap:x:1000:
GROUP
printf '127.0.0.1 localhost\n' >etc/hosts
printf '%s\n' "$MACHINE_NAME" >etc/hostname
: >etc/resolv.conf
mkdir home/vcap && chown 1000:1000 home/vcap

# As the agent leaves it (bosh-agent, platform/linux_platform.go, SetupDataDir).
vcap=var/vcap
mkdir -p "$vcap"/{bosh,instance,jobs,packages,monit/job,data/{compile,jobs,packages,tmp,sys/log,sys/run}}
mount -t tmpfs -o size=16m,mode=0750 run "$vcap/data/sys/run"
chmod 0750 "$vcap/data/jobs" "$vcap/data/sys/log"
chown 0:1000 "$vcap"/data/{jobs,packages,sys,sys/log,sys/run}
ln -s data/sys "$vcap/sys"
if [[ $MACHINE_PERSISTENT_DISK != 0 ]]; then
  mkdir "$vcap/store"
  mount -t tmpfs -o "size=$MACHINE_PERSISTENT_DISK,mode=0755" store "$vcap/store"
fi

mkdir outside
pivot_root . outside
cd /
umount -l outside
rmdir outside
hostname "$MACHINE_NAME"
printf 'ready %s\n' "$outside_pid"
while read -r _; do :; done
