# The language of definitions that are programs: sourced functions around Nodewright's helper, which fetches,
# verifies and builds. Descriptor 3 is the standard error of the whole build, 4 its log.

set -E
NODE_CONFIGURE_OPTS_ARRAY=("$@")
set --
BINARY_URL=
BINARY_ATTEMPT=

# What the helper has to know of the variables of this shell, exported or not.
nodewright_variables() {
  local prefix="$1"
  printf '%s\n' CC CFLAGS CONFIGURE_OPTS MAKE MAKE_OPTS MAKEOPTS MAKE_INSTALL_OPTS MAKE_INSTALL_TARGET \
    LDFLAGS CPPFLAGS PREFIX_PATH BUILD_PATH TMP KEEP_BUILD_PATH HAS_PATCH IPV4 IPV6 "${!NODE_@}"
  if [[ "$prefix" =~ ^[A-Z_][A-Z0-9_]*$ ]]; then
    printf '%s\n' "${prefix}_CONFIGURE" "${prefix}_PREFIX_PATH" "${prefix}_CONFIGURE_OPTS" "${prefix}_CFLAGS" \
      "${prefix}_MAKE_OPTS" "${prefix}_MAKE_INSTALL_OPTS"
  fi
}

nodewright_upper() { printf '%s' "$1" | tr 'a-z' 'A-Z'; }

# The elements of a list that package_option fills, with their number before them.
nodewright_list() {
  local reference="$1[@]"
  local elements=("${!reference}")
  NODEWRIGHT_LISTS+=("${#elements[@]}" "${elements[@]}")
}

nodewright() {
  local command="$1" package="$2"
  local prefix NODEWRIGHT_LISTS=()
  prefix="$(nodewright_upper "${package%%-*}")"
  if [[ "$prefix" =~ ^[A-Z_][A-Z0-9_]*$ ]]; then
    nodewright_list "${prefix}_CONFIGURE_OPTS_ARRAY"
    nodewright_list "${prefix}_MAKE_OPTS_ARRAY"
    nodewright_list "${prefix}_MAKE_INSTALL_OPTS_ARRAY"
  fi
  (
    trap - ERR
    # shellcheck disable=SC2046 # names hold no blanks
    export $(nodewright_variables "$prefix")
    NODEWRIGHT_BUILD_LISTS="${#NODEWRIGHT_LISTS[@]}" \
      exec "$NODEWRIGHT_BUILD_NODE" --input-type=module --eval "$NODEWRIGHT_BUILD_HELPER" -- \
      "${NODEWRIGHT_LISTS[@]}" "$@"
  )
}

platform() {
  [ -n "$NODEWRIGHT_PLATFORM" ] || NODEWRIGHT_PLATFORM="$(nodewright platform)"
  printf '%s\n' "$NODEWRIGHT_PLATFORM"
}

matches_platform() {
  local arch os distro
  IFS=: read -r arch os distro <<<"$(platform)"
  [ "$1" = "$os-$arch" ] || [ "$1" = "$distro-$arch" ]
}

binary() {
  [ -z "$BINARY_URL" ] || return 0
  if matches_platform "$1"; then BINARY_URL="$2"; fi
}

try_binary() { [ -n "$BINARY_URL" ] && [ -z "$SKIP_BINARY" ] && [ -z "$BINARY_ATTEMPT" ]; }

install_package() { install_package_using tarball 1 "$@"; }
install_git() { install_package_using git 2 "$@"; }

install_binary() {
  local name="${1##*/}"
  name="${name%.tar.gz*}"
  install_package "${name%.zip*}" "$1" copy "${@:2}"
}

# install_package_using KIND COUNT NAME LOCATION{COUNT} STEP...
install_package_using() {
  local kind="$1" count="$2" name="$3"
  shift 3
  local location=("${@:1:$count}") steps=() condition=
  shift "$count"
  local word
  for word; do
    if [ -n "$condition" ]; then
      "$word" || return 0
      condition=
    elif [ "$word" = --if ]; then condition=1
    else steps+=("$word"); fi
  done

  if try_binary; then
    BINARY_ATTEMPT=true
    install_binary "$BINARY_URL" "${steps[@]}"
    BINARY_ATTEMPT=
    SKIP_BINARY=true
    return 0
  fi

  pushd "$BUILD_PATH" >&4
  "fetch_$kind" "$name" "${location[@]}"
  make_package "$name" "${steps[@]}"
  popd >&4
  printf 'Installed %s to %s\n\n' "$name" "$PREFIX_PATH" >&2
}

