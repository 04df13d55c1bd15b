#!/usr/bin/env bash
# Installs Home Assistant, its frontend included, into a Debian of its own (Home Assistant needs a newer Python than
# Debian stable has). Must run as root on a Debian machine. Idempotent: a finished install is recognised by its
# stamp and takes no time.
#
# Environment: HA_VERSION (which Home Assistant), HA_ROOT (the folder of that Debian).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
: "${HA_VERSION:?which Home Assistant to install}" "${HA_ROOT:?the folder to install into}"
stamp=$HA_ROOT/opt/ha/.ready-$HA_VERSION-$(cat "$here/install.sh" "$here/resolve.py" | sha256sum | cut -c1-12)

# A machine that was restarted has lost the mount; the stamp alone does not say that it is there.
mount_proc() { mountpoint -q "$HA_ROOT/proc" || mount -t proc proc "$HA_ROOT/proc"; }

if [ -f "$stamp" ]; then
  mount_proc
  exit 0
fi

export DEBIAN_FRONTEND=noninteractive
if ! command -v debootstrap >/dev/null; then
  apt-get update -q
  apt-get install -y -q --no-install-recommends debootstrap
fi

if [ ! -f "$HA_ROOT/opt/ha/.debian" ]; then
  # The mirror and the keyring are those of the machine's own apt.
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -E '/debian/?$' | sed -n 1p)
  if [ ! -x "$HA_ROOT/usr/bin/python3.14" ]; then
    scripts=/usr/share/debootstrap/scripts
    [ -e "$scripts/forky" ] || ln -s sid "$scripts/forky"
    debootstrap --variant=minbase --include=ca-certificates,python3,python3-venv,python3-dev,g++ forky "$HA_ROOT" "$mirror"
  fi
  mkdir -p "$HA_ROOT/opt/ha"
  touch "$HA_ROOT/opt/ha/.debian"
fi

# Name resolution, pip settings and trust store of the machine.
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
  if [ -e "$file" ]; then install -D -m644 "$file" "$HA_ROOT$file"; fi
done

mount_proc
cp "$here/resolve.py" "$HA_ROOT/opt/ha/"
chroot "$HA_ROOT" env -u PIP_FIND_LINKS HA_VERSION="$HA_VERSION" bash -euo pipefail -c '
  cd /opt/ha
  [ -x venv/bin/pip ] || python3 -m venv venv
  venv/bin/pip install -q --prefer-binary "homeassistant==$HA_VERSION"
  core=$(venv/bin/python -c "import importlib.util, os; print(os.path.dirname(importlib.util.find_spec(\"homeassistant\").origin))")
  venv/bin/python resolve.py "$core" > requirements.txt
  venv/bin/pip install -q --prefer-binary -c "$core/package_constraints.txt" -r requirements.txt
'
touch "$stamp"
echo "installed Home Assistant $HA_VERSION in $HA_ROOT"
