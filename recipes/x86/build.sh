#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
without_getrandom
if [ "$(major)" -ge 16 ]; then . /opt/rh/devtoolset-9/enable; fi
CC="$(cached gcc)"
CXX="$(cached g++)"
export CC CXX
export CFLAGS=-m32 CXXFLAGS=-m32
make_binary
