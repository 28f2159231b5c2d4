#!/bin/bash
# Looks whether a site has the certificate authority of a project, or copies it there: `look` or `copy`, and the file
# with the password of its keys.
set -euo pipefail
umask 077

from=/home/step to=/site password=$2

if [ "$1" = look ]; then
    if [ ! -f "$to/password" ]; then
        echo missing
    elif cmp -s "$from/certs/root_ca.crt" "$to/certs/root_ca.crt"; then
        echo copied
    else
        echo other
    fi
    exit
fi

for file in "$from/config/ca.json" "$from/certs/root_ca.crt" "$password"; do
    [ -f "$file" ] || { echo "the authority has no file $file" >&2 && exit 1; }
done
find "$to" -mindepth 1 -delete
cp -a "$from/." "$to/"
rm -f "$to/password"
cp "$password" "$to/password.new"
chown -R 1000:1000 "$to"
sync
# It gets its name last: an authority without it does not count as one.
mv "$to/password.new" "$to/password"
