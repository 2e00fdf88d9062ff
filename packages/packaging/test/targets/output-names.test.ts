import { createTarget } from "@nodewright/target-triple";
import { expect, it } from "vitest";
import { outputNames } from "../../src/targets/output-names.js";
import { readTargets } from "../../src/targets/read-targets.js";

const host = createTarget({ os: "linux", arch: "x64", libc: "glibc" });

it("names executables after their targets where there are several, and versions where those are alike", () => {
  const [linux, musl, windows] = readTargets(["linux-x64,alpine-x64,win-x64"], { host, spec: "24" });
  const named = [linux, musl, windows].map((one) => ({ target: one?.target ?? host, version: "v24.1.0" }));
  expect(outputNames("app", named)).toEqual(["app-linux-x64", "app-linux-x64-musl", "app-win32-x64.exe"]);
  expect(outputNames("app", named.slice(2))).toEqual(["app.exe"]);
  const two = ["v22.1.0", "v24.1.0"].map((version) => ({ target: host, version }));
  expect(outputNames("app", two)).toEqual(["app-linux-x64-v22.1.0", "app-linux-x64-v24.1.0"]);
});
