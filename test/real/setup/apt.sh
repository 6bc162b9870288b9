#!/usr/bin/env bash
# Debian packages named in apt.txt, one a line.
set -euo pipefail
mapfile -t wanted < <(grep -hv '^#' "$(dirname "$0")/apt.txt" | awk 'NF')
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
