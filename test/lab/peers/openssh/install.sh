#!/usr/bin/env bash
# Installs Debian's OpenSSH server when there is none, without letting it start a service of its own: the lab runs its own
# instance, on loopback. Must run as root on a Debian machine. Idempotent.
set -euo pipefail
if [ ! -x /usr/sbin/sshd ]; then
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -y -q --no-install-recommends openssh-server
fi
# sshd wants this folder, which is gone after a restart of the machine.
mkdir -p /run/sshd
