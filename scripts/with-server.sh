#!/usr/bin/env bash
# Runs a command beside a fresh ./bin/famulus with its demo clinic, and leaves nothing behind.
#
#   scripts/with-server.sh -- npm --prefix web run e2e
#
# The command finds the server in FAMULUS_URL and the browser in CHROMIUM_PATH. When the command fails, the end of
# the server's log is shown; all of it is in .cache/test/server.log.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ "${1:-}" != -- ] || [ $# -lt 2 ]; then
  echo "usage: $0 -- command [argument ...]" >&2
  exit 2
fi
shift

mkdir -p .cache/test
log=$PWD/.cache/test/server.log
server_pid=

# shellcheck source=scripts/private.sh
. scripts/private.sh

cleanup() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  set +em
  [ -z "$command_pid" ] || end TERM 5 "-$command_pid"
  if [ -n "$server_pid" ] && ! end TERM 15 "$server_pid"; then
    echo "with-server.sh: the server does not stop within 15 s of SIGTERM" >&2
    [ "$status" -ne 0 ] || status=1
  fi
  wait
  rm -rf "$dir"
  if [ "$status" -ne 0 ] && [ "$status" -lt 128 ]; then
    echo "--- the end of $log" >&2
    tail -n 30 "$log" >&2
  fi
  exit "$status"
}
private_folder famulus-server
on_every_end cleanup

port=$(free_port)
export FAMULUS_URL=http://127.0.0.1:$port

(
  trap '' INT
  unset FAMULUS_DATABASE_URL FAMULUS_REDIS_URL FAMULUS_CLINIC # of a developer's shell
  export FAMULUS_DATA_DIR=$dir/data FAMULUS_ADDR=127.0.0.1:$port
  bound TERM ./bin/famulus serve
) >"$log" 2>&1 &
server_pid=$!
started=$SECONDS
until node -e 'fetch(process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$FAMULUS_URL/readyz"; do
  if ! kill -0 "$server_pid" 2>/dev/null; then
    echo "with-server.sh: the server ended by itself" >&2
    exit 1
  fi
  if [ $((SECONDS - started)) -gt 90 ]; then
    echo "with-server.sh: the server is not ready after 90 s" >&2
    exit 1
  fi
  sleep 0.2
done

# The new reports are interpreted first, then the history: a test that opens the inbox must find all of it there.
started=$SECONDS
until node -e '
  fetch(process.argv[1] + "/metrics").then((r) => r.text()).then((text) => {
    const done = /famulus_job_seconds_count\{how="done",kind="interpret"\} (\d+)/.exec(text);
    process.exit(done && Number(done[1]) >= 150 ? 0 : 1);
  }, () => process.exit(1))' "$FAMULUS_URL"; do
  if [ $((SECONDS - started)) -gt 90 ]; then
    echo "with-server.sh: the inbox is not interpreted after 90 s" >&2
    exit 1
  fi
  sleep 0.5
done
export FAMULUS_E2E_DATA=$dir/data FAMULUS_E2E_BIN=$PWD/bin/famulus

if [ -z "${CHROMIUM_PATH:-}" ]; then
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if CHROMIUM_PATH=$(command -v "$name"); then break; fi
  done
  mac='/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  [ -n "$CHROMIUM_PATH" ] || [ ! -x "$mac" ] || CHROMIUM_PATH=$mac
fi
export CHROMIUM_PATH

beside "$@"
