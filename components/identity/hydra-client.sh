#!/bin/sh
# Registers the OAuth clients named in CLIENTS, or brings registered ones up to date.
set -eu

# hydra makes its keys when it is first asked for them, and begins anew when who asks gives up: on a busy machine those
# who ask every second would never get an answer.
wget -q -T 300 -O /dev/null "$PUBLIC_URL/.well-known/jwks.json"

for id in $CLIENTS; do
    eval "secret=\$SECRET_$(echo "$id" | tr - _)"
    set -- --endpoint "$ADMIN_URL" --secret "$secret" --grant-type client_credentials \
        --token-endpoint-auth-method client_secret_basic --format json
    for scope in $SCOPES; do set -- "$@" --scope "$scope"; done
    if hydra get oauth2-client "$id" --endpoint "$ADMIN_URL" >/dev/null 2>&1; then
        hydra update oauth2-client "$id" "$@" >/dev/null
        echo "client $id brought up to date"
    else
        hydra create oauth2-client --id "$id" "$@" >/dev/null
        echo "client $id registered"
    fi
done
