import { syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Functions, replace } from "../fs/intercept.js";
import type { Volume } from "../volume.js";
import { childEnvironment } from "./child-environment.js";
import { asNode, type Command, type Itself, lineAsNode, shellAsNode } from "./commands.js";
import { splitNodeArguments } from "./node-arguments.js";

interface SpawnOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly shell?: boolean | string;
  readonly execArgv?: readonly string[];
  readonly execPath?: string;
}

/** Lets `child_process` run scripts of the volume, and the executable wherever an app asks for Node.js. */
export function serveProcesses(volume: Volume, itself: Itself): void {
  const functions = process.getBuiltinModule("node:child_process") as unknown as Functions;
  for (const name of ["spawn", "spawnSync", "execFile", "execFileSync"]) {
    replace(functions, name, (original) => (file, ...rest) => {
      const args: readonly string[] = Array.isArray(rest[0]) ? rest[0] : [];
      const [options, ...others] = restOf(Array.isArray(rest[0]) ? rest.slice(1) : rest);
      const { shell = false } = options;
      const changed = changedCommand({ file: String(file), args }, shell !== false, itself);
      if (changed === undefined) return original(itself.extract(String(file)) ?? file, ...rest);
      const env = environment(options, changed.args, itself);
      return original(changed.file, changed.args, { ...options, env }, ...others);
    });
  }
  for (const name of ["exec", "execSync"]) {
    replace(functions, name, (original) => (line, ...rest) => {
      const changed = typeof line === "string" ? lineAsNode(line, itself) : undefined;
      if (changed === undefined) return original(line, ...rest);
      const [options, ...others] = restOf(rest);
      return original(changed, { ...options, env: environment(options, [], itself) }, ...others);
    });
  }
  for (const name of ["exec", "execFile"]) promisified(functions, name);
  serveFork(functions, volume, itself);
  syncBuiltinESMExports();
}

/** Node.js promisifies its own function, past the one in its place. */
function promisified(functions: Functions, name: string): void {
  const call = functions[name] as (...args: readonly unknown[]) => unknown;
  const custom = (...args: readonly unknown[]): Promise<unknown> => {
    let child: unknown;
    const promise = new Promise((resolve, reject) => {
      child = call(...args, (error: Error | null, stdout: unknown, stderr: unknown) => {
        if (error === null) resolve({ stdout, stderr });
        else reject(Object.assign(error, { stdout, stderr }));
      });
    });
    return Object.assign(promise, { child });
  };
  Object.defineProperty(call, promisify.custom, { value: custom, configurable: true });
}

function serveFork(functions: Functions, volume: Volume, itself: Itself): void {
  replace(functions, "fork", (original) => (module, ...rest) => {
    const args: readonly string[] = Array.isArray(rest[0]) ? rest[0] : [];
    const [options] = restOf(Array.isArray(rest[0]) || rest[0] == null ? rest.slice(1) : rest);
    const { execPath = itself.executable, execArgv = process.execArgv } = options;
    if (execPath !== "" && !itself.names.includes(execPath)) return original(module, ...rest);
    const path = module instanceof URL ? fileURLToPath(module) : String(module);
    const outside = volume.mounted(path) ?? path;
    const env = environment(options, execArgv, itself);
    return original(outside, args, { ...options, execPath: itself.executable, env });
  });
}

/** Options come before a callback, and may be left out. */
function restOf(rest: readonly unknown[]): [SpawnOptions, ...unknown[]] {
  const [first] = rest;
  const hasOptions = typeof first === "object" || (first === undefined && rest.length > 0);
  return hasOptions ? [(first ?? {}) as SpawnOptions, ...rest.slice(1)] : [{}, ...rest];
}

function changedCommand(command: Command, isShell: boolean, itself: Itself): Command | undefined {
  if (!isShell) return asNode(command, itself) ?? shellAsNode(command, itself);
  const file = lineAsNode(command.file, itself);
  return file === undefined ? undefined : { file, args: command.args };
}

function environment(
  { env = process.env }: SpawnOptions,
  argv: readonly string[],
  { executable }: Itself,
): NodeJS.ProcessEnv {
  const { options } = splitNodeArguments(argv);
  return childEnvironment({ executable, env, options, allowed: process.allowedNodeEnvironmentFlags });
}
