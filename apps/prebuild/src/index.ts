import { find as findAddon } from "@nodewright/prebuild-fetch/find";
import type { Run as RunClass } from "./node-pre-gyp/run.js";

/** What is looked for instead of the addon of this process. */
export interface FindOptions {
  /** What module_path is joined to. Default: the folder of package.json. */
  readonly module_root?: string | undefined;
  readonly runtime?: string | undefined;
  readonly target?: string | undefined;
  readonly target_arch?: string | undefined;
  readonly target_platform?: string | undefined;
  readonly target_libc?: string | undefined;
  readonly toolset?: string | undefined;
  readonly debug?: boolean | undefined;
}

/** The path of an addon's `.node` file, by the `binary` object of its package.json; throws where that has none. */
export const find: (packageJsonPath: string, options?: FindOptions) => string = findAddon;

const RUN_FILE: string = "./node-pre-gyp.cjs";

function load(): typeof RunClass {
  // Not a literal: it is a file beside this one, not a part of it.
  const loaded: { readonly Run: typeof RunClass } = require(RUN_FILE);
  return loaded.Run;
}

/** What a proxy needs so that `new Run()` reaches it; never called itself. */
function constructible(): void {}

/** `find` runs inside of users' apps, which need nothing of this: it is loaded when it is first used. */
export const Run: typeof RunClass = new Proxy(constructible as unknown as typeof RunClass, {
  construct: (_, args): object => Reflect.construct(load(), args),
  get: (_, key): unknown => Reflect.get(load(), key),
});
