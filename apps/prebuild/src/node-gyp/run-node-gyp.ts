import { spawn } from "node:child_process";
import { type Command, findNodeGyp } from "@nodewright/addon-build";
import { BuildError } from "./build-error.js";

export interface NodeGypCall {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The addon's folder. */
  readonly cwd: string;
  /** `process.execPath` */
  readonly execPath: string;
  readonly runtime: string;
  readonly platform: string;
}

/**
 * Runs node-gyp, or nw-gyp for NW.js, on this process's streams.
 *
 * @throws BuildError when it cannot be started or fails; AddonBuildError when there is none.
 */
export async function runNodeGyp(args: readonly string[], call: NodeGypCall): Promise<void> {
  const [file, ...words] = [...(await commandOf(call)), ...args] as const;
  const text = [file, ...words].join(" ");
  const shell = call.platform === "win32" && file.endsWith(".cmd");
  const child = spawn(file, words, {
    cwd: call.cwd,
    env: withoutGiven(call.env, args),
    stdio: "inherit",
    shell,
  });
  await new Promise<void>((resolve, reject) => {
    child.once("error", (cause) =>
      reject(new BuildError(`Failed to execute '${text}' (${cause})`, { cause })),
    );
    child.once("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new BuildError(`Failed to execute '${text}' (${code ?? signal})`));
    });
  });
}

async function commandOf({ runtime, platform, cwd, env, execPath }: NodeGypCall): Promise<Command> {
  if (runtime === "node-webkit") return [platform === "win32" ? "nw-gyp.cmd" : "nw-gyp"];
  return findNodeGyp({ projectDir: cwd, env, node: execPath });
}

/** node-gyp lets npm's variables win over its arguments. */
function withoutGiven(env: NodeGypCall["env"], args: readonly string[]): NodeJS.ProcessEnv {
  const given = new Set(args.flatMap((arg) => /^--([^=]+)/.exec(arg)?.[1]?.replaceAll("-", "_") ?? []));
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !given.has(name.replace(/^npm_config_/i, "")) || !/^npm_config_/i.test(name),
    ),
  );
}
