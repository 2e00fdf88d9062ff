#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
# configure wants the sources only; --without-npm lets `make` pass over what headers do not have.
node_make tar-headers
mv node-"$VERSION"-headers.tar.?z "$OUT/"
