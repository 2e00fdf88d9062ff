import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apps, firstFence, type Member, packages, readText } from "./workspace.js";

const MAX_LINES = 15;
const TIME_LIMIT_MS = 10_000;

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/**
 * Runs an example as a reader would who has installed the package: Node.js lets a package import itself by name
 * from its own folder. The text comes by standard input, so that nothing is written to the tree.
 */
async function runExample(example: string, { folder }: Member): Promise<Outcome> {
  const child = spawn(process.execPath, ["--input-type=module", "-"], {
    cwd: folder,
    timeout: TIME_LIMIT_MS,
    killSignal: "SIGKILL",
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(example);
  return await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, output }));
  });
}

function readmeOf({ path, folder }: Member): string {
  expect(existsSync(join(folder, "README.md")), `${path} has no README.md`).toBe(true);
  return readText(path, "README.md");
}

describe("the first js example of each package's README", () => {
  for (const member of packages) {
    it(`${member.path} runs and ends well`, { timeout: 15_000 }, async () => {
      const example = firstFence(readmeOf(member), "js") ?? "";
      expect(example, "no example that imports the package by name").toContain(`"${member.manifest.name}`);
      expect(example.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(MAX_LINES);
      const { code, signal, output } = await runExample(example, member);
      expect({ code, signal }, output).toEqual({ code: 0, signal: null });
    });
  }
});

describe("the first sh example of each app's README", () => {
  for (const member of apps) {
    it(`${member.path} calls the app`, () => {
      const commands = Object.keys(member.manifest.bin ?? {});
      const words = (firstFence(readmeOf(member), "sh") ?? "").split(/\s+/);
      expect(
        words.some((word) => commands.includes(word)),
        `no call of ${commands.join(", ")}`,
      ).toBe(true);
    });
  }
});
