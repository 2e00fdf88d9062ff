import type { PkgExecOptions } from "./pkg/options.js";

/**
 * Does what `pkg` does with a command line (`["app.js", "-t", "node24-linux-x64"]`) or with options, in this process.
 * @throws Error in `pkg`'s words; `wasReported` says that it has been printed
 */
export async function exec(asked: readonly string[] | PkgExecOptions): Promise<void> {
  const { execPkg } = await import("./pkg/exec.js");
  const { stdout, stderr, stdin, env } = process;
  const signal = new AbortController().signal;
  await execPkg(asked, { stdout, stderr, stdin, env, cwd: process.cwd(), signal });
}
