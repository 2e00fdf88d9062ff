# Sourced after node-build's own functions: what they would fetch and build is printed instead of done.
# Variables: DEFINITION_DIR, what to trace; INDEX_TAB, what any index is.

trace() {
  local IFS=$'\t'
  printf '%s\n' "$*"
}

split_location() {
  location_url="$1" location_sum=
  if [ "$1" != "${1/\#}" ]; then
    location_url="${1%%#*}" location_sum="${1#*#}"
  fi
}

binary() {
  split_location "$2"
  trace binary "$1" "$location_url" "$location_sum"
}

fetch_tarball() {
  split_location "$2"
  trace archive "$1" "$location_url" "$location_sum"
}

fetch_git() { trace git "$@"; }

make_package() {
  local name="$1"
  shift
  before_install_package "$name"
  trace steps "$*"
  after_install_package "$name"
}

build_package_warn_eol() { trace notice end-of-life; }
build_package_warn_lts_maintenance() { trace notice maintenance; }
echo() { trace message "$*"; }
http() { cat "$INDEX_TAB"; }
pushd() { :; }
popd() { :; }

exec 4>/dev/null
for definition in "$DEFINITION_DIR"/*; do
  trace file "${definition##*/}"
  (
    trap 'trace failed; exit' ERR
    source "$definition"
  ) 2>/dev/null
done
exit 0
