#!/usr/bin/env bash
# The grading step of classroom.yml: judges the folder that is given and sets the output `result` to what
# classroom-resources/autograding-grading-reporter reads. Run in the workbook's folder.
#
#   classroom.sh <submission> [options of `npm run grade`]
set -uo pipefail

submission=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Nothing that is printed meanwhile is a command for the runner: a learner may have written it.
token=$(node -e 'console.log(crypto.randomUUID())')
echo "::stop-commands::$token"
npm run --silent grade -- "$submission" --out "$work" --format classroom "$@" 2>&1 | tee "$work/log"
echo "::$token::"

if [ -f "$work/classroom/result.base64" ]; then
  result=$(cat "$work/classroom/result.base64")
else
  # An error without points: the reporter fails the job, and tells Classroom nothing.
  result=$(node -e '
    const log = require("node:fs").readFileSync(process.argv[1], "utf8")
    const told = log.slice(-2000).replaceAll("::", ": :").replaceAll("##[", "## [")
    const test = { name: "It could not be judged", status: "error", message: told, test_code: told, filename: "", line_no: 0, duration: 0 }
    const result = { version: 1, status: "error", max_score: 0, tests: [test] }
    process.stdout.write(Buffer.from(JSON.stringify(result)).toString("base64"))
  ' "$work/log")
fi
echo "result=$result" >>"$GITHUB_OUTPUT"
