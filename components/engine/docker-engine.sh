#!/bin/sh
# Runs dockerd in a container that may administer its own namespaces.
set -eu

KEPT=/var/lib/docker/hpc-stacks-allocation
# There from a start until the daemon answers.
STARTING=/var/tmp/docker-starting

# Every container gets these read-only; this one must write its part of them.
for mount in $(findmnt --raw --noheadings --output TARGET | grep -E '^(/proc/sys|/sys/fs/cgroup)(/|$)'); do
    mount -o remount,bind,rw "$mount"
done

# Version 2 allows processes in the leaves of the hierarchy alone.
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mkdir -p /sys/fs/cgroup/engine
    while read -r process; do
        echo "$process" >/sys/fs/cgroup/engine/cgroup.procs 2>/dev/null || true
    done </sys/fs/cgroup/cgroup.procs
    sed -e 's/ / +/g' -e 's/^./+&/' /sys/fs/cgroup/cgroup.controllers >/sys/fs/cgroup/cgroup.subtree_control
fi

# An engine that was killed leaves files with the numbers of processes that are others by now.
rm -rf /run/docker /run/docker.pid /run/docker.sock /run/containerd

# What an earlier allocation ran ended with it. Its images and volumes are data, and stay where a site keeps its data.
if [ -e "$KEPT" ] && [ "$(cat "$KEPT")" != "$ALLOCATION" ]; then
    export DOCKER_HOST=unix:///run/earlier.sock
    echo '{}' >/run/earlier.json
    dockerd --config-file /run/earlier.json --host "$DOCKER_HOST" --log-level error &
    until docker info >/dev/null 2>&1; do sleep 0.2; done
    docker container ls --all --quiet | xargs --no-run-if-empty docker container rm --force >/dev/null
    docker network prune --force >/dev/null
    kill $!
    wait $!
    unset DOCKER_HOST
fi
echo "$ALLOCATION" >"$KEPT"

if [ -e "$STARTING" ]; then
    echo "the docker daemon ended before it answered: see above what it said, and correct daemonConfig if it names a setting"
fi
touch "$STARTING"

# Whoever waits for the engine waits as long, and is then shown the end of this log. The client waits for a daemon that
# is not ready, so the time is that of all its attempts together.
(
    if timeout "$START_TIMEOUT" sh -c 'until docker info >/dev/null 2>&1; do sleep 0.5; done'; then
        rm -f "$STARTING"
    else
        echo "timed out after $START_TIMEOUT s while waiting for the docker daemon to start:" \
            "see above what it said, and give it longer (startTimeout) or more memory and cores if it was busy"
    fi
) &

exec tini -- dockerd
