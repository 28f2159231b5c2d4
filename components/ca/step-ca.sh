#!/bin/bash
# Starts step-ca; on an empty volume, makes the authority first.
set -eu
trap 'exit 143' TERM INT

export STEPPATH=/home/step
config=$STEPPATH/config
password=$STEPPATH/password

umask 077
# The password gets its name last, so what an interrupted run made does not count and was never used.
if [ ! -f "$password" ]; then
    rm -rf "$config" "$STEPPATH"/{certs,db,secrets,templates}
    head -c 32 /dev/urandom | base64 >"$password.new"
    step ca init --name "$CA_NAME" --dns "$CA_DNS_NAMES" --address :9000 --deployment-type standalone \
        --provisioner admin --acme --password-file "$password.new" --provisioner-password-file "$password.new"
    sync
    mv "$password.new" "$password"
fi

# The lifetime goes into a copy: a start that is interrupted here leaves the authority as it was.
cp "$config/ca.json" "$config/serve.json"
step ca provisioner update acme --ca-config "$config/serve.json" \
    --x509-min-dur 1m --x509-default-dur "$CERTIFICATE_LIFETIME" --x509-max-dur "$CERTIFICATE_LIFETIME"

# At every start, because the volume may be a new one. Clients read the file at any time: never let them see half of it.
cp "$STEPPATH/certs/root_ca.crt" /root_ca/.root_ca.crt
chmod 0444 /root_ca/.root_ca.crt
mv -f /root_ca/.root_ca.crt /root_ca/root_ca.crt

exec step-ca --password-file "$password" "$config/serve.json"
