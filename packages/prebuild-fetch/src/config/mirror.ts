type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The host that a user names in the place of package.json's: `npm_config_<module_name>_binary_host_mirror`, which npm
 * makes of `--<module_name>_binary_host_mirror` or a line of .npmrc; or `<MODULE_NAME>_BINARY_HOST_MIRROR`, of which
 * npm does not warn. A mirror may be http or file.
 */
export function readMirror(moduleName: string, env: Environment): string | undefined {
  const plain = moduleName.replaceAll("-", "_");
  const names = [
    `npm_config_${moduleName.replace("-", "_")}_binary_host_mirror`,
    `npm_config_${plain.toLowerCase()}_binary_host_mirror`,
    `${plain.toUpperCase()}_BINARY_HOST_MIRROR`,
  ];
  return names.map((name) => env[name]).find((value) => value !== undefined && value !== "");
}
