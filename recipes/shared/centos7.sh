# What Node.js needs to be built on CentOS 7, whose glibc is 2.17. Sourced after node.sh.

# at_least MAJOR MINOR: whether the version is that or a later one.
at_least() {
  minor="${VERSION#v*.}"
  minor="${minor%%.*}"
  [ "$(major)" -gt "$1" ] || { [ "$(major)" -eq "$1" ] && [ "$minor" -ge "$2" ]; }
}

# adapt_to_glibc_217: takes out what asks the C library or the kernel for more than there is.
adapt_to_glibc_217() {
  without_getrandom
  # c-ares 1.33.0 uses a flag that this system does not have: https://github.com/c-ares/c-ares/issues/850
  if grep -q 'ARES_VERSION_STR "1\.33\.0"' deps/cares/include/ares_version.h; then
    sed -i 's/MSG_FASTOPEN/TCP_FASTOPEN_CONNECT/g' deps/cares/src/lib/ares__socket.c
  fi
  # Control of WebAssembly's memory wants memfd_create, of glibc 2.27.
  for file in deps/v8/src/wasm/wasm-objects.cc deps/v8/src/d8/d8.cc; do
    if [ -f "$file" ]; then sed -i 's/#if V8_TARGET_OS_LINUX/#if 0/' "$file"; fi
  done
}

# choose_tools: the Python and the GCC that this version is built with.
choose_tools() {
  if at_least 22 3; then
    export PYTHON=python3.13 PATH="/opt/gcc15/bin:$PATH" LD_LIBRARY_PATH=/opt/gcc15/lib64
    # The systems that this is for have the libraries of their time, not those of GCC 15.
    export LDFLAGS='-static-libstdc++ -static-libgcc'
  else
    export PYTHON=python3.9
  fi
  set +eu
  . /opt/rh/devtoolset-12/enable
  set -eu
  if at_least 22 3; then export PATH="/opt/gcc15/bin:$PATH"; fi
}
