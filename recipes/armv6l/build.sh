#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
without_getrandom
tools=/opt/crosstools/x64-gcc-12.3.0-glibc-2.28/arm-rpi-linux-gnueabihf/bin/arm-rpi-linux-gnueabihf
CC="$(cached "$tools-gcc" -march=armv6zk)"
CXX="$(cached "$tools-g++" -march=armv6zk)"
CC_host="$(cached gcc-12 -m32)"
CXX_host="$(cached g++-12 -m32)"
export CC CXX CC_host CXX_host
make_binary
