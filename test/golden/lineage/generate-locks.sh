#!/usr/bin/env bash
# Lock files written by the tools: uv 0.13.9 (uv lock, uv export), pipenv 2026.10.3, npm, pip freeze.
# Needs a PyPI index. Usage: generate-locks.sh <folder with the tools' venv> test/golden/lineage/locks
set -euo pipefail
tools="$(realpath "$1")"; out="$(realpath -m "$2")"; work="$(mktemp -d)"
mkdir -p "$out"
cd "$work"
printf '[project]\nname = "demo"\nversion = "0.1.0"\nrequires-python = ">=3.11"\ndependencies = ["requests[socks]==2.32.5", "Jinja2"]\n' > pyproject.toml
"$tools/bin/uv" lock -q && cp uv.lock "$out/uv.lock"
"$tools/bin/uv" export -q --format requirements-txt > "$out/requirements.txt"
mkdir pipenv && cd pipenv
printf '[[source]]\nurl = "%s"\nverify_ssl = true\nname = "pypi"\n[packages]\nrequests = "==2.32.5"\n' "$(pip config get global.index-url 2>/dev/null || echo https://pypi.org/simple)" > Pipfile
PIPENV_IGNORE_VIRTUALENVS=1 "$tools/bin/pipenv" lock -q 2>/dev/null && cp Pipfile.lock "$out/Pipfile.lock"
cd ..
"$tools/bin/pip" freeze --all > "$out/freeze.txt"
mkdir npm && cd npm && echo '{"name":"d","version":"1.0.0","dependencies":{"left-pad":"1.3.0"}}' > package.json
npm install --package-lock-only --no-audit --no-fund --loglevel=error && cp package-lock.json "$out/package-lock.json"
