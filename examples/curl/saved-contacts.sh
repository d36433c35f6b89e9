#!/usr/bin/env bash
# Reads what is saved: at once, by type, and page by page.
#   GRABBER_URL=... GRABBER_KEY=... SESSION_ID=... ./saved-contacts.sh
set -euo pipefail

api() { curl --silent --show-error --fail-with-body -H "X-API-Key: $GRABBER_KEY" "$@"; }

contacts="$GRABBER_URL/api/sessions/$SESSION_ID/contacts"
api --compressed "$contacts" >/dev/null
api "$contacts?type=individual" >/dev/null
api "$contacts?type=group" >/dev/null

cursor='' pages=0
while :; do
  page=$(api "$contacts?limit=20${cursor:+&cursor=$cursor}")
  pages=$((pages + 1))
  cursor=$(sed -n 's/.*"next_cursor":"\([^"]*\)".*/\1/p' <<<"$page")
  [ -n "$cursor" ] || break
done
echo "$pages pages"
