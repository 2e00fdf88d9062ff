#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
CC="$(cached clang-19 --target=riscv64-linux-gnu -march=rv64gc)"
CXX="$(cached clang++-19 --target=riscv64-linux-gnu -march=rv64gc)"
CC_host="$(cached clang-19)"
CXX_host="$(cached clang++-19)"
export CC CXX CC_host CXX_host
make_binary
