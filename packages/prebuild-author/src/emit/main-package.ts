import { type AddonProject, type Fields, fieldsOf } from "../read-project.js";
import type { PlatformPackage } from "./platform-package.js";

/** Tools that fetch or build at install time, and are of no use without an install script. */
const INSTALLERS = [
  "@mapbox/node-pre-gyp",
  "node-pre-gyp",
  "@nodewright/prebuild",
  "prebuild-install",
  "node-gyp",
  "node-addon-api",
  "nan",
];

/** Words in a script by which one of them is run. */
const INSTALL_SCRIPT = /\b(node-pre-gyp|prebuild-install|node-gyp|node-gyp-build)\b/;

/**
 * package.json of the main package: the platform packages are optional dependencies of exactly this version, and what
 * ran at install time is gone. `loader` is added to `files` where there is such a list.
 */
export function mainManifest(
  { manifest, version }: AddonProject,
  packages: readonly PlatformPackage[],
  loader: string,
): Fields {
  const { dependencies, optionalDependencies, scripts, files, gypfile: _, binary: __, ...rest } = manifest;
  const kept = Object.entries(fieldsOf(dependencies)).filter(([name]) => !INSTALLERS.includes(name));
  const keptScripts = Object.entries(fieldsOf(scripts)).filter(
    ([name, script]) => !(/^(pre|post)?install$/.test(name) && INSTALL_SCRIPT.test(String(script))),
  );
  return {
    ...rest,
    ...(Array.isArray(files) && { files: [...new Set([...files, loader])] }),
    // npm makes an install script of a binding.gyp unless it is told that there is none.
    gypfile: false,
    ...(keptScripts.length > 0 && { scripts: Object.fromEntries(keptScripts) }),
    ...(kept.length > 0 && { dependencies: Object.fromEntries(kept) }),
    optionalDependencies: {
      ...fieldsOf(optionalDependencies),
      ...Object.fromEntries(packages.map(({ name }) => [name, version])),
    },
  };
}
