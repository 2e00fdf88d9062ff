#!/bin/sh
# install-rust.sh URL SHA256: unpacks a part of Rust into /opt/rust, if its bytes are those.
set -eu
url=$1 sha256=$2
folder="$(mktemp -d)"
curl -fsSL -o "$folder/rust.tar.xz" "$url"
echo "$sha256  $folder/rust.tar.xz" | sha256sum -c -
xz -dc "$folder/rust.tar.xz" | tar -x -C "$folder"
for component in rustc cargo rust-std; do
  for part in "$folder"/rust-*/"$component"*; do
    [ ! -f "$part/manifest.in" ] || parts="${parts:+$parts,}${part##*/}"
  done
done
for installer in "$folder"/rust-*/install.sh; do
  "$installer" --prefix=/opt/rust --components="$parts" --disable-ldconfig
done
rm -rf "$folder"
