#!/bin/sh
# What pre-commit runs: `ci-aws-credentials trust lint` of this checkout.
set -eu
if ! command -v node >/dev/null; then
  echo 'trust-lint needs Node 20 or later, and there is no node on PATH.' >&2
  exit 1
fi
exec node "$(dirname "$0")/../dist/cli.js" trust lint "$@"
