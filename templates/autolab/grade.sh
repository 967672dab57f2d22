#!/usr/bin/env bash
# Grades handin.tgz. Everything but the report goes to standard error: Autolab reads the last line of standard output.
# Without a verdict that line is missing, so that no score is posted, and Autolab says that the grading failed.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/labs.env"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/submission"
if ! tar xzf handin.tgz -C "$work/submission" --no-same-owner; then
  echo 'handin.tgz cannot be unpacked: hand in the folder with your code as a .tgz'
  exit 1
fi
if [ -n "${LABS_COMMAND:-}" ]; then
  labs=$LABS_COMMAND
else
  npm install --no-audit --no-fund --loglevel=error --prefix "$work" "$here/labs.tgz" >&2 || exit 1
  labs=$work/node_modules/.bin/labs
fi

cd "$work/submission" || exit 1
# shellcheck disable=SC2086
"$labs" ci $LABS_PARTS --config "$here/grading.config.json" --submission . --host process --reports "$work/reports" \
  --reporter json --report "autolab=$work/report" > /dev/null
status=$?
if [ "$status" -le 1 ] || [ "$status" -ge 3 ]; then
  cat "$work/report" && exit 0
fi
echo "the autograder failed (exit code $status): ask the staff"
exit 1
