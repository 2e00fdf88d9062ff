import { expect, test } from "vitest";
import { createAbiTable } from "../../src/abi-table.js";
import { checkCandidate } from "../../src/prebuild/check-candidate.js";
import { resolveRuntime } from "../../src/prebuild/resolved-runtime.js";

const host = { os: "linux", arch: "x64", libc: "glibc" };
const runtime = resolveRuntime({ version: "22.11.0" }, createAbiTable());

test("checkCandidate names the machine before the runtime", () => {
  expect(checkCandidate({ os: "win32", abi: "1" }, host, runtime)?.code).toBe("os");
  expect(checkCandidate({ os: "linux", abi: "1" }, host, runtime)?.code).toBe("abi");
  expect(checkCandidate({ os: "linux", abi: "127" }, host, runtime)).toBeUndefined();
});
