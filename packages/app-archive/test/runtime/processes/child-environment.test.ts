import { expect, it } from "vitest";
import { childEnvironment } from "../../../src/runtime/processes/child-environment.js";

const allowed = new Set(["--no-warnings", "--max-old-space-size", "--title", "--require", "--import"]);
const of = (options: readonly string[], env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv =>
  childEnvironment({ executable: "/app", env, options, allowed });

it("childEnvironment() marks a child, and leaves what an app marked itself", () => {
  expect(of([], { A: "1" })).toEqual({ A: "1", PKG_EXECPATH: "/app" });
  expect(of(["--no-warnings"], { PKG_EXECPATH: "" })).toEqual({ PKG_EXECPATH: "" });
});

it("childEnvironment() passes what NODE_OPTIONS may have, but for preloads", () => {
  const options = [
    "--no-warnings",
    "--max-old-space-size=9",
    "--title",
    "a b",
    "-r",
    "x.js",
    "--import=y",
    "-e",
    "code",
  ];
  expect(of(options, { NODE_OPTIONS: "--own" })).toEqual({
    PKG_EXECPATH: "/app",
    NODE_OPTIONS: '--own --no-warnings --max-old-space-size=9 --title "a b"',
    NODEWRIGHT_NODE_OPTIONS: "--own",
  });
});
