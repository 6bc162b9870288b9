#!/usr/bin/env bash
# distribution 3 (the `registry:3` image's program), built from its Go module into $MLOPS_REAL_CACHE/go.
set -euo pipefail
version=v3.0.0
root="$MLOPS_REAL_CACHE/go"
stamp="$root/.registry-$version"
if [ ! -f "$stamp" ]; then
  mkdir -p "$root"
  GOBIN="$root" go install "github.com/distribution/distribution/v3/cmd/registry@$version"
  touch "$stamp"
fi
