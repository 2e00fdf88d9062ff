#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
CC="$(cached riscv64-linux-gnu-gcc-14)"
CXX="$(cached riscv64-linux-gnu-g++-14)"
CC_host="$(cached gcc-13)"
CXX_host="$(cached g++-13)"
export CC CXX CC_host CXX_host
make_binary
