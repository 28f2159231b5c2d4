#!/bin/bash
# Starts a MongoDB server; before its very first start, puts the first documents into artists.photographers.
set -euo pipefail

data=/data/db
marker=$data/.photographers
server=$(command -v mongod || command -v ferretdb)
# The first process of a container gets no signal without a trap; the next start makes good for what is broken off.
trap 'exit 143' TERM INT

# Nobody gets in before all is there: it is done on another port, and inside the container alone.
initialise() {
    "$server" --bind_ip 127.0.0.1 --port 27018 --dbpath "$data" &
    local pid=$!
    # What an interrupted run inserted is found by its name and not inserted again.
    mongoimport --quiet --uri mongodb://127.0.0.1:27018/artists --collection photographers \
        --jsonArray --mode upsert --upsertFields name --file /photographers.json
    kill "$pid"
    wait "$pid" || true
    # Last, so that only a complete run counts.
    sync
    touch "$marker"
}

if [ ! -e "$marker" ]; then initialise; fi
exec "$server" --bind_ip 0.0.0.0 --port 27017 --dbpath "$data"
