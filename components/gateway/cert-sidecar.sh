#!/bin/bash
# Obtains the gateway's certificate by ACME, keeps it fresh, and hands each new one to the running gateway.
set -euo pipefail
umask 027

root=/root_ca/root_ca.crt
folder=/certs
pem=$folder/$DOMAIN.pem
# What haproxy calls the same folder.
haproxy_folder=/etc/haproxy/certs/
socket=/run/haproxy/api.sock

keep_fresh() {
    # In memory, because the private key passes through it.
    work=$(mktemp -d -p /dev/shm)
    export STEPPATH=$work
    period=$(seconds "${RENEW_PERIOD:-0s}")
    renew_at=0
    if valid; then schedule; fi
    # What is wanted is compared with what is, again and again: it does not matter who of the three was restarted.
    while true; do
        if ! valid || ((EPOCHSECONDS >= renew_at)); then
            obtain || echo "no new certificate this time, trying again" >&2
        fi
        if valid && hand_over; then forget_other_domains; fi
        sleep 5
    done
}

# Whether the certificate is one for the domain, of the authority as it is now, and not expired.
valid() {
    openssl verify -CAfile "$root" -untrusted "$pem" -verify_hostname "$DOMAIN" "$pem" >/dev/null 2>&1
}

# Every renewal is an order of its own. Unlike one by the old certificate it works after expiry, too, and follows the
# authority when that gives certificates another lifetime.
obtain() {
    timeout 60 step ca certificate "$DOMAIN" "$work/crt" "$work/key" --force --ca-url "$CA_URL" --root "$root" \
        --provisioner acme --standalone --http-listen :80 &&
        # On haproxy's socket an empty line would end the certificate.
        cat "$work/crt" "$work/key" | grep -v '^$' >"$folder/.new" &&
        sync "$folder/.new" &&
        mv "$folder/.new" "$pem" &&
        schedule
}

# Renewal is after RENEW_PERIOD or else with a third of the life left, but always with a tenth of it left.
schedule() {
    local end life
    end=$(time_of -enddate)
    life=$((end - $(time_of -startdate)))
    local latest=$((end - life / 10))
    renew_at=$((period > 0 ? EPOCHSECONDS + period : end - life / 3))
    renew_at=$((renew_at < latest ? renew_at : latest))
    echo "certificate ends at $(date -ud "@$end" +%FT%TZ), next renewal is at $(date -ud "@$renew_at" +%FT%TZ)"
}

time_of() {
    date -d "$(openssl x509 -in "$pem" -noout "$1" | cut -d= -f2)" +%s
}

# Seconds of a duration such as 1h30m or 20s.
seconds() {
    local sum=${1//h/*3600+}
    sum=${sum//m/*60+}
    sum="${sum//s/+} 0"
    echo "$((sum))"
}

# Brings the running haproxy to serve the certificate. One that is not running reads the file when it starts.
hand_over() {
    local name=$haproxy_folder$DOMAIN.pem shown serial
    shown=$(ask "show ssl cert $name") || return 0
    serial=$(openssl x509 -in "$pem" -noout -serial)
    if [[ $shown == *"Status: Used"*"Serial: ${serial#serial=}"* ]]; then return 0; fi
    echo "handing the certificate to haproxy"
    if [[ $shown != *Status:* ]]; then
        tell "new ssl cert $name" "New empty certificate store" || return
    fi
    tell "set ssl cert $name <<"$'\n'"$(cat "$pem")"$'\n' "Transaction" &&
        tell "commit ssl cert $name" "Success!" || return
    if [[ $shown != *"Status: Used"* ]]; then
        tell "add ssl crt-list $haproxy_folder $name" "Success!"
    fi
}

forget_other_domains() {
    local other name
    for other in "$folder"/*.pem; do
        if [ "$other" = "$pem" ]; then continue; fi
        name=$haproxy_folder${other##*/}
        if ask "del ssl crt-list $haproxy_folder $name"; then ask "del ssl cert $name"; fi
        rm "$other"
    done
}

# Tells haproxy what to do, and fails unless it confirms.
tell() {
    local answer
    answer=$(ask "$1") || return
    if [[ $answer != *"$2"* ]]; then
        echo "haproxy refuses: $answer" >&2
        return 1
    fi
}

ask() {
    printf '%s\n' "$1" | socat -t 5 - "UNIX-CONNECT:$socket" 2>/dev/null
}

if [ "${1:-}" = healthy ]; then
    exec openssl x509 -in "$pem" -noout -checkend 0 >/dev/null 2>&1
fi
# In the background, because only a shell that waits answers a signal at once; with it the container ends.
trap 'exit 143' TERM INT
keep_fresh &
wait $!
