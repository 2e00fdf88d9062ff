import { describe, expect, test } from "vitest";
import { capture, log, run } from "../src/run-command.js";
import { makeContext, makeScratch } from "./support/build.js";

describe("run", () => {
  test("prints into the log, in the build directory, without our own variables", async () => {
    const scratch = makeScratch();
    const context = makeContext(scratch, { env: { COLOR: "red", NODEWRIGHT_BUILD_NODE: "x" } });
    const script = 'pwd; echo $COLOR >&2; echo "<$NODEWRIGHT_BUILD_NODE>"; exit 3';
    expect(await run(context, ["sh", "-c", script])).toBe(3);
    expect(context.logText()).toBe(`${scratch.path("build")}\nred\n<>\n`);
  });

  test("a command that is missing or killed did not go well", async () => {
    const context = makeContext(makeScratch());
    expect(await run(context, ["no-such-command"])).toBe(127);
    expect(context.logText()).toContain("no-such-command");
    expect(await run(context, ["sh", "-c", "kill -9 $$"])).toBeGreaterThanOrEqual(128);
  });
});

describe("capture", () => {
  test("returns what is printed, or undefined after a failure", async () => {
    const { env } = makeScratch();
    expect(await capture(["printf", "a\\nb\\n\\n"], { env })).toBe("a\nb");
    expect(await capture(["sh", "-c", "echo a; exit 1"], { env })).toBeUndefined();
    expect(await capture(["no-such-command"], { env })).toBeUndefined();
  });
});

test("log appends", () => {
  const context = makeContext(makeScratch());
  log(context, "a\n");
  log(context, "b\n");
  expect(context.logText()).toBe("a\nb\n");
});
