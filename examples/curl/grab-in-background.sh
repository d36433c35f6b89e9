#!/usr/bin/env bash
# Starts a grab, follows it as it goes, and shows its result and what could not be read.
#   GRABBER_URL=... GRABBER_KEY=... SESSION_ID=... ./grab-in-background.sh
set -euo pipefail

api() { curl --silent --show-error --fail-with-body -H "X-API-Key: $GRABBER_KEY" -H 'Content-Type: application/json' "$@"; }

grabs="$GRABBER_URL/api/sessions/$SESSION_ID/grabs"
grab=$(api -X POST "$grabs" -d '{"kind": "all"}' | sed -n 's/.*"grab":{"id":\([0-9]*\).*/\1/p')

# The stream ends with the grab.
api --no-buffer -H 'Accept: text/event-stream' "$grabs/$grab/events"
api "$grabs/$grab"
echo
api "$grabs/$grab/errors?limit=100"
