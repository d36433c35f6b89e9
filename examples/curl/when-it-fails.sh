#!/usr/bin/env bash
# What a failure looks like: a status, a text for people in the language asked for, a code for programs, and an id to find it in the log.
#   GRABBER_URL=... GRABBER_KEY=... ./when-it-fails.sh
set -euo pipefail

answer=$(curl --silent --show-error --write-out '\n%{http_code}' \
  -H "X-API-Key: $GRABBER_KEY" -H 'Accept-Language: en' "$GRABBER_URL/api/sessions/no-such-session/status")
echo "$answer"
grep -q '"code":"session_not_found"' <<<"$answer"
[ "${answer##*$'\n'}" = 404 ]
