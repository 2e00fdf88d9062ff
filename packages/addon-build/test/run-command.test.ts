import { describe, expect, it, test } from "vitest";
import { formatCommand, quoteWord, runCommand } from "../src/run-command.js";

const node = process.execPath;
const options = { cwd: process.cwd(), env: {} };

describe("runCommand", () => {
  it("gives the exit code and what both streams had", async () => {
    const script = 'console.log("out"); console.error("err"); process.exit(3)';
    const { exitCode, output } = await runCommand([node, "-e", script], options);
    expect(exitCode).toBe(3);
    expect(output.split("\n").sort()).toEqual(["", "err", "out"]);
  });

  it("tells of a program that is not there", async () => {
    const outcome = await runCommand(["/nowhere/cc"], options);
    expect(outcome).toEqual({ exitCode: undefined, output: expect.stringContaining("ENOENT") });
  });

  it("ends what takes too long", async () => {
    const outcome = await runCommand([node, "-e", "setInterval(() => {}, 1000)"], {
      ...options,
      timeoutMs: 300,
    });
    expect(outcome.exitCode).toBeUndefined();
  });

  it("rejects with the reason of the signal", async () => {
    const controller = new AbortController();
    const running = runCommand([node, "-e", "setInterval(() => {}, 1000)"], {
      ...options,
      signal: controller.signal,
    });
    controller.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });
});

test("formatCommand quotes what a shell would take apart", () => {
  expect(formatCommand(["cc", "-DX=1", "a b.c", "it's"])).toBe("cc -DX=1 'a b.c' 'it'\\''s'");
  expect(quoteWord("$HOME")).toBe("'$HOME'");
});
