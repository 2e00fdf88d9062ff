import { spawn } from "node:child_process";
import { BuildError } from "./build-error.js";
import { findNodeGyp, type NodeGypSearch } from "./find-node-gyp.js";

export interface NodeGypCall extends NodeGypSearch {
  readonly runtime: string;
  readonly platform: string;
}

/**
 * Runs node-gyp, or nw-gyp for NW.js, on this process's streams.
 *
 * @throws BuildError when it cannot be started or fails.
 */
export async function runNodeGyp(args: readonly string[], call: NodeGypCall): Promise<void> {
  const [file, ...words] = [...commandOf(call), ...args];
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

function commandOf(call: NodeGypCall): readonly [string, ...string[]] {
  const ending = call.platform === "win32" ? ".cmd" : "";
  if (call.runtime === "node-webkit") return [`nw-gyp${ending}`];
  const script = findNodeGyp(call);
  return script === undefined ? [`node-gyp${ending}`] : [call.execPath, script];
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
