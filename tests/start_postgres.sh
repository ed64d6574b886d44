#!/usr/bin/env bash
# Starts a PostgreSQL of our own for the tests and prints its URL; prints the same URL when it runs already.
# Needs Debian's package `postgresql`, and installs it where that can be done. `stop` as argument stops it.
set -euo pipefail

folder="${TMPDIR:-/tmp}/workbench-postgres-$(id -u)"
data="$folder/data"

find_programs() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

programs="$(find_programs)"
if [ -z "$programs" ]; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
  echo "Installing PostgreSQL with apt-get…" >&2
  $sudo apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq postgresql >&2
  programs="$(find_programs)"
fi

# The server refuses to run as root.
as_owner() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
running() { as_owner "$programs/pg_ctl" --pgdata="$data" status >/dev/null 2>&1; }

if [ "${1:-}" = stop ]; then
  if running; then as_owner "$programs/pg_ctl" --pgdata="$data" --mode=fast stop >&2; fi
  exit 0
fi

mkdir -p "$folder"
chmod 755 "$folder"
exec 9>"$folder/lock" && flock 9
if ! running; then
  if [ ! -s "$data/PG_VERSION" ]; then
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
    as_owner "$programs/initdb" --pgdata="$data" --username=workbench --auth=trust --encoding=UTF8 \
      --locale=C.UTF-8 >&2
  fi
  port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
  # A test server may lose its data in a power cut: syncing would only make the tests slow.
  as_owner "$programs/pg_ctl" --pgdata="$data" --log="$folder/log" --wait \
    --options="-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off" start >&2 9>&-
fi
port="$(as_owner sed -n 4p "$data/postmaster.pid")"
echo "postgresql://workbench@127.0.0.1:$port/postgres"
