#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
CC="$(cached gcc)"
CXX="$(cached g++)"
export CC CXX
export CFLAGS=-O1 CXXFLAGS=-O1
make_binary
