import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { type Emulator, emulated } from "./emulator.js";
import { AddonBuildError } from "./errors.js";
import { formatCommand, runCommand } from "./run-command.js";
import type { Environment } from "./types.js";

export interface LoadAddonOptions {
  readonly file: string;
  readonly target: Target;
  readonly emulator: Emulator;
  /** The Node.js of the target. */
  readonly node: string;
  readonly env: Environment;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a Node.js of the target said once it had loaded the addon. */
export interface LoadReport {
  /** `process.version`, `process.platform` and `process.arch` of the Node.js that loaded it. */
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  /** The type of what the addon exports, and the names in it. */
  readonly type: string;
  readonly exports: readonly string[];
}

/**
 * Loads an addon in a Node.js of its target, and lists what it exports; the addon's own initialization runs, nothing
 * else of it.
 * @throws AddonBuildError ERR_ADDON_LOAD when it does not load, does not end in time, or ends Node.js
 */
export async function loadAddon(options: LoadAddonOptions): Promise<LoadReport> {
  const { file, emulator, env, timeoutMs = 120_000, signal } = options;
  const folder = await mkdtemp(join(tmpdir(), "addon-load-"));
  try {
    // Programs under wine cannot write to our pipes: the answer goes through a file.
    const answer = join(folder, "answer.json");
    const command = emulated(emulator, [options.node, "-e", loadScript(resolve(file), answer)]);
    const { NODE_OPTIONS: _, ...rest } = env;
    const run = await runCommand(command, {
      cwd: folder,
      env: { ...rest, ...emulator.env },
      timeoutMs,
      signal,
    });
    const report = await readAnswer(answer);
    if (report !== undefined && "node" in report) return report;
    const why = report?.error ?? firstLine(run.output) ?? `it ended with ${run.exitCode ?? "a signal"}`;
    throw new AddonBuildError(
      "ERR_ADDON_LOAD",
      `the addon for ${formatTarget(options.target)} does not load (${emulator.name}): ${why}`,
      {
        hint: `by hand: ${formatCommand(emulated(emulator, [options.node, "-p", `require(${JSON.stringify(file)})`]))}`,
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs in any Node.js since 10. */
function loadScript(file: string, answer: string): string {
  return `
var write = function (report) { require("fs").writeFileSync(${JSON.stringify(answer)}, JSON.stringify(report)); };
try {
  var addon = require(${JSON.stringify(file)});
  var names = addon !== null && (typeof addon === "object" || typeof addon === "function") ? Object.keys(addon) : [];
  write({ node: process.version, platform: process.platform, arch: process.arch, type: typeof addon, exports: names });
} catch (error) {
  write({ error: String(error && error.message || error) });
}
process.exit(0);`.trim();
}

async function readAnswer(path: string): Promise<LoadReport | { readonly error: string } | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

function firstLine(text: string): string | undefined {
  return text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "");
}
