#!/usr/bin/bash
# The first process of a BPM container, in the place of tini: starts the job's process in a group of its own,
# passes signals on, waits for orphans, and ends as the job's process ends.
#
# Descriptor 9 has the environment of the job's process, with a zero byte behind each entry.
mapfile -t -d '' environment <&9
exec 9<&-
# Job control gives the process a group of its own, and the default answer to INT and QUIT.
set -m
/usr/bin/env -i "${environment[@]}" "$@" </dev/null &
child=$!
for signal in HUP INT QUIT TERM USR1 USR2 WINCH CONT; do
  # shellcheck disable=SC2064 # the child does not change
  trap "kill -s $signal $child" "$signal"
done
# Bash says on its own standard error how jobs ended; that is the job's log.
exec 2>/dev/null
while :; do
  wait "$child"
  status=$?
  kill -0 "$child" 2>/dev/null || exit "$status"
done
