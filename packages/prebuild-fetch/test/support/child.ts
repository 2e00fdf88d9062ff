import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { InstallPlan } from "../../src/install/types.js";

const built = new URL("../../dist/index.js", import.meta.url);
const store = new URL("../../../artifact-store/dist/index.js", import.meta.url);

export interface Child {
  readonly process: ChildProcess;
  /** The state of the outcome, or the code of the error. */
  readonly output: Promise<string>;
}

/** Installs a plan in a process of its own, with the built package. */
export function installInChild(plan: InstallPlan): Child {
  const script = `
    import { installPrebuild } from ${JSON.stringify(built.href)};
    import { createHttpClient } from ${JSON.stringify(store.href)};
    const client = createHttpClient({ env: {} });
    try {
      const { state } = await installPrebuild(${JSON.stringify(plan)}, { client, libraries: {} });
      process.stdout.write(state);
    } catch (error) {
      process.stdout.write(error.code ?? error.stack);
    }
    await client.close();`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { process: child, output: text(child.stdout) };
}
