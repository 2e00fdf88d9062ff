#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
CXX="$(cached "${CXX:-g++}")"
export CXX
make_binary
