import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const installer = fileURLToPath(new URL("../../bin/nodewright-install.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Another command of this package. */
  readonly bin?: string | undefined;
}

/** Starts the real command with an empty home and no variables but these. */
export function start(
  args: readonly string[],
  { home, env = {}, cwd, bin = installer }: RunOptions,
): ChildProcess {
  return spawn(process.execPath, [bin, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: "/usr/bin:/bin", HOME: home, ...env },
    cwd: cwd ?? home,
  });
}

export async function ended(child: ChildProcess): Promise<Ended> {
  if (child.stdout === null || child.stderr === null) throw new TypeError("the output must be piped");
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, stdout, stderr };
}

export function run(args: readonly string[], options: RunOptions): Promise<Ended> {
  return ended(start(args, options));
}
