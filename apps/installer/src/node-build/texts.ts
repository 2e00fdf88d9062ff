/** The release of node-build whose behaviour this is. */
export const COMPATIBLE_VERSION = "5.4.49";

/** The first two lines and the flags are what scripts look for. */
export const USAGE = `Usage: node-build [-kpv] <definition> <prefix>
       node-build --definitions
       node-build --version

  -c/--compile     Compile, even where a binary fits
  -k/--keep        Leave the source tree in place afterwards
  -p/--patch       Apply the patch on stdin before building
  -v/--verbose     Print the log while it grows
  -4/--ipv4        Resolve names to IPv4 addresses only
  -6/--ipv6        Resolve names to IPv6 addresses only
  --definitions    List every definition there is
  -l/--list        List the newest maintained release of each line
  --version        Show the version of node-build

`;

/**
 * What `--lib` prints: a bash function that sorts a command line into OPTIONS (long ones without their
 * dashes, short ones apart), ARGUMENTS and, after `--`, EXTRA_ARGUMENTS.
 */
export const LIBRARY = `parse_options() {
  OPTIONS=()
  ARGUMENTS=()
  EXTRA_ARGUMENTS=()
  local cluster
  while [ "$#" -gt 0 ]; do
    case "$1" in
      --)
        shift
        EXTRA_ARGUMENTS=("$@")
        return 0
        ;;
      --*) OPTIONS+=("\${1#--}") ;;
      -*)
        cluster="\${1#-}"
        while [ -n "$cluster" ]; do
          OPTIONS+=("\${cluster:0:1}")
          cluster="\${cluster:1}"
        done
        ;;
      *) ARGUMENTS+=("$1") ;;
    esac
    shift
  done
}
`;
