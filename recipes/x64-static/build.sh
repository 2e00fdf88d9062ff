#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
CC="$(cached gcc)"
CXX="$(cached g++)"
export CC CXX
make_binary
