#!/bin/bash
# Starts PostgreSQL with the roles, passwords and databases of DATABASES; on an empty volume, makes the cluster first.
set -euo pipefail

volume=/var/lib/postgresql/data
export PGDATA=$volume/cluster
# Recovery after a crash takes as long as it takes; given up, it would start from its beginning again.
export PGCTLTIMEOUT=86400
# The next start makes good for what is broken off here; without a trap the first process of a container gets no signal.
trap 'exit 143' TERM INT

# The cluster gets its name last, so that what an interrupted run made does not count.
if [ ! -d "$PGDATA" ]; then
    rm -rf "$volume/new"
    initdb --pgdata "$volume/new" --username postgres --auth peer --encoding UTF8 --locale C.UTF-8 >/dev/null
    mv "$volume/new" "$PGDATA"
fi
# One that was killed leaves the number of a process of its own container behind, which may be another one's here.
rm -f "$PGDATA/postmaster.pid"

cat >"$PGDATA/pg_hba.conf" <<'END'
local all postgres peer
host all all all scram-sha-256
END

# Nobody gets in over TCP before the passwords are those of now.
pg_ctl start --silent --wait --options "-c listen_addresses=''"
IFS=, read -ra databases <<<"$DATABASES"
for entry in "${databases[@]}"; do
    database=${entry%%:*} user=${entry#*:}
    variable=${user^^}
    variable=PASSWORD_${variable//-/_}
    [ -n "${!variable:-}" ] || { echo "$variable is not set" >&2; exit 1; }
    echo "asserting role $user and database $database"
    # psql reads the password from its environment, as arguments can be seen by others; a failed statement is not logged.
    psql --no-psqlrc --quiet --dbname postgres --set ON_ERROR_STOP=1 \
        --set database="$database" --set user="$user" --set variable="$variable" <<'END'
\getenv password :variable
SET log_min_error_statement = panic;
SELECT format('CREATE ROLE %I', :'user') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'user') \gexec
SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', :'user', :'password') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'user')
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
END
done
pg_ctl stop --silent --wait --mode fast

unset "${!PASSWORD_@}"
exec postgres -c listen_addresses='*'
