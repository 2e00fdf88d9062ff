import { afterEach, describe, expect, it, vi } from "vitest";
import { runAsNode, takeAsNode } from "../../../src/runtime/processes/run-as-node.js";
import { volumeOf } from "../../support/volume.js";

describe("takeAsNode()", () => {
  it.each([
    [{ PKG_EXECPATH: "/app" }, true, {}],
    [{ PKG_EXECPATH: "/other" }, false, {}],
    [{ PKG_EXECPATH: "PKG_INVOKE_NODEJS" }, true, {}],
    [{ PKG_EXECPATH: "" }, false, {}],
    [{}, false, {}],
    [{ NODE_OPTIONS: "--a --b", NODEWRIGHT_NODE_OPTIONS: "--a" }, false, { NODE_OPTIONS: "--a" }],
    [{ NODE_OPTIONS: "--b", NODEWRIGHT_NODE_OPTIONS: "" }, false, {}],
  ])("of %j is %j, and leaves %j", (env, answer, left) => {
    const own: NodeJS.ProcessEnv = { ...env };
    expect(takeAsNode(own, "/app")).toBe(answer);
    expect(own).toEqual(left);
  });
});

describe("runAsNode()", () => {
  const { argv, execArgv } = process;
  afterEach(() => {
    Object.assign(process, { argv, execArgv });
    vi.restoreAllMocks();
  });

  it("prints what an expression gives", async () => {
    const lines: unknown[] = [];
    vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(line) > 0);
    process.argv = ["/app", "/app", "-p", "[1 + 1, process.argv.slice(1), typeof require]", "x"];
    await runAsNode(volumeOf({ "a.js": "" }));
    expect(lines).toEqual(["[ 2, [ 'x' ], 'function' ]\n"]);
  });
});
