import { type BuildContext, splitWords, variablePrefix } from "../context.js";
import { SourceBuildError } from "../errors.js";
import { run } from "../run-command.js";
import type { StepFunction } from "./notices.js";

/** `./configure` (or what NODE_CONFIGURE names), then `make`. */
export const standardBuild: StepFunction = async (context, { packageName, directory }) => {
  const { env, argumentLists } = context;
  const name = variablePrefix(packageName);
  const configure = splitWords(env[`${name}_CONFIGURE`]);
  await must(context, directory, {
    command: [
      ...(configure.length > 0 ? configure : ["./configure"]),
      `--prefix=${env[`${name}_PREFIX_PATH`] || context.prefix}`,
      ...(argumentLists.get(`${name}_CONFIGURE`) ?? []),
      ...splitWords(env.CONFIGURE_OPTS),
      ...splitWords(env[`${name}_CONFIGURE_OPTS`]),
    ],
    env: { ...env, ...(await compilerVariables(context, name)) },
  });
  await must(context, directory, {
    command: [
      makeCommand(env),
      ...(argumentLists.get(`${name}_MAKE`) ?? []),
      ...splitWords(await makeOptions(context)),
      ...splitWords(env[`${name}_MAKE_OPTS`]),
    ],
  });
};

/** `make install`, or the target that MAKE_INSTALL_TARGET names. */
export const standardInstall: StepFunction = async (context, { packageName, directory }) => {
  const { env, argumentLists } = context;
  const name = variablePrefix(packageName);
  const target = splitWords(env.MAKE_INSTALL_TARGET);
  await must(context, directory, {
    command: [
      makeCommand(env),
      ...(target.length > 0 ? target : ["install"]),
      ...(argumentLists.get(`${name}_MAKE_INSTALL`) ?? []),
      ...splitWords(env.MAKE_INSTALL_OPTS),
      ...splitWords(env[`${name}_MAKE_INSTALL_OPTS`]),
    ],
  });
};

export const autoconf: StepFunction = async (context, { directory }) => {
  await must(context, directory, { command: ["autoreconf", "-i"] });
};

function makeCommand(env: BuildContext["env"]): string {
  return env.MAKE || "make";
}

/** What is empty but set counts as the user's word: no options. */
async function makeOptions({ env, host }: BuildContext): Promise<string> {
  return env.MAKEOPTS ?? env.MAKE_OPTS ?? `-j ${await host.cpuCores()}`;
}

/** macOS 10.10 and later build with clang unless the user says otherwise. */
async function compilerVariables({ env, host }: BuildContext, name: string): Promise<Record<string, string>> {
  const own = env[`${name}_CFLAGS`];
  const flags =
    env.CFLAGS === undefined && own === undefined ? undefined : `${env.CFLAGS ?? ""} ${own ?? ""}`;
  const isMac = !env.CC && ((await host.macVersion()) ?? 0) >= 1010;
  return { ...(flags !== undefined && { CFLAGS: flags }), ...(isMac && { CC: "clang" }) };
}

interface Command {
  readonly command: readonly string[];
  readonly env?: BuildContext["env"];
}

async function must(context: BuildContext, cwd: string, { command, env }: Command): Promise<void> {
  const [program = "", ...args] = command;
  const code = await run(context, [program, ...args], { cwd, ...(env && { env }) });
  if (code === 0) return;
  throw new SourceBuildError("ERR_BUILD_FAILED", `${program} failed with exit code ${code}`, {
    hint: code === 127 ? `Is ${program} installed?` : undefined,
  });
}
