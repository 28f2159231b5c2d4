#!/bin/bash
# Looks whether a site has the system secret that it is given to read, or writes it: `look` or `copy`.
set -euo pipefail

file=/site/system
secret=$(cat)

if [ "$1" = look ]; then
    if [ ! -s "$file" ]; then
        echo missing
    elif [ "$(cat "$file")" = "$secret" ]; then
        echo copied
    else
        echo other
    fi
    exit
fi

printf %s "$secret" >"$file.new"
sync
mv "$file.new" "$file"
