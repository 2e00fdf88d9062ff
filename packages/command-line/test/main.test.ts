import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { isTooOld } from "../src/main.js";

const entry = fileURLToPath(import.meta.resolve("@nodewright/command-line"));

/** Starts a program that waits for its signal, and kills it with `signal` once it runs. */
async function interrupted(signal: NodeJS.Signals): Promise<{ code: number | null; out: string }> {
  const source = `
    import { main } from ${JSON.stringify(entry)};
    await main(async () => async (argv, io) => {
      const alive = setInterval(() => {}, 1000);
      io.stdout.write("ready\\n");
      await new Promise((resolve) => io.signal.addEventListener("abort", resolve));
      clearInterval(alive);
      io.stdout.write("cleaned\\n");
      return 130;
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (chunk) => {
    if (out === "") child.kill(signal);
    out += chunk;
  });
  const [code] = await once(child, "close");
  return { code, out };
}

describe("main()", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("lets the program clean up on %s and exits with %i", async (signal, code) => {
    expect(await interrupted(signal)).toEqual({ code, out: "ready\ncleaned\n" });
  });
});

test.each([
  ["20.20.2", true],
  ["22.18.0", true],
  ["22.19.0", false],
  ["24.0.0", false],
  ["27.0.0-alpha.0.1.1", false],
])("isTooOld(%s) is %s", (version, expected) => {
  expect(isTooOld(version)).toBe(expected);
});
