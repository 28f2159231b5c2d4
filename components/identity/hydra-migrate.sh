#!/bin/sh
# Brings hydra's database to the schema of this release, and makes hydra's system secret where there is none yet.
set -eu

# It encrypts what is in the database, so it is kept like the data and not with the state of the stack: a database
# that outlives its stack would be unreadable with a new one. It gets its name last, so that half of one never counts.
secret=/secret/system
if [ ! -s "$secret" ]; then
    head -c 32 /dev/urandom | base64 | tr -d '\n' >"$secret.new"
    mv "$secret.new" "$secret"
fi
SECRETS_SYSTEM=$(cat "$secret")
export SECRETS_SYSTEM
exec hydra migrate --config "$CONFIG" sql --read-from-env --yes
