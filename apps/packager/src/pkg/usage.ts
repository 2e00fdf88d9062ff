/** What `--help` prints. */
export const usage = `
  pkg [options] <input>

  Options:

    -h, --help           output usage information
    -v, --version        output pkg version
    -t, --targets        targets with commas between, such as node24-linux-x64,node22-win
    -c, --config         package.json, or a .json, .js, .cjs or .mjs file with the configuration
                         (looked for: .pkgrc, .pkgrc.json, pkg.config.js, pkg.config.cjs, pkg.config.mjs)
    --options            options of Node.js for the executable, such as expose-gc,max-heap-size=34
    -o, --output         output file, or the beginning of its name for several targets
    --out-path           folder for one or more executables
    -d, --debug          show what is packed, and why
    -b, --build          refused: official binaries are taken; a farm builds your own
    --public             accepted: sources are always packed as they are
    --public-packages    accepted, as --public
    --no-bytecode        accepted: there is no bytecode
    --no-native-build    do not look for addons of foreign targets
    --fallback-to-source accepted: there is no bytecode to fall back from
    --no-dict            packages whose quirks are passed over, with commas between; * for all
    -C, --compress       None, Brotli, GZip or Zstd [None]
    --signature          sign executables for macOS [on]
    --no-signature       accepted: the signature that arm64 needs is always made
    --sea                accepted: executables are always single executable applications

  Examples:

    $ pkg index.js
    $ pkg .
    $ pkg -t node24-linux,node24-win index.js
    $ pkg --options "expose-gc,max-heap-size=34" index.js
    $ pkg --compress Zstd index.js
`;
