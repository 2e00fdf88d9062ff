import { autoconf, standardBuild, standardInstall } from "./compile.js";
import { copy } from "./copy.js";
import { graal, jxcoreNpm, ldflagsDirectories } from "./directories.js";
import { type StepFunction, warnEndOfLife, warnMaintenance } from "./notices.js";

/** Every step by name. A step runs in the package's directory. */
const STEPS: ReadonlyMap<string, StepFunction> = new Map<string, StepFunction>([
  ["standard_build", standardBuild],
  ["standard_install", standardInstall],
  [
    "standard",
    async (context, work) => {
      await standardBuild(context, work);
      await standardInstall(context, work);
    },
  ],
  ["autoconf", autoconf],
  ["copy", copy],
  ["ldflags_dirs", ldflagsDirectories],
  ["graal", graal],
  ["jxcore_npm", jxcoreNpm],
  ["jxcore_v8_328", (context) => prependConfigureOption(context, "--engine-v8-3-28")],
  ["jxcore_spidermonkey", (context) => prependConfigureOption(context, "--engine-mozilla")],
  ["enable_shared", enableShared],
  ["warn_eol", warnEndOfLife],
  ["warn_lts_maintenance", warnMaintenance],
]);

export function stepNamed(name: string): StepFunction | undefined {
  return STEPS.get(name);
}

async function prependConfigureOption({ env }: Parameters<StepFunction>[0], option: string): Promise<void> {
  env.CONFIGURE_OPTS = `${option} ${env.CONFIGURE_OPTS ?? ""}`;
}

async function enableShared({ env, argumentLists }: Parameters<StepFunction>[0]): Promise<void> {
  if (` ${env.NODE_CONFIGURE_OPTS ?? ""} `.includes(" --disable-shared")) return;
  argumentLists.set("NODE_CONFIGURE", [...(argumentLists.get("NODE_CONFIGURE") ?? []), "--enable-shared"]);
}