fetch_tarball() { nodewright fetch-archive "$1" "$2"; }
fetch_git() {
  if type git &>/dev/null; then nodewright fetch-git "$@"
  else
    # It says that git is missing; there is no failed build to report.
    nodewright fetch-git "$@" || exit 1
  fi
}
http() { nodewright http "$@"; }
mirror() { nodewright mirror "$@"; }
verify_checksum() { nodewright verify "$1" "$2"; }

make_package() {
  local name="$1"
  shift
  pushd "$name" >&4
  before_install_package "$name"
  build_package "$name" "$@"
  after_install_package "$name"
  popd >&4
}

before_install_package() { :; }
after_install_package() { :; }

build_package() {
  local name="$1" step
  shift
  [ "$#" -gt 0 ] || set -- standard
  printf 'Installing %s...\n' "$name" >&2
  if [ -n "$HAS_PATCH" ]; then apply_node_patch "$name"; fi
  # shellcheck disable=SC2048 # "standard copy" are two steps
  for step in $*; do "build_package_$step" "$name"; done
}

apply_node_patch() { nodewright patch "$1"; }

is_node_package() {
  case "$1" in node-* | iojs-*) return 0 ;; *) return 1 ;; esac
}

package_option() {
  local variable
  variable="$(nodewright_upper "$1_$2")_OPTS_ARRAY"
  local reference="$variable[@]"
  shift 2
  # shellcheck disable=SC2034 # the next line assigns it
  local elements=("${!reference}" "$@")
  eval "$variable=(\"\${elements[@]}\")"
}

build_package_standard() {
  build_package_standard_build "$@"
  build_package_standard_install "$@"
}
build_package_standard_build() { nodewright step "$1" standard_build; }
build_package_standard_install() { nodewright step "$1" standard_install; }
build_package_autoconf() { nodewright step "$1" autoconf; }
build_package_copy() { build_package_copy_to "$PREFIX_PATH"; }
build_package_copy_to() { PREFIX_PATH="$1" nodewright step "" copy; }
build_package_ldflags_dirs() { nodewright step "$1" ldflags_dirs; }
build_package_jxcore_npm() { nodewright step "$1" jxcore_npm; }
build_package_warn_eol() { nodewright step "$1" warn_eol 2>&3; }
build_package_warn_lts_maintenance() { nodewright step "$1" warn_lts_maintenance 2>&3; }
build_package_jxcore_v8_328() { CONFIGURE_OPTS="--engine-v8-3-28 $CONFIGURE_OPTS"; }
build_package_jxcore_spidermonkey() { CONFIGURE_OPTS="--engine-mozilla $CONFIGURE_OPTS"; }
build_package_enable_shared() {
  if [[ " $NODE_CONFIGURE_OPTS " != *" --disable-shared"* ]]; then package_option node configure --enable-shared; fi
}
build_package_graal() {
  nodewright step "$1" graal
  cd "$PREFIX_PATH"
}

fix_jxcore_directory_structure() {
  mkdir -p "$PREFIX_PATH/bin"
  if [ -x "$PREFIX_PATH/jx" ]; then mv -f "$PREFIX_PATH/jx" "$PREFIX_PATH/bin"; fi
  ln -sf jx "$PREFIX_PATH/bin/node"
  ln -sf ../libexec/.jx/npm/bin/npm-cli.js "$PREFIX_PATH/bin/npm"
}

# What older definitions may still ask for.
require_gcc() { :; }
require_llvm() { :; }

is_mac() {
  [ "$(uname -s)" = Darwin ] || return 1
  [ $# -eq 0 ] || [ "$(osx_version)" -ge "$1" ]
}
osx_version() {
  local major minor
  IFS=. read -r major minor _ <<<"$(sw_vers -productVersion)"
  printf '%s\n' "$((major * 100 + minor))"
}
is_freebsd() { [ "$(uname -s)" = FreeBSD ]; }
num_cpu_cores() { nodewright cpu-cores; }
version() { printf '%s\n' "${NODEWRIGHT_BUILD_VERSION:-node-build}"; }
capitalize() { nodewright_upper "$1"; }
sanitize() { printf '%s' "$1" | sed 's/[^A-Za-z0-9.-]/_/g; s/__*/_/g'; }
colorize() {
  if [ -t 1 ]; then printf '\e[%sm%s\e[m' "$1" "$2"
  else printf '%s' "$2"; fi
}

build_failed() {
  printf '%s\n' "$BINARY_ATTEMPT" >"$NODEWRIGHT_BUILD_FAILURE"
  exit 1
}
trap build_failed ERR

# shellcheck disable=SC1090
source "$DEFINITION_PATH"
trap - ERR
exit 0
