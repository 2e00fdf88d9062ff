import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { BuildError } from "../../node-gyp/build-error.js";
import type { CommandContext } from "../context.js";

const execute = promisify(execFile);

/** Loads the addon in a process of its own; that of another platform, and of Electron, is left alone. */
export async function testbinary(context: CommandContext): Promise<void> {
  const { plan, host, log } = context;
  const { target_platform, target_arch } = plan.variables;
  if (plan.runtime.name === "electron") return;
  if (host.platform !== target_platform || host.arch !== target_arch) {
    const [own, asked] = [`${host.platform}/${host.arch}`, `${target_platform}/${target_arch}`];
    log.info(
      "validate",
      `skipping validation since host platform/arch (${own}) does not match target (${asked})`,
    );
    return;
  }
  if (plan.runtime.name === "node-webkit") return testInNw(context);
  const args = ["--eval", `require(${JSON.stringify(plan.addonFile)})`];
  await load(context, host.execPath, args);
}

const NW_PROGRAMS: Readonly<Record<string, string>> = { darwin: "node-webkit", win32: "nw.exe" };
const NW_TIMEOUT_MS = 5000;
const NW_PAGE = "<script>require(nw.App.argv[0]); nw.App.quit();</script>";

/** NW.js needs an app to load an addon in, and may not end by itself: silence for some seconds is success. */
async function testInNw(context: CommandContext): Promise<void> {
  const app = await mkdtemp(join(tmpdir(), "node-pre-gyp-nw-"));
  try {
    await writeFile(join(app, "package.json"), JSON.stringify({ name: "test-addon", main: "index.html" }));
    await writeFile(join(app, "index.html"), NW_PAGE);
    const program = NW_PROGRAMS[context.host.platform] ?? "nw";
    await load(context, program, [app, context.plan.addonFile], NW_TIMEOUT_MS);
  } finally {
    await rm(app, { recursive: true, force: true });
  }
}

async function load(
  { host, plan, log }: CommandContext,
  file: string,
  args: readonly string[],
  timeout?: number,
): Promise<void> {
  log.info("validate", `Running test command: '${[file, ...args].join(" ")}'`);
  try {
    await execute(file, args, { cwd: plan.root, env: host.env, ...(timeout !== undefined && { timeout }) });
  } catch (error) {
    const isTimeout = error instanceof Error && "killed" in error && error.killed === true;
    if (isTimeout && timeout !== undefined) return;
    throw new BuildError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
