#!/usr/bin/env bash
# Creates a session, waits while you scan its QR code with the phone (WhatsApp > Linked devices), and prints the session's id.
#   GRABBER_URL=http://127.0.0.1:8000 GRABBER_KEY=... ./link-account.sh
set -euo pipefail

api() { curl --silent --show-error --fail-with-body -H "X-API-Key: $GRABBER_KEY" -H 'Content-Type: application/json' "$@"; }
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

session=$(api -X POST "$GRABBER_URL/api/sessions" -d '{"name": "Contoh curl"}' | field session_id)

qr_shown=''
for _ in $(seq 240); do
  state=$(api "$GRABBER_URL/api/sessions/$session/status")
  case $state in
    *'"sync_state":"complete"'* | *'"sync_state":"incomplete"'*) break ;;
    *'"status":"qr_ready"'*)
      # `qr_code` holds the same as a picture; open it in a browser.
      [ -n "$qr_shown" ] || api "$GRABBER_URL/api/sessions/$session/qr" | field qr_raw >&2
      qr_shown=yes
      ;;
  esac
  sleep 0.5
done

echo "$session"
