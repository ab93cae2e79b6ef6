#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image of the autograder (Ubuntu).
# The archive to upload is made in the workbook's folder:
#
#   git archive --output autograder.zip HEAD
#   zip --junk-paths autograder.zip runner/gradebook/ready/setup.sh runner/gradebook/ready/run_autograder
set -euo pipefail

export DEBIAN_FRONTEND=noninteractive
apt-get update
# bubblewrap and util-linux make the walls that submissions run behind, where the container allows any.
apt-get install --yes ca-certificates curl bubblewrap util-linux
curl --fail --silent --show-error --location https://deb.nodesource.com/setup_22.x | bash -
apt-get install --yes nodejs

cd /autograder/source
npm ci
