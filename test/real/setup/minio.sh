#!/usr/bin/env bash
# MinIO from its Go module, built into $MLOPS_REAL_CACHE/go.
set -euo pipefail
version=v0.0.0-20260212201848-7aac2a2c5b7c
root="$MLOPS_REAL_CACHE/go"
stamp="$root/.minio-$version"
if [ ! -f "$stamp" ]; then
  mkdir -p "$root"
  GOBIN="$root" go install "github.com/minio/minio@$version"
  touch "$stamp"
fi
