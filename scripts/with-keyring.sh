#!/bin/sh
# usage: scripts/with-keyring.sh COMMAND [ARGUMENT...]
#
# Runs COMMAND in a session bus of its own with an unlocked, throw-away gnome-keyring, and passes on its exit code. The keyring lives in a
# temporary folder that is removed afterwards; the user's own keyring and bus are not touched. COMMAND keeps its HOME.
# COMMAND finds the keyring's process id in KEYDOCKET_TEST_KEYRING_PID, and the folder of the keyring files in KEYDOCKET_TEST_KEYRING_DIR.
# Exit code 69: something needed is missing or the keyring did not start; the reason is on standard error.
set -u

if [ "${KEYDOCKET_INSIDE_BUS:-}" != yes ]; then
  if [ $# -eq 0 ]; then
    echo "usage: $0 COMMAND [ARGUMENT...]" >&2
    exit 64
  fi
  for program in dbus-run-session dbus-send gnome-keyring-daemon; do
    command -v "$program" >/dev/null 2>&1 && continue
    echo "$0: $program is missing. On Debian: apt-get install dbus gnome-keyring libsecret-1-0" >&2
    exit 69
  done
  folder=$(mktemp -d) || exit 69
  mkdir -m 700 "$folder/run" "$folder/data" "$folder/cache" "$folder/config"
  trap 'rm -rf "$folder"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  KEYDOCKET_INSIDE_BUS=yes KEYDOCKET_TEST_KEYRING_DIR=$folder dbus-run-session -- "$0" "$@"
  exit $?
fi

unset KEYDOCKET_INSIDE_BUS

owner_of_secrets() {
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetConnectionUnixProcessID \
    string:org.freedesktop.secrets 2>/dev/null | sed -n 's/.*uint32 //p'
}

folder=$KEYDOCKET_TEST_KEYRING_DIR
printf '\n' | HOME=$folder XDG_DATA_HOME=$folder/data XDG_RUNTIME_DIR=$folder/run XDG_CACHE_HOME=$folder/cache XDG_CONFIG_HOME=$folder/config \
  gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>"$folder/daemon.log"

# The daemon goes into the background at once and takes its name on the bus a moment later.
tries=0
pid=$(owner_of_secrets)
while [ -z "$pid" ] && [ "$tries" -lt 100 ]; do
  sleep 0.1
  tries=$((tries + 1))
  pid=$(owner_of_secrets)
done
if [ -z "$pid" ]; then
  echo "$0: gnome-keyring-daemon did not come up:" >&2
  cat "$folder/daemon.log" >&2
  exit 69
fi

# It would outlive the bus, all the more when a test stopped it.
end_keyring() {
  kill -CONT "$pid" 2>/dev/null
  kill "$pid" 2>/dev/null
}
trap end_keyring EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

export KEYDOCKET_TEST_KEYRING_PID="$pid"
"$@"
