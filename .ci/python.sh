#!/bin/sh
# Makes .build/venv with the packages of the requirements files named; does nothing where it holds
# them already.
set -eu
cd "$(dirname "$0")/.."
venv=.build/venv
wanted=$(cat "$@" | cksum)
[ -f "$venv/wanted" ] && [ "$(cat "$venv/wanted")" = "$wanted" ] && exit 0
echo "Installing Python packages into $venv: $*" >&2
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
for file in "$@"; do "$venv/bin/python" -m pip install -q --disable-pip-version-check -r "$file"; done
printf '%s\n' "$wanted" > "$venv/wanted"
