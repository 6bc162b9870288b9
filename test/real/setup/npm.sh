#!/usr/bin/env bash
# npm packages too large for everybody's npm ci: npm.txt, installed outside the repository.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$MLOPS_REAL_CACHE/npm"
if ! cmp -s "$here/npm.txt" "$root/.npm.txt"; then
  mkdir -p "$root"
  [ -f "$root/package.json" ] || echo '{"private":true}' > "$root/package.json"
  xargs -a <(grep -v '^#' "$here/npm.txt" | awk 'NF') npm install --prefix "$root" --no-audit --no-fund --loglevel=error
  cp "$here/npm.txt" "$root/.npm.txt"
fi
