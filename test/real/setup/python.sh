#!/usr/bin/env bash
# Python reference libraries of requirements.txt, in a virtual environment outside the repository.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
venv="$MLOPS_REAL_CACHE/venv"
stamp="$venv/.requirements"
if ! cmp -s "$here/requirements.txt" "$stamp"; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$stamp"
fi
