#!/bin/sh
# What the storlet engine runs its containers by: `debug` runs the rest as a command, all else starts the run time.
set -eu
if [ "${1:-}" = debug ]; then
    shift
    exec "$@"
fi
echo "this image stands in for the storlet manager's: it has the run times of storlets, but not the engine's daemon" >&2
exit 1
