#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
CC="$(cached gcc)"
CXX="$(cached g++)"
export CC CXX
node_make binary

# `make binary` packs the release build; the archives get the debug one in its place, and are otherwise the same.
name="node-$VERSION-linux-x64-debug"
tar -xf "$name.tar.gz"
cp out/Debug/node "$name/bin/node"
tar -czf "$OUT/$name.tar.gz" "$name"
tar -cJf "$OUT/$name.tar.xz" "$name"
