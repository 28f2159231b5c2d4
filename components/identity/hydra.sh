#!/bin/sh
# Starts hydra with the system secret that is kept beside its data.
set -eu

SECRETS_SYSTEM=$(cat /secret/system)
export SECRETS_SYSTEM
# No usage report to anyone: behind an air gap it would only time out.
exec hydra serve --config "$CONFIG" all --sqa-opt-out
