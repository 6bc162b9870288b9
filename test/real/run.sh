#!/usr/bin/env bash
# Installs the real servers and reference libraries the suite is tested against, then runs test/real. Fails, never skips.
set -euo pipefail
cd "$(dirname "$0")/../.."
export MLOPS_REAL_CACHE="${MLOPS_REAL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mlops-actions}"
mkdir -p "$MLOPS_REAL_CACHE"
for setup in test/real/setup/*.sh; do
  echo "== $setup"
  bash "$setup"
done
export PATH="$MLOPS_REAL_CACHE/venv/bin:$PATH"
exec npx vitest run --config vitest.real.config.ts "$@"
