#!/usr/bin/env bash
# Grabs everything, waits for the end and answers with it, as the old application did.
#   GRABBER_URL=... GRABBER_KEY=... SESSION_ID=... ./grab-and-wait.sh
set -euo pipefail

curl --silent --show-error --fail-with-body --max-time 150 \
  -H "X-API-Key: $GRABBER_KEY" "$GRABBER_URL/api/sessions/$SESSION_ID/grab-all"
