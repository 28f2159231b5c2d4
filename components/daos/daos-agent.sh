#!/bin/bash
# Prepares, as root, what the agent needs, and becomes the agent.
set -euo pipefail
runtime=/var/run/daos_agent
certificates=/etc/daos/certs

# The socket of an agent that was killed would pass for this one's. Root may remove it while the folder is its own.
chown root: "$runtime"
rm -f "$runtime/daos_agent.sock"
chown daos_agent: "$runtime"

if [ "$DAOS_AUTH" = yes ]; then
    # One by one, because what else an archive says, such as the mode of its top folder, must not reach /etc.
    scratch=$(mktemp -d)
    tar --extract --xz --no-same-owner --directory "$scratch" --file /run/secrets/daos_agent-certs.txz
    install -m 0444 "$scratch/daosCA.crt" "$scratch/agent.crt" "$certificates/"
    install -m 0400 "$scratch/agent.key" "$certificates/"
    chown daos_agent: "$certificates/agent.crt" "$certificates/agent.key"
    rm -r "$scratch"
fi

groups=$(id -G daos_agent)
exec setpriv --reuid "$(id -u daos_agent)" --regid "$(id -g daos_agent)" --groups "${groups// /,}" \
    /usr/bin/daos_agent start
