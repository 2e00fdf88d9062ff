import type { Run as RunClass } from "./node-pre-gyp/run.js";

export { type FindOptions, find } from "@nodewright/prebuild-fetch/find";

const RUN_FILE: string = "./run.js";

function load(): typeof RunClass {
  // Not a literal: it is a file beside this one, not a part of it.
  const loaded: { readonly Run: typeof RunClass } = require(RUN_FILE);
  return loaded.Run;
}

function placeholder(): void {}

/** `find` runs inside of users' apps, which need nothing of this: it is loaded when it is first used. */
export const Run: typeof RunClass = new Proxy(placeholder as unknown as typeof RunClass, {
  construct: (_, args): object => Reflect.construct(load(), args),
  get: (_, key): unknown => Reflect.get(load(), key),
});
