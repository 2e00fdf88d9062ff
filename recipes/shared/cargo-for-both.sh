#!/bin/sh
# cargo for a cross build: Node's gyp files ask for one library of crates, but mksnapshot runs here and node there, so
# that it is built for both. crates-of-each-toolset.py has each take its own.
set -eu
here=x86_64-unknown-linux-musl
there=aarch64-unknown-linux-musl
export PATH="/opt/rust/bin:$PATH"

directory='' previous=''
for argument; do
  [ "$previous" != --target-dir ] || directory=$argument
  previous=$argument
done
# A build names where it goes; all else, such as --version, is cargo's own business.
[ -n "$directory" ] || exec /opt/rust/bin/cargo "$@"

for triple in "$here" "$there"; do /opt/rust/bin/cargo "$@" --target "$triple"; done
# The rule's output has no triple in its path.
for profile in release debug; do
  built="$directory/$there/$profile/libnode_crates.a"
  [ ! -f "$built" ] || install -D "$built" "$directory/$profile/libnode_crates.a"
done
