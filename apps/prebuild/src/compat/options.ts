import { type AddonOptions, readOptions } from "@nodewright/prebuild-fetch";

/** Options as tools hand them over: with dashes or underscores, without the environment. */
export function readCompatOptions(options: Readonly<Record<string, unknown>> = {}): AddonOptions {
  return readOptions(options, {}, "");
}
