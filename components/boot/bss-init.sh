#!/bin/sh
# Runs bss-init without its habit of logging the connection string, password included.
set -u

log=$(/usr/local/bin/bss-init 2>&1)
code=$?
printf '%s\n' "$log" | sed 's/password=[^ ]*/password=***/'
exit $code
