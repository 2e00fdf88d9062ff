import {
  addonHost,
  type CommandOptions,
  type NapiSupport,
  readOptions,
  runtimeOf,
} from "@nodewright/prebuild-fetch";
import type { Run } from "./run.js";

type Asked = Pick<Run, "commandLine" | "host" | "package_json">;

/** The options of a run, read for its addon. */
export function optionsOf({ commandLine, host, package_json }: Asked): CommandOptions {
  return readOptions(commandLine, host.env, String(package_json.name));
}

/** Which Node-API builds the runtime that is asked for can load. */
export function napiSupportOf(run: Asked): NapiSupport {
  const options = optionsOf(run);
  return {
    napi: runtimeOf(options, addonHost(run.host)).napi,
    latestOnly: options.buildLatestNapiVersionOnly,
  };
}
