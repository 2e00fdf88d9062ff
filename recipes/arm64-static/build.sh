#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
CC="$(cached /opt/aarch64-linux-musl/bin/aarch64-linux-musl-gcc)"
CXX="$(cached /opt/aarch64-linux-musl/bin/aarch64-linux-musl-g++ -static-libstdc++)"
CC_host="$(cached gcc)"
CXX_host="$(cached g++)"
export CC CXX CC_host CXX_host
# This toolchain adds no build id by itself, and tools that inject into an executable look for its note.
export LDFLAGS=-Wl,--build-id=sha1
python3 "$RECIPE/shared/crates-of-each-toolset.py"
make_binary
