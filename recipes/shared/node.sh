# The steps that recipes for Node.js have in common. Sourced; the variables come from the runner.

# unpack_source: the verified source into the working directory, and into it.
unpack_source() {
  tar -xf "$SOURCE"
  cd "node-$VERSION" || exit
  export CCACHE_BASEDIR="$PWD"
}

# cached COMPILER...: the compiler behind ccache, where there is one and a cache was given.
cached() {
  if [ -n "${CCACHE_DIR:-}" ] && command -v ccache >/dev/null; then echo "ccache $*"; else echo "$*"; fi
}

# major: the major version.
major() {
  v="${VERSION#v}"
  echo "${v%%.*}"
}

# without_getrandom: c-ares' prepared configuration asks for what old C libraries lack.
without_getrandom() {
  for name in HAVE_SYS_RANDOM_H HAVE_GETRANDOM; do
    sed -i "s|#define $name 1|/* $name */|" deps/cares/config/linux/ares_config.h
  done
}

# node_make TARGET...: Node's Makefile, told which release and which target this is.
node_make() {
  # Headers are for every target: nothing of one is set.
  make -j"$JOBS" V= ${DESTCPU:+DESTCPU="$DESTCPU" ARCH="$ARCH" VARIATION="$VARIATION"} DISTTYPE="$DISTTYPE" \
    CUSTOMTAG="$CUSTOMTAG" DATESTRING="$DATESTRING" COMMIT="$COMMIT" RELEASE_URLBASE="$RELEASE_URLBASE" \
    CONFIG_FLAGS="$CONFIG_FLAGS" "$@"
}

# make_binary: both archives, into $OUT.
make_binary() {
  node_make binary
  mv node-"$VERSION"-*.tar.?z "$OUT/"
}
