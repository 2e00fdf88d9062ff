#!/bin/bash
# The toolchain of an image of CentOS 7: its own packages, and what is built from source because they are too old.
set -euo pipefail

packages() {
  sed -i -e 's/^mirrorlist/#&/' -e 's|^#baseurl=http://mirror.centos.org|baseurl=https://vault.centos.org|' \
    /etc/yum.repos.d/CentOS-*.repo
  # Unsigned: that it comes by https is all there is. It compiles the GCC that compiles Node.js.
  cat >/etc/yum.repos.d/devtoolset-12.repo <<'REPO'
[devtoolset-12]
name=devtoolset-12
baseurl=https://buildlogs.centos.org/c7-devtoolset-12.x86_64/
gpgcheck=0
REPO
  yum install -y epel-release
  yum install -y bzip2 ccache devtoolset-12 gcc-c++ make
}

# source URL SHA256 ARGUMENT...: builds and installs an archive, if its bytes are those.
source_archive() {
  local url=$1 sha256=$2 folder
  shift 2
  folder="$(mktemp -d)"
  curl -fsSL -o "$folder/source.tar.xz" "$url"
  echo "$sha256  $folder/source.tar.xz" | sha256sum -c -
  tar -xJf "$folder/source.tar.xz" -C "$folder" --strip-components=1
  set +u
  . /opt/rh/devtoolset-12/enable
  set -u
  cd "$folder"
  # GCC's script checks what it fetches by digests of its own.
  if [ -x contrib/download_prerequisites ]; then contrib/download_prerequisites; fi
  ./configure "$@"
  make -j"$(nproc)"
  make install
  cd /
  rm -rf "$folder"
}

case "$1" in
  packages) packages ;;
  source) shift; source_archive "$@" ;;
  *) echo "usage: $0 packages | source URL SHA256 ARGUMENT..." >&2; exit 2 ;;
esac
