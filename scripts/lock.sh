#!/usr/bin/env bash
# Make the pinned, hashed requirement files anew from pyproject.toml. Run by `make lock`; needs the network.
# The files name no registry: each machine takes them from the registry that it is set up for.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.tools/bin/uv
lock() { "$uv" pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --custom-compile-command "make lock" "$@"; }

lock --python-version 3.10 --python-platform x86_64-unknown-linux-gnu \
     --group bot --override requirements/bot.overrides.txt -o requirements/bot.txt
lock --universal --python-version 3.12 --group actions -o requirements/actions.txt
lock --universal --python-version 3.8 requirements/tools.in -o requirements/tools.txt
