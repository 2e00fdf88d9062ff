import type { PrebuildVariables } from "@nodewright/prebuild-fetch";

/** The parts of nopt's reading that node-gyp's arguments are made of. */
export interface CommandLineWords {
  readonly cooked: readonly string[];
  readonly original: readonly string[];
}

/** What binding.gyp may read of the addon's variables. */
export function variableArguments(variables: PrebuildVariables): string[] {
  const {
    module,
    module_name,
    module_path,
    napi_version,
    node_abi_napi,
    napi_build_version,
    node_napi_label,
  } = variables;
  return Object.entries({
    module,
    module_name,
    module_path,
    napi_version,
    node_abi_napi,
    napi_build_version: napi_build_version || 0,
    node_napi_label,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));
}

/** The options of the command line as they came. */
export function passedOptions({ cooked }: CommandLineWords): string[] {
  return cooked.flatMap((word, i) => {
    if (!/^--./.test(word)) return [];
    const value = cooked[i + 1];
    return [value === undefined || value.includes("--") ? word : `${word}=${value}`];
  });
}

/** What stands after `--`: it goes to gyp or make as it is. */
export function wordsAfterDashes({ original }: CommandLineWords): string[] {
  const at = original.indexOf("--");
  return at === -1 || at === original.length - 1 ? [] : original.slice(at);
}

/** Options of node-gyp that npm's settings may hold. */
const SETTINGS = ["dist-url", "python", "nodedir", "msvs_version"];

export function settingArguments(options: Readonly<Record<string, unknown>>): string[] {
  return SETTINGS.flatMap((name) => {
    const value = options[name] || options[name.replace("-", "_")];
    return value ? [`--${name}=${value}`] : [];
  });
}
