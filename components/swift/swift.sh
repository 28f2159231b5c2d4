#!/bin/bash
# Runs the servers of a Swift of one node, and ends as soon as one of them does.
set -euo pipefail

data=/srv/node
run=/var/cache/swift

# Where an object lies follows from its name and this: another one would lose them all, so it stays with the objects.
if [ ! -s "$data/hash-suffix" ]; then
    head -c 24 /dev/urandom | base64 | tr -d '\n' >"$data/hash-suffix.new"
    mv "$data/hash-suffix.new" "$data/hash-suffix"
fi
rm -f /etc/swift/swift.conf
printf '[swift-hash]\nswift_hash_path_suffix = %s\n[storage-policy:0]\nname = default\ndefault = yes\n' \
    "$(<"$data/hash-suffix")" >/etc/swift/swift.conf
mkdir -p "$data/devices/disk"

# One disk holds every partition, so rings need not outlive the container.
python3 - "$run" <<'END'
import sys
from swift.common.ring import RingBuilder

for server, port in (("account", 6202), ("container", 6201), ("object", 6200)):
    builder = RingBuilder(4, 1, 0)
    builder.add_dev({"id": 0, "region": 1, "zone": 1, "weight": 1.0, "device": "disk", "meta": "",
                     "ip": "127.0.0.1", "port": port, "replication_ip": "127.0.0.1", "replication_port": port})
    builder.rebalance(seed=1)
    builder.get_ring().save(f"{sys.argv[1]}/{server}.ring.gz")
END

trap 'trap - TERM INT; kill $(jobs -p) 2>/dev/null; wait; exit 143' TERM INT
memcached -l 127.0.0.1 -m 32 &
for server in account container object; do
    "swift-$server-server" "/etc/swift/$server-server.conf" --verbose &
done
# They bring listings up to date with what was written while a server did not answer.
swift-object-updater /etc/swift/object-server.conf --verbose &
swift-container-updater /etc/swift/container-server.conf --verbose &
swift-proxy-server /etc/swift/proxy-server.conf --verbose &
wait -n
echo "a server of Swift has ended" >&2
exit 1
