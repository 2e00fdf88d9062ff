import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Environment, findEmulator } from "@nodewright/addon-build";
import { createTarget, type Target } from "@nodewright/target-triple";

const run = promisify(execFile);
const RUN_TIMEOUT_MS = 60_000;

export interface RunNodeOptions {
  readonly target: Target;
  readonly host: Target;
  readonly env: Environment;
  /** It needs no C library of the system. */
  readonly isStatic?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of asking an executable for its `process.versions`. */
export type NodeAnswer =
  | {
      readonly outcome: "answered";
      readonly ranBy: string;
      readonly versions: Readonly<Record<string, string>>;
    }
  | { readonly outcome: "failed"; readonly ranBy: string; readonly reason: string }
  /** Nothing on this machine runs programs of the target. */
  | { readonly outcome: "not-run"; readonly reason: string };

/** Asks a node executable for its `process.versions`, on this machine's CPU or on qemu's. */
export async function runNode(executable: string, options: RunNodeOptions): Promise<NodeAnswer> {
  const { host, env, signal } = options;
  const emulator = await findEmulator(runnableAs(options), { host, env });
  if ("reason" in emulator) return { outcome: "not-run", reason: emulator.reason };
  const ranBy = emulator.name;
  const [file = executable, ...prefix] = [...emulator.prefix, executable];
  try {
    const { stdout } = await run(file, [...prefix, "-p", "JSON.stringify(process.versions)"], {
      // The machine's own options could keep it from starting.
      env: { ...env, ...emulator.env, NODE_OPTIONS: undefined },
      timeout: RUN_TIMEOUT_MS,
      signal,
    });
    return { outcome: "answered", ranBy, versions: versionsOf(JSON.parse(stdout)) };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return { outcome: "failed", ranBy, reason: reasonOf(error) };
  }
}

/** Variants and CPU levels run on the same systems; what is static runs whatever the system's C library is. */
function runnableAs({ target, host, isStatic }: RunNodeOptions): Target {
  const { variant: _, cpuLevel: __, ...plain } = target;
  if (isStatic !== true || plain.os !== host.os || host.libc === undefined) return createTarget(plain);
  return createTarget({ ...plain, libc: plain.arch === host.arch ? host.libc : (plain.libc ?? "glibc") });
}

function versionsOf(answer: unknown): Record<string, string> {
  const entries = Object.entries(answer ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  if (entries.length === 0) throw new TypeError("it does not say its versions");
  return Object.fromEntries(entries);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stderr: unknown = Reflect.get(error, "stderr");
  const line = typeof stderr === "string" ? stderr.trim().split("\n")[0] : undefined;
  const signal: unknown = Reflect.get(error, "signal");
  return line || (typeof signal === "string" ? `ended by ${signal}` : error.message);
}
