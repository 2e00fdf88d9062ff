import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const built = new URL("../../dist/index.js", import.meta.url);

export interface Child {
  readonly process: ChildProcess;
  /** All that it printed, once it has ended. */
  readonly output: Promise<string>;
  readonly exit: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Resolves when it has printed this line. */
  printed(line: string): Promise<void>;
}

/**
 * Another process that runs this code with the built package as `store`, its arguments as `args`
 * and `report` to say what it does. An error ends it with its code on the last line.
 */
export function child(code: string, ...args: readonly string[]): Child {
  if (!existsSync(fileURLToPath(built))) {
    throw new Error("Build the package before its tests: pnpm run build");
  }
  const script = `
    import * as store from ${JSON.stringify(built.href)};
    import fs from "node:fs";
    const args = process.argv.slice(1);
    const report = (line) => fs.writeSync(1, line + "\\n");
    try { ${code} } catch (error) { report(error.code ?? error.stack); process.exitCode = 1; }`;
  const spawned = spawn(process.execPath, ["--input-type=module", "--eval", script, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void spawned.kill("SIGKILL"));
  let seen = "";
  spawned.stdout.on("data", (chunk: Buffer) => {
    seen += chunk.toString();
  });
  return {
    process: spawned,
    output: text(spawned.stdout),
    exit: new Promise((resolve) => spawned.on("close", (code_, signal) => resolve({ code: code_, signal }))),
    printed: async (line) => {
      while (!seen.split("\n").includes(line)) {
        if (spawned.exitCode !== null || spawned.signalCode !== null) {
          throw new Error(`The process ended without printing ${line}: ${seen}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}
