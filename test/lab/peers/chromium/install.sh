#!/usr/bin/env bash
# Installs Debian's Chromium when there is none. Must run as root on a Debian machine. Idempotent.
set -euo pipefail
[ -x /usr/bin/chromium ] && exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends chromium fonts-noto-core fonts-liberation
