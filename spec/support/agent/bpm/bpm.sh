#!/usr/bin/env bash
# What `/var/vcap/jobs/bpm/bin/bpm` of bpm-release does for monit and for scripts: start, stop, pid, list.
#
# What is in a job's bpm.yml is in plan files, which the harness wrote when it installed the job
# (launch-plan.ts). Written from bpm-release's documentation and source (docs/runtime.md, commands/*.go,
# runc/lifecycle/lifecycle.go). Not done: seccomp, and limits of memory and processes.
set -euo pipefail

readonly plans=/var/vcap/data/bpm/plans
readonly bin=/var/vcap/data/packages/bpm/1/bin

usage() {
  echo 'usage: bpm start|stop|pid JOB [-p PROCESS] | bpm list' >&2
  exit 1
}

alive() { # a process that nobody has waited for has ended as well
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  [[ ${stat##*) } != [ZX]* ]]
}

running() {
  pid=$(cat "$pid_file" 2>/dev/null) && [[ -n $pid ]] && alive "$pid"
}

start() {
  if running; then return; fi
  rm -f "$pid_file"
  prepare
  if [[ -n $HOOK ]]; then env -i "${ENVIRONMENT[@]}" "$HOOK" >>"$STDOUT" 2>>"$STDERR"; fi
  ulimit -n 524288 2>/dev/null || true
  # Job control gives it a group of its own; without it, INT and QUIT would be ignored from here on.
  set -m
  unshare --mount --pid --ipc --uts --fork --kill-child=KILL -- \
    bash "$bin/container.sh" "$plan" "$pid_file" </dev/null >>"$STDOUT" 2>>"$STDERR" {lock}>&- &
  local container=$!
  until running; do
    if ! alive "$container"; then
      echo "failed to start job-process: see $STDERR" >&2
      exit 1
    fi
    sleep 0.02
  done
}

# Folders and logs, as runc/adapter/adapter.go makes them.
prepare() {
  local folder
  for folder in "${FOLDERS[@]}"; do
    mkdir -p -m 0700 "$folder"
    chown vcap:vcap "$folder"
  done
  if [[ $PERSISTENT == yes ]]; then
    if [[ ! -d /var/vcap/store ]]; then
      echo 'failed to start job-process: requested persistent disk does not exist' >&2
      exit 1
    fi
    mkdir -p -m 0700 "/var/vcap/store/$job"
    chown vcap:vcap "/var/vcap/store/$job"
  fi
  for folder in "$STDOUT" "$STDERR"; do
    touch "$folder"
    chown vcap:vcap "$folder"
    chmod 0600 "$folder"
  done
}

# TERM, 15 s, QUIT, 2 s, KILL.
stop() {
  if ! running; then
    rm -f "$pid_file"
    return
  fi
  kill -s "$SHUTDOWN_SIGNAL" "$pid"
  local end=$((SECONDS + 15))
  while running && ((SECONDS < end)); do sleep 0.1; done
  if running; then
    kill -QUIT "$pid" || true
    sleep 2
    kill -KILL "$pid" 2>/dev/null || true
    while running; do sleep 0.02; done
  fi
  rm -f "$pid_file"
}

command=${1:-}
if [[ $command == list ]]; then
  for plan in "$plans"/*/*; do
    pid_file=/var/vcap/sys/run/bpm/${plan#"$plans"/}.pid
    if running; then state="$pid running"; else state='- stopped'; fi
    echo "${plan#"$plans"/} $state"
  done
  exit
fi
job=${2:-}
process=$job
if [[ ${3:-} == -p && -n ${4:-} ]]; then process=$4; elif (($# > 2)); then usage; fi
plan=$plans/$job/$process
if [[ -z $job || ! -f $plan ]]; then
  echo "process \"$process\" not present in job configuration (/var/vcap/jobs/$job/config/bpm.yml)" >&2
  exit 1
fi
# shellcheck source=/dev/null
source "$plan"
folder=/var/vcap/sys/run/bpm/$job
pid_file=$folder/$process.pid
mkdir -p -m 0700 "$folder"

case $command in
  start | stop)
    exec {lock}>"$folder/$process.lock"
    flock "$lock"
    "$command"
    ;;
  pid)
    if ! running; then
      echo 'process is not running or could not be found' >&2
      exit 1
    fi
    echo "$pid"
    ;;
  *) usage ;;
esac
