#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
. "$RECIPE/shared/centos7.sh"
adapt_to_glibc_217
choose_tools
CC="$(cached gcc)"
CXX="$(cached g++)"
export CC CXX
make_binary
